"""The page of quality notes over the real graph and over Anytown."""

from __future__ import annotations

import csv
from dataclasses import replace
from html import unescape
from pathlib import Path

from anytown import ANYTOWN, build_into
from web_site import ask, open_page, read_text

from graph.settings import Settings, read_settings

CONTRADICTIONS = "/quality?kind=contradiction"


def count_notes(page: str) -> int:
    """Return how many notes a page shows."""
    return page.count('<li class="gt-doubt">')


def find_note(page: str, path: str) -> str:
    """Return the note at ``path``."""
    return next(note for note in page.split('<li class="gt-doubt">')[1:] if f"/page/tower-hamlets/note/{path}" in note)


def test_every_note_of_the_graph_is_shown(real_settings: Settings) -> None:
    page = open_page(real_settings, "/quality")
    assert count_notes(page) == 156
    assert "156 notes" in page


def test_a_contradiction_has_its_passages_beside_each_other(real_settings: Settings) -> None:
    note = find_note(open_page(real_settings, CONTRADICTIONS), "net-zero-borough-year")
    places = note.split('<li class="gt-doubt__place">')[1:]
    assert len(places) == 3
    assert len({place.split("</span>")[0] for place in places}) == 2


def test_a_sum_that_fails_leads_to_its_total_and_to_where_that_stands(real_settings: Settings) -> None:
    note = find_note(
        open_page(real_settings, "/quality?kind=rounding"), "sum-strategic-plan-2021-24-spending-6-total-by-row"
    )
    assert "/page/tower-hamlets/budget/strategic-plan-2021-24/spending/6/total" in note
    assert "gt-basis--computed" in note
    assert 'class="gt-doubt__place"' in note


def test_notes_are_narrowed_by_kind_document_and_plan(real_settings: Settings) -> None:
    assert count_notes(open_page(real_settings, CONTRADICTIONS)) == 17
    narrow = f"{CONTRADICTIONS}&document=document/annual-review-2021-22&plan=plan/partnership-2018-23"
    page = open_page(real_settings, narrow)
    assert 0 < count_notes(page) < 17
    assert "of 156" in page


def test_the_file_of_a_narrowed_page_holds_its_notes(real_settings: Settings) -> None:
    page = open_page(real_settings, f"{CONTRADICTIONS}&document=document/annual-review-2021-22")
    file = unescape(page.partition('href="/queries/evidence/notes_compared.csv')[2].partition('"')[0])
    rows = csv.DictReader(ask(real_settings, f"/queries/evidence/notes_compared.csv{file}").text.splitlines())
    assert len({row["note"] for row in rows}) == count_notes(page)


def test_nothing_found_says_how_to_widen(real_settings: Settings) -> None:
    text = read_text(real_settings, "/quality?kind=rounding&plan=plan/partnership-2018-23")
    assert "No note answers to all of that." in text


def test_an_unknown_kind_is_a_bad_request_that_names_some(real_settings: Settings) -> None:
    answer = ask(real_settings, "/quality?kind=lies", "text/html")
    assert answer.status_code == 400
    assert "ambiguity" in answer.text


def test_a_note_leads_back_through_this_page(real_settings: Settings) -> None:
    page = open_page(real_settings, "/page/tower-hamlets/note/net-zero-borough-year")
    assert 'href="/quality"' in page.split("</nav>")[1] + page.split("govuk-breadcrumbs")[1]


def test_another_council_needs_no_code(tmp_path: Path) -> None:
    build_into(tmp_path, ANYTOWN)
    settings = replace(read_settings({}), data=tmp_path)
    assert count_notes(open_page(settings, "/quality")) > 0
