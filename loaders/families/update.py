"""Brings a transcript up to date with a new draft, and keeps what a person put right.

A record that is still a draft takes what the extractor says now; a reviewed one keeps every field that it has. Where
the two differ a correction says why; a difference that no correction explains is shown each time. A record that was
taken out on purpose stays out by a correction of its own. Lines of the file that nothing changes stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from loaders.families.draft_records import DraftRecord, even_out_title
from loaders.families.extract import Draft
from loaders.families.writing import list_left_out, quote, write_record, write_unplaced
from loaders.yaml_source import Value, YamlSource, read_yaml

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
_REFERRING = ("under", "of", "about", "from", "to", "delivered_by")

Records = list[dict[str, Value]]


@dataclass(frozen=True)
class Change:
    """One thing that an update did, or found to differ."""

    kind: Literal["added", "updated", "gone", "differs", "not printed", "document"]
    record: str
    words: str

    def describe(self) -> str:
        """Return it as a line."""
        return f"{self.kind}: {self.record}{': ' if self.words else ''}{self.words}"


@dataclass
class _Edit:
    """What becomes of the lines of the file: ``replaced`` by first line (0-based), with the line after the last."""

    replaced: dict[int, tuple[int, list[str]]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def update_transcript(path: Path, draft: Draft) -> tuple[str, tuple[Change, ...]]:
    """Return the text of a transcript brought up to date, and what changed.

    Raises:
        InputError: when the file is no transcript that can be read.
    """
    source = read_yaml(path)
    lines = path.read_text("utf-8").splitlines()
    records = _get_list(source, "records")
    corrections = _get_list(source, "corrections")
    matches = _match(draft.findings.records, records)
    renamed = {
        str(drafted.id): str(records[index]["id"])
        for drafted, index in matches
        if index is not None and drafted.id and "id" in records[index]
    }
    edit = _Edit()
    for drafted, index in matches:
        _rename(drafted, renamed)
        if index is None:
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
    _update_accounts(edit, source, lines, draft, records)
    return _apply(lines, edit, source, len(records)), tuple(edit.changes)


def _get_list(source: YamlSource, key: str) -> Records:
    value = source.value.get(key, []) if isinstance(source.value, dict) else []
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _match(drafted: Sequence[DraftRecord], records: Records) -> list[tuple[DraftRecord, int | None]]:
    """Match each drafted record with one of the transcript's: by its address, else by what it prints."""
    free = set(range(len(records)))
    found: dict[int, int] = {}
    for keys in (_list_addresses, _list_prints):
        index_of: dict[tuple[str, ...], list[int]] = {}
        for index in sorted(free):
            for key in keys(records[index]):
                index_of.setdefault(key, []).append(index)
        for number, one in enumerate(drafted):
            if number in found:
                continue
            own = next((i for key in keys(one.fields) for i in index_of.get(key, []) if i in free), None)
            if own is not None:
                found[number] = own
                free.discard(own)
    return [(one, found.get(number)) for number, one in enumerate(drafted)]


def _list_addresses(fields: Mapping[str, object]) -> list[tuple[str, ...]]:
    return [(str(fields["type"]), str(fields["id"]))] if "id" in fields else []


def _list_prints(fields: Mapping[str, object]) -> list[tuple[str, ...]]:
    """Return what a record may be known by apart from its address."""
    kind = str(fields["type"])
    locators = fields["locator"] if isinstance(fields["locator"], list) else [fields["locator"]]
    if kind == "figure":
        value = (str(fields["value"]), str(fields["unit"]))
        return [(kind, *value, str(one)) for one in locators] + [(kind, *value)]
    if kind == "link":
        return [(kind, str(fields["relation"]), str(fields["from"]), str(fields["to"]))]
    if kind == "cover-fact":
        return [(kind, str(fields["label"]))]
    if kind == "legal-basis" and "arises_from" in fields:
        return [(kind, str(fields["arises_from"]))]
    if "title" in fields:
        return [(kind, even_out_title(str(fields["title"])))]
    return [(kind, str(one)) for one in locators]


def _rename(drafted: DraftRecord, renamed: dict[str, str]) -> None:
    """Let a drafted record refer to things by the addresses that the transcript gives them."""
    for key in _REFERRING:
        value = drafted.fields.get(key)
        if isinstance(value, str):
            drafted.fields[key] = renamed.get(value, value)
        elif isinstance(value, list):
            drafted.fields[key] = [renamed.get(str(one), str(one)) for one in value]


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
        changed = [key for key in _COMPARED if _say(drafted.fields.get(key)) != _say(record.get(key))]
        if changed:
            edit.replaced[span[0]] = (span[1], write_record(drafted))
            edit.changes.append(Change("updated", name, ", ".join(changed)))
        return
    for key in _COMPARED:
        now, own = _say(drafted.fields.get(key)), _say(record.get(key))
        if not now or now == own:
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


def _update_accounts(edit: _Edit, source: YamlSource, lines: Sequence[str], draft: Draft, records: Records) -> None:
    """Bring what found no place up to date in a transcript that is still a draft."""
    if not isinstance(source.value, dict) or "draft" not in source.value:
        return
    known = {str(one["locator"]) for one in _get_list(source, "left_out")}
    for record in records:
        known |= {
            str(one) for one in (record["locator"] if isinstance(record["locator"], list) else [record["locator"]])
        }
    edit.left_out = [
        f"  - {{locator: {quote(place)}, reason: {reason}}}"
        for place, reason in list_left_out(draft)
        if place not in known
    ]
    if "unplaced" in source.value:
        start = source.lines["unplaced",] - 1
        end = min((line for key in source.value if (line := source.lines[key,] - 1) > start), default=len(lines))
        edit.replaced[start] = (end, write_unplaced(draft))


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
    return "\n".join(made) + "\n"


def _find_place_of_left_out(source: YamlSource, lines: Sequence[str]) -> int:
    if not isinstance(source.value, dict) or not source.value.get("left_out"):
        return -1
    own = source.lines["left_out",]
    return min((line - 1 for key in source.value if (line := source.lines[key,]) > own), default=len(lines))
