"""Numbers in prose: amounts, shares, counts, ranks and lengths of time, with the word that qualifies them.

Numbers that name a thing (a year, a date, a school year, a section, an outcome) are not figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=2
    )
}
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS |= {word: str(10 * number) for number, word in enumerate(_TENS, start=2)}
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], start=1
    )
}
_MULTIPLIERS = {"thousand": 1_000, "k": 1_000, "million": 1_000_000, "m": 1_000_000, "billion": 1_000_000_000,
                "bn": 1_000_000_000, "hundred": 100}  # fmt: skip
_UNITS = {
    "tonnes": "unit-tonnes", "km": "unit-kilometres", "kilometres": "unit-kilometres", "hectares": "unit-hectares",
    "hectare": "unit-hectares", "days": "unit-days", "weeks": "unit-weeks", "months": "unit-months",
    "years": "unit-years", "percentage points": "unit-percentage-points",
}  # fmt: skip
_SUPERLATIVES = "fastest|highest|largest|lowest|youngest|oldest|biggest|smallest|most|best|worst"

_D = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_QUALIFIER = (
    r"(?:(?P<qualifier>more than|less than|fewer than|at least|up to|as many as|over|under|around|about|nearly|almost|"
    r"approximately|roughly|some|only|just|c\.|circa|down|above|below)\s*)?"
)
_WORD_NUMBER = "|".join(_WORDS)
_FIGURE = re.compile(
    rf"(?<![\w.,/£-])(?:{_QUALIFIER})(?P<all>"
    rf"£\s?(?P<money>{_D})(?:\s?(?P<money_x>million|billion|thousand|bn|m|k)\b)?"
    rf"|(?P<points>{_D}|one) percentage points?"
    rf"|(?P<percent>{_D}|one)\s?(?:%|per cent\b|percent\b)"
    rf"|(?P<of>[0-9]+|one|{_WORD_NUMBER}) in (?P<out_of>[1-9][0-9]*|{_WORD_NUMBER})\b"
    rf"|(?P<density>{_D}) (?:persons|residents|people) per (?:km ?\u00b2|square kilomet(?:re|er))"
    rf"|(?P<measure>{_D}|{_WORD_NUMBER})[ -]?(?P<unit>tonnes|km|kilometres|hectares?|days?|weeks?|months?|years?)\b"
    rf"|(?P<rank>[0-9]+) ?(?:st|nd|rd|th)\b(?= (?:most|{_SUPERLATIVES})\b)"
    rf"|(?P<rank_word>{'|'.join(_ORDINALS)}) (?=(?:most|{_SUPERLATIVES})\b)"
    rf"|(?P<top>{_SUPERLATIVES})(?= (?:growing|densely|\w+ (?:\w+ ){{0,3}}"
    r"(?:in (?:London|England|the (?:country|UK))|of any|nationally)))"
    rf"|(?P<hundreds>{_WORD_NUMBER}) hundred\b"
    rf"|(?P<many>{_D})\s?(?P<many_x>million|billion|thousand|m\b)"
    rf"|(?P<word>{_WORD_NUMBER})(?=[ -](?:[a-z'-]+ ){{0,4}}?[a-z]+s\b)"
    rf"|(?P<count>{_D})"
    r")",
    re.IGNORECASE,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NO_FIGURE = re.compile(
    rf"\b(?:{_MONTHS}) [0-9]{{1,2}}(?:st|nd|rd|th)?(?: to [0-9]{{1,2}})?\b(?!,?[0-9]{{3}})"
    rf"|\b[0-9]{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})(?: [0-9]{{4}})?"
    rf"|\b(?:{_MONTHS})(?: |-)[0-9]{{4}}"
    r"|\b(?:19|20)[0-9]{2}(?:\s?[-/\u2013\u2014]\s?(?:19|20)?[0-9]{2})?\b"
    r"|\([0-9]{2}/[0-9]{2}\)|\b[0-9]{2}/[0-9]{2}\b"
    r"|\b(?:year|years|level|levels|key stage|KS|section|sections|outcome|outcomes|priority|appendix|recommendation|"
    r"recommendations|paragraph|page|schedule|part|phase|stage|table|figure|objective|action|option|NVQ|zone|grade|aged?|age)"
    r"s?\s?[0-9]+(?:\.[0-9]+)?(?:\s?(?:[-\u2013]|and|to)\s?[0-9]+)?(?:\.[0-9]+)?\b"
    r"|\(?\b[0-9]{1,2}\s?[-\u2013]\s?[0-9]{1,2}\b\)?|\b[0-9]+:[0-9]+|\b[A-Za-z]+-?[0-9]+\b"
    r"|\b[0-9]+/[0-9]+\b|(?<![(\w])[0-9]{1,2}\)"
    r"|(?<![0-9 ])%[0-9a-f]{2}"
    r"|https?://\S+|www\.\S+|\S+@\S+|\bover [0-9]{2}s\b|(?<=[,;:] )[0-9]\)|\([A-Z]?[0-9]\)|^[0-9]+\.(?= )"
    r"|\b(?:aged?|is|are|was|were|those|people|residents) (?:under|over) [0-9]{1,3}\b(?![,.%]?[0-9]| ?%| [a-z-]+s\b)"
    r"|\baged? (?:under|over|up to) [0-9]+|(?<=[a-z,] )(?-i:[A-Z][a-z]+) [0-9]{1,3}\b(?![,.%][0-9]?| per )"
    r"|\b0[0-9]{2,4} ?[0-9]{3,4} ?[0-9]{3,4}\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"(?P<by>by (?:19|20)[0-9]{{2}})|\((?P<in>(?:19|20)[0-9]{{2}}(?:[-/](?:19|20)?[0-9]{{2}})?)\)"
    rf"|(?P<said>(?:in|since) (?:(?:{_MONTHS}) )?(?:19|20)[0-9]{{2}})(?![0-9/-])"
)
_OWN_WORDS = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True)
class FoundFigure:
    """A number as printed and as a value in base units; ``counted`` are the words that follow it."""

    published_value: str
    value: str
    unit: str
    kind: str
    qualifier: str | None = None
    stated_period: str | None = None
    counted: str = ""


def find_figures(text: str) -> Iterator[FoundFigure]:
    """Yield the figures that a text prints, in its order."""
    names = [match.span() for match in _NO_FIGURE.finditer(text)]
    last_rank = -1
    for match in _FIGURE.finditer(text):
        start, end = match.span("all")
        is_named = any(a < end and start < b for a, b in names) and not match["money"]
        if is_named or (match["top"] and start - last_rank <= 1):
            continue
        last_rank = end if match["rank"] or match["rank_word"] else last_rank
        yield _to_figure(match, text)


def _to_figure(match: re.Match[str], text: str) -> FoundFigure:
    value, unit, kind = _read(match)
    period = _find_period(text, match.end("all"))
    if kind in {"figure-count", "figure-share"} and period and period.startswith("by "):
        kind = "figure-projection"
    qualifier = match["qualifier"]
    return FoundFigure(
        match["all"].strip(), value, unit, kind, qualifier and qualifier.strip(), period, _find_counted(text, match)
    )


def _read(match: re.Match[str]) -> tuple[str, str, str]:
    """Return value, unit and kind of a figure: the first group that is there says what it is."""
    for group, read in _READERS.items():
        if match[group]:
            return read(match)
    return _plain(match["word"] or match["count"]), "unit-count", "figure-count"


def _read_ratio(match: re.Match[str]) -> tuple[str, str, str]:
    return (
        _write(Decimal(100) * int(_plain(match["of"])) / int(_plain(match["out_of"]))),
        "unit-percent",
        "figure-ratio",
    )


def _read_measure(match: re.Match[str]) -> tuple[str, str, str]:
    unit = match["unit"].lower()
    plural = unit if unit.endswith("s") or unit == "km" else f"{unit}s"
    return _plain(match["measure"]), _UNITS[plural], "figure-measurement"


def _read_rank(match: re.Match[str]) -> tuple[str, str, str]:
    rank = match["rank"] or _ORDINALS.get((match["rank_word"] or "first").lower(), "1")
    return rank, "unit-rank", "figure-rank"


def _plain(printed: str) -> str:
    return {"one": "1"}.get(printed.lower()) or _WORDS.get(printed.lower()) or printed.replace(",", "")


def _multiply(printed: str, word: str | None) -> str:
    return _write(Decimal(_plain(printed)) * (_MULTIPLIERS[word.lower()] if word else 1))


def _write(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_READERS: dict[str, Callable[[re.Match[str]], tuple[str, str, str]]] = {
    "money": lambda match: (_multiply(match["money"], match["money_x"]), "unit-gbp", "figure-money"),
    "points": lambda match: (_plain(match["points"]), "unit-percentage-points", "figure-measurement"),
    "percent": lambda match: (_plain(match["percent"]), "unit-percent", "figure-share"),
    "of": _read_ratio,
    "density": lambda match: (_plain(match["density"]), "unit-per-km2", "figure-rate"),
    "measure": _read_measure,
    "rank": _read_rank,
    "rank_word": _read_rank,
    "top": _read_rank,
    "hundreds": lambda match: (_multiply(_plain(match["hundreds"]), "hundred"), "unit-count", "figure-count"),
    "many": lambda match: (_multiply(match["many"], match["many_x"]), "unit-count", "figure-count"),
}
"""How each kind of figure is read, by the group of the pattern that it is."""


def _find_period(text: str, end: int) -> str | None:
    """Return the period printed soon after a figure, in its own sentence."""
    after = re.split(r"(?<=[a-z])\. ", text[end:], maxsplit=1)[0]
    match = _PERIOD.search(after[:90])
    return next((found for found in match.groups() if found), None) if match else None


def _find_counted(text: str, match: re.Match[str]) -> str:
    """Return the few words after a figure, up to a sign, for a first label."""
    after = re.split(r"[.,;:()\u2013\u2014]| - ", text[match.end("all") :], maxsplit=1)[0]
    return " ".join(_OWN_WORDS.findall(after)[:5])
