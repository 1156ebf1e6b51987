"""Issue 4, "Shown by" 2: no dead link in a walk over the whole site, and every fragment has its target."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from web_site import get_app
from web_walk import Walk, find_kind, find_node_path

from benchmarks.crawl import list_iris
from graph.release import Release
from graph.settings import Settings
from graph.store import EmbeddedStore
from web.addresses import SiteAddresses
from web.navigation import INDEX, find_index

SITE = SiteAddresses("https://w3id.org/goldenthread/", "tower-hamlets")
MOST_OF_A_KIND = 1

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def walk(real_settings: Settings) -> Walk:
    """A walk from the front page over the five documents, with one more page of each kind that fragments point to."""
    walk = Walk(get_app(real_settings).test_client(), MOST_OF_A_KIND)
    walk.follow("/")
    pointed_at = sorted({target for target, _ in walk.fragments} - walk.pages.keys())
    for target in {find_kind(target): target for target in pointed_at}.values():
        walk.open(target)
    return walk


def test_the_walk_reaches_every_main_page_and_many_kinds(walk: Walk, real_settings: Settings) -> None:
    ways = [way.href for group in find_index(get_app(real_settings)) for way in group.ways]
    assert [href for href in ways if href not in walk.pages] == []
    assert len(ways) > len(INDEX)
    assert len({find_kind(address) for address in walk.found_on}) > 150
    assert len(walk.found_on) > 3_000


def test_no_page_that_the_walk_opens_is_dead(walk: Walk) -> None:
    dead = {address: (page.status, walk.found_on.get(address)) for address, page in walk.pages.items()}
    assert {address: found for address, found in dead.items() if found[0] not in (200, 303)} == {}


def test_what_the_walk_passes_by_names_a_node_that_is_there(walk: Walk, real_release: Release) -> None:
    known = {SITE.to_id(iri).partition("/")[2].partition("/")[2] for iri in list_iris(real_release, SITE.base_iri)}
    named = {address: path for address in walk.passed_by if (path := find_node_path(address))}
    unknown = {address: walk.found_on[address] for address, path in named.items() if path not in known}
    assert len(unknown) < len(named) / 20
    assert {address: found for address, found in unknown.items() if walk.client.get(address).status_code != 200} == {}


def test_everything_else_that_the_walk_passes_by_answers(walk: Walk) -> None:
    rest = sorted(address for address in walk.passed_by if not find_node_path(address))
    asked = [address for address in rest if not address.startswith("/sparql")]
    assert [address for address in asked if walk.client.get(address).status_code != 200] == []


def test_every_query_that_is_offered_to_the_workbench_is_one_that_runs(walk: Walk, real_store: EmbeddedStore) -> None:
    offered = {text for address in walk.found_on if (text := dict(parse_qsl(urlsplit(address).query)).get("query"))}
    assert len(offered) > 50
    for text in offered:
        real_store.engine.query(text)


def test_every_fragment_has_its_target(walk: Walk) -> None:
    missing = {
        (target, fragment): source
        for (target, fragment), source in walk.fragments.items()
        if target in walk.pages and walk.pages[target].is_html and fragment not in walk.pages[target].ids
    }
    assert missing == {}
    assert len(walk.fragments) > 1_000
