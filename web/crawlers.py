"""What crawlers read: ``/robots.txt``, and a site map of every page with the day of its release."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from flask import Blueprint, Response, current_app, request

from web.caching import find_unchanged
from web.errors import UnknownPageError
from web.live import ServedGraph, get_graph
from web.navigation import find_index
from web.parts import Link

blueprint = Blueprint("crawlers", __name__)

MOST_ADDRESSES = 50_000
"""How many one site map may hold (sitemaps.org)."""

XML = "application/xml"
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
ROBOTS = """User-agent: *
Disallow: /sparql?
Disallow: /search?
Disallow: /queries/*?
Disallow: /page?
Disallow: /data?
Disallow: /documents/*/text
Allow: /

Sitemap: {origin}sitemap.xml
"""
"""Everything may be read; what makes the service work for each of endlessly many addresses is not for crawlers."""


@blueprint.get("/robots.txt")
def show_robots() -> Response:
    """Say what crawlers may read."""
    return Response(ROBOTS.format(origin=request.host_url), mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def show_index() -> Response:
    """Show the list of site maps."""
    graph = get_graph()
    unchanged = find_unchanged(XML)
    if unchanged is not None:
        return unchanged
    count = -(-len(_list_paths(graph)) // MOST_ADDRESSES)
    entries = [_write_entry("sitemap", f"/sitemap-{number}.xml", graph) for number in range(1, count + 1)]
    return _answer(f"<sitemapindex {_SPACE}>", entries, "</sitemapindex>")


@blueprint.get("/sitemap-<int:number>.xml")
def show_map(number: int) -> Response:
    """Show one site map.

    Raises:
        UnknownPageError: when there are not so many.
    """
    graph = get_graph()
    paths = _list_paths(graph)[(number - 1) * MOST_ADDRESSES : number * MOST_ADDRESSES] if number else ()
    if not paths:
        raise UnknownPageError(f"there is no site map {number}", "see the list", (Link("Site maps", "/sitemap.xml"),))
    unchanged = find_unchanged(XML)
    if unchanged is not None:
        return unchanged
    return _answer(f"<urlset {_SPACE}>", (_write_entry("url", path, graph) for path in paths), "</urlset>")


def _list_paths(graph: ServedGraph) -> Sequence[str]:
    """Return the main pages, then the page of every node and code, each once."""
    ways = (way.href for group in find_index(current_app) for way in group.ways)
    nodes = (graph.site.to_page(row.text("node")) for row in graph.read("pages/addresses"))
    return tuple(
        dict.fromkeys(("/", *ways, "/catalog", "/graph", "/code", *(path for path in nodes if "?" not in path)))
    )


def _write_entry(tag: str, path: str, graph: ServedGraph) -> str:
    address = escape(request.host_url.rstrip("/") + path)
    return f"<{tag}><loc>{address}</loc><lastmod>{graph.release.written_at:%Y-%m-%d}</lastmod></{tag}>"


def _answer(start: str, entries: Iterable[str], end: str) -> Response:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', start, *entries, end, ""]
    return Response("\n".join(lines), mimetype=XML)
