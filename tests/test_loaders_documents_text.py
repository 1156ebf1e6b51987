from __future__ import annotations

from pathlib import Path

import pytest

from loaders.documents.lines import BULLETS, find_words, join_lines
from loaders.documents.passages import Document, Passage
from loaders.documents.read import read_document


def read(tmp_path: Path, text: str) -> Document:
    (tmp_path / "report.txt").write_text(text, "utf-8")
    return read_document(tmp_path / "report.txt")


def read_one(tmp_path: Path, text: str) -> Passage:
    (passage,) = read(tmp_path, text).passages
    return passage


def list_kinds(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    return [(passage.kind, passage.text) for passage in read(tmp_path, text)]


def test_hard_wrapped_lines_are_one_paragraph(tmp_path: Path) -> None:
    passage = read_one(tmp_path, "We want people to walk more, \nto cycle more, and to\nbreathe clean air.\n")
    assert passage.text == "We want people to walk more, to cycle more, and to breathe clean air."
    assert passage.lines == ("We want people to walk more, ", "to cycle more, and to", "breathe clean air.")


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("the pri-", "mary schools"), "the primary schools"),
        (("a multi-", "agency team"), "a multi-agency team"),
        (("a co\u00ad", "operative"), "a cooperative"),
        (("from 2018-", "23 on"), "from 2018-23 on"),
        (("the East-", "End"), "the East-End"),
    ],
)
def test_a_word_split_at_a_line_end_is_rejoined_as_the_document_shows_it(lines: tuple[str, ...], joined: str) -> None:
    words = find_words([*lines, "An agency is a kind of body."])
    assert join_lines(lines, words) == joined


def test_a_page_break_inside_a_sentence_does_not_end_its_paragraph(tmp_path: Path) -> None:
    passage = read_one(tmp_path, "1.1 There are many challenges, from cuts to\n\n\f\nrising demand for services.\n")
    assert passage.text == "There are many challenges, from cuts to rising demand for services."


def test_a_page_break_inside_an_item_does_not_end_it(tmp_path: Path) -> None:
    passages = read(
        tmp_path,
        "1.1 We will:\n\n\u2022 Build the movement for change, and create the\n\f\nspace for it\n\u2022 Listen\n",
    )
    assert [passage.text for passage in passages][1:] == [
        "Build the movement for change, and create the space for it",
        "Listen",
    ]


def test_what_a_column_tore_from_an_item_stays_apart(tmp_path: Path) -> None:
    kinds = list_kinds(tmp_path, "What will we do?\n\n1. Deliver a borough\n\n2. Listen\n\nprogramme for all\n")
    assert kinds[1:] == [("item", "Deliver a borough"), ("item", "Listen"), ("paragraph", "programme for all")]


@pytest.mark.parametrize("glyph", [*BULLETS, "-", "*", "\u2013"])
def test_every_glyph_begins_an_item(tmp_path: Path, glyph: str) -> None:
    assert read_one(tmp_path, f"{glyph} Plant trees\n").kind == "item"


def test_a_space_that_is_left_of_a_glyph_begins_an_item(tmp_path: Path) -> None:
    items = "The plan is based on these four areas of focus, which follow here:\n\n Good work\n Safe streets\n\n"
    text = items + "This line is not set in, as most lines of a text are not.\n" * 8
    assert list_kinds(tmp_path, text)[1:3] == [("item", "Good work"), ("item", "Safe streets")]


@pytest.mark.parametrize(
    ("text", "mark"),
    [("a. Plant trees", "a"), ("(b) Plant trees", "b"), ("iv) Plant trees", "iv"), ("12. Plant trees", "12")],
)
def test_printed_marks_are_kept(tmp_path: Path, text: str, mark: str) -> None:
    assert read_one(tmp_path, text).mark == mark


