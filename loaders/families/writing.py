"""Writes a draft as the YAML of a transcript, records that need a look marked, and says in words what was found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from loaders.documents.passages import SEPARATOR
from loaders.documents.sections import COVER
from loaders.families.draft_records import DraftRecord, UnplacedPassage
from loaders.families.extract import Draft
from loaders.families.names import propose_body

SCHEMA = Path(__file__).resolve().parent.parent / "records" / "transcript.schema.json"
_PLAIN = re.compile(r"[A-Za-zÀ-ÿ(£][^:#\[\]{},&*!|>'\"%@`\n]*[^:#\[\]{},&*!|>'\"%@`\s]|[A-Za-z]")
_NOT_PLAIN = re.compile(r"(?:yes|no|true|false|null|on|off|y|n)", re.IGNORECASE)
_LONGEST_LINE = 160
_REASONS_OF_SECTIONS = ({"navigation"}, {"contact-details"})
"""Why a section may be left out as a whole."""


def write_draft(draft: Draft, schema: str | None = None) -> str:
    """Return a draft as the text of a transcript; ``schema`` is the address of the schema, for an editor."""
    looks = sum(1 for record in draft.findings.records if record.look)
    lines = [
        f"# yaml-language-server: $schema={schema or SCHEMA.as_uri()}",
        "# A draft. Put each record right, then remove its draft field: a build refuses a transcript with one left.",
        f"# {len(draft.findings.records)} records, {looks} of which ask for a look; "
        f"{len(draft.findings.unplaced)} passages unplaced.",
        f"authority: {draft.authority}",
        *write_header(draft),
        *write_unprinted_headings(draft),
        "records:" if draft.findings.records else "records: []",
        *(line for record in draft.findings.records for line in write_record(record)),
        "left_out:" if draft.findings.left_out else "left_out: []",
        *(f"  - {{locator: {quote(place)}, reason: {reason}}}" for place, reason in list_left_out(draft)),
        *write_draft_head(draft),
        *write_unplaced(draft, draft.findings.unplaced),
    ]
    return "\n".join(lines) + "\n"


def write_header(draft: Draft) -> list[str]:
    """Return the lines of the ``document`` part."""
    header = draft.header
    return [
        "document:",
        f"  id: {draft.document_id}",
        f"  title: {quote(header.title)}",
        f"  kind: {draft.layout.document_kind}",
        f"  issued: {quote(header.issued)}",
        f"  issued_basis: {quote(header.issued_basis)}",
        f"  publisher: {draft.publisher}",
        f"  sha256: {draft.document.sha256}",
        f"  locator: {quote(_find_place_of_title(draft))}",
        f"  references: [{header.plan}]",
    ]


def write_unprinted_headings(draft: Draft) -> list[str]:
    """Return the lines that say which sections begin without a heading."""
    found = draft.unprinted_headings.items()
    lines = [f'  - {{heading: {quote(name)}, line: "{line}"}}' for line, name in found]
    return ["unprinted_headings:", *lines] if lines else []


def _find_place_of_title(draft: Draft) -> str:
    """Return where the title is printed, the cover where no passage is the title by itself."""
    titles = (one for one in draft.passages if " ".join(one.text.split()) == draft.header.title)
    passage = next(titles, None)
    if passage is None or passage.headings == COVER:
        return SEPARATOR.join(COVER)
    return SEPARATOR.join(passage.headings) if passage.kind == "heading" else draft.locate(passage)


def write_draft_head(draft: Draft) -> list[str]:
    """Return the lines that say how the draft was made."""
    look = f", look: {quote(' '.join(draft.header.looks))}" if draft.header.looks else ""
    return [f"draft: {{family: {draft.layout.name}{look}}}"]


def write_unplaced(draft: Draft, found: Sequence[UnplacedPassage]) -> list[str]:
    """Return the lines of what found no place."""
    lines = [
        f"  - {{locator: {quote(draft.place_of(one))}, kind: {one.passage.kind}, why: {quote(one.why)}}}"
        for one in found
    ]
    return ["unplaced:", *lines] if lines else []


def list_left_out(draft: Draft) -> list[tuple[str, str]]:
    """Return the locator and reason of what was left out, each place once; a section of no facts by its heading."""
    whole = find_sections_left_out(draft)
    places = (
        ((not one.locator and whole.get(one.passage.headings)) or draft.place_of(one), one.reason)
        for one in draft.findings.left_out
    )
    return list(dict.fromkeys(places))


def find_sections_left_out(draft: Draft) -> dict[tuple[str, ...], str]:
    """Return the locators of the sections that are left out from end to end, as contents and contacts are."""
    reasons = {one.passage.line: one.reason for one in draft.findings.left_out if not one.locator}
    found: dict[tuple[str, ...], set[str | None]] = {}
    for passage in draft.passages:
        if passage.kind != "heading":
            found.setdefault(passage.headings, set()).add(reasons.get(passage.line))
    printed = {passage.headings for passage in draft.passages if passage.kind == "heading"}
    return {
        path: SEPARATOR.join(path) for path, own in found.items() if path in printed and own in _REASONS_OF_SECTIONS
    }


def write_record(record: DraftRecord) -> list[str]:
    """Return the lines of a record: on one line where it is short, else a line for each field."""
    mark = {"confidence": f"{min(max(record.confidence, 0.0), 0.99):.2f}"}
    fields: dict[str, object] = {**record.fields, "draft": mark | ({"look": record.look} if record.look else {})}
    if isinstance(locator := fields["locator"], list) and len(locator) == 1:
        fields["locator"] = locator[0]
    one_line = f"  - {to_flow(fields)}"
    if len(one_line) <= _LONGEST_LINE:
        return [one_line]
    lines = [f"    {key}: {to_flow(value)}" for key, value in fields.items()]
    return ["  - " + lines[0].lstrip(), *lines[1:]]


def to_flow(value: object) -> str:
    """Return a value on one line of YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {to_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(to_flow(one) for one in value) + "]"
    return quote(str(value))


def quote(text: str) -> str:
    """Return a text as YAML reads it: plain where it can be, else in quotation marks."""
    if _PLAIN.fullmatch(text) and not _NOT_PLAIN.fullmatch(text) and " #" not in text:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def describe_draft(draft: Draft) -> Iterator[str]:
    """Yield in words what a draft holds, what needs a look, and what found no place."""
    records = draft.findings.records
    if not draft.is_of_known_family:
        yield "It is of no known family: only what any document has was drafted (--family NAME reads it as one)."
    yield f"Read as {draft.layout.title.lower()}, of the plan {draft.header.plan}."
    yield "Drafted: " + (", ".join(f"{count} {kind}" for kind, count in _count_types(records)) or "nothing")
    looks = Counter(record.look for record in records if record.look)
    if looks:
        yield f"{sum(looks.values())} records ask for a look:"
        yield from (f"  {count:4} × {words}" for words, count in looks.most_common())
    yield from (f"Look: {words}" for words in draft.header.looks)
    yield from _describe_proposals(draft)
    reasons = Counter(one.reason for one in draft.findings.left_out)
    yield "Left out: " + (", ".join(f"{count} {reason}" for reason, count in reasons.most_common()) or "nothing")
    yield f"Unplaced: {len(draft.findings.unplaced) or 'nothing'}"
    for one in draft.findings.unplaced:
        yield f"  {draft.place_of(one)}: {one.passage.text[:60]!r}. {one.why}"


def _describe_proposals(draft: Draft) -> Iterator[str]:
    if draft.findings.proposed_bodies:
        yield "Bodies that no register has; registers/organisations.yaml could take:"
    for path, name in draft.findings.proposed_bodies.items():
        body = propose_body(path, name)
        fields = {"id": body.id, "label": body.label, "kind": body.kind, "classification": body.classification}
        yield f"  - {to_flow(fields)}"
    for name in draft.findings.unknown_legislation:
        yield f"Legislation that registers/legislation.yaml does not have: {name}"


def _count_types(records: Sequence[DraftRecord]) -> Iterable[tuple[str, int]]:
    return Counter(record.type for record in records).most_common()
