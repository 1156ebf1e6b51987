"""Finds what stands at the head and foot of pages again and again: running headers and footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from loaders.documents.lines import Line
from loaders.documents.passages import Aside, AsideKind

_ZONE = 3
"""How many lines at the head and foot of a page may be running ones."""

_FEWEST_PAGES = 3
_LONGEST_PAGE_NUMBER = 200
_PAGE_NUMBER = re.compile(
    r"\W*(?:page\s+)?(?P<number>[0-9]{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*[0-9]{1,4})?\W*", re.IGNORECASE
)
_NUMBER = re.compile(r"[0-9]+")


def part_running_lines(lines: Sequence[Line]) -> Iterator[Line | Aside]:
    """Yield lines in their order, those that belong to the page as asides; lines without a page stay lines."""
    pages: defaultdict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.page is not None and not line.is_blank and line.role != "row":
            pages[line.page].append(index)
    asides = {
        **_find_zone(lines, pages, "running header"),
        **_find_zone(lines, pages, "running footer"),
    }
    for index, line in enumerate(lines):
        kind = asides.get(index)
        yield Aside(kind, line.text, line.page, line.number) if kind else line


def _find_zone(lines: Sequence[Line], pages: dict[int, list[int]], kind: AsideKind) -> dict[int, AsideKind]:
    """Find the running lines of one end of the pages, from the edge inwards, until a line is none."""
    zones = {page: found[:_ZONE] if kind == "running header" else found[::-1][:_ZONE] for page, found in pages.items()}
    fewest = max(min(_FEWEST_PAGES, len(pages)), 2, len(pages) / 2)
    common = Counter(_to_common(lines[index].text, page) for page, zone in zones.items() for index in zone)
    numbered = [any(_is_number_alone(lines[index].text) for index in zone) for zone in zones.values()]
    has_numbers = sum(numbered) > 1
    asides: dict[int, AsideKind] = {}
    for page, zone in zones.items():
        for index in zone:
            text = lines[index].text
            if has_numbers and _is_number_alone(text):
                asides[index] = "page number"
            elif common[_to_common(text, page)] >= fewest:
                asides[index] = kind
            else:
                break
    return asides


def _to_common(text: str, page: int) -> str:
    """Return a line without the number that goes up from page to page, which is told by its distance from the page."""
    return _NUMBER.sub(
        lambda found: f"#{int(found[0]) - page}" if len(found[0]) <= 4 else found[0], " ".join(text.split())
    )


def _is_number_alone(text: str) -> bool:
    """Say whether a line is a page number and nothing else."""
    return len(text) <= _LONGEST_PAGE_NUMBER and _PAGE_NUMBER.fullmatch(text) is not None
