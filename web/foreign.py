"""Builds the page of an address of somebody else that things here name, and of which nothing is said here."""

from __future__ import annotations

from pyoxigraph import NamedNode

from web.contexts.nodes import ForeignPage
from web.facts import group_links
from web.live import ServedGraph
from web.words import split_name


def find_foreign_page(graph: ServedGraph, iri: str) -> ForeignPage | None:
    """Return what names an address, None when the graph describes it or when nothing names or uses it."""
    node = {"node": NamedNode(iri)}
    if graph.read("pages/node", node):
        return None
    incoming = group_links(graph.read("pages/links_to_node", node), graph)
    is_known = bool(incoming or graph.read("pages/known_nodes", node))
    return ForeignPage(iri, split_name(iri), incoming) if is_known else None
