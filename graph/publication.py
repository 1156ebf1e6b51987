"""What a release says of itself: the facts of its meta graphs, in VoID, DCAT and PROV."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.namespaces import find_namespace
from graph.releases import ReleaseFacts
from graph.settings import Settings

DCAT = find_namespace("dcat")
DCT = find_namespace("dct")
RDF = find_namespace("rdf")
RDFS = find_namespace("rdfs")
VOID = find_namespace("void")
XSD = find_namespace("xsd")


def describe_release(facts: ReleaseFacts, settings: Settings) -> Iterator[Quad]:
    """Yield the facts of the meta graph: what the release is, how much it holds, who publishes it on which terms."""
    graph = NamedNode(f"{settings.base_iri}graph/meta")
    release = NamedNode(f"{settings.base_iri}release/{facts.id}")
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
