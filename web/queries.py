"""The named queries at ``/queries``: each with its own form, its text, and its result as a table, a chart or a file."""

from __future__ import annotations

from itertools import islice
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, make_response, render_template, request

from graph.answers import Preview
from graph.errors import ParameterError, UnknownQueryError
from graph.formats import FORMATS, Format, find_formats
from graph.namespaces import PREFIXES
from graph.queries import NamedQuery, QueryLibrary
from web.caching import find_unchanged
from web.client_code import Request, write_codes
from web.contexts.queries import QueriesPage, QueryColumn, QueryPage
from web.contexts.results import Result
from web.errors import NotAcceptableError
from web.failures import make_failure_page
from web.live import ServedGraph, get_graph
from web.negotiate import CLIENT_NAMES, HTML, choose_type
from web.parts import Link
from web.permalink import make_permalink, require_served_release
from web.query_fields import make_fields
from web.query_list import EVERYBODY, INTERNAL, list_folders
from web.query_values import Values, read_values, require_known, to_pairs
from web.results import KINDS, make_result

blueprint = Blueprint("queries", __name__)

MOST_ROWS = 200
"""Rows that a page shows; a file has them all."""

LONGEST_SEARCH = 200
"""Characters of a search of the list that are read."""

_FILE_SUFFIXES = {"select": "csv", "ask": "json", "construct": "ttl"}


@blueprint.get("/queries")
def show_list() -> Response | str:
    """Show the named queries by folder, or those that hold the words of ``q``."""
    unchanged = find_unchanged(HTML)
    if unchanged is not None:
        return unchanged
    words = " ".join(request.args.get("q", "").split())[:LONGEST_SEARCH]
    folders = list_folders(get_graph().library, words)
    size = sum(len(folder.queries) for folder in folders)
    return render_template("queries/list.html", page=QueriesPage(words, folders, size))


@blueprint.get("/queries/<path:name>")
def show(name: str) -> Response:
    """Show one query with its form and result, or return its result as the file that the address ends in.

    Raises:
        UnknownQueryError: when there is no such query.
        NotAcceptableError: when its result has no such form.
    """
    graph = get_graph()
    stem, dot, suffix = name.rpartition(".")
    query = get_public_query(graph.library, stem if dot else name)
    if dot:
        return _download(graph, query, _get_form(query, suffix))
    wanted = _find_wanted_form(query)
    if wanted is not None:
        return _download(graph, query, wanted)
    return find_unchanged(HTML) or _show(graph, query)


@blueprint.after_request
def vary_by_form(response: Response) -> Response:
    """Tell caches that the answer depends on the form that is asked for."""
    response.vary.add("Accept")
    return response


def get_public_query(library: QueryLibrary, name: str) -> NamedQuery:
    """Return a query that is shown here.

    Raises:
        UnknownQueryError: when there is none of that name.
    """
    if name.partition("/")[0] in INTERNAL:
        raise UnknownQueryError(name)
    return library.get_query(name)


def _show(graph: ServedGraph, query: NamedQuery) -> Response:
    values = read_values()
    path = f"/queries/{query.name}"
    problem: ParameterError | None = None
    result: Result | None = None
    if any(each.name in request.args for each in query.parameters) or not any(
        each.required for each in query.parameters
    ):
        try:
            require_known(graph, query, values, path)
            result = _run(graph, query, values)
        except ParameterError as error:
            problem = error
    page = _make_page(graph, query, values, result, problem)
    return make_response(render_template("queries/show.html", page=page), page.problem.status if page.problem else 200)


