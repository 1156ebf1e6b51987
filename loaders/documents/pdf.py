"""PDF: pages taken apart into lines, in the order in which they are read."""

from __future__ import annotations

import io
import itertools
import re
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from graph.errors import InputError
from loaders.documents.lines import Line
from loaders.documents.passages import Aside, Remark
from loaders.documents.pdf_layout import PageLine, order_lines
from loaders.documents.running import part_running_lines
from loaders.documents.text import read_text_line

MAX_PDF_BYTES = 100_000_000
MAX_PAGES = 1500
_END = b"%%EOF"
_UNKNOWN_GLYPH = re.compile(r"^\s*\(cid:[0-9]+\)")
_SAVE_AGAIN = "download or save it again"


def read_pdf_lines(path: Path, data: bytes) -> list[Line | Aside | Remark]:
    """Return the lines of a PDF.

    Raises:
        InputError: when it is cut off, locked, too large, damaged, or has no text.
        MemoryError: when it takes more than this process may.
    """
    _require_whole(path, data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return _read_pages(path, pdf.pages)
    except (InputError, MemoryError):
        raise
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, error.__cause__, *error.args)):
            raise InputError(path, None, "it is locked by a password", "save a copy without one") from error
        kind = type(next((cause for cause in error.args if isinstance(cause, Exception)), error)).__name__
        raise InputError(path, None, f"this is not a PDF that can be read ({kind})", _SAVE_AGAIN) from error


def _require_whole(path: Path, data: bytes) -> None:
    if len(data) > MAX_PDF_BYTES:
        message = f"the PDF has {len(data):,} bytes, more than {MAX_PDF_BYTES:,}"
        raise InputError(path, None, message, "save a smaller copy: pictures are not needed")
    if _END not in data[-2048:]:
        raise InputError(path, None, "the PDF is cut off: its end is not there", _SAVE_AGAIN)


def _read_pages(path: Path, pages: Sequence[Any]) -> list[Line | Aside | Remark]:  # Any: pdfplumber has no types
    if not pages:
        raise InputError(path, None, "the PDF has no pages", _SAVE_AGAIN)
    if len(pages) > MAX_PAGES:
        raise InputError(path, None, f"the PDF has {len(pages):,} pages, more than {MAX_PAGES:,}", "split it")
    lines: list[Line] = []
    pictures: list[int] = []
    for page in pages:
        found = list(_read_page(page, len(lines)))
        if not found and page.images:
            pictures.append(page.page_number)
        lines += found
        page.close()
    if not lines:
        message = "the PDF has pictures of pages and no text" if pictures else "the PDF has no text"
        raise InputError(path, None, message, "have its text recognised first (OCR), then read that PDF")
    remarks = [Remark("this page is a picture: its text is not read", 0, page) for page in pictures]
    read = [_read_aside(line) for line in lines]
    kept = [line for line in read if isinstance(line, Line)]
    return [*part_running_lines(kept), *(line for line in read if isinstance(line, Aside)), *remarks]


def _read_aside(line: Line) -> Line | Aside:
    if line.role == "row" or line.is_blank:
        return line
    text = _UNKNOWN_GLYPH.sub("\u2022 ", line.text)
    return read_text_line(text, line.number, line.page)


def _read_page(page: Any, count: int) -> Iterator[Line]:
    previous: PageLine | None = None
    found = order_lines(page)
    pitch = _find_pitch(found)
    for line in found:
        if previous is None or _is_apart(previous, line, pitch):
            count += 1
            yield Line("", count, page.page_number)
        count += 1
        role = "row" if line.cells else "text"
        yield Line(line.text, count, page.page_number, role, line.cells)  # type: ignore[arg-type]  # a literal either way
        previous = line


def _find_pitch(lines: Sequence[PageLine]) -> float:
    """Return the usual distance from one line to the next."""
    pairs = itertools.pairwise(lines)
    steps = [below.top - line.top for line, below in pairs if below.top > line.top and not below.cells]
    return statistics.median_low(steps) if steps else 0.0


def _is_apart(line: PageLine, below: PageLine, pitch: float) -> bool:
    """Say whether a line begins something new: a wider gap, another column, a table, another size or weight of type."""
    if bool(line.cells) != bool(below.cells) or (below.cells and line.table != below.table):
        return True
    if below.cells:
        return False
    step = below.top - line.top
    usual = max(min(pitch, below.height * 1.45), below.height * 1.05)
    return step < 0 or step > usual * 1.3 or line.style != below.style
