"""The boards over the real graph and over Anytown: the map of reporting lines, the lists and the matrices."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from web_site import ask, open_page, read_text

from graph.settings import Settings
from web.contexts.boards import ReportingLine
from web.parts import Basis, Link
from web.reporting_map import draw_map

SVG = re.compile(r"<svg class=\"gt-picture__drawing\".*?</svg>", re.DOTALL)
STATED = Basis("stated", "stated")


def find_section(page: str, anchor: str) -> str:
    """Return the section under a heading as HTML."""
    return page.partition(f'<section aria-labelledby="{anchor}"')[2].partition("</section>")[0]


def list_boxes(page: str) -> list[str]:
    """Return where the boxes of the map lead."""
    root = ElementTree.fromstring(SVG.findall(page)[0])
    return [link.attrib["href"] for link in root.iter() if link.attrib.get("class") == "gt-picture__link"]


def make_line(body: str, upline: str) -> ReportingLine:
    """Return a stated line between two bodies of these names."""
    return ReportingLine(Link(body, f"/{body}"), "reports to", Link(upline, f"/{upline}"), "", STATED, ())


def test_every_body_of_the_map_is_a_link_once(real_settings: Settings) -> None:
    boxes = list_boxes(open_page(real_settings, "/boards"))
    assert len(boxes) == len(set(boxes)) == 15
    assert "/page/tower-hamlets/org/combatting-drugs-partnership" in boxes


def test_the_map_says_in_words_who_reports_to_whom_and_how_that_is_known(real_settings: Settings) -> None:
    text = read_text(real_settings, "/boards")
    assert "Combatting Drugs Partnership reports to Health and Wellbeing Board: stated" in text


def test_the_map_narrows_to_one_document(real_settings: Settings) -> None:
    page = open_page(real_settings, "/boards?document=document/cabinet-2018-tower-hamlets-plan")
    assert {box.rpartition("/")[2] for box in list_boxes(page)} == {
        "partnership-executive-group",
        "tower-hamlets-partnership",
    }


def test_an_unknown_document_is_a_bad_request(real_settings: Settings) -> None:
    assert ask(real_settings, "/boards?document=document/nowhere", "text/html").status_code == 400


def test_a_board_is_listed_with_how_much_it_answers_for(real_settings: Settings) -> None:
    section = find_section(open_page(real_settings, "/boards"), "boards-partnerships-and-groups")
    row = next(row for row in section.split("<tr>") if '/org/health-and-wellbeing-board"' in row)
    counts = re.findall(r'data-label="([^"]+)">(\d+)', row)
    assert dict(counts) == {
        "Other names": "1",
        "Duties and law": "3",
        "Priorities and outcomes": "6",
        "Measures": "16",
        "Activities": "24",
    }


def test_the_matrix_says_in_words_what_a_body_does_and_that_a_curator_says_so(real_settings: Settings) -> None:
    section = find_section(open_page(real_settings, "/boards"), "matrix-partnership-plan-2023-28")
    row = next(row for row in section.split("<tr>") if '/org/community-safety-partnership"' in row)
    assert re.search(r'delivers \d+ <span class="gt-basis gt-basis--curated">', row)


def test_another_council_has_its_own_boards(anytown_settings: Settings) -> None:
    page = open_page(anytown_settings, "/boards")
    assert {box.rpartition("/")[2] for box in list_boxes(page)} == {"anytown-partnership", "clean-streets-board"}
    assert "matrix-anytown-together-2022-25" in page


def test_a_body_stands_below_all_that_it_reports_to() -> None:
    picture = draw_map([make_line("c", "b"), make_line("b", "a"), make_line("c", "a")], "Map")
    assert picture is not None
    tops = {box.href: box.y for box in picture.boxes}
    assert tops["/a"] < tops["/b"] < tops["/c"]


def test_bodies_that_report_in_a_circle_are_all_drawn() -> None:
    picture = draw_map([make_line("a", "b"), make_line("b", "a"), make_line("c", "a")], "Map")
    assert picture is not None
    assert {box.href for box in picture.boxes} == {"/a", "/b", "/c"}


def test_without_a_line_there_is_no_map() -> None:
    assert draw_map([], "Map") is None