def test_numbers_that_start_again_are_marks_and_not_paragraphs(tmp_path: Path) -> None:
    numbered = "3 DETAILS\n\n3.1 First.\n\n3.2 Second.\n\n"
    called = "Call to action 3: All are safe\n\nWhat we will do:\n\n3.1 Support them\n\nMore\n\n3.3 Third.\n"
    text = numbered + called
    assert [passage.locator for passage in read(tmp_path, text)] == [
        "DETAILS", "3.1", "3.2", "Call to action 3", "Call to action 3 / What we will do",
        "Call to action 3 / What we will do / 3.1", "More", "3.3",
    ]  # fmt: skip


def test_a_label_and_its_title_are_one_heading_that_may_repeat_on_the_next_page(tmp_path: Path) -> None:
    page = "Outcome 5\n\nPeople live in a borough that is clean\n\n"
    text = f"{page}Much is to be done here.\n\nWhat will we do?\n\n1. Sweep\n\n{page}2. Wash\n"
    locators = [(passage.kind, passage.locator) for passage in read(tmp_path, text)]
    assert locators[:2] == [("heading", "Outcome 5"), ("title", "Outcome 5")]
    assert locators[-1] == ("item", "Outcome 5 / What will we do? / 2")


@pytest.mark.parametrize("separator", ["\t", " | "])
def test_tab_separated_and_ruled_tables_are_tables(tmp_path: Path, separator: str) -> None:
    rows = [["Measure", "2020/21", "2021/22"], ["Trees", "", "5,020"], ["Bins", "-", "1,150"]]
    lines = [separator.join(row) if separator == "\t" else f"|{separator.join(row)}|" for row in rows]
    lines.insert(1, "---\t---\t---" if separator == "\t" else "|---|---|---|")
    document = read(tmp_path, "\n".join(lines) + "\n")
    assert [(passage.row, passage.cells) for passage in document] == [
        (index, tuple(row)) for index, row in enumerate(rows)
    ]
    assert document.passages[1].columns == ("Measure", "2020/21", "2021/22")
    assert [aside.kind for aside in document.asides] == ["rule"]


def test_a_tab_after_a_mark_or_number_makes_no_table(tmp_path: Path) -> None:
    assert list_kinds(tmp_path, "1.1\tWe plant trees.\n\n\u2022\tOaks\n") == [
        ("paragraph", "We plant trees."),
        ("item", "Oaks"),
    ]


def test_a_row_that_does_not_fit_its_header_is_told(tmp_path: Path) -> None:
    document = read(tmp_path, "Measure\t2020\t2021\nTrees\t1\t2\nBins\t1\t2\t3\n")
    assert [(remark.line, remark.words) for remark in document.remarks] == [
        (3, "this row has 4 cells, the header of its table 3: to which column each belongs is not known")
    ]


def test_a_footnote_below_a_table_is_no_item(tmp_path: Path) -> None:
    kinds = list_kinds(tmp_path, "Measure\t2020\t2021\nTrees\t1*\t2\n\n* Counted in another way.\n")
    assert kinds[-1] == ("paragraph", "Counted in another way.")


def test_lists_of_a_section_are_counted_and_so_are_their_items(tmp_path: Path) -> None:
    first = "Introduction\n\nThere are two priorities in this year's plan for all:\n\n- work\n- play\n\n"
    text = f"{first}And there is another list of what is to be done:\n\n- rest\n"
    items = [passage for passage in read(tmp_path, text) if passage.kind == "item"]
    assert [(item.list_number, item.list_ordinal, item.ordinal) for item in items] == [(1, 1, 1), (1, 2, 2), (2, 1, 3)]


def test_headers_that_repeat_on_pages_of_a_text_are_listed_apart(tmp_path: Path) -> None:
    pages = [
        f"Town plan\n\nThis is what page {name} says.\n\n{number}\n"
        for number, name in enumerate(("one", "two", "three"), start=1)
    ]
    document = read(tmp_path, "\f".join(pages))
    assert [passage.text for passage in document] == [
        f"This is what page {name} says." for name in ("one", "two", "three")
    ]
    assert [aside.kind for aside in document.asides] == ["running header", "page number"] * 3
