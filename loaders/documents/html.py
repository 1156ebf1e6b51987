"""HTML: a web page taken apart into lines. What frames it (navigation, header, footer) is no text of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import lxml.html
from lxml import etree

from graph.errors import InputError
from loaders.documents.counts import write_count
from loaders.documents.decoding import decode_text
from loaders.documents.html_tables import read_grid, to_number
from loaders.documents.lines import Line, Role
from loaders.documents.passages import Aside, AsideKind
from loaders.documents.superscripts import raise_digits

_SKIPPED = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button"})
_FRAMES: dict[str, AsideKind] = {"nav": "running header", "header": "running header", "footer": "running footer"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "header", "hr", "html", "main", "ol", "p", "pre", "section", "summary", "ul",
})  # fmt: skip
_BREAK = "\u2028"
"""What a line break within a block is read as: a line break of the file's own is a space."""

_MARKS = {"a": "lowerLetter", "i": "lowerRoman"}
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)


def read_html_lines(path: Path, data: bytes) -> list[Line | Aside]:
    """Return the lines of a web page.

    Raises:
        InputError: when it is empty, too large, or holds no text.
    """
    text = _decode(path, data)
    parser = lxml.html.HTMLParser(huge_tree=False, no_network=True)
    try:
        root = lxml.html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(path, None, f"this is not a web page that can be read: {error}", "save it again") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise InputError(path, None, "its elements are nested too deep to be read", "save the page as text or PDF")
    reader = _PageReader()
    reader.read(root.find("body") if root.find("body") is not None else root)
    if not any(isinstance(line, Line) and not line.is_blank for line in reader.lines):
        message = "the page has no text: it may be filled in by a script"
        raise InputError(path, None, message, "save it from the browser once it is shown")
    return reader.lines


def _decode(path: Path, data: bytes) -> str:
    """Return the page as text: by the encoding that it names, where that fits, else as plain text is decoded."""
    body = _DECLARATION.sub(b"", data)
    named = _CHARSET.search(body[:4096])
    if named is not None:
        try:
            decoded = body.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
        else:
            decode_text(path, decoded.encode("utf-8", "replace"))
            return decoded
    return decode_text(path, body)[0]


class _PageReader:
    """Gathers the lines of a page, element by element: what stands in one block is one line."""

    def __init__(self) -> None:
        self.lines: list[Line | Aside] = []
        self._text = ""
        self._mark = ""
        self._frame: AsideKind | None = None

    def read(self, element: Any) -> None:  # Any: lxml has no types here
        """Read what stands in an element."""
        self._read_children(element)
        self._end_block()

    def _read_children(self, element: Any) -> None:
        self._text += element.text or ""
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _SKIPPED:
                self._read_element(child)
            self._text += child.tail or ""

    def _read_element(self, element: Any) -> None:
        tag = element.tag
        if tag in _HEADINGS:
            self._read_heading(element)
        elif tag == "table":
            self._read_table(element)
        elif tag in {"ul", "ol"}:
            self._read_list(element)
        elif tag == "br":
            self._text += _BREAK
        elif tag in {"sup", "sub"}:
            text = element.text_content()
            self._text += raise_digits(text) if tag == "sup" else text
        elif tag in _FRAMES and not any(
            parent.tag in {"article", "main", "section"} for parent in element.iterancestors()
        ):
            self._read_frame(element, _FRAMES[tag])
        elif tag in _BLOCKS or tag == "li":
            self._end_block()
            self._read_children(element)
            self._end_block()
        else:
            self._read_children(element)

    def _read_heading(self, element: Any) -> None:
        self._end_block()
        self._add("", "text")
        self._add(" ".join(element.text_content().split()), "heading")
        self._add("", "text")

    def _read_frame(self, element: Any, kind: AsideKind) -> None:
        self._end_block()
        before, self._frame = self._frame, self._frame or kind
        self._read_children(element)
        self._end_block()
        self._frame = before

    def _read_list(self, element: Any) -> None:
        self._end_block()
        count = to_number(element.get("start"), 1)
        for item in element:
            if item.tag != "li":
                if isinstance(item.tag, str) and item.tag not in _SKIPPED:
                    self._read_element(item)
                continue
            count = to_number(item.get("value"), count)
            kind = _MARKS.get(element.get("type", ""), "decimal")
            self._mark = f"{write_count(count, kind)}." if element.tag == "ol" else "\u2022"
            self._read_children(item)
            self._end_block(is_item=True)
            self._mark = ""
            count += 1
        self._add("", "text")

    def _read_table(self, element: Any) -> None:
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table"), None) is element]
        cells = read_grid(rows)
        if max((len(row) for row in cells), default=0) < 2:
            self._end_block()
            self._read_children(element)
            self._end_block()
            return
        self._end_block()
        self._add("", "text")
        for caption in element.findall("caption"):
            self._add(" ".join(caption.text_content().split()), "text")
            self._add("", "text")
        for row in cells:
            if any(row):
                self._add("\t".join(row), "row", tuple(row))
        self._add("", "text")

    def _end_block(self, *, is_item: bool = False) -> None:
        text, self._text = self._text, ""
        pieces = (" ".join(piece.split()) for piece in text.split(_BREAK))
        printed = [piece for piece in pieces if piece]
        if not printed:
            return
        mark, self._mark = self._mark, ""
        if not mark and not is_item:
            self._add("", "text")
        self._add(f"{mark} {printed[0]}" if mark else printed[0], "text")
        for piece in printed[1:]:
            self._add(piece, "text")
        if not mark and not is_item:
            self._add("", "text")

    def _add(self, text: str, role: Role, cells: tuple[str, ...] = ()) -> None:
        number = len(self.lines) + 1
        if self._frame is None:
            self.lines.append(Line(text, number, None, role, cells))
        elif text:
            self.lines.append(Aside(self._frame, text, None, number))
