"""Dates as printed, and as days, months or years."""

from __future__ import annotations

import re
from collections.abc import Iterator

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_NAMES = "|".join(MONTHS)
_DATE = re.compile(rf"(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_NAMES})\s+(?P<year>(?:19|20)[0-9]{{2}})")
_DEADLINE = re.compile(rf"\bby (?:the end of )?(?:{_DATE.pattern}|(?P<only_year>20[0-9]{{2}})(?![-/0-9]))")


def find_dates(text: str) -> Iterator[tuple[str, str]]:
    """Yield each date of a text as printed, and typed (2023-11-29 or 2023-11)."""
    for match in _DATE.finditer(text):
        yield match[0], _to_date(match)


def find_deadline(text: str) -> dict[str, str]:
    """Return by when something is to be done, as printed and typed; empty where the text does not say."""
    match = _DEADLINE.search(text)
    if match is None:
        return {}
    return {"by_when": match[0], "due": match["only_year"] or _to_date(match)}


def _to_date(match: re.Match[str]) -> str:
    month = f"{match['year']}-{MONTHS.index(match['month']) + 1:02}"
    day = int(match["day"]) if match["day"] else 0
    return f"{month}-{day:02}" if 1 <= day <= 28 or (day <= 31 and day) else month
