"""Acts and regulations that a text names, and their identifiers in the register of legislation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from loaders.records.registers import Legislation

_ENDING = re.compile(r"\b(?:Act|Regulations|Order|Measure)\s+(?:19|20)[0-9]{2}\b")
_WORD_BEFORE = re.compile(r"(?:[A-Z][\w'’-]*,?|and|of|the|in|for|to|on|\((?:[A-Z][\w -]*)\),?)\s*$")
_SMALL = re.compile(r"^(?:(?:and|of|the|in|for|to|on)\s+)+")
_MOST_WORDS = 24
_YEAR = re.compile(r"(?:19|20)[0-9]{2}$")
_LIKENESS = 85.0
_KINDS = (
    (re.compile(r"no longer|repealed", re.IGNORECASE), "legal-requirement-ended"),
    (re.compile(r"\bdut(?:y|ies)\b|\bmust\b|\bobligations?\b", re.IGNORECASE), "legal-duty"),
    (re.compile(r"\benabl\w+|\bpowers?\b|\bmay\b", re.IGNORECASE), "legal-power"),
    (re.compile(r"statutory (?:requirement|body|board)", re.IGNORECASE), "legal-statutory-body"),
)


@dataclass(frozen=True)
class FoundLegislation:
    """An Act or regulations as named; ``path`` is the identifier, None where the register has none."""

    printed: str
    path: str | None


def find_legislation(text: str, register: list[Legislation]) -> Iterator[FoundLegislation]:
    """Yield the Acts and regulations that a text names: known ones whatever their capitals, others by their form."""
    taken: list[tuple[int, int]] = []
    for known in register:
        for match in re.finditer(re.escape(known.title), text, re.IGNORECASE):
            taken.append(match.span())
            yield FoundLegislation(match[0], known.id)
    for match in _ENDING.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            printed = _find_name_before(text, match.start()) + match[0]
            if printed != match[0]:
                yield FoundLegislation(printed, _find_alike(printed, register))


def _find_name_before(text: str, end: int) -> str:
    """Return the words of a name that go before its last ones: capitalised, in brackets, or small between those."""
    start = end
    for _ in range(_MOST_WORDS):
        word = _WORD_BEFORE.search(text[max(0, start - 80) : start])
        if word is None:
            break
        start -= len(word[0])
    return _SMALL.sub("", text[start:end])


def _find_alike(printed: str, register: list[Legislation]) -> str | None:
    """Find what is meant by a name that is not quite the official one, of the same year."""
    year = _YEAR.search(printed)
    alike = [
        (fuzz.token_set_ratio(_to_words(printed), _to_words(known.title)), known.id)
        for known in register
        if year and known.title.endswith(year[0])
    ]
    best = max(alike, default=(0.0, ""))
    return best[1] if best[0] >= _LIKENESS else None


def _to_words(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))


def find_legal_kind(text: str) -> str:
    """Return what kind of legal basis the words around an Act's name speak of."""
    return next((kind for pattern, kind in _KINDS if pattern.search(text)), "legal-requirement")
