"""Which named query made a table or picture, and where the same answer is found as a page, a query text and files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

from pyoxigraph import NamedNode

from graph.parameters import Given, Value
from graph.queries import NamedQuery
from web.live import ServedGraph
from web.parts import Link, MadeBy, ParameterValue
from web.query_list import INTERNAL

_FILES = {
    "select": (("CSV", "csv"), ("JSON", "json")),
    "ask": (("JSON", "json"),),
    "construct": (("Turtle", "ttl"), ("JSON-LD", "jsonld")),
}
"""The files that are offered of each form of query: name, and what its address ends in."""


def make_made_by(graph: ServedGraph, name: str, values: Mapping[str, Given] | None = None) -> MadeBy:
    """Return where the answer of a named query to ``values`` is found.

    A query that the service asks only itself has no page and no files; its text opens all the same.

    Raises:
        UnknownQueryError: when there is no query of that name.
        ParameterError: when a value does not fit.
    """
    query = graph.library.get_query(name)
    given = [
        ParameterValue(parameter.name, _write(value, graph))
        for parameter in query.parameters
        for value in _list_values((values or {}).get(parameter.name))
    ]
    asked = urlencode([(each.name, each.value) for each in given], quote_via=quote)
    tail = f"?{asked}" if asked else ""
    is_public = name.partition("/")[0] not in INTERNAL
    return MadeBy(
        name=name,
        title=query.title,
        parameters=tuple(given),
        page_href=f"/queries/{name}{tail}" if is_public else "",
        workbench_href=f"/sparql?{urlencode({'query': _read_text(query, values)}, quote_via=quote)}",
        files=tuple(Link(text, f"/queries/{name}.{suffix}{tail}") for text, suffix in _FILES[query.form])
        if is_public
        else (),
    )


def _read_text(query: NamedQuery, values: Mapping[str, Given] | None) -> str:
    return query.bind(values or {}).strip()


def _list_values(given: Given) -> list[str | Value]:
    several = given if isinstance(given, Sequence) and not isinstance(given, str) else [given]
    return [value for value in several if value is not None and value != ""]


def _write(value: str | Value, graph: ServedGraph) -> str:
    if isinstance(value, str):
        return value
    return graph.site.shorten(value.value) or value.value if isinstance(value, NamedNode) else value.value
