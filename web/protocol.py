"""What a request to the SPARQL endpoint asks for (SPARQL 1.1 Protocol, section 2.1), in any of its three ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import unquote_to_bytes

from flask import request

from graph.errors import QueryRefusedError
from web.errors import MediaTypeError, RequestError

GetAll: TypeAlias = Callable[[str], list[str]]
"""Returns every value of a parameter, from the address or from a form."""

QUERY_TYPE = "application/sparql-query"
UPDATE_TYPE = "application/sparql-update"
FORM_TYPE = "application/x-www-form-urlencoded"

_NO_UPDATES = (
    "this service is read-only and takes no updates",
    "send a SELECT, ASK, CONSTRUCT or DESCRIBE as query",
    "update",
)


@dataclass(frozen=True)
class Asked:
    """What a request asks for (SPARQL 1.1 Protocol, section 2.1); ``query`` is empty when it asks nothing."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def read_asked() -> Asked:
    """Return what the request asks for, in any of the protocol's three ways; its body has been read by now.

    Raises:
        RequestError: when it is none of them.
        QueryRefusedError: when it is an update.
        MediaTypeError: when its body is of another type than the protocol's.
    """
    if request.args.getlist("update") or request.mimetype == UPDATE_TYPE:
        raise QueryRefusedError(*_NO_UPDATES)
    if request.method != "POST":
        return _read_parameters(request.args.getlist, request.query_string)
    if request.mimetype == FORM_TYPE:
        return _read_parameters(_get_anywhere, request.get_data() + b"&" + request.query_string)
    if request.mimetype == QUERY_TYPE:
        if request.args.getlist("query"):
            raise RequestError("the request holds a query in its address and another in its body", "send one")
        return Asked(_decode(request.get_data()), *_read_graphs(request.args.getlist))
    raise MediaTypeError(
        f"a query cannot be read from content of type {request.mimetype or 'none'}",
        f"send {QUERY_TYPE} with the query as the body, or {FORM_TYPE} with a field named query",
    )


def require_query(asked: Asked) -> None:
    """Refuse a request that asks nothing, unless it is the bare address, which has a description.

    Raises:
        RequestError: when it does.
    """
    is_bare = request.method != "POST" and set(request.args) <= {"format"}
    if not asked.query and not is_bare:
        raise RequestError("the request holds no query", "send one as the parameter query")


def _get_anywhere(name: str) -> list[str]:
    """Return the values of a field of the form, and of the address, where some clients put the graphs."""
    return [*request.form.getlist(name), *request.args.getlist(name)]


def _read_parameters(get_all: GetAll, raw: bytes) -> Asked:
    if get_all("update"):
        raise QueryRefusedError(*_NO_UPDATES)
    queries = get_all("query")
    if len(queries) > 1:
        raise RequestError(f"the request holds {len(queries)} queries", "send one")
    _require_utf8(raw)
    return Asked(queries[0].strip() if queries else "", *_read_graphs(get_all))


def _read_graphs(get_all: GetAll) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(get_all("default-graph-uri")), tuple(get_all("named-graph-uri"))


def _require_utf8(raw: bytes) -> None:
    """Refuse parameters that are no text: what cannot be decoded would stay in the query as it was sent, as ``%FF``.

    Raises:
        RequestError: when it cannot.
    """
    try:
        unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError("the query is not UTF-8", "send it as UTF-8, percent-encoded") from error


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig").strip()  # editors on Windows begin a file with a mark
    except UnicodeDecodeError as error:
        raise RequestError(f"the query is not UTF-8 at byte {error.start + 1}", "send it as UTF-8") from error
