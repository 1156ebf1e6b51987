"""The way to a node's page: through its plan where it stands in one, else through the page that lists its kind."""

from __future__ import annotations

from flask import current_app

from graph.trace import Trace
from web.live import ServedGraph
from web.navigation import find_index, find_way
from web.parts import Link, Trail

_HOME = Link("Home", "/")
_PLANS = Link("Plans", "/plans")
_CONTEXT = frozenset({"involves", "deliveredBy", "hasDuty", "hasEvidence", "hasCaseStudy", "hasStrategy"})
"""Hops that lead to what several plans share, so that none of them is the way to it."""


def make_crumbs(graph: ServedGraph, up: Trace, trails: tuple[Trail, ...], is_plan: bool) -> tuple[Link, ...]:
    """Return the way down to a node, the node itself left out; ``up`` is its upward trace."""
    if is_plan:
        return (_HOME, _PLANS)
    own = {hop.kind for hop in up.hops if hop.child == up.root.iri}
    if trails and not own & _CONTEXT:
        return (_HOME, _PLANS, *trails[0].steps)
    way = find_way(find_index(current_app), graph.site.to_page(up.root.iri))
    listed = (Link(way.text, way.href),) if way else ()
    return (_HOME, *listed, *_find_document(graph, up.root.iri))


def _find_document(graph: ServedGraph, iri: str) -> tuple[Link, ...]:
    """Return the document that a passage or a fact of a cover stands in, by its address."""
    return tuple(
        Link(name, graph.site.to_page(document))
        for document, name in graph.tracer.document_names.items()
        if iri.startswith(f"{document}/")
    )
