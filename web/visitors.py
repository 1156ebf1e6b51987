"""Visitors' queries on their way to the sandbox, and who they come from.

A client is told apart by its address, for one thing alone: that all take turns. An IPv6 client is its network of 64
bits, because one household or one machine has all of that. Behind a proxy every visitor would be the same client, so
``GOLDENTHREAD_TRUSTED_PROXIES`` says how many proxies may name the visitor in ``X-Forwarded-For``; without it that is
not read, because anyone can write it.
"""

from __future__ import annotations

import ipaddress

from flask import Flask, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from graph.answers import Content, Found, Preview
from graph.namespaces import PREFIXES
from graph.settings import Settings
from web.live import get_graph, get_live_graph
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
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def run_query(asked: Asked, media_type: str) -> bytes:
    """Return the whole result of a visitor's query in that form."""
    found = (
        get_live_graph()
        .get_pool()
        .run(
            asked.query,
            media_type,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
            prefixes=PREFIXES,
            client=find_client(),
        )
    )
    return _note(found)


def preview_query(asked: Asked, max_rows: int) -> Preview:
    """Return the first rows or triples of a visitor's query."""
    found = (
        get_live_graph()
        .get_pool()
        .preview(
            asked.query,
            max_rows,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
            client=find_client(),
        )
    )
    return _note(found)


def _note(found: Found[Content]) -> Content:
    """Return what was found, and see that it is not kept as the answer of another release than its own."""
    g.is_kept = found.is_kept
    g.is_of_another_release = found.release != get_graph().release.name
    return found.content
