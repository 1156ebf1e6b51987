"""Holds a transcript to the document that it was made from: its hash, every printed string, and all that is printed.

What this proves is that each string is printed where its locator says, and that each part of the document is used or
said to be left out, or in a draft to be unplaced. Whether a number belongs to the fact that it is given for remains a
reader's task.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from graph.errors import InputError
from loaders.coverage import Account, Accounts, Part, SectionCoverage, measure_sections
from loaders.documents.passages import Document
from loaders.documents.places import Places
from loaders.documents.read import find_document, read_document
from loaders.locators import list_locators
from loaders.printed_strings import list_printed_strings
from loaders.proofs import Proof, Prover
from loaders.records.transcript import Transcript
from loaders.yaml_source import Location, YamlSource, read_model

TRANSCRIPTS_FOLDER = Path(__file__).resolve().parent / "transcripts"
_LONGEST_QUOTE = 60


@dataclass(frozen=True)
class VerifyResult:
    """What holding one transcript to its document gave.

    ``strings`` were looked for, ``proven`` of them found where they should be; ``facts`` are the records, of which
    ``facts_proven`` have places that exist and strings that are proven. ``sections`` say what of the document is used
    or left out. Everything else is among the ``findings``.
    """

    transcript: str
    strings: int = 0
    proven: int = 0
    facts: int = 0
    facts_proven: int = 0
    sections: tuple[SectionCoverage, ...] = ()
    findings: tuple[str, ...] = ()

    @property
    def share_proven(self) -> float:
        """The share of the strings, from 0 to 1, that stand where they should."""
        return self.proven / self.strings if self.strings else 0.0

    @property
    def share_of_facts_proven(self) -> float:
        """The share of the records, from 0 to 1, that are proven."""
        return self.facts_proven / self.facts if self.facts else 0.0

    @property
    def share_left_out(self) -> float:
        """The share of the document's parts, from 0 to 1, that are left out."""
        parts = sum(section.parts for section in self.sections)
        return sum(section.left_out for section in self.sections) / parts if parts else 0.0

    @property
    def share_accounted_for(self) -> float:
        """The share of the document's parts, from 0 to 1, that are used, left out or in a draft unplaced."""
        parts = sum(section.parts for section in self.sections)
        return 1 - sum(section.unaccounted for section in self.sections) / parts if parts else 0.0

    def list_sections(self) -> Iterator[str]:
        """Yield a line with the counts of each section, and of the whole document last."""
        whole = SectionCoverage("the whole document")
        for section in self.sections:
            whole.add(section)
            yield section.describe()
        yield whole.describe()

    def summary(self) -> str:
        """Return one line with the counts and shares."""
        unplaced = sum(section.unplaced for section in self.sections)
        return (
            f"{self.transcript}: {self.proven} of {self.strings} printed strings proven ({self.share_proven:.1%}), "
            f"{self.facts_proven} of {self.facts} facts ({self.share_of_facts_proven:.1%}); "
            f"{self.share_accounted_for:.1%} of the document accounted for, {self.share_left_out:.1%} of it left out"
            f"{f' and {unplaced} parts unplaced' if unplaced else ''}; {len(self.findings)} findings"
        )

    def describe(self, *, with_sections: bool) -> str:
        """Return the summary, the coverage of each section if wanted, and the findings, a line for each."""
        lines = (*(self.list_sections() if with_sections else ()), *self.findings)
        return "\n".join((self.summary(), *(f"  {line}" for line in lines)))

    def to_data(self) -> dict[str, object]:
        """Return the result as plain data."""
        shares = ("share_proven", "share_of_facts_proven", "share_left_out", "share_accounted_for")
        return asdict(self) | {name: round(getattr(self, name), 4) for name in shares}


def find_transcripts(folder: Path = TRANSCRIPTS_FOLDER) -> tuple[Path, ...]:
    """Return the transcripts of a folder in the order of their names."""
    return tuple(sorted(folder.glob("*.yaml"), key=lambda path: path.name))


def verify_transcript(path: Path, documents: Path) -> VerifyResult:
    """Hold one transcript to its document in the folder ``documents``.

    Raises:
        InputError: when the transcript is no transcript; a document that cannot be read is a finding.
    """
    transcript, source = read_model(path, Transcript)
    document_path = find_document(documents, transcript.document.id)
    if document_path is None:
        return _prove_nothing(transcript, source, f"there is no {transcript.document.id} in {documents}")
    try:
        document = read_document(document_path)
    except InputError as error:
        return _prove_nothing(transcript, source, str(error).rstrip("."))
    return Verification(transcript, source, document).run()


def _prove_nothing(transcript: Transcript, source: YamlSource, why: str) -> VerifyResult:
    strings = len(list_printed_strings(transcript, source))
    finding = f"{source.path.name}: {why}: nothing could be proven"
    return VerifyResult(source.path.name, strings, facts=len(transcript.records), findings=(finding,))


