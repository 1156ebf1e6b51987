"""Visitors' queries on their way to the sandbox, and who they come from.

A client is told apart by its address, for one thing alone: that all take turns. An IPv6 client is its network of 64
bits, because one household or one machine has all of that. Behind a proxy every visitor would be the same client, so
``GOLDENTHREAD_TRUSTED_PROXIES`` says how many proxies may name the visitor in ``X-Forwarded-For``; without it that is
not read, because anyone can write it.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable

from flask import Flask, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from graph.answers import Content, Found, Preview
from graph.errors import QueryLimitError, ServiceBusyError, VisitorQueryError
from graph.namespaces import PREFIXES
from graph.settings import Settings
from web.live import get_graph, get_live_graph
from web.metrics import note_query
from web.protocol import Asked


def trust_proxies(app: Flask, settings: Settings) -> None:
    """Read who asks, and at which address, from the headers of that many proxies, of none by default."""
    count = settings.trusted_proxies
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]  # as Flask documents it


def find_client() -> str:
    """Return what the visitor of this request is told apart by."""
    address = request.remote_addr or ""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))


def run_query(asked: Asked, media_type: str) -> bytes:
    """Return the whole result of a visitor's query in that form."""
    pool, graphs = get_live_graph().get_pool(), (asked.default_graphs, asked.named_graphs)
    return _note(lambda: pool.run(asked.query, media_type, *graphs, prefixes=PREFIXES, client=find_client()))


def preview_query(asked: Asked, max_rows: int) -> Preview:
    """Return the first rows or triples of a visitor's query."""
    pool, graphs = get_live_graph().get_pool(), (asked.default_graphs, asked.named_graphs)
    return _note(lambda: pool.preview(asked.query, max_rows, *graphs, client=find_client()))


def _note(ask: Callable[[], Found[Content]]) -> Content:
    """Return what is found, measure it, and see that it is not kept as the answer of another release than its own.

    Raises:
        VisitorQueryError: when the query is not answered.
    """
    started, outcome = time.perf_counter(), "failed"
    try:
        found = ask()
        outcome = "kept" if found.is_kept else "ran"
    except VisitorQueryError as error:
        outcome = _name_outcome(error)
        raise
    finally:
        note_query(outcome, time.perf_counter() - started)
    g.is_of_another_release = found.release != get_graph().release.name
    return found.content


def _name_outcome(error: VisitorQueryError) -> str:
    if isinstance(error, QueryLimitError):
        return error.limit
    return "busy" if isinstance(error, ServiceBusyError) else "refused"
