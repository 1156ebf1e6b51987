"""The triples of one thing in one form: what every address of data answers with."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response

from graph.formats import Format
from graph.namespaces import PREFIXES
from graph.parameters import Given
from web.caching import find_unchanged
from web.head_links import announce_data
from web.live import ServedGraph


def serve_triples(
    graph: ServedGraph, iri: str, form: Format, query: str, values: Mapping[str, Given] | None = None
) -> Response:
    """Return the answer of a named query about ``iri`` in ``form``, with links to its other forms."""
    announce_data(graph, iri, form)
    unchanged = find_unchanged(form.media_type)
    if unchanged is not None:
        return unchanged
    body = graph.library.get_query(query).serialize(graph.store, values, form.media_type, PREFIXES)
    return Response(body, mimetype=form.media_type)


def serve_negotiated(graph: ServedGraph, response: Response, iri: str, form: Format | None) -> Response:
    """Return the answer of an address that gives several forms, saying which one it is and where that one lives."""
    response.vary.add("Accept")
    if form is not None:
        response.headers["Content-Location"] = graph.site.to_data(iri, form.suffix)
    return response
