"""Holds a transcript to the document that it was made from: its hash, and every printed string.

What this proves is that each string is printed, and where the text of the document shows the section that the locator
names, that it is printed there. Whether a number belongs to the fact that it is given for remains a reader's task.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from loaders.document_text import DocumentText, Extract
from loaders.printed_strings import PrintedString, list_locators, list_printed_strings
from loaders.records.transcript import Transcript
from loaders.yaml_source import YamlSource, read_model

TRANSCRIPTS_FOLDER = Path(__file__).resolve().parent / "transcripts"
DOCUMENT_SUFFIX = ".txt"

Proof = Literal["at its place", "in the document", "elsewhere", "missing"]


@dataclass(frozen=True)
class VerifyResult:
    """What holding one transcript to its document gave.

    ``strings`` were looked for; ``placed`` of them stand in the section that their locator names, ``unplaced`` stand in
    the document and their locator names no section that its text shows. Every other one is among the ``findings``.
    """

    transcript: str
    strings: int
    placed: int
    unplaced: int
    findings: tuple[str, ...]

    @property
    def share_proven(self) -> float:
        """The share of the strings, from 0 to 1, that stand where they should as far as the text shows it."""
        return (self.placed + self.unplaced) / self.strings if self.strings else 0.0

    def summary(self) -> str:
        """Return one line with the counts."""
        return (
            f"{self.transcript}: {self.placed + self.unplaced} of {self.strings} printed strings proven "
            f"({self.share_proven:.1%}), {self.placed} of them at their place; {len(self.findings)} findings"
        )

    def to_data(self) -> dict[str, object]:
        """Return the result as plain data."""
        return asdict(self) | {"share_proven": self.share_proven}


def find_transcripts(folder: Path = TRANSCRIPTS_FOLDER) -> tuple[Path, ...]:
    """Return the transcripts of a folder in the order of their names."""
    return tuple(sorted(folder.glob("*.yaml"), key=lambda path: path.name))


def verify_transcript(path: Path, documents: Path) -> VerifyResult:
    """Hold one transcript to its document in the folder ``documents``.

    Raises:
        InputError: when the transcript is no transcript, or the document cannot be read.
    """
    transcript, source = read_model(path, Transcript)
    document_path = documents / f"{transcript.document.id}{DOCUMENT_SUFFIX}"
    strings = list_printed_strings(transcript, source)
    if not document_path.exists():
        finding = f"{path.name}: there is no {document_path.name} in {documents}: nothing could be proven"
        return VerifyResult(path.name, len(strings), 0, 0, (finding,))
    findings = _check_hash(transcript, source, document_path)
    document = DocumentText.read(document_path, list_locators(transcript))
    proofs = [_prove(document, printed) for printed in strings]
    findings += [
        _describe(path, printed, proof)
        for printed, proof in zip(strings, proofs, strict=True)
        if proof in {"elsewhere", "missing"}
    ]
    return VerifyResult(
        path.name, len(strings), proofs.count("at its place"), proofs.count("in the document"), tuple(findings)
    )


def _check_hash(transcript: Transcript, source: YamlSource, document_path: Path) -> list[str]:
    found = hashlib.sha256(document_path.read_bytes()).hexdigest()
    if found == transcript.document.sha256:
        return []
    line = source.find_line(("document", "sha256"))
    return [
        f"{source.path.name}, line {line}: {document_path.name} has the SHA-256 {found}, "
        "not the one transcribed: it is another edition, or it was changed"
    ]


def _prove(document: DocumentText, printed: PrintedString) -> Proof:
    if printed.row and (rows := document.find_rows(printed.row[0])):
        return _prove_cell(document, printed, rows)
    sections = [document.find_section(locator) for locator in printed.locators]
    if any(section is not None and section.holds(printed.text, is_piece=printed.is_piece) for section in sections):
        return "at its place"
    if not document.whole.holds(printed.text, is_piece=printed.is_piece):
        return "missing"
    return "elsewhere" if sections and None not in sections else "in the document"


def _prove_cell(document: DocumentText, printed: PrintedString, rows: tuple[Extract, ...]) -> Proof:
    """Prove a cell where the text keeps rows on lines: with the other cells of its row, in their order."""
    _, *cells = printed.row
    if any(row.holds_in_order(cells) for row in rows):
        return "at its place"
    is_in_some_row = any(row.holds(printed.text) for row in rows)
    are_all_in_one_row = any(all(row.holds(cell) for cell in cells) for row in rows)
    if is_in_some_row and not are_all_in_one_row:
        return "at its place"
    return "elsewhere" if document.whole.holds(printed.text) else "missing"


def _describe(path: Path, printed: PrintedString, proof: Proof) -> str:
    place = " or ".join(printed.locators) or "any place"
    words = f"is not printed in the document (looked for at {place})"
    if proof == "elsewhere":
        words = f"is printed in the document, but not at {place}"
        words += " in this order of the row's cells" if printed.row else ""
    where = f"{path.name}, line {printed.line}: record {printed.record!r}, field {printed.field!r}"
    return f"{where}: {printed.text!r} {words}"
