from __future__ import annotations

import csv
import io
import re
import struct
from xml.etree import ElementTree

import pytest
import vl_convert
from pyoxigraph import RdfFormat, parse
from web_site import BROWSER, ask, open_page, read_text

from graph.settings import Settings

PRIORITY = "/lineage/tower-hamlets/plan/strategic-2021-24/priority/2"
OUTCOME = "/lineage/tower-hamlets/plan/strategic-2021-24/outcome/6"
CALL = "/lineage/tower-hamlets/plan/partnership-2023-28/priority/3"


def test_a_thread_reaches_from_the_priority_to_the_budget_figure(real_settings: Settings) -> None:
    page = open_page(real_settings, PRIORITY)
    below = page[page.index('id="below"') :]
    assert "/page/tower-hamlets/plan/strategic-2021-24/outcome/5/action/1" in below
    assert "/page/tower-hamlets/budget/strategic-plan-2021-24/spending/5/net-2021-22" in below


def test_a_thread_names_the_basis_of_its_weakest_link(real_settings: Settings) -> None:
    assert "as strong as its weakest link" in read_text(real_settings, PRIORITY)


def test_breaks_are_said_in_words_with_what_would_mend_them(real_settings: Settings) -> None:
    text = read_text(real_settings, CALL)
    assert "No measure: none in the reports held. It would take" in text


def test_a_thread_leads_up_as_well(real_settings: Settings) -> None:
    page = open_page(real_settings, CALL)
    above = page[page.index('id="above"') : page.index('id="below"')]
    assert 'href="/page/tower-hamlets/plan/partnership-2023-28"' in above


def test_a_node_on_which_nothing_hangs_says_so(real_settings: Settings) -> None:
    text = read_text(real_settings, "/lineage/tower-hamlets/budget/strategic-plan-2021-24/spending/5/net-2021-22")
    assert "Nothing hangs on it: a thread ends here." in text


def test_the_thread_of_an_unknown_node_is_not_found(real_settings: Settings) -> None:
    assert ask(real_settings, "/lineage/tower-hamlets/plan/nowhere").status_code == 404


def test_each_line_of_a_thread_has_an_anchor_of_its_own(real_settings: Settings) -> None:
    page = open_page(real_settings, PRIORITY)
    anchors = re.findall(r'id="(hop-[0-9a-f]{12})"', page)
    assert len(anchors) > 100
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#(hop-[0-9a-f]{12})"', page)) == set(anchors)


def test_a_picture_has_no_style_of_its_own(real_settings: Settings) -> None:
    page = open_page(real_settings, OUTCOME)
    assert "<svg" in page
    assert " style=" not in page


def test_a_picture_says_which_queries_made_it(real_settings: Settings) -> None:
    text = read_text(real_settings, OUTCOME)
    assert "lineage/thread_down" in text
    assert "lineage/thread_up" in text


def test_layers_are_opened_and_closed_by_links(real_settings: Settings) -> None:
    assert f'href="{PRIORITY}?open=actions#picture"' in open_page(real_settings, PRIORITY)
    opened = open_page(real_settings, f"{PRIORITY}?open=actions")
    assert f'href="{PRIORITY}#picture">Close actions' in opened


def test_a_layer_that_there_is_none_of_is_refused_with_those_that_there_are(real_settings: Settings) -> None:
    answer = ask(real_settings, f"{OUTCOME}?open=treasure", BROWSER)
    assert answer.status_code == 400
    assert "actions, measures" in answer.text


def test_a_thread_that_is_too_large_to_draw_says_so(real_settings: Settings) -> None:
    plan = "/lineage/tower-hamlets/plan/strategic-2021-24"
    assert "too much for one picture" in read_text(real_settings, f"{plan}?open=all")


def test_a_thread_as_csv_has_its_hops_up_and_down_and_its_breaks(real_settings: Settings) -> None:
    answer = ask(real_settings, f"{OUTCOME}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {"above", "thread", "whole plan", "break"} == {row["scope"] for row in rows}
    assert next(row for row in rows if row["scope"] == "break")["reason"].startswith("it would take")
    assert any(row["published_value"] == "306.8" for row in rows)


@pytest.mark.parametrize(("suffix", "syntax"), [("ttl", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD)])
def test_a_thread_as_triples_leads_from_the_plan_to_the_budget(
    real_settings: Settings, suffix: str, syntax: RdfFormat
) -> None:
    quads = list(parse(ask(real_settings, f"{OUTCOME}.{suffix}").data, syntax))
    hops = {str(quad.predicate.value).rpartition("#")[2] for quad in quads}
    assert {"hasOutcome", "hasAction", "hasBudgetLine", "hadPrimarySource"} <= hops


def test_a_thread_as_svg_stands_alone(real_settings: Settings) -> None:
    answer = ask(real_settings, f"{OUTCOME}.svg")
    root = ElementTree.fromstring(answer.text)
    links = [each.get("href", "") for each in root.iter("{http://www.w3.org/2000/svg}a")]
    assert answer.mimetype == "image/svg+xml"
    assert len(links) > 30
    assert all(link.startswith(("http://localhost/", "#")) for link in links)


def test_a_thread_as_png_shows_its_words_without_fonts_of_the_machine(real_settings: Settings) -> None:
    answer = ask(real_settings, f"{OUTCOME}.png")
    width, height = struct.unpack(">II", answer.data[16:24])
    assert answer.data.startswith(b"\x89PNG\r\n")
    assert width > 1200
    assert height > 2000
    blank = vl_convert.svg_to_png(re.sub(r"<text.*?</text>", "", ask(real_settings, f"{OUTCOME}.svg").text), scale=1.5)
    assert len(answer.data) > 2 * len(blank)


def test_a_node_without_a_thread_has_no_picture(real_settings: Settings) -> None:
    lonely = "/lineage/tower-hamlets/document/strategic-plan-2021-24"
    assert "<svg" not in open_page(real_settings, lonely)[open_page(real_settings, lonely).index("<main") :]
    assert ask(real_settings, f"{lonely}.png").status_code == 404


def test_a_sheet_numbers_its_sources_and_names_each_once(real_settings: Settings) -> None:
    page = open_page(real_settings, f"{OUTCOME}?sheet")
    notes = [int(number) for number in re.findall(r'<li id="note-(\d+)"', page)]
    marks = {int(number) for number in re.findall(r'href="#note-(\d+)"', page)}
    assert notes == list(range(1, len(notes) + 1))
    assert marks == set(notes)
    assert "Where it breaks" in page


def test_a_sheet_says_what_it_leaves_out(real_settings: Settings) -> None:
    assert "are not on this sheet" in read_text(real_settings, "/lineage/tower-hamlets/plan/strategic-2021-24?sheet")
