"""Lines, which every format is taken apart into before passages are made of them, and how layout is evened out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

BULLETS = (
    "\u2022\u2023\u25aa\u25ab\u25cf\u25cb\u25e6\u2043\u25a0\u25a1\u2219\u00b7\u2756\u27a2\u2713\u2714"
    "\u25ba\uf0b7\uf0a7\uf0d8\uf02d\uf076\uf0fc\uf06e"
)
"""Glyphs that begin a list item, those of Symbol and Wingdings in the private area included."""

SIGNS = str.maketrans({
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u0060\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    **dict.fromkeys(BULLETS, " "),
})  # fmt: skip

EMPHASIS = re.compile(r"\*\*|(?<![0-9%])\*|</?(?:b|em|i|strong|u)>")
_SPLIT_WORD = re.compile(r"[^\W_]-$")
_COMPOUND = re.compile(r"\w+(?:-\w+)*")
_LAST_WORD = re.compile(r"\w+")
_LONGEST_WORD = 100
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")

Role = Literal["text", "heading", "item", "row"]


@dataclass(frozen=True)
class Line:
    """A line of a document; ``number`` is 1-based in its file, ``page`` None where the format knows no pages.

    ``role`` is what the format itself says of the line; plain text says nothing ("text"). ``cells`` are those of a
    row, ``spans`` how many columns each cell takes up.
    """

    text: str
    number: int = 0
    page: int | None = None
    role: Role = "text"
    cells: tuple[str, ...] = ()
    spans: tuple[int, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Say whether nothing is printed on it."""
        return not self.text.strip() and not self.cells


def join_lines(lines: Iterable[str], words: frozenset[str] = frozenset()) -> str:
    """Return lines as one; a word that is split at a line end is made whole, as far as ``words`` show that it is one.

    ``words`` are those of the document. The hyphen stays where the document prints the word with it elsewhere, or
    prints the second half as a word; it goes where the document prints the word without it, or neither half alone.
    """
    pieces: list[str] = []
    for line in lines:
        piece = " ".join(_INVISIBLE.sub("", line).split())
        before = pieces[-1] if pieces else ""
        if not before or not piece:
            pieces += [piece] if piece else []
        elif before.endswith("\u00ad"):
            pieces[-1:] = [before[:-1], piece]
        elif _SPLIT_WORD.search(before[-2:]) and piece[0].isalnum():
            pieces[-1:] = [before if _keeps_hyphen(before, piece, words) else before[:-1], piece]
        else:
            pieces += [" ", piece]
    return "".join(pieces).replace("\u00ad", "")


def _keeps_hyphen(before: str, piece: str, words: frozenset[str]) -> bool:
    first = _LAST_WORD.findall(before[-_LONGEST_WORD:-1])[-1].lower()
    second = _LAST_WORD.findall(piece[:_LONGEST_WORD])[0].lower()
    if not piece[0].islower() or f"{first}-{second}" in words:
        return True
    return first + second not in words and second in words


def find_words(lines: Iterable[str]) -> frozenset[str]:
    """Return the words of a document in lower case, those with a hyphen as well as their parts.

    The halves of what is split at a line end prove nothing, and are left out.
    """
    found: set[str] = set()
    is_split = False
    for line in lines:
        compounds = _COMPOUND.findall(line.lower())[1 if is_split else 0 :]
        is_split = line.rstrip().endswith("-")
        for compound in compounds[:-1] if is_split else compounds:
            found.update((compound, *compound.split("-")))
    return frozenset(found)


def to_plain(text: str) -> str:
    """Return text on one line without emphasis marks; quotation marks and dashes stay as they are."""
    return " ".join(unicodedata.normalize("NFC", EMPHASIS.sub("", text)).split())
