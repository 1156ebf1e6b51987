"""The text of a document as ``verify`` searches it: what is print is kept, what is layout is evened out.

Evened out on both sides of a comparison: spaces and line breaks, quotation marks, dashes, ligatures, list glyphs,
emphasis marks, and hyphens at line ends. Letters, their case, digits and the other signs must agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from graph.errors import InputError

_SIGNS = str.maketrans({
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u0060\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    **dict.fromkeys("\u2022\u2023\u25aa\u25ab\u25cf\u25cb\u25e6\u2043\uf0b7\uf0a7\uf0d8\uf02d", " "),
})  # fmt: skip
_EMPHASIS = re.compile(r"\*\*|(?<![0-9%])\*")
_LIST_HYPHEN = re.compile(r"^ *- +", re.MULTILINE)
_LINE_END_HYPHEN = re.compile(r"(?<=\w)-[ \t]*\n\s*(?=\w)")
_PARAGRAPH_NUMBER = re.compile(r"\s*(?:-\s+)?([0-9]+(?:\.[0-9]+)+)\.?\s")
_SECTION_NUMBER = re.compile(r"\s*[0-9]+\.?\s+(?=[A-Z][A-Z &,]+\s*$)")
_HEADING_NUMBER = re.compile(r"^[0-9]+\.?\s+")
_LIST_MARK = re.compile(r"\s*(?:[-\u2022\u25aa\u25cf\uf0b7\uf0a7\uf0d8]|\(?[a-z0-9]{1,3}[.)])\s")
_ENDS_SENTENCE = re.compile(r"[.,;:]\s*$")

COVER = "Cover"


def even_out(text: str) -> str:
    """Return text with its layout evened out; hyphens at line ends stay, as hyphens within a line."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    plain = _LINE_END_HYPHEN.sub("-", _LIST_HYPHEN.sub("", _EMPHASIS.sub("", plain)))
    return " ".join(plain.split())


@dataclass(frozen=True)
class Extract:
    """A stretch of a document's lines, or several."""

    lines: tuple[str, ...]

    @cached_property
    def _readings(self) -> tuple[str, str]:
        """The text with words divided at a line end read as hyphenated, and read as one word."""
        text = "\n".join(self.lines)
        plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
        return even_out(text), even_out(_LINE_END_HYPHEN.sub("", plain))

    def holds(self, printed: str, *, is_piece: bool = False) -> bool:
        """Say whether a string is printed here; a piece may begin or end within a word or number."""
        wanted = even_out(printed)
        if not any(wanted in reading for reading in self._readings):
            return False
        return is_piece or self._match(_to_pattern(wanted))

    def holds_in_order(self, strings: Iterable[str]) -> bool:
        """Say whether strings are printed here one after the other, whatever stands between them."""
        return self._match(".*?".join(_to_pattern(even_out(printed)) for printed in strings))

    def _match(self, pattern: str) -> bool:
        return any(re.search(pattern, reading) is not None for reading in self._readings)


def _to_pattern(wanted: str) -> str:
    """Return what matches a string, but neither within a word nor within a number."""
    before = r"(?<!\w)(?<![0-9][.,])" if wanted[:1].isalnum() else ""
    after = r"(?!\w)(?![.,][0-9])" if wanted[-1:].isalnum() else ""
    return before + re.escape(wanted) + after


@dataclass(frozen=True)
class DocumentText:
    """A document as lines of text, and where its numbered paragraphs and named sections stand.

    ``headings`` are the headings by which locators divide it, each with the headings that they name within it.
    """

    lines: tuple[str, ...]
    headings: Mapping[str, frozenset[str]]

    @classmethod
    def read(cls, path: Path, locators: Iterable[str]) -> DocumentText:
        """Read a text file; ``locators`` are all those of its transcript.

        Raises:
            InputError: when it cannot be read as UTF-8 text.
        """
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(path, None, f"the document cannot be read as text: {error}") from error
        inner: defaultdict[str, set[str]] = defaultdict(set)
        for locator in locators:
            name, *parts = (_to_heading(part) for part in locator.split(" / "))
            inner[name].update(parts)
        return cls(tuple(text.splitlines()), {name: frozenset(parts) for name, parts in inner.items()})

    @cached_property
    def whole(self) -> Extract:
        """The whole document."""
        return Extract(self.lines)

    def find_rows(self, title: str) -> tuple[Extract, ...]:
        """Return the lines that print a row's title beside something else, which a table row of plain text does."""
        alone = even_out(title)
        lines = (Extract((line,)) for line in self.lines if alone in even_out(line) != alone)
        return tuple(line for line in lines if line.holds(title))

    def find_section(self, locator: str) -> Extract | None:
        """Return what stands under a locator's numbered paragraph or named heading, None where neither is found.

        A heading may repeat on each page that its section goes on to. The cover is what stands before all of them.
        """
        name = _to_heading(locator.split(" / ", maxsplit=1)[0])
        is_number = _PARAGRAPH_NUMBER.fullmatch(f"{name} ") is not None
        starts = self._paragraph_starts if is_number else self._heading_starts
        if name == COVER and not any(own == name for _, own in starts):
            return Extract(self.lines[: min((start for start, _ in (*self._paragraph_starts, *starts)), default=0)])
        ends = [*(start for start, _ in starts[1:]), len(self.lines)]
        found = [
            self.lines[self._find_heading_above(start) if is_number else start : end]
            for (start, own), end in zip(starts, ends, strict=True)
            if own == name
        ]
        return Extract(tuple(chain.from_iterable(found))) if found else None

    @cached_property
    def _paragraph_starts(self) -> tuple[tuple[int, str], ...]:
        """Where each numbered paragraph begins; "" where a numbered section does."""
        found = []
        for index, line in enumerate(self.lines):
            if match := _PARAGRAPH_NUMBER.match(f"{line} "):
                found.append((index, match[1]))
            elif _SECTION_NUMBER.match(line):
                found.append((index, ""))
        return tuple(found)

    def _find_heading_above(self, index: int) -> int:
        """Return the line of the heading right above a line, or the line itself: a heading ends in no stop."""
        above = next((number for number in range(index - 1, -1, -1) if self.lines[number].strip()), index)
        return index if _ENDS_SENTENCE.search(self.lines[above]) else above

    @cached_property
    def _heading_starts(self) -> tuple[tuple[int, str], ...]:
        """Where each section begins: a heading within the section before it does not end that."""
        found: list[tuple[int, str]] = []
        for index, line in enumerate(self.lines):
            name = _to_heading(line)
            is_inner = bool(found) and name in self.headings[found[-1][1]]
            if name in self.headings and not is_inner and not _LIST_MARK.match(line):
                found.append((index, name))
        return tuple(found)


def _to_heading(line: str) -> str:
    return _HEADING_NUMBER.sub("", even_out(line)).rstrip(":")
