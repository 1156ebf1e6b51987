from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from made_documents import REPORT, Part, write_docx, write_html, write_pdf, write_text
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from loaders.documents.passages import Document
from loaders.documents.read import read_document

LOW = 300
"""Points: a page so low that the report runs over three, through a list and a table."""


def write_low_pdf(path: Path) -> Path:
    return write_pdf(path, height=LOW)


def list_texts(document: Document) -> list[tuple[str, str]]:
    return [(passage.locator, passage.text) for passage in document]


@pytest.mark.parametrize(
    ("write", "name"), [(write_low_pdf, "report.pdf"), (write_docx, "report.docx"), (write_html, "report.html")]
)
def test_the_same_content_gives_the_same_passages_as_text(
    tmp_path: Path, write: Callable[[Path], Path], name: str
) -> None:
    text, other = read_document(write_text(tmp_path / "report.txt")), read_document(write(tmp_path / name))
    assert list_texts(other) == list_texts(text)
    assert other.passages == text.passages


def test_a_long_pdf_gives_the_same_passages_as_a_long_word_document(tmp_path: Path) -> None:
    pdf = read_document(write_pdf(tmp_path / "long.pdf", REPORT * 12))
    word = read_document(write_docx(tmp_path / "long.docx", REPORT * 12))
    assert max(passage.page or 0 for passage in pdf) > 5
    assert pdf.passages == word.passages


def test_the_report_is_read_as_it_is_meant(tmp_path: Path) -> None:
    document = read_document(write_text(tmp_path / "report.txt"))
    assert [passage.locator for passage in document] == [
        "Executive Summary", "Executive Summary / para 1",
        "BACKGROUND", "1.1", "1.2", "1.2 / 1", "1.2 / 2", "1.2 / 3",
        "MEASURES", "2.1",
        "2.1 / headings", "2.1 / Trips on foot", "2.1 / Missed bin collections", "2.1 / Trees in streets",
        "2.2", "2.2 / a", "2.2 / b",
    ]  # fmt: skip


def test_running_headers_and_page_numbers_are_listed_and_no_part_of_the_text(tmp_path: Path) -> None:
    document = read_document(write_low_pdf(tmp_path / "report.pdf"))
    kinds = {aside.kind: aside.text for aside in document.asides}
    assert kinds == {"running header": "Anytown Council: report to the Cabinet", "page number": "Page 3"}
    assert {passage.page for passage in document} == {1, 2, 3}
    assert not any("Anytown Council" in passage.text for passage in document)


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "columns.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawString(
        60, 780, "A plan that is for all who live in the town, and that all of them may change, is shown below"
    )
    for row in range(12):
        canvas.drawString(60, 740 - 14 * row, f"left line {row} tells of streets and trees")
        canvas.drawString(320, 740 - 14 * row, f"right line {row} tells of schools and work")
    canvas.save()
    text = " ".join(passage.text for passage in read_document(path))
    order = [
        text.index(words) for words in ("shown below", "left line 0", "left line 11", "right line 0", "right line 11")
    ]
    assert order == sorted(order)


def test_merged_header_cells_stand_over_their_first_column(tmp_path: Path) -> None:
    page = (
        "<table><tr><th></th><th colspan=2>Budget 2022-23</th></tr><tr><th></th><th>Revenue</th><th>Capital</th></tr>"
        "<tr><td>Parks</td><td>4.0</td><td>1.5</td></tr></table>"
    )
    (tmp_path / "table.html").write_text(page, "utf-8")
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Budget 2022-23"
    for row, texts in ((1, ("", "Revenue", "Capital")), (2, ("Parks", "4.0", "1.5"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.save(str(tmp_path / "table.docx"))
    by_form = [read_document(tmp_path / name).passages for name in ("table.html", "table.docx")]
    assert by_form[0] == by_form[1]
    assert by_form[0][-1].columns == ("", "Budget 2022-23 / Revenue", "Capital")
    assert by_form[0][-1].cells == ("Parks", "4.0", "1.5")


def test_a_word_list_is_counted_as_word_counts_it(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("The partners will do this, one after the other:")
    for text in ("Plant trees", "Mend roads", "Open schools"):
        document.add_paragraph(text, "List Number")
    document.save(str(tmp_path / "list.docx"))
    items = [passage for passage in read_document(tmp_path / "list.docx") if passage.kind == "item"]
    assert [(item.mark, item.text) for item in items] == [
        ("1", "Plant trees"),
        ("2", "Mend roads"),
        ("3", "Open schools"),
    ]


def test_footnote_marks_are_kept_as_high_digits(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Walking is good for everyone who lives here.")
    paragraph.add_run("1").font.superscript = True
    document.save(str(tmp_path / "note.docx"))
    (tmp_path / "note.html").write_text("<p>Walking is good for everyone who lives here.<sup>1</sup></p>", "utf-8")
    texts = [read_document(tmp_path / name).passages[0].text for name in ("note.docx", "note.html")]
    assert texts == ["Walking is good for everyone who lives here.\u00b9"] * 2


def test_a_tracked_deletion_is_no_text_and_an_insertion_is(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "report.docx", (Part("paragraph", "We plant OLD trees in every street of the town."),))
    document = docx.Document(str(path))
    run = document.paragraphs[0].runs[0]
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for tag, text in (("del", "not this"), ("ins", " and water them")):
        change = run._r.makeelement(f"{word}{tag}")
        inner = run._r.makeelement(f"{word}r")
        inner.append(run._r.makeelement(f"{word}t"))
        inner[0].text = text
        change.append(inner)
        document.paragraphs[0]._p.append(change)
    document.save(str(path))
    assert read_document(path).passages[0].text == "We plant OLD trees in every street of the town. and water them"


def test_what_frames_a_web_page_is_listed_apart(tmp_path: Path) -> None:
    document = read_document(write_html(tmp_path / "report.html", REPORT[:2]))
    assert [(aside.kind, aside.text) for aside in document.asides] == [
        ("running header", "Home"),
        ("running footer", "Contact"),
    ]
