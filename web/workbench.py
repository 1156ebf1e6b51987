"""The page at ``/sparql`` for people: a query, the library of queries beside it, and the first rows of the result."""

from __future__ import annotations

from flask import Response, make_response, render_template, request

from graph.answers import Preview
from graph.errors import VisitorQueryError
from graph.namespaces import PREFIXES
from web.caching import find_unchanged
from web.client_code import Request, write_codes
from web.contexts.failures import FailurePage
from web.contexts.queries import SparqlPage
from web.failures import make_failure_page
from web.live import ServedGraph
from web.negotiate import HTML
from web.permalink import make_permalink
from web.protocol import Asked
from web.query_list import list_folders
from web.results import link_files, make_result, to_form
from web.visitors import preview_query

PATH = "/sparql"

MOST_ROWS = 100
"""Rows that the page shows; a file has them all."""

LONGEST_LINK = 6000
"""Characters of a query that still fit into a link."""

FIRST_QUERY = "pages/first_query"
"""The named query whose text the empty form holds."""


def show_workbench(graph: ServedGraph, asked: Asked) -> Response:
    """Return the page: the form, with the first rows of the result or what is wrong with the query."""
    unchanged = find_unchanged(HTML)
    if unchanged is not None:
        return unchanged
    if not asked.query:
        return _render(graph, asked)
    try:
        preview = preview_query(asked, MOST_ROWS)
    except VisitorQueryError as error:
        return _render(graph, asked, failure=make_failure_page(error))
    return _render(graph, asked, preview)


def _render(
    graph: ServedGraph, asked: Asked, preview: Preview | None = None, failure: FailurePage | None = None
) -> Response:
    given = _list_given(asked)
    is_short = len(asked.query) <= LONGEST_LINK
    form = to_form(preview.form) if preview else "select"
    result = None
    if preview:
        result = make_result(preview, graph.site, PATH, given, link_files(PATH, given, form) if is_short else ())
    code_request = Request(request.host_url.rstrip("/"), PATH, given, form)
    page = SparqlPage(
        query=to_lines(asked.query),
        example=graph.library.get_query(FIRST_QUERY).text.strip(),
        folders=list_folders(graph.library),
        prefixes="\n".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in PREFIXES.items()),
        failure=failure,
        result=result,
        codes=write_codes(code_request, to_lines(asked.query)) if result else (),
        permalink=make_permalink(graph, PATH, given) if result and is_short else None,
    )
    return make_response(render_template("sparql/show.html", page=page), failure.status if failure else 200)


def _list_given(asked: Asked) -> list[tuple[str, str]]:
    return [
        ("query", to_lines(asked.query)),
        *(("default-graph-uri", each) for each in asked.default_graphs),
        *(("named-graph-uri", each) for each in asked.named_graphs),
    ]


def to_lines(query: str) -> str:
    """Return a query whose lines end as a program would end them: a form sends two characters for each end."""
    return query.replace("\r\n", "\n")