def _make_page(
    graph: ServedGraph,
    query: NamedQuery,
    values: Values,
    result: Result | None,
    problem: ParameterError | None,
) -> QueryPage:
    path, pairs = f"/queries/{query.name}", to_pairs(values)
    text = query.bind(values) if result else query.text
    example = {each.name: [each.example] for each in query.parameters if each.required}
    code_request = Request(request.host_url.rstrip("/"), f"{path}.{_FILE_SUFFIXES[query.form]}", pairs, query.form)
    return QueryPage(
        name=query.name,
        title=query.title,
        description=query.description,
        audience=query.audience or EVERYBODY,
        fields=make_fields(graph, query, values, problem),
        columns=tuple(QueryColumn(each.name, each.description, each.unit) for each in query.columns),
        text=text.strip(),
        workbench_href=f"/sparql?{urlencode({'query': text.strip()}, quote_via=quote)}",
        example_href=f"{path}?{urlencode(to_pairs(example), quote_via=quote)}" if example and not result else "",
        problem=make_failure_page(problem) if problem else None,
        result=result,
        codes=write_codes(code_request) if result else (),
        permalink=make_permalink(graph, path, pairs) if result else None,
    )


def _run(graph: ServedGraph, query: NamedQuery, values: Values) -> Result:
    path, pairs = f"/queries/{query.name}", to_pairs(values)
    return make_result(_preview(graph, query, values), graph.site, path, pairs, _link_files(query, pairs))


def _preview(graph: ServedGraph, query: NamedQuery, values: Values) -> Preview:
    """Return the first rows or triples of the whole result."""
    if query.form == "select":
        table = query.select(graph.store, values)
        rows = tuple(tuple(row) for row in islice(table.rows, MOST_ROWS))
        return Preview("select", tuple(table.columns), rows, more=len(table.rows) > MOST_ROWS)
    if query.form == "ask":
        return Preview("ask", answer=query.ask(graph.store, values))
    triples = query.construct(graph.store, values)
    return Preview("construct", triples=tuple(triples[:MOST_ROWS]), more=len(triples) > MOST_ROWS)


def _download(graph: ServedGraph, query: NamedQuery, form: Format) -> Response:
    require_served_release(graph)
    values = read_values()
    require_known(graph, query, values, request.path)
    unchanged = find_unchanged(form.media_type)
    if unchanged is not None:
        return unchanged
    response = Response(query.serialize(graph.store, values, form.media_type, PREFIXES), mimetype=form.media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{query.name.replace("/", "-")}{form.suffix}"'
    return response


def _get_form(query: NamedQuery, suffix: str) -> Format:
    """Return the form of the query's result that a suffix names.

    Raises:
        UnknownQueryError: when no result has such a form.
        NotAcceptableError: when the result of another kind of query has.
    """
    forms = find_formats(KINDS[query.form])
    names = (suffix, CLIENT_NAMES.get(suffix, "") if query.form == "construct" else "")
    found = next((form for form in forms if {form.name, form.suffix.lstrip(".")} & set(names)), None)
    if found is not None:
        return found
    if not any(suffix in (form.name, form.suffix.lstrip(".")) for form in FORMATS):
        raise UnknownQueryError(f"{query.name}.{suffix}", (query.name,))
    what = "triples" if query.form == "construct" else "a table" if query.form == "select" else "yes or no"
    raise NotAcceptableError(
        f"the result of {query.name} is {what}, which has no form .{suffix}",
        f"use one of {', '.join(f'{query.name}.{form.name}' for form in forms)}",
    )


def _find_wanted_form(query: NamedQuery) -> Format | None:
    """Return the form that the client's Accept header likes better than a page, else None."""
    forms = find_formats(KINDS[query.form])
    offered = [HTML, *(name for each in forms for name in (each.media_type, *each.also))]
    media_type = choose_type(request.accept_mimetypes, offered)
    return next((each for each in forms if media_type in (each.media_type, *each.also)), None)


def _link_files(query: NamedQuery, pairs: list[tuple[str, str]]) -> tuple[Link, ...]:
    tail = f"?{urlencode(pairs, quote_via=quote)}" if pairs else ""
    return tuple(
        Link(form.title, f"/queries/{query.name}.{form.name}{tail}") for form in find_formats(KINDS[query.form])
    )
