"""Reads printed table cells: what is a value, what is missing and how, what holds several areas at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["value", "blank", "dash", "unavailable", "unreadable"]

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_NUMBER = re.compile(rf"(?P<open>\()?(?P<sign>[-+\u2212])?£?(?P<digits>{_DIGITS})%?(?P<close>\))?")
_AREA_NAME = r"[A-Z][A-Za-z ]*?"
_AREA_PART = re.compile(rf"({_AREA_NAME}): *([^ ]+)(?: +|$)")
_AREA_PARTS = re.compile(rf"(?:{_AREA_NAME}: *[^ ]+(?: +|$))+")
_DASHES = frozenset("-\u2013\u2014")


@dataclass(frozen=True)
class Cell:
    """One printed value: ``published`` as printed, ``value`` typed when it is one, ``mark`` a footnote mark on it."""

    published: str
    kind: Kind
    value: Decimal | None = None
    mark: str | None = None


def read_cell(printed: str, marks: tuple[str, ...] = ()) -> Cell:
    """Read one printed cell; ``marks`` are the footnote marks that its table declares."""
    text = printed.strip()
    if not text:
        return Cell(printed, "blank")
    if text in _DASHES:
        return Cell(printed, "dash")
    if text.casefold() == "data unavailable":
        return Cell(printed, "unavailable")
    mark = next((mark for mark in sorted(marks, key=len, reverse=True) if text.endswith(mark)), None)
    value = read_number(text.removesuffix(mark) if mark else text)
    return Cell(printed, "unreadable" if value is None else "value", value, mark)


def read_number(text: str) -> Decimal | None:
    """Read a printed number: per cent, pounds, thousands separators, and parentheses as minus; None when it is none."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None or (match["open"] is None) != (match["close"] is None):
        return None
    value = Decimal(match["digits"].replace(",", ""))
    is_negative = match["open"] is not None or match["sign"] in {"-", "\u2212"}
    return -value if is_negative else value


def split_areas(printed: str) -> dict[str, str]:
    """Split a cell that prints several areas, "Inner: 2.9% Outer: 0.1%", into area name and printed part.

    Empty when some of the cell is neither, or an area stands in it twice.
    """
    parts = _AREA_PART.findall(printed.strip()) if _AREA_PARTS.fullmatch(printed.strip()) else []
    by_area = dict(parts)
    return by_area if len(by_area) == len(parts) else {}
