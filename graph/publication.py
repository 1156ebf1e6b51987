"""What a release says of itself: the facts of its meta graphs, in VoID and DCAT, and the files beside its dumps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from graph.manifest import Dump, record_dump
from graph.namespaces import find_namespace
from graph.queries import QueryLibrary
from graph.releases import ReleaseFacts
from graph.settings import Settings
from graph.store import Store
from graph.table_metadata import CSVW_FILE, PACKAGE_FILE, Imprint, write_metadata
from graph.tables import write_tables

DCAT = find_namespace("dcat")
DCT = find_namespace("dct")
RDF = find_namespace("rdf")
RDFS = find_namespace("rdfs")
VOID = find_namespace("void")
XSD = find_namespace("xsd")


def describe_release(facts: ReleaseFacts, settings: Settings) -> Iterator[Quad]:
    """Yield the facts of the meta graph: what the release is, how much it holds, who publishes it on which terms."""
    graph = NamedNode(f"{settings.base_iri}graph/meta")
    release = mint_release(settings, facts.id)
    label = Literal(f"goldenthread release {facts.id[:12]}", language="en")
    yield Quad(release, RDF["type"], DCAT["Dataset"], graph)
    yield Quad(release, RDF["type"], VOID["Dataset"], graph)
    yield Quad(release, RDFS["label"], label, graph)
    yield Quad(release, DCT["title"], label, graph)
    yield Quad(release, DCT["identifier"], Literal(facts.id), graph)
    yield Quad(release, DCT["publisher"], Literal(settings.publisher), graph)
    yield Quad(release, DCT["license"], NamedNode(settings.licence), graph)
    yield Quad(release, VOID["triples"], _count(facts.quads), graph)
    for name, quads in sorted(facts.counts.items()):
        named_graph = NamedNode(name)
        yield Quad(release, VOID["subset"], named_graph, graph)
        yield Quad(named_graph, RDF["type"], VOID["Dataset"], graph)
        yield Quad(named_graph, VOID["triples"], _count(quads), graph)


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=XSD["integer"])


def mint_release(settings: Settings, release_id: str) -> NamedNode:
    """Return the address of a release."""
    return NamedNode(f"{settings.base_iri}release/{release_id}")


def make_imprint(settings: Settings, release_id: str) -> Imprint:
    """Return what every file of a release states."""
    return Imprint(release_id, mint_release(settings, release_id).value, settings.publisher, settings.licence)


def publish_files(
    settings: Settings, library: QueryLibrary, store: Store, folder: Path, release_id: str, dumps: tuple[Dump, ...]
) -> tuple[Dump, ...]:
    """Write the tables of a release and what describes them into its folder; return the records of these files."""
    tables = write_tables(store, library, folder)
    write_metadata(tables, dumps, make_imprint(settings, release_id), folder)
    described = tuple(record_dump(folder / name) for name in (CSVW_FILE, PACKAGE_FILE))
    return (*(table.file for table in tables), *described)
