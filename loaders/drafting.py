"""One drafting: a document in, a draft of its transcript out, or a transcript brought up to date."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from graph.errors import InputError
from loaders.build import LOADERS_FOLDER
from loaders.documents.passages import Document
from loaders.documents.place import to_stretch
from loaders.documents.read import read_document
from loaders.families.extract import Draft, extract
from loaders.families.layout import read_layouts
from loaders.families.recognise import recognise
from loaders.families.update import Change, Update, update_transcript
from loaders.families.writing import SCHEMA, describe_draft, list_left_out, write_draft
from loaders.printed_strings import list_printed_strings
from loaders.records.fields import Date, NodePath
from loaders.records.transcript import Transcript
from loaders.register_files import read_registers
from loaders.settling import require_sound, settle
from loaders.yaml_source import YamlSource, read_model

_LEAST_SHARE_PRINTED = 0.5
"""A later edition of a document prints at least this share of what the earlier one did."""


_MOST_PARTS = 10_000
"""Passages and cells that one document may have: the time that a draft takes grows faster than they do."""


@dataclass(frozen=True)
class DraftOptions:
    """What a person says of a document: its family, its plan, its date, and the folder of its authority."""

    family: str | None = None
    plan: str | None = None
    issued: str | None = None
    folder: Path | None = None

    def __post_init__(self) -> None:
        _require_option("--plan", TypeAdapter(NodePath), self.plan, "write its path, such as plan/strategic-2021-24")
        _require_option(
            "--issued", TypeAdapter(Date), self.issued, "write a year, a month or a day, such as 2024-05-16"
        )


def _require_option(name: str, kind: TypeAdapter[str], text: str | None, advice: str) -> None:
    """Refuse what a record would refuse.

    Raises:
        InputError: for an option that is not written as it should be.
    """
    try:
        kind.validate_python(text) if text is not None else None
    except ValidationError as error:
        raise InputError(Path(name), None, f"{text!r} is not written as it should be", advice) from error


@dataclass(frozen=True)
class Drafted:
    """What a drafting gave: the file written, the draft, and for an update what became of the transcript."""

    path: Path
    draft: Draft
    update: Update | None = None

    @property
    def changes(self) -> tuple[Change, ...] | None:
        """What an update changed, None for a new draft."""
        return self.update.changes if self.update else None

    def describe(self) -> Iterator[str]:
        """Yield in words what was found and what changed."""
        yield from describe_draft(self.draft)
        if self.update is not None:
            yield f"Changed in {self.path}: {len(self.update.changes) or 'nothing'}"
            yield from (f"  {change.describe()}" for change in self.update.changes)
            yield from self.update.describe_not_added()
            return
        yield f"Draft: {self.path}"

    def to_data(self) -> dict[str, object]:
        """Return what was found as plain data."""
        findings = self.draft.findings
        looks = [record for record in findings.records if record.look]
        return {
            "transcript": str(self.path),
            "family": self.draft.layout.name,
            "plan": self.draft.header.plan,
            "records": dict(Counter(record.type for record in findings.records)),
            "looks": [
                {"record": record.id or record.type, "locator": list(record.locators), "look": record.look}
                for record in looks
            ],
            "left_out": [{"locator": place, "reason": reason} for place, reason in list_left_out(self.draft)],
            "unplaced": [
                {"locator": self.draft.place_of(one), "kind": one.passage.kind, "why": one.why}
                for one in findings.unplaced
            ],
            "proposed_bodies": findings.proposed_bodies,
            "unknown_legislation": findings.unknown_legislation,
            "not_added": [
                {"record": record.id or record.type, "locator": list(record.locators)}
                for record in (self.update.not_added if self.update else ())
            ],
            "changes": None if self.changes is None else [change.describe() for change in self.changes],
        }


def draft_transcript(
    file: Path,
    options: DraftOptions,
    output: Path | None = None,
    update: Path | None = None,
    may_overwrite: bool = False,
) -> Drafted:
    """Draft a transcript of a document beside it or as ``output``, or bring the transcript ``update`` up to date.

    Raises:
        InputError: when the document or a register cannot be read or is too large, when the draft would write over a
            file, or when the transcript is of another document.
    """
    target = update or output or file.with_name(f"{file.stem}.draft.yaml")
    if update is None and target.exists() and not may_overwrite:
        advice = "say --force to write over it, or --update to keep what a person put right"
        raise InputError(target, None, "there is a file of that name already", advice)
    registers = read_registers((options.folder or LOADERS_FOLDER) / "registers")
    document = read_document(file)
    _require_few_parts(document)
    layouts = read_layouts()
    layout = layouts.get(options.family) if options.family else recognise(document, layouts).layout
    known_id, unprinted = _read_head(update, document, may_overwrite) if update is not None else (None, {})
    draft = extract(document, layout, registers, options.plan, options.issued, known_id, unprinted)
    settle(draft, target)
    updated = update_transcript(update, draft) if update is not None else None
    text = updated.text if updated else write_draft(draft, _find_schema(target))
    require_sound(target, text)
    _write(target, text)
    return Drafted(target, draft, updated)


def _require_few_parts(document: Document) -> None:
    parts = sum(max(1, len(passage.cells)) for passage in document)
    if parts > _MOST_PARTS:
        message = f"it has {parts:,} paragraphs, items and cells, more than {_MOST_PARTS:,}"
        raise InputError(document.path, None, message, "split it, and draft each part by itself")


def _read_head(path: Path, document: Document, may_be_another: bool) -> tuple[str, dict[int, str]]:
    """Return the document that a transcript is of, and the sections that begin without a heading, by their line.

    Raises:
        InputError: when it is no transcript, or one of another document, unless it may be.
    """
    transcript, source = read_model(path, Transcript)
    if document.sha256 != transcript.document.sha256 and not may_be_another:
        _require_same_document(transcript, source, document)
    return transcript.document.id, {int(one.line): one.heading for one in transcript.unprinted_headings}


def _require_same_document(transcript: Transcript, source: YamlSource, document: Document) -> None:
    whole = to_stretch(document.passages)
    strings = list_printed_strings(transcript, source)
    printed = sum(whole.holds(one.text, is_piece=one.is_piece) for one in strings)
    if printed < _LEAST_SHARE_PRINTED * len(strings):
        raise InputError(
            source.path,
            source.find_line(("document", "id")),
            f"it is of {transcript.document.id}, and {document.path.name} prints {printed} of its {len(strings)} "
            "strings: that is another document",
            "name its own document, or say --force if it is",
        )


def _find_schema(target: Path) -> str:
    """Return the address of the schema from where the draft stands."""
    return Path(os.path.relpath(SCHEMA, target.resolve().parent)).as_posix()


def _write(target: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        InputError: when it cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            made = Path(folder) / target.name
            made.write_text(text, "utf-8")
            if target.exists():
                shutil.copymode(target, made)
            made.replace(target)
    except OSError as error:
        raise InputError(
            target, None, f"it cannot be written: {error.strerror}", "check the folder and its rights"
        ) from error
