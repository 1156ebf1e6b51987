"""Issue 3, "Shown by" 5: every address of the graph, in every form; no dead link, no wrong type."""

from __future__ import annotations

import re
from html import unescape

import pyoxigraph as ox
import pytest
from web_crawl import SHARES, SYNTAXES, list_addresses, list_share
from web_site import BROWSER, get_app

from graph.release import Release
from graph.settings import Settings
from graph.store import EmbeddedStore
from web.addresses import SiteAddresses

SITE = SiteAddresses("https://w3id.org/goldenthread/", "tower-hamlets")
EVERY_SHARE = pytest.mark.parametrize("share", range(SHARES))
HREF = re.compile(r'(?:href|src)="([^"]+)"')
CRAWLED = ("/page", "/data", "/id/", "/lineage/", "/code/", "/graph/", "/def", "/queries", "/sparql", "/contact?")
"""What links from pages lead to and other tests ask: nodes are asked here by their own addresses."""


def fetch(settings: Settings, address: str, accept: str) -> tuple[int, str, bytes]:
    """Return status, media type and body at the end of at most one redirect."""
    client = get_app(settings).test_client()
    answer = client.get(address, headers={"Accept": accept})
    if answer.status_code == 303:
        answer = client.get(answer.headers["Location"], headers={"Accept": accept})
    return answer.status_code, answer.mimetype or "", answer.data


def test_the_shares_are_every_address_of_the_graph(real_release: Release, real_store: EmbeddedStore) -> None:
    addresses = list_addresses(real_release.dump_nquads)
    shares = [iri for share in range(SHARES) for iri in list_share(real_release.dump_nquads, share)]
    quads = list(real_store.engine.quads_for_pattern(None, None, None, None))
    terms = {term for quad in quads for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)}
    own = {term.value for term in terms if isinstance(term, ox.NamedNode) and "//w3id.org/goldenthread/" in term.value}
    assert sorted(shares) == list(addresses)
    assert own == set(addresses)
    assert len(own) > 6_000


def is_node_page(href: str) -> bool:
    """Return whether it is the page of an address of ours; legislation has a page here and an address elsewhere."""
    return href.startswith("/page/") and "/legislation/" not in href


@EVERY_SHARE
def test_every_address_has_a_page_without_a_dead_link(
    real_settings: Settings, real_release: Release, share: int
) -> None:
    known = {SITE.to_page(iri).partition("#")[0] for iri in list_addresses(real_release.dump_nquads)}
    elsewhere: set[str] = set()
    for iri in list_share(real_release.dump_nquads, share):
        status, media_type, body = fetch(real_settings, SITE.to_id(iri).partition("#")[0], BROWSER)
        assert (iri, status, media_type) == (iri, 200, "text/html")
        links = {unescape(href).partition("#")[0] for href in HREF.findall(body.decode())}
        elsewhere |= {href for href in links if href.startswith("/") and href not in known}
        assert (iri, [href for href in links if is_node_page(href) and href not in known]) == (iri, [])
    for href in sorted(elsewhere):
        if not href.startswith(CRAWLED):
            assert (href, fetch(real_settings, href, BROWSER)[0]) == (href, 200)


@EVERY_SHARE
def test_every_address_has_its_triples_in_every_syntax(
    real_settings: Settings, real_release: Release, share: int
) -> None:
    for number, iri in enumerate(list_share(real_release.dump_nquads, share)):
        address = SITE.to_id(iri).partition("#")[0]
        for accept, syntax in SYNTAXES.items():
            status, media_type, body = fetch(real_settings, address, accept)
            assert (iri, status, media_type) == (iri, 200, accept)
            if number % 10 == 0 and not iri.startswith("https://w3id.org/goldenthread/def"):
                assert any(ox.NamedNode(iri) in quad for quad in map(list_terms, ox.parse(body, format=syntax))) or (
                    "/graph/" in iri or "/release/" in iri
                )


def list_terms(quad: ox.Quad) -> tuple[object, ...]:
    return (quad.subject, quad.predicate, quad.object)


def test_every_term_has_its_place_on_the_page_of_the_vocabulary(real_settings: Settings, real_release: Release) -> None:
    page = fetch(real_settings, "/def", BROWSER)[2].decode()
    terms = [iri.partition("#")[2] for iri in list_addresses(real_release.dump_nquads) if "/def#" in iri]
    assert len(terms) > 100
    assert [term for term in terms if f'id="{term}"' not in page] == []


@pytest.mark.parametrize(("accept", "syntax"), SYNTAXES.items())
def test_every_term_is_described_in_the_triples_of_the_vocabulary(
    real_settings: Settings, real_release: Release, accept: str, syntax: ox.RdfFormat
) -> None:
    found = {quad.subject.value for quad in ox.parse(fetch(real_settings, "/def", accept)[2], format=syntax)}
    terms = [iri for iri in list_addresses(real_release.dump_nquads) if "/def#" in iri]
    assert [iri for iri in terms if iri not in found] == []
