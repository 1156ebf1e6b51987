"""The SPARQL endpoint at ``/sparql``: SPARQL 1.1 Protocol for programs, a plain form for people.

A visitor's text goes to the sandbox and nowhere else: this process only reads its words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request

from graph.errors import VisitorQueryError
from graph.formats import Kind, find_formats
from graph.namespaces import PREFIXES
from graph.sandbox_worker import Preview
from web.caching import find_unchanged
from web.contexts.queries import SparqlPage
from web.errors import RequestError
from web.failures import make_failure_page
from web.grid import make_grid
from web.live import ServedGraph, get_graph, get_live_graph
from web.negotiate import HTML, choose_format, wants_page
from web.parts import Link
from web.service_description import describe_service

blueprint = Blueprint("sparql", __name__)

MOST_ROWS = 100
"""Rows that the page shows; a file has them all."""

LONGEST_LINK = 6000
"""Characters of a query that still fit into a link to its result as a file."""

GetAll: TypeAlias = Callable[[str], list[str]]
"""Returns every value of a parameter, from the address or from a form."""

_QUERY_TYPE = "application/sparql-query"
_FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Asked:
    """What a request asks for (SPARQL 1.1 Protocol, section 2.1); ``query`` is empty when it asks nothing."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


@blueprint.route("/sparql", methods=["GET", "POST"])
def answer() -> Response:
    """Answer a query, or show the form, or describe the service."""
    asked = read_asked()
    graph = get_graph()
    if wants_page(request):
        return _show(graph, asked)
    if not asked.query:
        return _describe()
    pool = get_live_graph().get_pool()
    form = choose_format(request, pool.read_text(asked.query).kind)
    unchanged = find_unchanged(form.media_type)
    if unchanged is not None:
        return unchanged
    body = pool.run(
        asked.query,
        form.media_type,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        prefixes=PREFIXES,
    )
    return Response(body, mimetype=form.media_type)


@blueprint.after_request
def allow_everybody(response: Response) -> Response:
    """Let scripts of other sites ask: everything here is public, and nothing depends on who asks."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
    response.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
    response.vary.add("Accept")
    return response


def read_asked() -> Asked:
    """Return what the request asks for, in any of the protocol's three ways.

    Raises:
        RequestError: when it is none of them.
    """
    if request.method != "POST":
        return _read_parameters(request.args.getlist)
    if request.mimetype == _FORM_TYPE:
        return _read_parameters(request.form.getlist)
    if request.mimetype == _QUERY_TYPE:
        return Asked(_decode(request.get_data()), *_read_graphs(request.args.getlist))
    raise RequestError(
        f"a query cannot be read from content of type {request.mimetype or 'none'}",
        f"send {_QUERY_TYPE} or {_FORM_TYPE}",
    )


def _read_parameters(get_all: GetAll) -> Asked:
    if get_all("update"):
        raise RequestError("this service takes no updates", "send a query")
    queries = get_all("query")
    if len(queries) > 1:
        raise RequestError(f"the request holds {len(queries)} queries", "send one")
    return Asked(queries[0].strip() if queries else "", *_read_graphs(get_all))


def _read_graphs(get_all: GetAll) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(get_all("default-graph-uri")), tuple(get_all("named-graph-uri"))


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8").strip()
    except UnicodeDecodeError as error:
        raise RequestError(f"the query is not UTF-8 at byte {error.start + 1}", "send it as UTF-8") from error


def _show(graph: ServedGraph, asked: Asked) -> Response:
    if not asked.query:
        return find_unchanged(HTML) or _render(SparqlPage(query=""))
    unchanged = find_unchanged(HTML)
    if unchanged is not None:
        return unchanged
    try:
        pool = get_live_graph().get_pool()
        preview = pool.preview(
            asked.query, MOST_ROWS, default_graphs=asked.default_graphs, named_graphs=asked.named_graphs
        )
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


def _describe() -> Response:
    form = choose_format(request, "graph")
    body = describe_service(request.base_url, form)
    return find_unchanged(form.media_type) or Response(body, mimetype=form.media_type)
