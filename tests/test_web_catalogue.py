from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from anytown import ANYTOWN
from web_site import BROWSER, ask, get_app, read_text

from benchmarks.crawl import SYNTAXES
from graph.namespaces import PREFIXES
from graph.queries import QueryLibrary
from graph.release import Release
from graph.settings import Settings, read_settings
from graph.store import EmbeddedStore
from loaders.build import build, read_inputs

DCAT, DCT, VOID = PREFIXES["dcat"], PREFIXES["dct"], PREFIXES["void"]
SPDX = "http://spdx.org/rdf/terms#"
TYPE = ox.NamedNode(f"{PREFIXES['rdf']}type")
OWN = "http://localhost/"


def read_graph(settings: Settings, address: str) -> ox.Store:
    store = ox.Store()
    answer = ask(settings, address, "text/turtle")
    assert answer.status_code == 200
    store.extend(ox.parse(answer.data, format=ox.RdfFormat.TURTLE))
    return store


def read_text_of(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value


def list_values(store: ox.Store, subject: ox.NamedNode, predicate: str) -> list[str]:
    return [read_text_of(quad.object) for quad in store.quads_for_pattern(subject, ox.NamedNode(predicate), None)]


def test_the_catalogue_has_a_series_whose_last_release_is_the_one_served(
    real_settings: Settings, real_release: Release
) -> None:
    store = read_graph(real_settings, "/catalog")
    base = real_settings.base_iri
    series = ox.NamedNode(f"{base}catalog#series")
    assert ox.Quad(series, TYPE, ox.NamedNode(f"{DCAT}DatasetSeries")) in store
    release = f"{base}release/{real_release.id}"
    assert list_values(store, series, f"{DCAT}last") == [release]
    assert list_values(store, ox.NamedNode(release), f"{DCAT}version") == [real_release.id[:12]]


def test_every_distribution_can_be_fetched_and_has_the_size_and_checksum_that_it_says(
    real_settings: Settings, real_release: Release
) -> None:
    store = read_graph(real_settings, "/catalog")
    found = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(f"{DCAT}downloadURL"), None):
        assert isinstance(quad.subject, ox.NamedNode)
        (size,) = list_values(store, quad.subject, f"{DCAT}byteSize")
        (checksum,) = list_values(store, quad.subject, f"{SPDX}checksum")
        (value,) = list_values(store, ox.NamedNode(checksum), f"{SPDX}checksumValue")
        assert list_values(store, quad.subject, f"{DCT}license") == [real_settings.licence]
        address = read_text_of(quad.object).removeprefix("http://localhost")
        with ask(real_settings, address) as answer:
            assert (answer.status_code, len(answer.data)) == (200, int(size))
        found[address.rpartition("/")[2]] = value
    assert found == {dump.name: dump.sha256 for dump in real_release.manifest.dumps}


def test_the_endpoint_is_a_data_service_that_serves_the_release(real_settings: Settings, real_release: Release) -> None:
    store = read_graph(real_settings, "/catalog")
    service = ox.NamedNode(f"{real_settings.base_iri}catalog#sparql")
    assert list_values(store, service, f"{DCAT}endpointURL") == [f"{OWN}sparql"]
    assert list_values(store, service, f"{DCAT}servesDataset") == [f"{real_settings.base_iri}release/{real_release.id}"]


@pytest.mark.parametrize("address", ["/catalog", "/.well-known/void"])
@pytest.mark.parametrize(("accept", "syntax"), SYNTAXES.items())
def test_catalogue_and_description_come_in_every_syntax(
    real_settings: Settings, address: str, accept: str, syntax: ox.RdfFormat
) -> None:
    answer = ask(real_settings, address, accept)
    assert answer.mimetype == accept
    assert "Accept" in answer.headers["Vary"]
    assert len(list(ox.parse(answer.data, format=syntax))) > 100


def test_the_description_counts_what_the_store_holds(
    real_settings: Settings, real_release: Release, real_store: EmbeddedStore
) -> None:
    store = read_graph(real_settings, "/.well-known/void")
    release = ox.NamedNode(f"{real_settings.base_iri}release/{real_release.id}")
    triples = {quad.triple for quad in real_store.engine.quads_for_pattern(None, None, None, None)}
    assert list_values(store, release, f"{VOID}triples") == [str(len(triples))]
    assert list_values(store, release, f"{VOID}properties") == [str(len({each.predicate for each in triples}))]
    classes = {each.object for each in triples if each.predicate == TYPE}
    assert len(list_values(store, release, f"{VOID}classPartition")) == len(classes)
    assert len(list_values(store, release, f"{VOID}dataDump")) == 4


def test_a_reader_gets_the_description_as_turtle(real_settings: Settings) -> None:
    assert ask(real_settings, "/.well-known/void", BROWSER).mimetype == "text/turtle"


def test_the_page_warns_while_the_addresses_are_not_the_services_own(real_settings: Settings) -> None:
    text = read_text(real_settings, "/catalog")
    assert "The addresses in the graph begin with https://w3id.org/goldenthread/" in text
    assert "GOLDENTHREAD_BASE_IRI" in text


def test_the_address_of_a_release_leads_to_the_catalogue(real_settings: Settings, real_release: Release) -> None:
    address = f"/release/{real_release.id}"
    assert ask(real_settings, address, BROWSER).location == "/catalog"
    assert ask(real_settings, address, "text/turtle").location == "/catalog.ttl"
    assert ask(real_settings, "/release/none").status_code == 404


def test_a_service_at_its_own_address_warns_of_nothing_and_its_addresses_lead_to_it(
    tmp_path: Path, library: QueryLibrary
) -> None:
    settings = replace(read_settings({"GOLDENTHREAD_BASE_IRI": OWN}), data=tmp_path)
    build(settings, [read_inputs(ANYTOWN)], library, lambda _: None)
    assert "For the operator" not in read_text(settings, "/catalog")
    answer = ask(settings, "/id/anytown/plan/together-2022-25", "text/turtle")
    triples = get_app(settings).test_client().get(answer.headers["Location"]).data
    subjects = {quad.subject for quad in ox.parse(triples, format=ox.RdfFormat.TURTLE)}
    assert ox.NamedNode(f"{OWN}id/anytown/plan/together-2022-25") in subjects
    assert ask(settings, "/graph/anytown/computed.ttl").status_code == 200
    assert "Together" in read_text(settings, "/page/anytown/plan/together-2022-25")
