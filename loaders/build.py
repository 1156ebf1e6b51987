"""One build: transcripts, registers and crosswalks in, one validated release out, or nothing at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from pyoxigraph import Quad

from graph.errors import InputError, ValidationFailure
from graph.findings import Finding
from graph.inference import infer_quads
from graph.iris import Addresses
from graph.namespaces import PREFIXES
from graph.ontology import read_ontology_quads
from graph.publication import describe_release, publish_files
from graph.queries import QueryLibrary
from graph.releases import Input, Release, write_release
from graph.settings import Settings
from graph.store import EmbeddedStore
from graph.validate import check_graph
from loaders.crosswalk import Crosswalk, read_crosswalk
from loaders.records.transcript import Transcript
from loaders.register_files import Registers, read_registers
from loaders.triples.curated import write_curated
from loaders.triples.documents import LoadedTranscript, write_document
from loaders.triples.naming import choose_names
from loaders.triples.writer import Register
from loaders.yaml_source import read_model

LOADERS_FOLDER = Path(__file__).resolve().parent

Report = Callable[[str], None]


@dataclass(frozen=True)
class Inputs:
    """Everything that a build reads of one authority, in an order that does not depend on the file system."""

    transcripts: tuple[LoadedTranscript, ...]
    registers: Registers
    crosswalks: tuple[Crosswalk, ...]
    files: tuple[Input, ...]


@dataclass(frozen=True)
class Built:
    """A finished build: the release, and the warnings that it did not stop for."""

    release: Release
    warnings: tuple[str, ...]


def read_inputs(folder: Path = LOADERS_FOLDER) -> Inputs:
    """Read every transcript, register and crosswalk below a folder.

    Raises:
        InputError: for the first file that says what it may not.
    """
    transcript_paths = sorted((folder / "transcripts").glob("*.yaml"), key=lambda path: path.name)
    crosswalk_paths = sorted((folder / "crosswalks").glob("*.sssom.tsv"), key=lambda path: path.name)
    register_paths = sorted((folder / "registers").glob("*.yaml"), key=lambda path: path.name)
    return Inputs(
        transcripts=tuple(LoadedTranscript(*read_model(path, Transcript)) for path in transcript_paths),
        registers=read_registers(folder / "registers"),
        crosswalks=tuple(read_crosswalk(path) for path in crosswalk_paths),
        files=tuple(_describe_input(path) for path in (*transcript_paths, *register_paths, *crosswalk_paths)),
    )


def build(settings: Settings, inputs: Iterable[Inputs], library: QueryLibrary, report: Report) -> Built:
    """Build a release from the inputs of one authority or several, and make it the current one.

    Raises:
        InputError: when a record refers to something that nothing describes.
        ValidationFailure: when the graph breaks its own rules; the served release stays as it was.
        ReleaseError: when the release cannot be written.
    """
    inputs = tuple(inputs)
    vocabulary = _read_vocabulary(settings)
    parts = [_build_authority(settings, of_authority, vocabulary, library, report) for of_authority in inputs]
    report("Writing the release")
    release = write_release(
        settings.data,
        chain(vocabulary, *(part.quads for part in parts)),
        describe=lambda facts: describe_release(facts, settings),
        publish=partial(publish_files, settings, library),
        inputs=tuple(file for of_authority in inputs for file in of_authority.files),
        app_version=version("goldenthread"),
        validate=None,
        prefixes=PREFIXES,
    )
    return Built(release, tuple(warning for part in parts for warning in part.warnings))


def check_inputs(
    settings: Settings, inputs: Iterable[Inputs], library: QueryLibrary, report: Report
) -> tuple[str, ...]:
    """Do everything that a build does but write a release; return the warnings.

    Raises:
        InputError: when a record refers to something that nothing describes.
        ValidationFailure: when the graph breaks its own rules.
    """
    vocabulary = _read_vocabulary(settings)
    parts = [_build_authority(settings, of_authority, vocabulary, library, report) for of_authority in inputs]
    return tuple(warning for part in parts for warning in part.warnings)


def _read_vocabulary(settings: Settings) -> list[Quad]:
    return list(read_ontology_quads(Addresses(settings.base_iri).mint_vocabulary_graph()))


@dataclass(frozen=True)
class _Part:
    quads: list[Quad]
    warnings: tuple[str, ...]


def _build_authority(
    settings: Settings, inputs: Inputs, vocabulary: list[Quad], library: QueryLibrary, report: Report
) -> _Part:
    """Turn one authority's inputs into checked quads, the vocabulary's left out."""
    authority = inputs.registers.authority
    addresses = Addresses(settings.base_iri, authority.slug)
    report(f"{authority.label}: writing the facts of {len(inputs.transcripts)} documents")
    register = Register(choose_names(inputs.registers.labels(), [loaded.transcript for loaded in inputs.transcripts]))
    facts = list(_write_facts(inputs, addresses, register))
    report(f"{authority.label}: inferring from {len(facts):,} quads")
    store = EmbeddedStore.load_quads(chain(vocabulary, facts))
    facts.extend(infer_quads(store, library, addresses, authority.ons_code))
    report(f"{authority.label}: checking {len(facts):,} quads against shapes and queries")
    findings = check_graph(EmbeddedStore.load_quads(chain(vocabulary, facts)), library)
    return _Part(facts, _require_no_violation(findings, register, addresses))


def _write_facts(inputs: Inputs, addresses: Addresses, register: Register) -> Iterator[Quad]:
    for loaded in inputs.transcripts:
        _require_authority(loaded, addresses.authority)
        _require_reviewed(loaded)
        yield from write_document(loaded, addresses, register, inputs.registers)
    yield from write_curated(inputs.registers, inputs.crosswalks, addresses, register)
    register.require_described()


def _require_authority(loaded: LoadedTranscript, authority: str) -> None:
    if loaded.transcript.authority != authority:
        raise InputError(
            loaded.source.path,
            loaded.source.find_line(("authority",)),
            f"the transcript is of {loaded.transcript.authority!r}, its registers are of {authority!r}",
            "put it into the folder of its own authority",
        )


def _require_reviewed(loaded: LoadedTranscript) -> None:
    """Refuse a transcript in which a record is still a draft that nobody has looked at.

    Raises:
        InputError: for the first such record, or the first passage without a place.
    """
    waiting = [index for index, record in enumerate(loaded.transcript.records) if record.draft is not None]
    if waiting:
        raise InputError(
            loaded.source.path,
            loaded.source.find_line(("records", waiting[0], "draft")),
            f"{len(waiting)} records are drafts that nobody has reviewed yet, this one first",
            "put each right and remove its draft field",
        )
    if loaded.transcript.unplaced:
        raise InputError(
            loaded.source.path,
            loaded.source.find_line(("unplaced", 0)),
            f"{len(loaded.transcript.unplaced)} passages have no place yet, this one first",
            "make a record of each, or list it under left_out with its reason",
        )


def _describe_input(path: Path) -> Input:
    data = path.read_bytes()
    return Input(f"{path.parent.name}/{path.name}", hashlib.sha256(data).hexdigest(), len(data))


def _require_no_violation(findings: Iterable[Finding], register: Register, addresses: Addresses) -> tuple[str, ...]:
    described = [(finding.severity, describe_finding(finding, register, addresses)) for finding in findings]
    violations = tuple(text for severity, text in described if severity == "violation")
    if violations:
        raise ValidationFailure(violations)
    return tuple(text for _, text in described)


def describe_finding(finding: Finding, register: Register, addresses: Addresses) -> str:
    """Say a finding with the file, line and record that its node was made from, where that is known."""
    path = addresses.find_path(finding.focus) or finding.focus
    place = register.places.get(finding.focus)
    where = f"{place.path.name}, line {place.line}, record {place.record!r}: " if place else ""
    field_name = f", field {finding.path.rsplit('#', 1)[-1].rsplit('/', 1)[-1]}" if finding.path else ""
    return f"{where}{path}{field_name}: {finding.message} [{finding.rule.rsplit('/', 1)[-1]}]"
