"""Issue 3, "Shown by" 5: the addresses of the graph, in every form; no dead link, no wrong type.

Here every kind of address is asked, of the large kinds some; ``make crawl`` asks every one.
"""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest
from web_site import get_app

from benchmarks.crawl import BROWSER, SYNTAXES, Crawl, choose_some, list_iris
from graph.release import Release
from graph.settings import Settings
from graph.store import EmbeddedStore

BASE = "https://w3id.org/goldenthread/"
MOST_PAGES, MOST_LINKS, SHARES = 4, 2, 8


@pytest.fixture
def crawl(real_settings: Settings) -> Crawl:
    """A crawl that has asked nothing yet."""
    return Crawl.of(get_app(real_settings))


def list_share(crawl: Crawl, share: int) -> list[str]:
    """Return a part of the chosen addresses, so that several processes divide them."""
    return choose_some(crawl.addresses, MOST_PAGES)[share::SHARES]


def test_a_crawl_knows_every_address_in_any_place_of_the_graph(
    real_release: Release, real_store: EmbeddedStore
) -> None:
    quads = list(real_store.engine.quads_for_pattern(None, None, None, None))
    terms = {term for quad in quads for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)}
    own = {term.value for term in terms if isinstance(term, ox.NamedNode) and term.value.startswith(BASE)}
    assert set(list_iris(real_release, BASE)) == own
    assert len(own) > 6_000


@pytest.mark.parametrize("share", range(SHARES))
def test_pages_have_no_dead_link(crawl: Crawl, share: int) -> None:
    crawl.ask_pages(list_share(crawl, share))
    assert len(crawl.links) > 100
    crawl.ask_links(choose_some(crawl.list_other_links(), MOST_LINKS)[share::SHARES])
    assert crawl.faults == []


@pytest.mark.parametrize("share", range(SHARES))
def test_addresses_have_their_triples_in_every_syntax(crawl: Crawl, share: int) -> None:
    chosen = list_share(crawl, share)
    crawl.ask_data(chosen)
    assert crawl.faults == []
    assert crawl.asked == Counter(dict.fromkeys(SYNTAXES, len(chosen)))


def test_every_kind_of_address_is_among_the_chosen(crawl: Crawl) -> None:
    chosen = choose_some(crawl.addresses, MOST_PAGES)
    for part in ("/def", "/code/", "/graph/", "/plan/", "/passage/", "/statement/", "/observation/", "/release/"):
        assert any(part in address for address in chosen)


def test_links_to_pages_of_the_graph_lead_to_addresses_that_a_whole_crawl_asks(crawl: Crawl) -> None:
    crawl.ask_pages(choose_some(crawl.addresses, 1))
    own = {link for link in crawl.links if link.startswith("/page/") and "/legislation/" not in link}
    assert len(own) > 50
    assert own <= crawl.pages


def test_a_crawl_notices_an_address_without_an_answer_a_wrong_type_and_a_dead_link(crawl: Crawl) -> None:
    crawl.ask_pages(["/id/tower-hamlets/plan/no-such-plan", "/data/tower-hamlets/plan/strategic-2021-24.ttl"])
    crawl.ask_links(["/no-such-page"])
    assert len(crawl.faults) == 3
    assert crawl.asked[BROWSER] == 3
