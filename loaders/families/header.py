"""What a document is: its title, its date, its publisher, and the plan that it is of or about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from graph.errors import InputError
from loaders.documents.passages import Document, Passage
from loaders.families.dates import find_dates
from loaders.families.draft_records import to_slug
from loaders.register_files import Registers

_YEARS = re.compile(r"(?P<start>20[0-9]{2})\s?[-–—/]\s?(?P<end>20[0-9]{2}|[0-9]{2})(?![0-9-])")
_PLAN = re.compile(rf"(?P<name>[A-Z][\w'’-]*(?: [\w'’&-]+){{0,6}}?)\s*\(?{_YEARS.pattern}\)?")
_YEAR = re.compile(r"\b20[0-9]{2}\b")
_STARTS = frozenset(
    {"contents", "table of contents", "executive summary", "summary", "introduction", "foreword", "recommendations"}
)
_LABEL_CELL = re.compile(
    r".*(?:classification|report of|member|officer|wards|decision|notice|exempt|priority).*", re.IGNORECASE
)


@dataclass(frozen=True)
class Header:
    """The head of a draft: what the transcript's ``document`` says, and what of it needs a look."""

    title: str
    issued: str
    issued_basis: str
    plan: str
    looks: tuple[str, ...]


def find_header(document: Document, registers: Registers, plan: str | None = None, issued: str | None = None) -> Header:
    """Find the head of a draft; ``plan`` and ``issued`` are what a person says.

    Raises:
        InputError: when the document prints no year at all and nobody says when it was issued.
    """
    passages = document.passages
    looks: list[str] = []
    title = _find_title(passages)
    if title is None:
        title = passages[0].text if passages else document.path.stem
        looks.append("No title was found: give the document's own.")
    date, basis = (issued, "Said by the person who made the draft.") if issued else _find_issued(passages)
    if date is None:
        raise InputError(document.path, None, "no year is printed in it", "say when it was issued: --issued 2024-05-16")
    if not issued:
        looks.append("Is this the date of issue?")
    found = plan or find_plan(passages, title, registers)
    if found is None:
        found = f"plan/{to_slug(title)}"
        looks.append("No registered plan was found in it: add the plan to registers/plans.yaml, or say --plan.")
    return Header(" ".join(title.split()), date, basis, found, tuple(looks))


def find_plan(passages: tuple[Passage, ...], title: str, registers: Registers) -> str | None:
    """Find the registered plan that the title names by its years, else the one that the document names most."""
    in_title = _count_plans([title], registers)
    if len(in_title) == 1:
        return next(iter(in_title))
    named = _count_plans([passage.text for passage in passages], registers)
    year = _YEAR.search(" ".join(passage.text for passage in passages[:30]))
    running = {
        plan.id
        for plan in registers.plans.plans
        if year and plan.start and plan.end and plan.start <= year[0] < plan.end
    }
    return max(named, key=lambda path: (path in running, named[path])) if named else None


def _count_plans(texts: list[str], registers: Registers) -> Counter[str]:
    """Count how often texts name each registered plan by a word of its name and its years."""
    found: Counter[str] = Counter()
    for text in texts:
        for match in _YEARS.finditer(text):
            years = (match["start"], match["start"][:2] + match["end"][-2:])
            before = text[max(0, match.start() - 60) : match.start()].casefold()
            near = [plan for plan in registers.plans.plans if (plan.start, plan.end) == years]
            chosen = [plan for plan in near if _shares_word(plan.label, before)] or (near if "plan" in before else [])
            if len(chosen) == 1:
                found[chosen[0].id] += 1
    return found


def _shares_word(label: str, before: str) -> bool:
    words = {word.casefold() for word in re.findall(r"[A-Z][a-z]{3,}", label)} - {"plan"}
    return any(word in before for word in words) and "plan" in before


def _find_title(passages: tuple[Passage, ...]) -> str | None:
    """Find the title: on the cover, the cell or heading that is no label; before any section that a rule knows."""
    cover: list[str] = []
    for passage in passages:
        if passage.text.casefold().rstrip(":") in _STARTS:
            break
        cells = [cell for cell in passage.cells if cell]
        if passage.kind == "row" and (len(cells) != 1 or _LABEL_CELL.fullmatch(cells[0])):
            continue
        if passage.kind in {"heading", "row", "title"} or (passage.kind == "paragraph" and len(passage.text) < 120):
            cover.append(cells[0] if cells else passage.text)
    named = [text for text in cover if len(text.split()) >= 2 and not next(find_dates(text), None)]
    with_plan = [text for text in named if re.search(r"\b(?:plan|review|report|strategy)\b", text, re.IGNORECASE)]
    return next(iter((*with_plan, *named)), None)


def _find_issued(passages: tuple[Passage, ...]) -> tuple[str | None, str]:
    for passage in passages[:12]:
        is_of_cover = passage.kind == "row" or passage.headings in {("Cover",), ()}
        if is_of_cover and (found := next(find_dates(passage.text), None)):
            return found[1], f"The cover prints {found[0]}."
    years = Counter(year for passage in passages for year in _YEAR.findall(passage.text))
    if not years:
        return None, ""
    first = next((_YEAR.search(passage.text) for passage in passages if _YEAR.search(passage.text)), None)
    year = first[0] if first else max(years)
    return year, f"No date of issue was found. {year} is the first year that is printed."
