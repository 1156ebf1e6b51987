"""What a line begins with: a list glyph or mark, the number of a section or paragraph, the label of a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.documents.lines import BULLETS

_GLYPH = re.compile(rf"\s*(?:[{BULLETS}]\s*|[-*\u2013\u2014]\s+|o\s+(?=[A-Z]))")
_PARAGRAPH = re.compile(r"\s*(?P<number>[0-9]{1,2}(?:\.[0-9]{1,3})+)\.?(?=\s)\s*")
_LETTERED = re.compile(r"\s*\(?(?P<mark>[a-z]|[ivx]{1,5}|[0-9]{1,2})[.)](?=\s)\s*")
_SECTION_IN_CAPITALS = re.compile(r"\s*(?P<number>[0-9]{1,2})\.?\s+(?P<name>[A-Z][^a-z]*[A-Z][^a-z]*?)\s*:?\s*$")
_SECTION = re.compile(r"\s*(?P<number>[0-9]{1,2})\.?\s+(?P<name>[A-Z].{1,90}?)\s*:?\s*$")
_LABEL = re.compile(
    r"(?P<label>[A-Z][A-Za-z]+(?: [a-z]+){0,3} (?:[0-9]{1,2}|[A-Z]))(?:\s*(?::|\s[-\u2013\u2014]\s)\s*(?P<title>.+))?$"
)

_LONGEST_NAME = 200
"""Characters beyond which no line is looked at as the name of a section: the patterns go back and forth over it."""


@dataclass(frozen=True)
class Mark:
    """What a line begins with, without its signs, and the rest of the line."""

    mark: str
    rest: str


def find_item(text: str) -> Mark | None:
    """Find a list mark: a glyph ("" as its mark), a letter, a Roman or Arabic numeral with a stop or bracket."""
    for pattern in (_GLYPH, _LETTERED):
        found = pattern.match(f"{text} ")
        if found is not None and (rest := text[found.end() :].strip()):
            return Mark(found.groupdict().get("mark") or "", rest)
    return None


def find_paragraph_number(text: str) -> Mark | None:
    """Find the printed number of a paragraph, such as 3.12, behind a list glyph too; its text may be on the next."""
    glyph = _GLYPH.match(text)
    found = _PARAGRAPH.match(f"{text} ", glyph.end() if glyph else 0)
    return Mark(found["number"], text[found.end() :].strip()) if found else None


def find_section(text: str, following: str) -> Mark | None:
    """Find the number of a section: before a name in capitals, or where its first paragraph follows ("3", "3.1")."""
    if len(text) > _LONGEST_NAME:
        return None
    in_capitals = _SECTION_IN_CAPITALS.match(text)
    if in_capitals is not None:
        return Mark(in_capitals["number"], in_capitals["name"])
    found = _SECTION.match(text)
    first = find_paragraph_number(following) if found else None
    if found is None or first is None or first.mark != f"{found['number']}.1":
        return None
    return Mark(found["number"], found["name"])


def find_label(text: str) -> Mark | None:
    """Find a heading's label, a word and its number or letter ("Outcome 5"); the rest is its title, if it has one."""
    found = _LABEL.match(text) if len(text) <= 2 * _LONGEST_NAME else None
    return Mark(found["label"], found["title"] or "") if found else None


def to_heading_name(text: str) -> str:
    """Return the name by which locators call a heading: its label where it has one, without a closing colon."""
    label = find_label(text)
    return label.mark if label else text.rstrip(":").rstrip()
