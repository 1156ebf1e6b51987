"""The catalogue of releases in DCAT 3, and the description of the current one in VoID.

Addresses of things begin with the base of the graph; addresses of files and of the endpoint with that of the service
that answers, since the two differ until the base is registered or set to the service's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Triple

from graph.file_kinds import find_kind
from graph.manifest import Dump
from graph.namespaces import PREFIXES, RDF, RDFS, XSD, find_namespace
from graph.publication import mint_release
from graph.queries import QueryLibrary
from graph.release import Release
from graph.settings import Settings
from graph.store import Store

DCAT = find_namespace("dcat")
DCT = find_namespace("dct")
FOAF = find_namespace("foaf")
VOID = find_namespace("void")
SPDX = "http://spdx.org/rdf/terms#"
IANA = "https://www.iana.org/assignments/media-types/"
SPARQL_PROTOCOL = NamedNode("https://www.w3.org/TR/sparql11-protocol/")
CATALOGUE_PREFIXES = {**PREFIXES, "spdx": SPDX}


@dataclass(frozen=True)
class Service:
    """Where things are served: ``address`` ends in a slash."""

    address: str

    def to_file(self, release: Release, name: str) -> str:
        """Return the address of a file of a release."""
        return f"{self.address}downloads/{release.name}/{name}"


def find_advice(settings: Settings, service: Service) -> str:
    """Return what an operator should know while the graph's addresses are not the service's own, "" when they are."""
    if settings.base_iri == service.address:
        return ""
    return (
        f"The addresses in the graph begin with {settings.base_iri}, and this service answers at {service.address}. "
        "They lead here only once the first is registered to redirect to the second. Until then, set "
        "GOLDENTHREAD_BASE_IRI to the service's own address and build again, if others are to follow them."
    )


def describe_catalogue(settings: Settings, service: Service, releases: Iterable[Release]) -> Iterator[Triple]:
    """Yield the catalogue: a series of releases, the latest (first) one's files, and the endpoint as a data service."""
    releases = tuple(releases)
    catalogue, series, endpoint = (mint_entry(settings, name) for name in ("catalog", "series", "sparql"))
    yield Triple(catalogue, RDF["type"], DCAT["Catalog"])
    yield from _entitle(catalogue, "Golden thread: open data of council plans", settings)
    yield Triple(catalogue, FOAF["homepage"], NamedNode(service.address))
    yield Triple(series, RDF["type"], DCAT["DatasetSeries"])
    yield from _entitle(series, "Golden thread: the graph of council plans, release by release", settings)
    yield Triple(catalogue, DCAT["dataset"], series)
    yield Triple(catalogue, DCAT["service"], endpoint)
    for older, newer in zip(releases[1:], releases, strict=False):
        yield Triple(mint_release(settings, newer.id), DCAT["prev"], mint_release(settings, older.id))
    for release in releases:
        node = mint_release(settings, release.id)
        yield Triple(catalogue, DCAT["dataset"], node)
        yield from _describe_release(settings, service, release, node, series)
    if releases:
        yield Triple(series, DCAT["last"], mint_release(settings, releases[0].id))
        yield Triple(series, DCAT["first"], mint_release(settings, releases[-1].id))
        yield from _describe_endpoint(settings, service, endpoint, mint_release(settings, releases[0].id))
    yield from _describe_publisher(settings)


def mint_entry(settings: Settings, name: str) -> NamedNode:
    """Return the address of an entry of the catalogue."""
    return NamedNode(f"{settings.base_iri}catalog#{name}")


def _entitle(node: NamedNode, title: str, settings: Settings) -> Iterator[Triple]:
    yield Triple(node, DCT["title"], Literal(title, language="en"))
    yield Triple(node, DCT["description"], Literal(_ABOUT, language="en"))
    yield Triple(node, DCT["publisher"], mint_entry(settings, "publisher"))
    yield Triple(node, DCT["license"], NamedNode(settings.licence))
    yield Triple(node, DCT["language"], NamedNode("http://publications.europa.eu/resource/authority/language/ENG"))


_ABOUT = (
    "Priorities, outcomes, actions, measures, budget, boards, duties and evidence of council plans, across plan "
    "generations; every fact names the document and passage that it came from."
)


def _describe_release(
    settings: Settings, service: Service, release: Release, node: NamedNode, series: NamedNode
) -> Iterator[Triple]:
    yield Triple(node, RDF["type"], DCAT["Dataset"])
    yield from _entitle(node, f"Golden thread, release {release.id[:12]}", settings)
    yield Triple(node, DCT["identifier"], Literal(release.id))
    yield Triple(node, DCAT["version"], Literal(release.id[:12]))
    yield Triple(node, DCAT["inSeries"], series)
    yield Triple(node, DCT["issued"], _to_moment(release.written_at))
    for word in ("council plans", "performance measures", "local government", "budget"):
        yield Triple(node, DCAT["keyword"], Literal(word, language="en"))
    for dump in release.manifest.dumps:
        yield from _describe_distribution(settings, service, release, dump)


