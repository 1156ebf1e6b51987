"""DOCX: the body of a Word document taken apart into lines, its list numbers counted, its tables as rows.

The body is walked as XML: what stands in content controls, tracked insertions and text boxes is part of the text too,
tracked deletions are not.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from graph.errors import InputError
from loaders.documents.docx_numbering import Numbering
from loaders.documents.docx_text import W, find_boxes, read_runs
from loaders.documents.lines import Line
from loaders.documents.passages import Aside
from loaders.documents.text import read_text_line

MAX_DOCX_BYTES = 100_000_000
MAX_UNPACKED_BYTES = 300_000_000
MAX_BODY_BYTES = 30_000_000
_BODY = "word/document.xml"
_SAVE_AGAIN = "open it in the program that made it and save it again as DOCX"
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))


def read_docx_lines(path: Path, data: bytes) -> list[Line | Aside]:
    """Return the lines of a Word document.

    Raises:
        InputError: when it is too large when unpacked, locked, damaged, or holds no text.
    """
    _require_small(path, data)
    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, etree.LxmlError, ParseError) as error:
        message = f"this is not a Word document that can be read ({type(error).__name__})"
        raise InputError(path, None, message, _SAVE_AGAIN) from error
    reader = _BodyReader(document)
    lines = reader.read_lines()
    if all(line.is_blank for line in lines):
        raise InputError(
            path, None, "the document has no text", "if it holds pictures of pages, have their text recognised"
        )
    return [*lines, *reader.read_margins()]


def _require_small(path: Path, data: bytes) -> None:
    """Refuse what unpacks to more than it may: a zip file says how large its parts are, and no more is unpacked.

    Raises:
        InputError: when it does, or does not unpack at all.
    """
    if len(data) > MAX_DOCX_BYTES:
        message = f"the document has {len(data):,} bytes, more than {MAX_DOCX_BYTES:,}"
        raise InputError(path, None, message, "save a smaller copy: pictures are not needed")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise InputError(path, None, "the document is cut off or damaged: it does not unpack", _SAVE_AGAIN) from error
    total, body = sum(sizes.values()), sizes.get(_BODY)
    if body is None:
        raise InputError(
            path, None, "this is a packed file, but no Word document", "save it as DOCX, PDF, HTML or text"
        )
    if total > MAX_UNPACKED_BYTES or body > MAX_BODY_BYTES:
        message = f"it unpacks to {total:,} bytes, its text to {body:,}: more than may be ({MAX_BODY_BYTES:,} of text)"
        raise InputError(path, None, message, "it is damaged or made to harm: ask for another copy, or save it as text")


class _BodyReader:
    """Reads the parts of one document; lines are counted as they are read."""

    def __init__(self, document: Any) -> None:  # Any: python-docx has partial types only
        self._document = document
        self._numbering = Numbering(document)
        self._lines: list[Line] = []

    def read_lines(self) -> list[Line]:
        self._read_blocks(self._document.element.body)
        for name, kind in _NOTES:
            self._read_notes(name, kind)
        return self._lines

    def read_margins(self) -> Iterator[Aside]:
        """Yield the lines of headers and footers, each once."""
        seen: set[str] = set()
        for relation in self._document.part.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if kind in {"header", "footer"} and not relation.is_external:
                root = etree.fromstring(relation.target_part.blob, _make_parser())
                for paragraph in root.iter(W + "p"):
                    text = " ".join(read_runs(paragraph).split())
                    if text and text not in seen:
                        seen.add(text)
                        yield Aside("running header" if kind == "header" else "running footer", text)

    def _read_blocks(self, parent: Any) -> None:
        for element in parent:
            if element.tag == W + "p":
                self._read_paragraph(element)
            elif element.tag == W + "tbl":
                self._read_table(element)
            elif element.tag in {W + "sdt", W + "sdtContent", W + "ins", W + "customXml", W + "smartTag"}:
                self._read_blocks(element)

    def _read_paragraph(self, paragraph: Any) -> None:
        label = self._numbering.find_label(paragraph)
        text = read_runs(paragraph)
        if not label:
            self._add("")
        if text.strip():
            is_heading = self._numbering.find_style_name(paragraph).lower().startswith(("heading", "title"))
            self._add_text(f"{label} {text.lstrip()}" if label else text, is_heading=is_heading and not label)
        if not label:
            self._add("")
        for box in find_boxes(paragraph):
            self._read_blocks(box)

    def _add_text(self, text: str, *, is_heading: bool) -> None:
        pieces = text.split("\n")
        if is_heading:
            self._add(" ".join(pieces), "heading")
            return
        for piece in pieces:
            self._add(piece)

    def _read_table(self, table: Any) -> None:
        rows = [list(_read_cells(row)) for row in table.iter(W + "tr") if _find_table(row) is table]
        if max((len(cells) for cells in rows), default=0) < 2:
            for cell in table.iter(W + "tc"):
                self._read_blocks(cell)
            return
        self._add("")
        for cells in rows:
            if any(cells):
                self._add("\t".join(cells), "row", tuple(cells))
        self._add("")

    def _read_notes(self, name: str, kind: str) -> None:
        for relation in self._document.part.rels.values():
            if relation.is_external or str(relation.target_part.partname).lstrip("/") != name:
                continue
            root = etree.fromstring(relation.target_part.blob, _make_parser())
            for note in root.iter(W + kind):
                if note.get(W + "type") is None:
                    self._read_blocks(note)

    def _add(self, text: str, role: str = "text", cells: tuple[str, ...] = ()) -> None:
        number = len(self._lines) + 1
        if role == "text" and "\t" in text:
            line = read_text_line(text, number, None)
            self._lines.append(line if isinstance(line, Line) else Line(text, number))
        else:
            self._lines.append(Line(text, number, None, role, cells))  # type: ignore[arg-type]  # callers pass roles


def _find_table(row: Any) -> Any:
    return next(row.iterancestors(W + "tbl"), None)


def _read_cells(row: Any) -> Iterator[str]:
    """Yield a row's cells; a merged cell's text stands in its first column and first row, blanks in the others."""
    for cell in row.iter(W + "tc"):
        if next(cell.iterancestors(W + "tr"), None) is not row:
            continue
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        is_continued = merge is not None and merge.get(W + "val", "continue") == "continue"
        text = " ".join(" ".join(read_runs(paragraph).split()) for paragraph in cell.iter(W + "p"))
        yield "" if is_continued else " ".join(text.split())
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        yield from [""] * (min(int(span.get(W + "val", "1")), 100) - 1 if span is not None else 0)


def _make_parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
