from __future__ import annotations

import pyoxigraph as ox
import pytest
from web_site import ask

from graph.release import Release
from graph.settings import Settings

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


def read(settings: Settings, media_type: str = "text/turtle") -> ox.Store:
    answer = ask(settings, "/sparql", media_type)
    assert answer.mimetype == media_type
    store = ox.Store()
    store.extend(ox.parse(answer.data, format=FORMS[media_type]))
    return store


def list_values(store: ox.Store, predicate: str) -> list[str]:
    found = [quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None)]
    return [each.value for each in found if not isinstance(each, ox.Triple)]


def list_objects(store: ox.Store, predicate: str) -> set[str]:
    return set(list_values(store, SD + predicate))


@pytest.mark.parametrize("media_type", FORMS)
def test_it_comes_in_every_form_and_says_the_same(real_settings: Settings, media_type: str) -> None:
    assert set(read(real_settings, media_type)) == set(read(real_settings))


def test_it_names_every_graph_with_its_size(real_settings: Settings, real_release: Release) -> None:
    manifest = real_release.manifest
    store = read(real_settings)
    assert list_objects(store, "name") == {*manifest.counts, *manifest.meta_counts}
    sizes = list_values(store, "http://rdfs.org/ns/void#triples")
    assert sum(map(int, sizes)) == manifest.total_quads


def test_it_says_that_the_default_graph_is_the_union_and_which_forms_there_are(real_settings: Settings) -> None:
    store = read(real_settings)
    assert list_objects(store, "feature") == {f"{SD}UnionDefaultGraph"}
    assert len(list_objects(store, "resultFormat")) == 8
    assert list_objects(store, "endpoint") == {"http://localhost/sparql"}


def test_it_tells_the_limits_in_words(real_settings: Settings) -> None:
    assert "A query may take 30 seconds, waiting included" in ask(real_settings, "/sparql", "text/turtle").text


def test_a_form_that_it_does_not_have_is_not_acceptable(real_settings: Settings) -> None:
    assert ask(real_settings, "/sparql", "image/png").status_code == 406
