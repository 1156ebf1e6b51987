"""One drafting: a document in, a draft of its transcript out, or a transcript brought up to date."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from graph.errors import InputError
from loaders.build import LOADERS_FOLDER
from loaders.documents.read import read_document
from loaders.families.extract import Draft, extract
from loaders.families.layout import read_layouts
from loaders.families.recognise import recognise
from loaders.families.update import Change, update_transcript
from loaders.families.writing import SCHEMA, describe_draft, list_left_out, write_draft
from loaders.records.transcript import Transcript
from loaders.refusals import describe_refusal
from loaders.register_files import read_registers
from loaders.settling import settle
from loaders.yaml_source import read_yaml_text


@dataclass(frozen=True)
class DraftOptions:
    """What a person says of a document: its family, its plan, its date, and the folder of its authority."""

    family: str | None = None
    plan: str | None = None
    issued: str | None = None
    folder: Path | None = None


@dataclass(frozen=True)
class Drafted:
    """What a drafting gave: the file written, the draft, and for an update what changed."""

    path: Path
    draft: Draft
    changes: tuple[Change, ...] | None = None

    def describe(self) -> Iterator[str]:
        """Yield in words what was found and what changed."""
        yield from describe_draft(self.draft)
        if self.changes is not None:
            yield f"Changed in {self.path}: {len(self.changes) or 'nothing'}"
            yield from (f"  {change.describe()}" for change in self.changes)
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
        InputError: when the document or a register cannot be read, or the draft would write over a file.
    """
    target = update or output or file.with_name(f"{file.stem}.draft.yaml")
    if update is None and target.exists() and not may_overwrite:
        advice = "say --force to write over it, or --update to keep what a person put right"
        raise InputError(target, None, "there is a file of that name already", advice)
    registers = read_registers((options.folder or LOADERS_FOLDER) / "registers")
    document = read_document(file)
    layouts = read_layouts()
    layout = layouts.get(options.family) if options.family else recognise(document, layouts).layout
    known_id = _read_document_id(update)
    draft = extract(document, layout, registers, options.plan, options.issued, known_id)
    settle(draft)
    if update is not None:
        text, changes = update_transcript(update, draft)
    else:
        text, changes = write_draft(draft, _find_schema(target)), None
    _require_sound(target, text)
    _write(target, text)
    return Drafted(target, draft, changes)


def _read_document_id(transcript: Path | None) -> str | None:
    if transcript is None:
        return None
    value = read_yaml_text(transcript, transcript.read_text("utf-8")).value
    header = value.get("document") if isinstance(value, dict) else None
    return str(header["id"]) if isinstance(header, dict) and "id" in header else None


def _find_schema(target: Path) -> str:
    """Return the address of the schema from where the draft stands."""
    return Path(os.path.relpath(SCHEMA, target.resolve().parent)).as_posix()


def _require_sound(target: Path, text: str) -> None:
    """Refuse to write what the schema would refuse: that is a defect of the extractor, or a broken transcript.

    Raises:
        InputError: for the first record that is not as it should be.
    """
    source = read_yaml_text(target, text)
    try:
        Transcript.model_validate(source.value)
    except ValidationError as error:
        refusal = describe_refusal(source.value, error)
        line = source.find_line(refusal.location)
        raise InputError(
            target, line, f"the draft would not be sound: {refusal.words}", "report it with the document"
        ) from error


def _write(target: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        InputError: when it cannot be written.
    """
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=target.parent, delete=False) as made:
            made.write(text)
        Path(made.name).replace(target)
    except OSError as error:
        raise InputError(
            target, None, f"it cannot be written: {error.strerror}", "check the folder and its rights"
        ) from error
