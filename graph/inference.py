"""What follows from the facts: the closure of the thread, trends by rule, and totals held against their lines.

It reads a store of one authority's facts through the named queries under ``queries/infer`` and yields quads for graphs
of their own: ``inferred/stated``, ``inferred/curated`` and ``computed``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from graph.iris import Addresses
from graph.namespaces import find_namespace
from graph.ontology import context_hops, structural_hops
from graph.queries import QueryLibrary
from graph.store import Store
from graph.terms import to_iri
from graph.totals import annotate_totals
from graph.trends import compute_trends

GT = find_namespace("gt")


def infer_quads(store: Store, library: QueryLibrary, addresses: Addresses, home_area: str) -> Iterator[Quad]:
    """Yield everything that follows from the facts of one authority; ``home_area`` is its ONS code."""
    yield from infer_thread(store, library, addresses)
    yield from compute_trends(store, library, addresses, home_area)
    yield from annotate_totals(store, library, addresses)


def infer_thread(store: Store, library: QueryLibrary, addresses: Addresses) -> Iterator[Quad]:
    """Yield ``gt:thread`` for each hop and ``gt:tracesTo`` for the closure of structural hops and one context hop."""
    curated_graph = addresses.mint_graph("curated")
    structural = _read_edges(store, library, structural_hops(), curated_graph)
    context = _read_edges(store, library, context_hops(), curated_graph)
    stated, curated = addresses.mint_graph("inferred/stated"), addresses.mint_graph("inferred/curated")
    for parent in sorted(set(structural.every) | set(context.every)):
        direct_stated = structural.stated[parent] | context.stated[parent]
        direct = structural.every[parent] | context.every[parent]
        yield from _write_links(parent, GT["thread"], direct_stated, stated)
        yield from _write_links(parent, GT["thread"], direct - direct_stated, curated)
        reach_stated = _find_reach(parent, structural.stated, context.stated)
        reach = _find_reach(parent, structural.every, context.every)
        yield from _write_links(parent, GT["tracesTo"], reach_stated, stated)
        yield from _write_links(parent, GT["tracesTo"], reach - reach_stated, curated)


@dataclass(frozen=True)
class _Hops:
    stated: defaultdict[str, set[str]]
    every: defaultdict[str, set[str]]


def _read_edges(store: Store, library: QueryLibrary, hops: Iterable[NamedNode], curated_graph: NamedNode) -> _Hops:
    found = _Hops(defaultdict(set), defaultdict(set))
    table = library.get_query("infer/thread_hops").select(store, {"hop": tuple(hops)})
    for parent, child, graph in table.rows:
        found.every[to_iri(parent)].add(to_iri(child))
        if graph != curated_graph:
            found.stated[to_iri(parent)].add(to_iri(child))
    return found


def _find_reach(start: str, structural: Mapping[str, set[str]], context: Mapping[str, set[str]]) -> set[str]:
    reached = {start}
    waiting = [start]
    while waiting:
        for child in structural.get(waiting.pop(), ()):
            if child not in reached:
                reached.add(child)
                waiting.append(child)
    ends = {end for node in reached for end in context.get(node, ())}
    return (reached | ends) - {start}


def _write_links(parent: str, predicate: NamedNode, children: Iterable[str], graph: NamedNode) -> Iterator[Quad]:
    for child in sorted(children):
        yield Quad(NamedNode(parent), predicate, NamedNode(child), graph)
