"""Brings a transcript up to date with a new draft, and keeps what a person put right.

A record that is still a draft takes what the extractor says now; a reviewed one keeps every field that it has. Where
the two differ a correction says why; a difference that no correction explains is shown each time. A record that was
taken out on purpose stays out by a correction of its own. Where a person has read this very edition from end to end,
nothing is added at a place that the transcript uses or leaves out. Lines of the file that nothing changes stay as they
are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from loaders.families.draft_records import DraftRecord, even_out_title
from loaders.families.extract import Draft
from loaders.families.matching import Records, is_same_said_otherwise, list_locators, match_records
from loaders.families.writing import list_left_out, quote, write_record, write_unplaced
from loaders.records.draft import Unplaced
from loaders.records.transcript import Transcript
from loaders.settling import list_unplaced, require_sound
from loaders.verify import Verification
from loaders.yaml_source import Value, YamlSource, read_model

_COMPARED = (
    "title",
    "number",
    "text_status",
    "cells",
    "published_value",
    "value",
    "unit",
    "qualifier",
    "by_when",
    "status",
)


@dataclass(frozen=True)
class Change:
    """One thing that an update did, or found to differ."""

    kind: Literal["added", "updated", "gone", "differs", "not printed", "document", "unplaced"]
    record: str
    words: str

    def describe(self) -> str:
        """Return it as a line."""
        return f"{self.kind}: {self.record}{': ' if self.words else ''}{self.words}"


@dataclass(frozen=True)
class Update:
    """A transcript brought up to date: its text, what changed, and what was drafted where a person had read already."""

    text: str
    changes: tuple[Change, ...]
    not_added: tuple[DraftRecord, ...] = ()

    def describe_not_added(self) -> Iterator[str]:
        """Yield a line that counts what was not added, if anything was not."""
        counts = Counter(record.type for record in self.not_added)
        if counts:
            kinds = ", ".join(f"{count} {kind}" for kind, count in counts.most_common())
            yield f"Not added, for a person has read this edition where they stand (--json lists them): {kinds}"


@dataclass
class _Edit:
    """What becomes of the lines of the file: ``replaced`` by first line (0-based), with the line after the last."""

    replaced: dict[int, tuple[int, list[str]]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    not_added: list[DraftRecord] = field(default_factory=list)
    ending: list[str] = field(default_factory=list)


def update_transcript(path: Path, draft: Draft) -> Update:
    """Return a transcript brought up to date.

    Raises:
        InputError: when the file is no transcript that can be read.
    """
    transcript, source = read_model(path, Transcript)
    lines = path.read_text("utf-8").splitlines()
    unread = _find_unread_lines(transcript, source, draft)
    records = _get_list(source, "records")
    corrections = _get_list(source, "corrections")
    edit = _Edit()
    matches = match_records(draft.findings.records, records)
    for drafted, index in matches:
        if index is None and unread is not None and not unread & _list_lines(drafted, draft):
            edit.not_added.append(drafted)
        elif index is None:
            _add(edit, drafted, corrections)
        else:
            _merge(edit, drafted, records[index], corrections, _find_span(source, lines, index, len(records)))
    matched = {index for _, index in matches}
    for index, record in enumerate(records):
        if index not in matched:
            _keep_or_drop(edit, record, draft, _find_span(source, lines, index, len(records)))
    if edit.added and not records:
        start = source.find_line(("records",)) - 1
        edit.replaced[start] = (start + 1, ["records:"])
    _update_head(edit, source, lines, draft)
    is_draft = transcript.draft is not None
    if is_draft or transcript.document.sha256 != draft.document.sha256:
        _update_left_out(edit, source, draft, records, is_draft)
        updated = require_sound(path, _apply(lines, edit, source, len(records)))
        _update_unplaced(edit, source, draft, updated)
    text = _apply(lines, edit, source, len(records))
    return Update(text, tuple(edit.changes), tuple(edit.not_added))


def _find_unread_lines(transcript: Transcript, source: YamlSource, draft: Draft) -> frozenset[int] | None:
    """Return the lines of what a reviewed transcript does not account for; None for a draft, or another edition."""
    if transcript.draft is not None or transcript.document.sha256 != draft.document.sha256:
        return None
    parts = Verification(transcript, source, draft.document).list_parts("not accounted for")
    return frozenset(part.passage.line for part in parts)


def _list_lines(drafted: DraftRecord, draft: Draft) -> frozenset[int]:
    """Return the lines of the passages that a drafted record stands at."""
    named = (passage.line for passage in draft.passages if draft.locate(passage) in drafted.locators)
    return frozenset((drafted.line, *named))


def _get_list(source: YamlSource, key: str) -> Records:
    value = source.value.get(key, []) if isinstance(source.value, dict) else []
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def find_name(fields: Mapping[str, object]) -> str:
    """Return the name by which corrections call a record: its id, or its type and first locator."""
    if "id" in fields:
        return str(fields["id"])
    locator = fields["locator"]
    return f"{fields['type']} {locator[0] if isinstance(locator, list) else locator}"


def _add(edit: _Edit, drafted: DraftRecord, corrections: Records) -> None:
    name = find_name(drafted.fields)
    if any(one.get("record") == name and one.get("change") == "removed" for one in corrections):
        return
    edit.added += write_record(drafted)
    edit.changes.append(
        Change("added", name, str(drafted.fields.get("title") or drafted.fields.get("published_value") or ""))
    )


def _merge(
    edit: _Edit, drafted: DraftRecord, record: dict[str, Value], corrections: Records, span: tuple[int, int]
) -> None:
    name = find_name(record)
    if "draft" in record:
        if "id" in record:
            drafted.fields["id"] = str(record["id"])
        changed = [key for key in (*_COMPARED, "locator") if _say(drafted.fields.get(key)) != _say(record.get(key))]
        if changed:
            edit.replaced[span[0]] = (span[1], write_record(drafted))
            edit.changes.append(Change("updated", name, ", ".join(changed)))
        return
    for key in _COMPARED:
        now, own = _say(drafted.fields.get(key)), _say(record.get(key))
        if not now or now == own or is_same_said_otherwise(record, key, now, own):
            continue
        known = next((one for one in corrections if one.get("record") == name and one.get("field") == key), None)
        if known is not None and _say(known.get("drafted")) == now:
            continue
        why = (
            f"the extractor now says {now!r}, not {_say(known.get('drafted'))!r}"
            if known
            else f"the extractor says {now!r}"
        )
        edit.changes.append(Change("differs", name, f"{key} stays {own!r}; {why}"))


def _say(value: object) -> str:
    return " | ".join(str(one) for one in value) if isinstance(value, list) else str(value or "")


def _keep_or_drop(edit: _Edit, record: dict[str, Value], draft: Draft, span: tuple[int, int]) -> None:
    name = find_name(record)
    if "draft" in record:
        edit.replaced[span[0]] = (span[1], [])
        edit.changes.append(Change("gone", name, "the extractor no longer finds it, and nobody had reviewed it"))
        return
    title = record.get("title")
    if isinstance(title, str) and "parts" not in record and not _is_printed(title, draft):
        edit.changes.append(Change("not printed", name, f"{title!r} is not printed in the document"))


def _is_printed(title: str, draft: Draft) -> bool:
    wanted = even_out_title(title)
    return any(wanted in even_out_title(passage.text) for passage in draft.document)


def _find_span(source: YamlSource, lines: Sequence[str], index: int, count: int) -> tuple[int, int]:
    """Return the first line of a record and the line after its last, comments between records left out."""
    start = source.find_line(("records", index)) - 1
    end = source.find_line(("records", index + 1)) - 1 if index + 1 < count else _find_end_of_records(source, lines)
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return start, end


def _find_end_of_records(source: YamlSource, lines: Sequence[str]) -> int:
    """Return the line (0-based) of the next part of the transcript after its records."""
    start = source.find_line(("records",))
    keys = source.value if isinstance(source.value, dict) else {}
    after = [line for key in keys if (line := source.lines[key,]) > start]
    return min(after) - 1 if after else len(lines)


def _update_head(edit: _Edit, source: YamlSource, lines: Sequence[str], draft: Draft) -> None:
    document = source.value.get("document") if isinstance(source.value, dict) else None
    if not isinstance(document, dict) or document.get("sha256") == draft.document.sha256:
        return
    line = source.find_line(("document", "sha256")) - 1
    edit.replaced[line] = (line + 1, [lines[line].replace(str(document.get("sha256")), draft.document.sha256)])
    edit.changes.append(Change("document", draft.document_id, "it is another edition: its hash was brought up to date"))
    edit.changes += [
        Change("document", name, f"it has no printed heading: does it still begin at line {line} of the file?")
        for line, name in draft.unprinted_headings.items()
    ]


def _update_left_out(edit: _Edit, source: YamlSource, draft: Draft, records: Records, is_draft: bool) -> None:
    """Add what is newly left out if the transcript is still a draft; take out what is unplaced, to be listed anew."""
    _drop_unplaced(edit, source)
    if not is_draft:
        return
    known = {str(one["locator"]) for one in (*_get_list(source, "left_out"), *_get_list(source, "unplaced"))}
    known.update(locator for record in records for locator in list_locators(record))
    edit.left_out = [
        f"  - {{locator: {quote(place)}, reason: {reason}}}"
        for place, reason in list_left_out(draft)
        if place not in known
    ]


def _drop_unplaced(edit: _Edit, source: YamlSource) -> None:
    """Take out the list of what is unplaced, to be made anew."""
    if isinstance(source.value, dict) and "unplaced" in source.value:
        start = source.lines["unplaced",] - 1
        last = max(line for location, line in source.lines.items() if location[:1] == ("unplaced",))
        after = (line for key in source.value if (line := source.lines[key,] - 1) > start)
        edit.replaced[start] = (min(after, default=last), [])


def _update_unplaced(edit: _Edit, source: YamlSource, draft: Draft, updated: tuple[Transcript, YamlSource]) -> None:
    """List as unplaced what the transcript passes over now, and what a person has not yet taken from the list."""
    transcript, updated_source = updated
    drafted = [
        Unplaced(locator=draft.place_of(one), kind=one.passage.kind, why=one.why) for one in draft.findings.unplaced
    ]
    with_list = transcript.model_copy(update={"unplaced": drafted})
    verification = Verification(with_list, updated_source, draft.document)
    parts = verification.list_parts("not accounted for", "unplaced")
    lines = {part.passage.line for part in parts}
    known = {str(one["locator"]) for one in _get_list(source, "unplaced")}
    kept = [one for one in draft.findings.unplaced if one.passage.line in lines or draft.place_of(one) in known]
    listed = {one.passage.line for one in kept}
    found = list_unplaced(verification.places, [part for part in parts if part.passage.line not in listed])
    unplaced = [*kept, *found]
    edit.changes += [
        Change("unplaced", draft.place_of(one), one.why) for one in unplaced if draft.place_of(one) not in known
    ]
    written = write_unplaced(draft, unplaced)
    if known:
        start = source.lines["unplaced",] - 1
        edit.replaced[start] = (edit.replaced[start][0], written)
    else:
        edit.ending = written


def _apply(lines: Sequence[str], edit: _Edit, source: YamlSource, count: int) -> str:
    """Return the text with the edits made."""
    place = _find_span(source, lines, count - 1, count)[1] if count else source.find_line(("records",))
    left_out = _find_place_of_left_out(source, lines) if edit.left_out else -1
    made: list[str] = []
    index = 0
    while index <= len(lines):
        if index == place:
            made += edit.added
        if index == left_out:
            made += edit.left_out
        if index == len(lines):
            break
        end, new = edit.replaced.get(index, (index + 1, [lines[index]]))
        made += new
        if index < place < end:
            made += edit.added
        index = end
    return "\n".join((*made, *edit.ending)) + "\n"


def _find_place_of_left_out(source: YamlSource, lines: Sequence[str]) -> int:
    if not isinstance(source.value, dict) or not source.value.get("left_out"):
        return -1
    own = source.lines["left_out",]
    return min((line - 1 for key in source.value if (line := source.lines[key,]) > own), default=len(lines))
