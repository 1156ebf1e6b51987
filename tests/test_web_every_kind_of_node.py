"""One node of each class of the graph: its page says where each fact came from, and leads to nothing missing."""

from __future__ import annotations

import re
from html import unescape

import pytest
from pyoxigraph import Literal, NamedNode
from web_site import BROWSER, ask, open_page, read_text

from graph.queries import QueryLibrary
from graph.settings import Settings
from graph.store import EmbeddedStore
from web.addresses import SiteAddresses

SITE = SiteAddresses("https://w3id.org/goldenthread/", "tower-hamlets")
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
PUBLISHED = "https://w3id.org/goldenthread/def#publishedValue"
SUPPORT = re.compile(r'<tr class="gt-facts__support">(.*?)</tr>', re.DOTALL)
BASIS = re.compile(r"gt-basis--(stated|by-layout|curated|computed)")
FOREIGN = re.compile(r'href="(/page\?iri=[^"]+)"')


@pytest.fixture(scope="module")
def nodes(real_store: EmbeddedStore, library: QueryLibrary) -> dict[str, tuple[str, str]]:
    """The first node of each class that has nodes here: class to page and value as printed."""
    query = library.get_query("check/every_triple")
    triples = sorted(real_store.construct(query.bind({})), key=str)
    values = {triple.subject: get_text(triple.object) for triple in triples if triple.predicate.value == PUBLISHED}
    found: dict[str, tuple[str, str]] = {}
    for triple in triples:
        if triple.predicate.value == TYPE and SITE.find_path(get_text(triple.subject)):
            page = SITE.to_page(get_text(triple.subject))
            found.setdefault(get_text(triple.object), (page, values.get(triple.subject, "")))
    return found


def get_text(term: object) -> str:
    """Return an address or the text of a literal."""
    assert isinstance(term, NamedNode | Literal)
    return term.value


def _is_bare(support: str) -> bool:
    """Return whether what supports some facts lacks its basis or, where a document says them, the place."""
    basis = BASIS.search(support)
    return basis is None or (basis[1] in ("stated", "by-layout") and "gt-source" not in support)


def test_every_fact_of_every_kind_of_node_says_how_it_is_known_and_where_it_stands(
    real_settings: Settings, nodes: dict[str, tuple[str, str]]
) -> None:
    assert len(nodes) > 40
    pages = sorted({page for page, _ in nodes.values()})
    bare = [page for page in pages for support in SUPPORT.findall(open_page(real_settings, page)) if _is_bare(support)]
    assert bare == []


def test_every_kind_of_node_shows_its_figure_as_printed(
    real_settings: Settings, nodes: dict[str, tuple[str, str]]
) -> None:
    printed = {page: value for page, value in nodes.values() if value}
    assert len(printed) > 3
    for page, value in printed.items():
        assert value in read_text(real_settings, page), page


def test_no_kind_of_node_leads_to_an_address_that_has_no_page(
    real_settings: Settings, nodes: dict[str, tuple[str, str]]
) -> None:
    links = {link for page, _ in nodes.values() for link in FOREIGN.findall(open_page(real_settings, page))}
    missing = [link for link in sorted(links) if ask(real_settings, unescape(link), BROWSER).status_code != 200]
    assert links
    assert missing == []


def test_the_page_of_a_mapping_is_named_after_both_its_ends(
    real_settings: Settings, nodes: dict[str, tuple[str, str]]
) -> None:
    page, _ = nodes["https://w3id.org/sssom/Mapping"]
    assert re.search(r"“.+” beside “.+”|No counterpart of “.+” in ", read_text(real_settings, page))


def test_a_mapping_is_called_a_mapping(real_settings: Settings, nodes: dict[str, tuple[str, str]]) -> None:
    head = open_page(real_settings, nodes["https://w3id.org/sssom/Mapping"][0]).split('class="gt-head__kind">')[1]
    assert re.search(r">Mapping\s*</a>", head.split("</p>")[0])


def test_a_body_is_reached_through_the_page_of_its_kind_and_not_through_one_plan(real_settings: Settings) -> None:
    page = open_page(real_settings, "/page/tower-hamlets/org/community-safety-partnership")
    crumbs = page[page.index("govuk-breadcrumbs__list") : page.index("gt-head__kind")]
    assert "/plan/" not in crumbs


def test_a_measure_is_reached_through_its_plan(real_settings: Settings) -> None:
    page = open_page(real_settings, "/page/tower-hamlets/plan/partnership-2018-23/measure/employment-rate")
    crumbs = page[page.index("govuk-breadcrumbs__list") : page.index("gt-head__kind")]
    assert crumbs.index('href="/plans"') < crumbs.index("/page/tower-hamlets/plan/partnership-2018-23")
