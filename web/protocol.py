"""What a request to the SPARQL endpoint asks for (SPARQL 1.1 Protocol, section 2.1), in any of its three ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from flask import request

from web.errors import RequestError

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