def _describe_distribution(settings: Settings, service: Service, release: Release, dump: Dump) -> Iterator[Triple]:
    release_node = mint_release(settings, release.id)
    node, kind = NamedNode(f"{release_node.value}#{dump.name}"), find_kind(dump.name)
    checksum = NamedNode(f"{node.value}-sha256")
    yield Triple(release_node, DCAT["distribution"], node)
    yield Triple(node, RDF["type"], DCAT["Distribution"])
    yield Triple(node, DCT["title"], Literal(f"{dump.name} ({kind.title})", language="en"))
    yield Triple(node, DCT["description"], Literal(kind.about, language="en"))
    yield Triple(node, DCT["license"], NamedNode(settings.licence))
    yield Triple(node, DCAT["accessURL"], NamedNode(f"{service.address}downloads"))
    yield Triple(node, DCAT["downloadURL"], NamedNode(service.to_file(release, dump.name)))
    yield Triple(node, DCAT["mediaType"], NamedNode(IANA + kind.media_type))
    if kind.is_packed:
        yield Triple(node, DCAT["compressFormat"], NamedNode(f"{IANA}application/gzip"))
    yield Triple(node, DCAT["byteSize"], Literal(str(dump.size_bytes), datatype=XSD["nonNegativeInteger"]))
    yield Triple(node, NamedNode(f"{SPDX}checksum"), checksum)
    yield Triple(checksum, RDF["type"], NamedNode(f"{SPDX}Checksum"))
    yield Triple(checksum, NamedNode(f"{SPDX}algorithm"), NamedNode(f"{SPDX}checksumAlgorithm_sha256"))
    yield Triple(checksum, NamedNode(f"{SPDX}checksumValue"), Literal(dump.sha256, datatype=XSD["hexBinary"]))


def _describe_endpoint(
    settings: Settings, service: Service, endpoint: NamedNode, served: NamedNode
) -> Iterator[Triple]:
    yield Triple(endpoint, RDF["type"], DCAT["DataService"])
    yield from _entitle(endpoint, "SPARQL endpoint of the golden thread", settings)
    yield Triple(endpoint, DCAT["endpointURL"], NamedNode(f"{service.address}sparql"))
    yield Triple(endpoint, DCAT["endpointDescription"], NamedNode(f"{service.address}sparql"))
    yield Triple(endpoint, DCAT["servesDataset"], served)
    yield Triple(endpoint, DCT["conformsTo"], SPARQL_PROTOCOL)


def _describe_publisher(settings: Settings) -> Iterator[Triple]:
    publisher = mint_entry(settings, "publisher")
    yield Triple(publisher, RDF["type"], FOAF["Agent"])
    yield Triple(publisher, FOAF["name"], Literal(settings.publisher))
    if settings.contact is None:
        return
    if settings.contact.startswith(("http://", "https://")):
        yield Triple(publisher, FOAF["page"], NamedNode(settings.contact))
    else:
        yield Triple(publisher, FOAF["mbox"], NamedNode(f"mailto:{settings.contact.removeprefix('mailto:')}"))


def describe_void(
    settings: Settings, service: Service, release: Release, store: Store, library: QueryLibrary
) -> Iterator[Triple]:
    """Yield the description of a release in VoID: counts, dumps, endpoint, vocabularies and parts."""
    node = mint_release(settings, release.id)
    yield Triple(node, RDF["type"], VOID["Dataset"])
    yield from _entitle(node, f"Golden thread, release {release.id[:12]}", settings)
    yield Triple(node, DCT["identifier"], Literal(release.id))
    yield Triple(node, FOAF["homepage"], NamedNode(service.address))
    yield Triple(node, VOID["sparqlEndpoint"], NamedNode(f"{service.address}sparql"))
    yield Triple(node, VOID["uriSpace"], Literal(f"{settings.base_iri}id/"))
    for dump in release.manifest.dumps:
        if find_kind(dump.name).is_packed:
            yield Triple(node, VOID["dataDump"], NamedNode(service.to_file(release, dump.name)))
    for name, number in library.get_query("catalogue/totals").select(store).to_dicts()[0].items():
        yield Triple(node, VOID[_TOTALS[name]], _count(str(getattr(number, "value", number))))
    yield from _describe_graphs(node, release)
    yield from _describe_parts(node, store, library)


_TOTALS = {
    "triples": "triples",
    "subjects": "distinctSubjects",
    "objects": "distinctObjects",
    "properties": "properties",
    "classes": "classes",
    "things": "entities",
}


def _describe_graphs(node: NamedNode, release: Release) -> Iterator[Triple]:
    for iri, quads in sorted({**release.manifest.counts, **release.manifest.meta_counts}.items()):
        yield Triple(node, VOID["subset"], NamedNode(iri))
        yield Triple(NamedNode(iri), RDF["type"], VOID["Dataset"])
        yield Triple(NamedNode(iri), VOID["triples"], _count(str(quads)))


def _describe_parts(node: NamedNode, store: Store, library: QueryLibrary) -> Iterator[Triple]:
    """Yield one part for each class and property; its address is that of the release and of the term in short."""
    used = set()
    for query, word, relation, count in (
        ("catalogue/classes", "class", "classPartition", "entities"),
        ("catalogue/properties", "property", "propertyPartition", "triples"),
    ):
        for number, row in enumerate(library.get_query(query).select(store).to_dicts(), start=1):
            term = row[word]
            if not isinstance(term, NamedNode):
                continue
            used.add(term.value)
            part = NamedNode(f"{node.value}#{word}-{number}")
            yield Triple(node, VOID[relation], part)
            yield Triple(part, RDF["type"], VOID["Dataset"])
            yield Triple(part, VOID[word], term)
            yield Triple(part, VOID[count], _count(str(getattr(row["number"], "value", ""))))
    for prefix, namespace in sorted(PREFIXES.items()):
        if any(iri.startswith(namespace) for iri in used):
            yield Triple(node, VOID["vocabulary"], NamedNode(namespace))
            yield Triple(NamedNode(namespace), RDFS["label"], Literal(prefix))


def _count(number: str) -> Literal:
    return Literal(number, datatype=XSD["integer"])


def _to_moment(moment: datetime) -> Literal:
    return Literal(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), datatype=XSD["dateTime"])
