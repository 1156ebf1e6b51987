"""``python -m benchmarks.crawl [--most 40]``: ask each address of a release in every form, and each link of its pages.

The application answers in this process, from the current release of ``GOLDENTHREAD_DATA``. A fault is a status other
than 200, a media type other than the one asked for, triples that do not name the address, a link that leads to nothing
and a link to a place that its page does not have. Faults are printed one a line, as soon as
they are found; the exit code is 1 when there are any.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from html import unescape

import pyoxigraph as ox
from flask import Flask

from graph.iris import DEFAULT_BASE_IRI
from graph.release import Release
from graph.settings import read_settings
from web import create_app
from web.addresses import SiteAddresses
from web.live import get_live_graph
from web.negotiate import GRAPH_FORMATS

BROWSER = "text/html"
SYNTAXES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
_LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
_MOST_ASKED = 4


@dataclass(frozen=True)
class Answer:
    """What stands at the end of an address's redirects."""

    status: int
    media_type: str
    body: bytes


@dataclass
class Crawl:
    """A crawl of one application; ``faults`` grows as it goes, ``asked`` counts requests by what was asked for."""

    app: Flask
    site: SiteAddresses
    iris: tuple[str, ...]
    faults: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    links: set[str] = field(default_factory=set)
    report: Callable[[str], None] = field(default=lambda _: None)

    @classmethod
    def of(cls, app: Flask) -> Crawl:
        """Return a crawl of every address that the application's release has."""
        with app.app_context():
            served = get_live_graph().get()
        return cls(app, served.site, list_iris(served.release, served.site.base_iri))

    @cached_property
    def addresses(self) -> dict[str, list[str]]:
        """The addresses to ask, each with the terms that it answers for: one page has the whole vocabulary."""
        found: dict[str, list[str]] = defaultdict(list)
        for iri in self.iris:
            found[self.site.to_id(iri).partition("#")[0]].append(iri)
        return dict(found)

    @cached_property
    def pages(self) -> frozenset[str]:
        """The pages that the addresses of the graph have."""
        return frozenset(self.site.to_page(iri).partition("#")[0] for iri in self.iris)

    def ask(self, address: str, accept: str) -> Answer:
        """Return the answer to a GET at the end of its redirects."""
        self.asked[accept] += 1
        client, target = self.app.test_client(), address
        for _ in range(_MOST_ASKED):
            with client.get(target, headers={"Accept": accept}) as answer:
                found = Answer(answer.status_code, answer.mimetype or "", answer.data)
                target = answer.headers.get("Location", "")
            if not target:
                break
        return found

    def ask_pages(self, addresses: Iterable[str]) -> None:
        """Ask addresses as a browser does and note the links of their pages."""
        for address in addresses:
            answer = self.ask(address, BROWSER)
            if self._fits(address, answer, BROWSER):
                self._read_links(address, answer.body.decode())

    def ask_data(self, addresses: Iterable[str]) -> None:
        """Ask addresses for their triples in every syntax, and read them."""
        for address in addresses:
            for accept, syntax in SYNTAXES.items():
                answer = self.ask(address, accept)
                if self._fits(address, answer, accept):
                    self._read_triples(address, answer.body, syntax)

    def ask_links(self, links: Iterable[str]) -> None:
        """Ask links for their status alone."""
        for link in links:
            status = self.ask(link, BROWSER).status
            if status != 200:
                self._note(f"{link}: linked to and answered with {status}")

    def list_other_links(self) -> list[str]:
        """Return the noted links of this site that no other part of a crawl asks: no page or triples of an address."""
        asked = self.pages | {self.site.to_data(iri, form.suffix) for iri in self.iris for form in GRAPH_FORMATS}
        return sorted(link for link in self.links if link.startswith("/") and link not in asked)

    def _note(self, fault: str) -> None:
        self.faults.append(fault)
        self.report(fault)

    def _fits(self, address: str, answer: Answer, accept: str) -> bool:
        if (answer.status, answer.media_type) == (200, accept):
            return True
        self._note(f"{address}: asked for {accept}, answered with {answer.status} {answer.media_type}")
        return False

    def _read_links(self, address: str, page: str) -> None:
        ids = set(_ID.findall(page))
        for link in {unescape(found) for found in _LINK.findall(page)}:
            target, _, place = link.partition("#")
            if target:
                self.links.add(target)
            elif place and place not in ids:
                self._note(f"{address}: leads to #{place}, which its page does not have")

    def _read_triples(self, address: str, body: bytes, syntax: ox.RdfFormat) -> None:
        named = {term for quad in ox.parse(body, format=syntax) for term in (quad.subject, quad.predicate, quad.object)}
        for iri in self.addresses[address]:
            # A named graph and a release answer with what they hold, which need not name them.
            if ox.NamedNode(iri) not in named and "/graph/" not in iri and "/release/" not in iri:
                self._note(f"{address}: says nothing of {iri} in {syntax.name}")


