from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from anytown import ANYTOWN, build_into
from web_site import BROWSER, ask, open_page, read_text

from graph.settings import Settings


def test_the_front_page_shows_every_plan_and_what_is_held_of_it(real_settings: Settings) -> None:
    page = open_page(real_settings, "/")
    held, reported, named = (page.count(f"gt-plan--{holding}") for holding in ("held", "reported", "named-only"))
    assert (held, reported, named) == (1, 3, 1)


def test_plans_come_in_the_order_of_their_years(real_settings: Settings) -> None:
    text = read_text(real_settings, "/plans")
    names = ["Plan 2018-23", "Strategic Plan 2021-24", "Strategic Plan 2022-26", "Partnership Plan 2023-28"]
    places = [text.index(name) for name in names]
    assert places == sorted(places)


def test_the_front_page_says_how_much_is_known_of_a_plan(real_settings: Settings) -> None:
    assert "3 priorities 11 outcomes" in read_text(real_settings, "/")


def test_an_unknown_address_is_a_page_for_a_browser_and_a_problem_for_a_program(real_settings: Settings) -> None:
    assert "There is no page at this address" in read_text(real_settings, "/nowhere")
    problem = ask(real_settings, "/nowhere", "application/json")
    assert (problem.status_code, problem.mimetype) == (404, "application/problem+json")
    assert problem.json is not None
    assert problem.json["status"] == 404


def test_the_front_page_names_whose_plans_it_holds_whichever_council_that_is(
    real_settings: Settings, tmp_path: Path
) -> None:
    build_into(tmp_path, ANYTOWN)
    text = read_text(replace(real_settings, data=tmp_path), "/")
    assert "Here are the plans of Anytown" in text
    assert "Tower Hamlets" not in text


def test_the_first_page_weighs_less_than_100_kilobytes_on_its_way(real_settings: Settings) -> None:
    page = ask(real_settings, "/", Accept_Encoding="gzip")
    assert page.headers["Content-Encoding"] == "gzip"
    names = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', open_page(real_settings, "/")))
    assert len(names) >= 4
    assert len(page.data) + sum(weigh(real_settings, name) for name in names) < 100_000


def weigh(settings: Settings, address: str) -> int:
    answer = ask(settings, address, Accept_Encoding="gzip")
    size = len(answer.data)
    answer.close()
    assert answer.status_code == 200
    return size


def test_the_front_page_leads_to_the_thread_of_each_priority_of_three_generations(real_settings: Settings) -> None:
    page = open_page(real_settings, "/")
    plans = re.findall(r'href="/lineage/tower-hamlets/plan/([^/"]+)/priority/', page)
    assert {plan: plans.count(plan) for plan in plans} == {
        "partnership-2018-23": 4,
        "strategic-2021-24": 3,
        "partnership-2023-28": 5,
    }


def test_every_question_of_the_front_page_has_an_answer(real_settings: Settings) -> None:
    page = open_page(real_settings, "/")
    ways = re.findall(r'gt-task__name" href="([^"]+)"', page)
    assert len(ways) >= 5
    assert {way: ask(real_settings, way, BROWSER).status_code for way in ways} == dict.fromkeys(ways, 200)
