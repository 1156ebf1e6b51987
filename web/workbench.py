"""The page at ``/sparql`` for people: a form for a query and the first rows of its result."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Response, make_response, render_template

from graph.answers import Preview
from graph.errors import VisitorQueryError
from graph.formats import Kind, find_formats
from web.caching import find_unchanged
from web.contexts.queries import SparqlPage
from web.failures import make_failure_page
from web.grid import make_grid
from web.live import ServedGraph
from web.negotiate import HTML
from web.parts import Link
from web.protocol import Asked
from web.visitors import preview_query

MOST_ROWS = 100
"""Rows that the page shows; a file has them all."""

LONGEST_LINK = 6000
"""Characters of a query that still fit into a link to its result as a file."""


def show_workbench(graph: ServedGraph, asked: Asked) -> Response:
    """Return the page: the form, with the first rows of the result or what is wrong with the query."""
    if not asked.query:
        return find_unchanged(HTML) or _render(SparqlPage(query=""))
    unchanged = find_unchanged(HTML)
    if unchanged is not None:
        return unchanged
    try:
        preview = preview_query(asked, MOST_ROWS)
    except VisitorQueryError as error:
        return _render(SparqlPage(query=asked.query, failure=make_failure_page(error)))
    return _render(_make_page(graph, asked, preview))


def _make_page(graph: ServedGraph, asked: Asked, preview: Preview) -> SparqlPage:
    is_table = preview.form == "select"
    return SparqlPage(
        query=asked.query,
        grid=make_grid(preview.columns, preview.rows, preview.more, graph.site) if is_table else None,
        answer="" if preview.answer is None else ("Yes" if preview.answer else "No"),
        triples="\n".join(f"{triple} ." for triple in preview.triples),
        is_graph=preview.form in ("construct", "describe"),
        more=preview.more,
        formats=_link_formats(asked, preview),
    )


def _render(page: SparqlPage) -> Response:
    status = 200 if page.failure is None else page.failure.status
    return make_response(render_template("sparql/show.html", page=page, most_rows=MOST_ROWS), status)


def _link_formats(asked: Asked, preview: Preview) -> tuple[Link, ...]:
    if len(asked.query) > LONGEST_LINK:
        return ()
    kind: Kind = "solutions" if preview.form == "select" else "boolean" if preview.form == "ask" else "graph"
    given = [("query", asked.query)]
    given += [("default-graph-uri", each) for each in asked.default_graphs]
    given += [("named-graph-uri", each) for each in asked.named_graphs]
    return tuple(
        Link(form.title, f"/sparql?{urlencode([*given, ('format', form.name)])}") for form in find_formats(kind)
    )