def list_iris(release: Release, base_iri: str) -> tuple[str, ...]:
    """Return every address of this service's that any quad of the release has in any place, sorted."""
    with gzip.open(release.dump_nquads) as file:
        terms = {
            term.value
            for quad in ox.parse(file.read(), format=ox.RdfFormat.N_QUADS)
            for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
            if isinstance(term, ox.NamedNode)
        }
    return tuple(sorted(iri for iri in terms if iri.startswith((base_iri, DEFAULT_BASE_IRI))))


def choose_some(addresses: Iterable[str], most: int) -> list[str]:
    """Return all addresses of a kind that has few, and about ``most`` of one that has more, always the same ones."""
    kinds: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for address in addresses:
        kinds[_find_kind(address)].append(address)
    return sorted(chosen for of_kind in kinds.values() for chosen in _choose(of_kind, most))


def _find_kind(address: str) -> tuple[str, ...]:
    """Return what addresses of a kind share: the words of the path that are no names, and a query's parameters."""
    path, _, query = address.partition("?")
    parts = path.split("/")
    depth = 2 if parts[1] in {"code", "graph", "queries", "static"} else 4
    inner = tuple(part for part in parts[4:] if part == "passage")
    return (*parts[1:depth], *inner, *sorted(each.partition("=")[0] for each in query.split("&")))


def _choose(addresses: list[str], most: int) -> Iterator[str]:
    """Yield all of a few, else those with the lowest checksums, which new addresses hardly move."""
    yield from sorted(addresses, key=lambda address: zlib.crc32(address.encode()))[:most]


def main() -> None:
    """Crawl the current release and print what was asked and what was wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crawl", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--most", type=int, help="ask at most so many addresses of a kind, always the same (all)")
    most = parser.parse_args().most
    app = create_app(read_settings(os.environ))
    try:
        crawl = Crawl.of(app)
        crawl.report = partial(print, flush=True)
        addresses = list(crawl.addresses) if most is None else choose_some(crawl.addresses, most)
        print(
            f"{len(crawl.iris):,} IRIs at {len(crawl.addresses):,} addresses, {len(addresses):,} of them asked",
            flush=True,
        )
        crawl.ask_pages(addresses)
        print(f"{crawl.asked[BROWSER]:,} pages read, {len(crawl.links):,} different links on them", flush=True)
        others = crawl.list_other_links()
        crawl.ask_data(addresses)
        print(f"{crawl.asked.total():,} requests for pages and triples, now the other links", flush=True)
        crawl.ask_links(others if most is None else choose_some(others, most))
    finally:
        with app.app_context():
            get_live_graph().close()
    print(", ".join(f"{count:,} as {accept}" for accept, count in crawl.asked.items()))
    print(f"{len(crawl.faults)} faults")
    sys.exit(bool(crawl.faults))


if __name__ == "__main__":
    main()
