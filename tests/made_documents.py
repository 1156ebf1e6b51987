"""Documents made for the tests: one invented report as PDF, DOCX, HTML and text."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import docx
from docx.document import Document as WordDocument
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import PropertySet, getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

Kind = Literal["heading", "paragraph", "items", "table"]


@dataclass(frozen=True)
class Part:
    """A part of an invented document: a heading, a paragraph, a list (with printed marks or ""), or a table."""

    kind: Kind
    text: str = ""
    items: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, ...], ...] = field(default=())


BULLET = "\u2022"

_SUMMARY = (
    "The borough of Anytown wants its streets to be walked, and this report says how that will be done by 2030. "
    "It follows a survey of 1,240 people."
)
_BACKGROUND = (
    "1.1 The Anytown Partnership was formed in 2018. It brings together the council, the college and the hospital, "
    "and it meets four times a year."
)
_ACTIONS = (
    "Plant two hundred trees along the main roads of the town",
    "Open a walking bus for each primary school",
    "Publish a map of routes",
)
_ROWS = (
    ("Measure", "Baseline", "2021/22", "Trend"),
    ("Trips on foot", "41.0%", "44%", "Improved"),
    ("Missed bin collections", "1,300", "1,150", "Improved"),
    ("Trees in streets", "", "5,020", "Data Unavailable"),
)

REPORT = (
    Part("heading", "Executive Summary"),
    Part("paragraph", _SUMMARY),
    Part("heading", "1 BACKGROUND"),
    Part("paragraph", _BACKGROUND),
    Part("paragraph", "1.2 Its plan names three things that it will do:"),
    Part("items", items=tuple((BULLET, action) for action in _ACTIONS)),
    Part("heading", "2 MEASURES"),
    Part("paragraph", "2.1 Progress is measured as the table shows."),
    Part("table", rows=_ROWS),
    Part("paragraph", "2.2 The council advises the partners as follows:"),
    Part("items", items=(("a.", "Share figures each quarter"), ("b.", "Report each year to the board"))),
)


def write_text(path: Path, parts: tuple[Part, ...] = REPORT) -> Path:
    """Write the parts as plain text."""
    blocks: list[str] = []
    for part in parts:
        if part.kind == "items":
            blocks.append("\n".join(f"{mark} {text}" for mark, text in part.items))
        elif part.kind == "table":
            blocks.append("\n".join("\t".join(row) for row in part.rows))
        else:
            blocks.append(part.text)
    path.write_text("\n\n".join(blocks) + "\n", "utf-8")
    return path


def write_html(path: Path, parts: tuple[Part, ...] = REPORT) -> Path:
    """Write the parts as a web page within a frame of navigation and footer."""
    body = "".join(_write_html_part(part) for part in parts)
    frame = f"<nav>Home</nav><main>{body}</main><footer>Contact</footer>"
    page = f"<!doctype html><html><head><title>x</title></head><body>{frame}</body></html>"
    path.write_text(page, "utf-8")
    return path


def _write_html_part(part: Part) -> str:
    if part.kind == "items":
        tag, kind = ("ul", "") if part.items[0][0] == BULLET else ("ol", ' type="a"')
        return f"<{tag}{kind}>" + "".join(f"<li>{html.escape(text)}</li>" for _, text in part.items) + f"</{tag}>"
    if part.kind == "table":
        rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in part.rows)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    tag = "h2" if part.kind == "heading" else "p"
    return f"<{tag}>{html.escape(part.text)}</{tag}>"


def write_docx(path: Path, parts: tuple[Part, ...] = REPORT) -> Path:
    """Write the parts as a Word document with a running header."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Anytown Council"
    for part in parts:
        _write_docx_part(document, part)
    document.save(str(path))
    return path


def _write_docx_part(document: WordDocument, part: Part) -> None:
    if part.kind == "items":
        for mark, text in part.items:
            is_bullet = mark == BULLET
            document.add_paragraph(text if is_bullet else f"{mark} {text}", "List Bullet" if is_bullet else None)
    elif part.kind == "table":
        table = document.add_table(0, len(part.rows[0]))
        for row in part.rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    elif part.kind == "heading":
        document.add_heading(part.text, 1)
    else:
        document.add_paragraph(part.text)


def write_pdf(path: Path, parts: tuple[Part, ...] = REPORT, *, height: float = A4[1]) -> Path:
    """Write the parts as a PDF with running header and page numbers; a low page breaks lists and sentences."""
    styles = getSampleStyleSheet()
    story: list[Flowable] = []
    for part in parts:
        story += _write_pdf_part(part, styles["Heading2"], styles["BodyText"])
    template = SimpleDocTemplate(str(path), pagesize=(A4[0], height), topMargin=60, bottomMargin=60)
    template.build(story, onFirstPage=_write_margins, onLaterPages=_write_margins)
    return path


def _write_margins(canvas: object, template: object) -> None:
    page = canvas.getPageNumber()  # type: ignore[attr-defined]  # reportlab has no types
    canvas.drawString(72, template.pagesize[1] - 40, "Anytown Council: report to the Cabinet")  # type: ignore[attr-defined]
    canvas.drawString(290, 30, f"Page {page}")  # type: ignore[attr-defined]


def _write_pdf_part(part: Part, heading: PropertySet, body: PropertySet) -> list[Flowable]:
    if part.kind == "items":
        return [Paragraph(f"{mark} {text}", body) for mark, text in part.items]
    if part.kind == "table":
        grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
        return [Table([list(row) for row in part.rows], style=grid), Spacer(1, 12)]
    return [Paragraph(part.text, heading if part.kind == "heading" else body)]
