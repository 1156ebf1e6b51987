"""The pages of topics and protected characteristics over the real graph, and over one with a topic more."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from anytown import build_into, copy_anytown
from web_site import open_page, read_text

from graph.settings import Settings, read_settings

ROW = re.compile(r'<tr>\s*<th scope="row"[^>]*gt-matrix__name.*?</tr>', re.DOTALL)
TOPICS = "/page/tower-hamlets/topic"
REGISTER = "registers/topics.yaml"
STREETS = '      - {slug: streets, label: Streets, definition: "Streets: who uses them and what state they are in."}\n'
WORK = '      - {slug: work, label: Work, definition: "Work and jobs."}\n'


def read_cells(page: str, topic: str) -> list[str]:
    """Return the words of the cells of a topic's row."""
    row = next(row for row in ROW.findall(page) if f'href="{TOPICS}/{topic}"' in row)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]


def test_topics_and_protected_characteristics_stand_apart(real_settings: Settings) -> None:
    page = open_page(real_settings, "/topics")
    lists = re.findall(r'<h2[^>]* id="([a-z0-9-]+)">', page)
    assert lists[:3] == ["topics", "protected-characteristics-equality-act-2010", "silences"]
    sizes = [part.count("gt-matrix__name") for part in page.split("</table>")[:2]]
    assert sizes == [20, 9]


def test_a_cell_counts_what_a_plan_has_and_leads_there(real_settings: Settings) -> None:
    page = open_page(real_settings, "/topics")
    cells = read_cells(page, "topics/housing")
    assert cells[2] == "24 of Strategic Plan 2021-24 on Housing and homelessness"
    assert f'href="{TOPICS}/topics/housing#in-strategic-plan-2021-24"' in page


def test_an_empty_cell_says_whether_the_plan_or_only_reports_are_held(real_settings: Settings) -> None:
    cells = read_cells(open_page(real_settings, "/topics"), "protected-characteristics/pregnancy-and-maternity")
    assert cells == ["none in the reports", "none in the reports", "nothing", "none in the reports", "–"]


def test_what_nothing_is_said_of_is_said_at_the_head_of_its_list(real_settings: Settings) -> None:
    text = read_text(real_settings, "/topics")
    assert "held is about marriage and civil partnership or pregnancy and maternity ." in text


def test_each_plan_lists_what_it_says_nothing_of(real_settings: Settings) -> None:
    silences = open_page(real_settings, "/topics").partition('id="silences"')[2]
    of_the_first = silences.partition("</dd>")[0]
    assert "Refreshed Strategic Plan of 2018" in of_the_first
    assert f'href="{TOPICS}/topics/housing"' in of_the_first


def test_a_topics_page_lists_by_plan_and_kind_with_reason_and_curator(real_settings: Settings) -> None:
    page = open_page(real_settings, f"{TOPICS}/topics/housing")
    plan = page.partition('id="in-strategic-plan-2021-24"')[2].partition("</section>")[0]
    assert re.findall(r"<h3[^>]*>([^<]+)", plan)[:3] == ["Outcomes", "Actions", "Measures"]
    assert "On the word of a data editor: " in plan
    assert 'href="/page/tower-hamlets/plan/strategic-2021-24/outcome/6"' in plan


def test_a_topic_counts_a_thing_of_two_plans_once(real_settings: Settings) -> None:
    page = open_page(real_settings, f"{TOPICS}/topics/housing")
    listed = {
        href
        for part in page.partition('class="govuk-body-l"')[2].partition('class="gt-made"')[0].split("<li>")[1:]
        for href in re.findall(r'href="(/page/[^"#]+)"', part)[:1]
    }
    assert f"{len(listed)} things are filed here" in page


def test_a_topic_of_nothing_says_so_for_each_plan(real_settings: Settings) -> None:
    text = read_text(real_settings, f"{TOPICS}/protected-characteristics/pregnancy-and-maternity")
    assert "Nothing in any document held is about this." in text
    assert text.count("have nothing that is filed here") == 3
    assert text.count("has nothing that is filed here") == 1


def test_the_way_to_a_topic_leads_through_the_topics(real_settings: Settings) -> None:
    crumbs = (
        open_page(real_settings, f"{TOPICS}/topics/housing").partition("govuk-breadcrumbs")[2].partition("</nav>")[0]
    )
    assert re.findall(r'href="([^"]+)"', crumbs) == ["/", "/topics"]


def test_a_second_council_has_its_own_topics_and_silences(tmp_path: Path) -> None:
    settings = replace(read_settings({}), data=tmp_path / "data")
    build_into(settings.data, copy_anytown(tmp_path, STREETS, STREETS + WORK, REGISTER))
    text = read_text(settings, "/topics")
    assert "Nothing in any document held is about work ." in text
    assert "2 of" not in text.partition("What each plan")[0].partition("Streets")[0]
