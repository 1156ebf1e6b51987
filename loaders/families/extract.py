"""Makes a draft of a transcript from a document, by the layout of its family."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.documents.passages import Document, Passage
from loaders.families.committed import add_commitments
from loaders.families.context import Context
from loaders.families.draft_records import DraftRecord, Findings, LeftOutPassage, UnplacedPassage
from loaders.families.facts import add_bodies, add_figures, add_legislation
from loaders.families.flat_steps import add_flat_steps
from loaders.families.header import Header, find_header
from loaders.families.layout import GENERIC, Layout
from loaders.families.listed import add_list, gather_lists, make_marked_paragraph
from loaders.families.names import NameFinder
from loaders.families.opened import add_involved, open_section, set_title
from loaders.families.outline import outline
from loaders.families.tabled import add_tables
from loaders.register_files import Registers

_QUOTATION = re.compile(r"[\"“'‘].{20,}[\"”'’]\.?|.{0,120}\bsaid:\s*[\"“'‘].*", re.DOTALL)
_CONTACT = re.compile(r".*(?:\S+@\S+|\b0[0-9]{2,4} ?[0-9]{3,4} ?[0-9]{3,4}\b).*", re.DOTALL)
_LONGEST_ENTRY_WORDS = 12
_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+>?\.?")


@dataclass(frozen=True)
class Draft:
    """A draft: its head, its records in reading order, what was left out, and what found no place.

    ``passages`` are those of the document, each under its section; ``used`` are the lines of those that gave a record.
    """

    document_id: str
    authority: str
    publisher: str
    document: Document
    layout: Layout
    header: Header
    findings: Findings
    passages: tuple[Passage, ...]
    used: frozenset[int]
    locate: Callable[[Passage], str]
    unprinted_headings: Mapping[int, str]

    @property
    def is_of_known_family(self) -> bool:
        """Whether the document is of a known family."""
        return self.layout.name != GENERIC

    def place_of(self, listed: LeftOutPassage | UnplacedPassage) -> str:
        """Return the locator of what is left out or unplaced."""
        return listed.locator or self.locate(listed.passage)


def extract(
    document: Document,
    layout: Layout,
    registers: Registers,
    plan: str | None = None,
    issued: str | None = None,
    document_id: str | None = None,
    unprinted_headings: Mapping[int, str] | None = None,
) -> Draft:
    """Make a draft of a document; ``plan``, ``issued`` and ``document_id`` are what a person says of it.

    ``unprinted_headings`` are sections that a person found to begin without a heading, by their first line.

    Raises:
        InputError: when the document prints no year at all and nobody says when it was issued.
    """
    header = find_header(document, registers, plan, issued)
    names = NameFinder(registers, tuple(passage.text for passage in document))
    placed = outline(document.passages, layout, names.find_whole, unprinted_headings)
    slug = document_id or to_document_id(document.path)
    context = Context(document, slug, layout, placed, registers, names, header.plan)
    _add_opened(context)
    for rule, passages in gather_lists(context):
        add_list(context, rule, passages)
    add_involved(context)
    add_tables(context)
    add_flat_steps(context)
    _add_facts(context)
    add_commitments(context)
    _account_for_rest(context)
    _put_in_reading_order(context)
    publisher = registers.authority.council
    return Draft(
        document_id=slug,
        authority=registers.authority.slug,
        publisher=publisher,
        document=document,
        layout=layout,
        header=header,
        findings=context.findings,
        passages=placed.passages,
        used=frozenset(context.made_of),
        locate=context.find_locator,
        unprinted_headings=unprinted_headings or {},
    )


def to_document_id(path: Path) -> str:
    """Return the address slug of a document, from its file's name."""
    return re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "document"


def _add_opened(context: Context) -> None:
    """Add what headings open, in reading order, and take the line after a mere label as its title."""
    pending = None
    last_priority: str | None = None
    for passage in context.outline.passages:
        if passage.kind == "heading":
            pending = open_section(context, passage, last_priority)
            if pending is not None and pending.type == "priority":
                last_priority = pending.id
        elif passage.kind == "title" and pending is not None:
            set_title(context, pending, passage)
            pending = None


def _add_facts(context: Context) -> None:
    for passage in context.outline.passages:
        if passage.kind == "row":
            continue
        section = context.find_section(passage)
        if section is not None and section.rule.left_out == "contact-details":
            continue
        locator = context.find_locator(passage)
        if passage.kind == "paragraph" and not context.is_used(passage):
            make_marked_paragraph(context, passage)
        found = [
            add_bodies(context, passage.text, locator),
            add_legislation(context, passage.text, locator),
        ]
        if passage.kind in {"paragraph", "item"}:
            found.append(add_figures(context, passage, passage.text, locator))
        is_free = passage.kind == "paragraph" and not context.is_used(passage)
        if any(found) and is_free and _is_named(context, locator):
            context.use([passage], context.findings.records[-1])


def _is_named(context: Context, locator: str) -> bool:
    """Say whether a record names a place: one that a passage says again keeps its first places alone."""
    latest_first = reversed(context.findings.records)
    return any(locator in (*record.locators, *record.places_of_wordings) for record in latest_first)


def _account_for_rest(context: Context) -> None:
    """Give every paragraph that gave no record its reason; what has none is listed as unplaced."""
    known = {one.passage.line for one in context.findings.left_out}
    known |= {one.passage.line for one in context.findings.unplaced}
    for passage in context.outline.passages:
        if passage.line in known or context.is_used(passage) or passage.kind == "heading":
            continue
        reason = _find_reason(context, passage)
        if reason is not None:
            context.findings.left_out.append(LeftOutPassage(passage, reason))
        else:
            why = "No rule of the family has a place for it."
            context.findings.unplaced.append(UnplacedPassage(passage, why))


def _find_reason(context: Context, passage: Passage) -> str | None:
    section = context.find_section(passage)
    is_long = len(passage.text.split()) > _LONGEST_ENTRY_WORDS
    if section is not None and section.rule.left_out and not (section.rule.left_out == "navigation" and is_long):
        return section.rule.left_out
    if passage.kind == "title":
        return "repeated-heading"
    if passage.kind != "paragraph":
        return None
    if _CONTACT.fullmatch(passage.text):
        return "contact-details"
    if _ADDRESS.fullmatch(passage.text) or passage.text.endswith(":"):
        return "navigation"
    return "quotation" if _QUOTATION.fullmatch(passage.text) else "prose"


def _put_in_reading_order(context: Context) -> None:
    """Sort the records by where they first stand, those of one place as they were found."""
    order: dict[str, int] = {}
    for index, passage in enumerate(context.outline.passages):
        order.setdefault(context.find_locator(passage), index)
    by_line = {passage.line: index for index, passage in enumerate(context.outline.passages)}

    def find_position(record: DraftRecord) -> int:
        return order.get(record.locators[0], by_line.get(record.line, len(order)))

    context.findings.records.sort(key=find_position)
