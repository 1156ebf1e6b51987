"""The named queries at ``/queries``: each with its own form, its text, and its result as a table or a file."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request

from graph.errors import ParameterError, UnknownQueryError
from graph.formats import Format, Kind, find_formats
from graph.namespaces import PREFIXES
from graph.queries import NamedQuery, QueryLibrary
from web.caching import find_unchanged
from web.contexts.queries import QueriesPage, QueryEntry, QueryField, QueryFolder, QueryPage
from web.grid import make_grid
from web.live import ServedGraph, get_graph
from web.negotiate import HTML
from web.parts import Grid, Link

blueprint = Blueprint("queries", __name__)

MOST_ROWS = 200
"""Rows that a page shows; a file has them all."""

INTERNAL = ("check", "infer", "pages", "store")
"""Folders of queries that the service asks itself, and nobody else has a use for."""

_KINDS: dict[str, Kind] = {"select": "solutions", "ask": "boolean", "construct": "graph"}


@blueprint.get("/queries")
def show_list() -> Response | str:
    """Show every named query, by folder."""
    library = get_graph().library
    return find_unchanged(HTML) or render_template("queries/list.html", page=QueriesPage(_list_folders(library)))


@blueprint.get("/queries/<path:name>")
def show(name: str) -> Response:
    """Show one query with its form and result, or return its result as the file that the address ends in.

    Raises:
        UnknownQueryError: when there is no such query, or no such form of its result.
    """
    graph = get_graph()
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        return find_unchanged(HTML) or _show(graph, get_public_query(graph.library, name))
    query = get_public_query(graph.library, stem)
    form = _find_form(query, suffix)
    if form is None:
        raise UnknownQueryError(name, (stem,))
    return find_unchanged(form.media_type) or _download(graph, query, form)


def get_public_query(library: QueryLibrary, name: str) -> NamedQuery:
    """Return a query that is shown here.

    Raises:
        UnknownQueryError: when there is none of that name.
    """
    if name.partition("/")[0] in INTERNAL:
        raise UnknownQueryError(name)
    return library.get_query(name)


def _list_folders(library: QueryLibrary) -> tuple[QueryFolder, ...]:
    by_folder: dict[str, list[QueryEntry]] = {}
    for query in library:
        folder = query.name.partition("/")[0]
        if folder not in INTERNAL:
            entry = QueryEntry(Link(query.title, f"/queries/{query.name}"), query.description)
            by_folder.setdefault(folder, []).append(entry)
    return tuple(QueryFolder(name, tuple(entries)) for name, entries in by_folder.items())


def _show(graph: ServedGraph, query: NamedQuery) -> Response:
    problem = ""
    grid, answer, triples = None, "", ""
    is_ready = all(request.args.get(each.name) for each in query.parameters if each.required)
    if is_ready:
        try:
            grid, answer, triples = _run(graph, query)
        except ParameterError as error:
            problem = str(error)
    page = QueryPage(
        name=query.name,
        title=query.title,
        description=query.description,
        fields=tuple(
            QueryField(each.name, each.description, each.example, request.args.get(each.name, ""), each.required)
            for each in query.parameters
        ),
        columns=tuple((column.name, column.description) for column in query.columns),
        text=query.text.strip(),
        problem=problem,
        is_run=is_ready and not problem,
        grid=grid,
        answer=answer,
        triples=triples,
        formats=_list_forms(query) if is_ready and not problem else (),
    )
    return make_response(render_template("queries/show.html", page=page), 400 if problem else 200)


def _run(graph: ServedGraph, query: NamedQuery) -> tuple[Grid | None, str, str]:
    values = _read_values()
    if query.form == "select":
        table = query.select(graph.store, values)
        rows = table.rows[:MOST_ROWS]
        return make_grid(table.columns, rows, len(table.rows) > MOST_ROWS, graph.site), "", ""
    if query.form == "ask":
        return None, "Yes" if query.ask(graph.store, values) else "No", ""
    lines = query.serialize(graph.store, values, "text/turtle", PREFIXES).decode().splitlines()
    return None, "", "\n".join(lines[:MOST_ROWS])


def _download(graph: ServedGraph, query: NamedQuery, form: Format) -> Response:
    response = Response(
        query.serialize(graph.store, _read_values(), form.media_type, PREFIXES), mimetype=form.media_type
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Content-Disposition"] = f'inline; filename="{query.name.replace("/", "-")}{form.suffix}"'
    return response


def _read_values() -> dict[str, list[str]]:
    return {name: request.args.getlist(name) for name in request.args}


def _find_form(query: NamedQuery, suffix: str) -> Format | None:
    forms = find_formats(_KINDS[query.form])
    return next((form for form in forms if suffix in (form.name, form.suffix.lstrip("."))), None)


def _list_forms(query: NamedQuery) -> tuple[Link, ...]:
    asked = request.query_string.decode()
    tail = f"?{asked}" if asked else ""
    return tuple(
        Link(form.title, f"/queries/{query.name}.{form.name}{tail}") for form in find_formats(_KINDS[query.form])
    )
