"""What every step of an extraction shares: the document, its layout and outline, the registers, and what was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from loaders.documents.passages import SEPARATOR, Document, Passage
from loaders.documents.sections import COVER, Path
from loaders.families.draft_records import DraftRecord, Findings, even_out_title
from loaders.families.layout import Layout
from loaders.families.names import NameFinder
from loaders.families.outline import Outline, Section
from loaders.register_files import Registers


@dataclass(frozen=True)
class Context:
    """One extraction. ``plan`` is the plan that the document is of or about, by its path.

    ``elements`` are the nodes that sections opened, by section path; ``bodies`` those of boards' sections. ``places``
    are locators of passages, by line, that the outline would name wrongly; ``figures`` are found by value and unit.
    """

    document: Document
    document_id: str
    layout: Layout
    outline: Outline
    registers: Registers
    names: NameFinder
    plan: str
    findings: Findings = field(default_factory=Findings)
    elements: dict[Path, str] = field(default_factory=dict)
    bodies: dict[Path, list[str]] = field(default_factory=dict)
    made_of: dict[int, DraftRecord] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)
    figures: defaultdict[tuple[str, str], list[DraftRecord]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def list_counts(self) -> dict[tuple[str, ...], int]:
        """How many lists without printed marks each section has."""
        found: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        for passage in self.outline.passages:
            if passage.kind == "item" and not passage.mark:
                found[passage.place].add(passage.list_number)
        return {place: len(numbers) for place, numbers in found.items()}

    @cached_property
    def elsewhere(self) -> str:
        """The whole text in lower case, a passage on each line."""
        return "\n".join(passage.text.lower() for passage in self.outline.passages)

    def find_locator(self, passage: Passage) -> str:
        """Return the locator of a passage, in a list by the list where its section has several.

        A row of the cover is called by its label alone: what stands beside it may be a person's name.
        """
        if passage.line in self.places:
            return self.places[passage.line]
        if passage.kind == "item" and not passage.mark and self.list_counts.get(passage.place, 0) > 1:
            parts = (*passage.place, f"list {passage.list_number}", str(passage.list_ordinal))
            return SEPARATOR.join(parts)
        if passage.kind == "row" and passage.headings == COVER and passage.cells:
            label = next((cell for cell in passage.cells if cell), "")
            return SEPARATOR.join((*COVER, label.split(":", maxsplit=1)[0]))
        return passage.locator

    def find_section(self, passage: Passage) -> Section | None:
        """Return the section that a passage stands in, None where no rule knows it."""
        return self.outline.sections.get(passage.headings)

    def find_parent(self, passage: Passage) -> str:
        """Return the element that a passage stands under, else the plan."""
        for section in self.outline.find_chain(passage.headings):
            if section.path in self.elements:
                return self.elements[section.path]
            if section.rule.is_known == "priority" and (priority := self._find_priority(section.heading.text)):
                return priority
        return self.plan

    def _find_priority(self, title: str) -> str | None:
        """Return the priority of that title, which a list named before."""
        wanted = even_out_title(title)
        named = (one for one in self.findings.records if one.type == "priority")
        return next((one.id for one in named if even_out_title(str(one.fields.get("title", ""))) == wanted), None)

    def find_bodies(self, passage: Passage) -> list[str]:
        """Return the bodies whose section a passage stands in."""
        for section in self.outline.find_chain(passage.headings):
            if section.path in self.bodies:
                return self.bodies[section.path]
        return []

    def is_used(self, passage: Passage) -> bool:
        """Say whether a passage gave a record."""
        return passage.line in self.made_of

    def use(self, passages: Sequence[Passage], record: DraftRecord) -> DraftRecord:
        """Note that passages gave a record."""
        record.line = record.line or passages[0].line
        for passage in passages:
            self.made_of.setdefault(passage.line, record)
        return record
