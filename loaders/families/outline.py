"""A document's passages under the sections of a layout: which section each stands in, and which rule that has."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.documents.marks import to_heading_name
from loaders.documents.passages import SEPARATOR, Passage
from loaders.documents.sections import COVER, Path, locate
from loaders.families.layout import Layout, SectionRule

_FEW_HEADINGS = 3
_LONGEST_HEADING_WORDS = 9


@dataclass(frozen=True)
class Section:
    """A section that a rule knows: its path, the rule, and the heading that began it first."""

    path: Path
    rule: SectionRule
    heading: Passage


@dataclass(frozen=True)
class Outline:
    """The passages of a document, each with its place, and the sections by their path."""

    passages: tuple[Passage, ...]
    sections: dict[Path, Section]

    def find_chain(self, path: Path) -> tuple[Section, ...]:
        """Return the known sections that a path stands in, the innermost first."""
        chain = (self.sections.get(path[:length]) for length in range(len(path), 0, -1))
        return tuple(section for section in chain if section is not None)

    def find_opened(self, path: Path) -> Section | None:
        """Return the innermost section around a path that opens a thing."""
        return next((section for section in self.find_chain(path) if section.rule.opens), None)


def outline(
    passages: Sequence[Passage],
    layout: Layout,
    find_body: Callable[[str], str | None] = lambda _: None,
    unprinted_headings: Mapping[int, str] | None = None,
) -> Outline:
    """Put passages under the sections of a layout; ``find_body`` gives the identity that a body's name stands for.

    ``unprinted_headings`` are the names of sections that the document prints no heading for, by their first line.
    """
    outliner = _Outliner(layout, passages, find_body)
    begins = {line: outliner.begin(name, line) for line, name in (unprinted_headings or {}).items()}
    placed = tuple(locate(passages, outliner.choose_path, begins))
    return Outline(placed, outliner.sections)


def match_heading(pattern: str, text: str) -> re.Match[str] | None:
    """Match a whole heading, whatever its capitals and its closing colon."""
    return re.fullmatch(pattern, text.rstrip(": "), re.IGNORECASE)


def find_priority_titles(passages: Sequence[Passage], layout: Layout) -> frozenset[str]:
    """Return the titles, evened out, of the priorities that lists name after a sentence that leads to them."""
    found: set[str] = set()
    is_of_priorities = False
    for passage in passages:
        if passage.kind == "item":
            found |= {_even_out(passage.text)} if is_of_priorities else set()
            continue
        lead = next((rule for rule in layout.leads if match_heading(rule.lead, passage.text)), None)
        is_of_priorities = lead is not None and lead.items.record == "priority"
    return frozenset(found)


def _even_out(text: str) -> str:
    return " ".join(text.rstrip(".:").split()).casefold()


@dataclass
class _Outliner:
    layout: Layout
    passages: Sequence[Passage]
    find_body: Callable[[str], str | None]
    sections: dict[Path, Section] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.priorities = find_priority_titles(self.passages, self.layout)
        self.headings = [passage for passage in self.passages if passage.kind == "heading"]
        self.following = {passage.line: index + 1 for index, passage in enumerate(self.headings)}

    def begin(self, name: str, line: int) -> Path:
        """Return the path of a section that no heading begins; a rule may know it by its name."""
        path = tuple(name.split(SEPARATOR))
        heading = Passage("heading", path[-1], headings=path, line=line)
        rules = (rule for rule in self.layout.sections if not rule.opens and self._find_parent(path[:-1], rule) == ())
        rule = next((rule for rule in rules if self._matches(rule, heading)), None)
        return self._enter(path, rule, heading) if rule else path

    def choose_path(self, path: Path, passage: Passage) -> Path | None:
        """Return the path that a heading begins, None where it is no heading."""
        if passage.kind != "heading" and len(passage.text.split()) > _LONGEST_HEADING_WORDS:
            return None
        if self._repeats_open_body(path, passage) or self._repeats_open_element(path, passage):
            return path
        for rule in self.layout.sections:
            parent = self._find_parent(path, rule)
            if parent is not None and self._matches(rule, passage):
                return self._enter((*parent, self._name(passage, rule)), rule, passage)
        return self._choose_unknown(path, passage) if passage.kind == "heading" else None

    def _choose_unknown(self, path: Path, passage: Passage) -> Path:
        """Return the path that a heading of no rule begins: on the cover none, else by what holds it."""
        if path == COVER and self.layout.cover == "yes":
            return path
        holder = next((section for section in self._chain(path) if section.rule.holds == "yes"), None)
        name = self._name(passage)
        if holder is not None:
            outermost = [section for section in self._chain(path) if section.rule is holder.rule][-1]
            return self._enter((*outermost.path, name), holder.rule, passage)
        return (name,)

    def _enter(self, path: Path, rule: SectionRule, passage: Passage) -> Path:
        self.sections.setdefault(path, Section(path, rule, passage))
        return path

    def _name(self, passage: Passage, rule: SectionRule | None = None) -> str:
        """Return the name of a section: the label of its heading where a rule or a sign tells it from the title."""
        match = match_heading(rule.heading, passage.text) if rule and rule.opens else None
        groups = match.groupdict() if match else {}
        is_labelled = groups.get("term") and groups.get("number")
        name = f"{groups['term']} {groups['number']}" if is_labelled else to_heading_name(passage.text)
        return self.names.setdefault(_even_out(name), name)

    def _chain(self, path: Path) -> tuple[Section, ...]:
        return Outline((), self.sections).find_chain(path)

    def _find_parent(self, path: Path, rule: SectionRule) -> Path | None:
        """Return the path that a section's own stands under, None where the section cannot stand here."""
        nearest = next((section.path for section in self._chain(path) if section.rule.name in rule.inside), None)
        if nearest is None and rule.only_inside == "yes":
            return None
        return nearest or ()

    def _matches(self, rule: SectionRule, passage: Passage) -> bool:
        if passage.kind != "heading" and rule.heading == ".+":
            return False
        if not match_heading(rule.heading, passage.text):
            return False
        if rule.is_known == "priority" and _even_out(passage.text) not in self.priorities:
            return False
        if rule.is_known == "body" and self.find_body(passage.text.rstrip(":")) is None:
            return False
        return not rule.leads_to or self._leads_to(rule, passage)

    def _leads_to(self, rule: SectionRule, passage: Passage) -> bool:
        start = self.following.get(passage.line, len(self.headings))
        reach = _FEW_HEADINGS if rule.is_known else 1
        wanted = [other.heading for other in self.layout.sections if other.name in rule.leads_to]
        after = self.headings[start : start + reach]
        return any(match_heading(pattern, heading.text) for pattern in wanted for heading in after)

    def _repeats_open_element(self, path: Path, passage: Passage) -> bool:
        """Say whether a heading only repeats, on the next page, the label of what is open."""
        opened = next((section for section in self._chain(path) if section.rule.opens in {"priority", "outcome"}), None)
        return opened is not None and passage.kind == "heading" and self._name(passage) == opened.path[-1]

    def _repeats_open_body(self, path: Path, passage: Passage) -> bool:
        opened = next((section for section in self._chain(path) if section.rule.opens == "body"), None)
        if opened is None or path == COVER or passage.kind != "heading":
            return False
        own = self.find_body(passage.text.rstrip(":"))
        return own is not None and own == self.find_body(opened.heading.text)