class Verification:
    """One transcript held to one document, which its locators divide into ``places``."""

    def __init__(self, transcript: Transcript, source: YamlSource, document: Document) -> None:
        self._transcript = transcript
        self._source = source
        self._document = document
        self._locators = list_locators(transcript, source)
        begins = {int(heading.line): heading.heading for heading in transcript.unprinted_headings}
        listed = [one.locator for one in transcript.left_out] + [one.locator for one in transcript.unplaced]
        self.places = Places(document, (*(used.locator for used in self._locators), *listed), begins)
        self._accounts = Accounts(self.places.passages)
        self._broken: set[Location] = set()

    def list_parts(self, *accounts: Account) -> tuple[Part, ...]:
        """Return the parts of the document that one of these accounts is given of."""
        self.run()
        return tuple(part for part, account in self._accounts.list_parts() if account in accounts)

    def run(self) -> VerifyResult:
        """Hold the one to the other."""
        findings = [*self._check_hash(), *self._check_headings(), *self._check_locators()]
        prover = Prover(self.places)
        proofs = [prover.prove(printed) for printed in list_printed_strings(self._transcript, self._source)]
        for proof in proofs:
            self._accounts.use_print(proof)
            self._broken |= set() if proof.is_proven else {proof.printed.at}
        findings += [self._describe(proof) for proof in proofs if not proof.is_proven]
        findings += self._check_listed("left_out", [one.locator for one in self._transcript.left_out])
        findings += self._check_listed("unplaced", [one.locator for one in self._transcript.unplaced])
        parts = list(self._accounts.list_parts())
        findings += [self._describe_part(part) for part, account in parts if account == "not accounted for"]
        facts = len(self._transcript.records)
        return VerifyResult(
            self._source.path.name,
            len(proofs),
            sum(proof.is_proven for proof in proofs),
            facts,
            sum(("records", index) not in self._broken for index in range(facts)),
            measure_sections(parts),
            tuple(findings),
        )

    def _check_hash(self) -> Iterator[str]:
        if self._document.sha256 != self._transcript.document.sha256:
            yield self._at(
                ("document", "sha256"),
                f"{self._document.path.name} has the SHA-256 {self._document.sha256}, not the one transcribed: "
                "it is another edition, or it was changed",
            )

    def _check_headings(self) -> Iterator[str]:
        lines = {passage.line for passage in self._document}
        for index, heading in enumerate(self._transcript.unprinted_headings):
            if int(heading.line) not in lines:
                where = f"nothing begins at line {heading.line} of {self._document.path.name}"
                at = ("unprinted_headings", index, "line")
                yield self._at(at, f"{where}, so {heading.heading!r} cannot begin there")

    def _check_locators(self) -> Iterator[str]:
        """Note what records use, and yield a finding for each locator that names nothing."""
        for used in self._locators:
            place = self.places.find(used.locator)
            if place is None:
                self._broken.add(used.at)
                yield self._say(used.line, f"there is no {used.locator!r} in {self._document.path.name}")
            else:
                self._accounts.use(place)

    def _check_listed(self, key: Literal["left_out", "unplaced"], locators: Sequence[str]) -> Iterator[str]:
        """Account for what is left out or unplaced, and yield a finding for each locator that names nothing."""
        account = self._accounts.leave_out if key == "left_out" else self._accounts.set_unplaced
        purpose = " to leave out" if key == "left_out" else ""
        for index, locator in enumerate(locators):
            place = self.places.find(locator)
            if place is None:
                line = self._source.find_line((key, index, "locator"))
                yield self._say(line, f"there is no {locator!r} in {self._document.path.name}{purpose}")
            else:
                account(place)

    def _describe(self, proof: Proof) -> str:
        printed = proof.printed
        place = " or ".join(printed.locators) or "any place"
        words = {
            "missing": f"is not printed in the document (looked for at {place})",
            "no such place": f"is printed in the document, but there is no {place}",
        }.get(proof.outcome, f"is printed in the document, but not at {place}")
        if printed.row and proof.outcome == "elsewhere":
            words += f" in column {printed.column + 1} of the row"
        return self._say(printed.line, f"record {printed.record!r}, field {printed.field!r}: {printed.text!r} {words}")

    def _describe_part(self, part: Part) -> str:
        quote = part.text if len(part.text) <= _LONGEST_QUOTE else f"{part.text[:_LONGEST_QUOTE]}…"
        cell = f", column {part.column + 1}" if part.column is not None else ""
        return (
            f"{self._document.path.name}, line {part.passage.line}: no record uses the {part.kind} at "
            f"{part.passage.locator}{cell}, and left_out does not list it: {quote!r}"
        )

    def _at(self, location: Location, words: str) -> str:
        return self._say(self._source.find_line(location), words)

    def _say(self, line: int, words: str) -> str:
        return f"{self._source.path.name}, line {line}: {words}"
