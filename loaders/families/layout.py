"""Layouts: what a family of documents looks like, declared as data in the files beside this module.

A layout says by which headings a document of the family is known, what each section is called, and what its list
items give. It names no council, board or plan: those come from the registers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from graph.errors import InputError
from loaders.records.codes import ActionKind, DocumentKind, LeftOutReason, Status
from loaders.records.fields import Entry, Flag, Slug, Text
from loaders.yaml_source import read_model

FOLDER = Path(__file__).resolve().parent
GENERIC = "generic"
"""The layout of a document of no known family."""

ItemRecord = Literal[
    "action", "measure", "outcome", "priority", "aim", "principle", "recommendation", "finding", "appendix"
]


def _require_pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error
    return text


Pattern = Annotated[str, AfterValidator(_require_pattern)]


class ItemRule(Entry):
    """What the items of a list give: a ``record`` of a ``kind``; ``lead`` says that a run-in lead is its title.

    ``confidence`` is that of a record made so, where it is not that of a plain rule.
    """

    record: ItemRecord
    kind: Text | None = None
    lead: Flag = "no"
    confidence: Annotated[str, Field(pattern=r"^0\.[0-9]{1,2}$")] = "0.95"
    look: Text | None = None


class SectionRule(Entry):
    """A section: the ``heading`` that begins it, what it ``opens``, where it stands and what is in it.

    ``heading`` is matched against the whole heading, whatever its capitals; its groups ``number``, ``term`` and
    ``title`` are those of the thing that it opens. ``is_known`` asks that the heading be the title of a ``priority``
    met before, or name a ``body``; ``leads_to`` that the next heading but one, at most, be of one of these sections.
    ``inside`` are the sections it may stand in, the nearest of which holds it; without any it stands by itself, and
    with ``only_inside`` it is no section elsewhere. Headings that no rule knows stand within a section that ``holds``
    them and give what it gives. A section that ``commits`` nobody ("no") weighs, tells or repeats: its prose is asked
    for no actions.
    """

    name: Slug
    heading: Pattern = ".+"
    is_known: Literal["priority", "body"] | None = None
    leads_to: list[Slug] = Field(default_factory=list)
    inside: list[Slug] = Field(default_factory=list)
    only_inside: Flag = "no"
    holds: Flag = "no"
    opens: Literal["priority", "outcome", "body", "case-study", "recommendation"] | None = None
    term: Text | None = None
    items: ItemRule | None = None
    left_out: LeftOutReason | None = None
    commits: Flag = "yes"


class LeadRule(Entry):
    """A list known by the sentence that leads to it, in sections whose rule says nothing of their items."""

    lead: Pattern
    items: ItemRule


class CommitmentRule(Entry):
    """A ``wording`` by which a clause of prose commits somebody (its group ``actor``), and the action that it gives."""

    wording: Pattern
    kind: ActionKind
    status: Status | None = None
    confidence: Annotated[str, Field(pattern=r"^0\.[0-9]{1,2}$")] = "0.6"


class Signs(Entry):
    """Headings that show a document to be of the family, and how many of them must be there at ``least``."""

    least: Annotated[str, Field(pattern=r"^[1-9]$")]
    headings: list[Pattern]


class Layout(Entry):
    """The layout of one family. ``items`` says what a list gives that nothing else in the layout knows.

    With a ``cover``, headings before the first section that a rule knows are the cover's, as its table is.
    """

    name: Slug
    title: Text
    document_kind: DocumentKind
    signs: Signs | None = None
    sections: list[SectionRule] = Field(default_factory=list)
    leads: list[LeadRule] = Field(default_factory=list)
    commitments: list[CommitmentRule] = Field(default_factory=list)
    items: ItemRule | None = None
    marked_items: Pattern | None = None
    cover: Flag = "no"

    @model_validator(mode="after")
    def _require_known_sections(self) -> Self:
        names = {rule.name for rule in self.sections}
        named = [name for rule in self.sections for name in (*rule.inside, *rule.leads_to)]
        for name in named:
            if name not in names:
                raise ValueError(f"names the section {name!r}, which the layout does not have")
        return self


@dataclass(frozen=True)
class Layouts:
    """The layouts that there are, by name."""

    by_name: dict[str, Layout]

    @cached_property
    def families(self) -> tuple[Layout, ...]:
        """Those of known families."""
        return tuple(layout for name, layout in self.by_name.items() if name != GENERIC)

    def get(self, name: str) -> Layout:
        """Return the layout of a family.

        Raises:
            InputError: when there is none of that name.
        """
        if name not in self.by_name:
            known = ", ".join(self.by_name)
            raise InputError(FOLDER, None, f"there is no family {name!r}", f"use one of {known}")
        return self.by_name[name]


@cache
def read_layouts(folder: Path = FOLDER) -> Layouts:
    """Read every layout of a folder.

    Raises:
        InputError: when one says what it may not.
    """
    read = [read_model(path, Layout)[0] for path in sorted(folder.glob("*.layout.yaml"))]
    return Layouts({layout.name: layout for layout in read})
