"""What changed from one release to the next: as a page at ``/changes``, and as Atom feeds under ``/feeds/``.

Both are given for everything and for any one node, such as a board or a priority.
"""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from werkzeug.urls import iri_to_uri

from web.caching import find_unchanged
from web.contexts.changes import ChangesPage, Feed, ReleaseEntry
from web.errors import UnknownPageError
from web.live import ServedGraph, get_graph
from web.negotiate import HTML
from web.node_page import get_heading
from web.parts import Link
from web.release_history import list_history, read_entries
from web.words import split_name

blueprint = Blueprint("changes", __name__)

ATOM = "application/atom+xml"
FEED = "/feeds/changes.atom"
"""The feed of everything; those of nodes have their paths in the place of its name."""


@blueprint.get("/changes")
def show() -> Response | str:
    """Show what changed with each release."""
    return _show(None)


@blueprint.get("/changes/<path:path>")
def show_node(path: str) -> Response | str:
    """Show what changed that concerns one node."""
    return _show(get_graph().site.to_iri(path))


@blueprint.get(FEED)
def feed() -> Response:
    """Return the feed of everything."""
    return _feed(None)


@blueprint.get("/feeds/<path:path>.atom")
def feed_node(path: str) -> Response:
    """Return the feed of what concerns one node."""
    return _feed(get_graph().site.to_iri(path))


def _show(about: str | None) -> Response | str:
    graph = get_graph()
    history = list_history(graph)
    unchanged = find_unchanged(HTML, *(each.name for each in history))
    if unchanged is not None:
        return unchanged
    entries = read_entries(graph, history, about)
    node = _find_node(graph, about, entries) if about else None
    home, way = Link("Home", "/"), Link("Changes", "/changes")
    page = ChangesPage(
        about=node,
        crumbs=(home, way, node) if node else (home,),
        feed_href=graph.site.to_feed(about) if about else FEED,
        releases=len(history),
        served=graph.release.name[:12],
        written_at=graph.release.written_at,
        entries=entries,
    )
    return render_template("changes/show.html", page=page)


def _feed(about: str | None) -> Response:
    graph = get_graph()
    history = list_history(graph)
    unchanged = find_unchanged(ATOM, *(each.name for each in history))
    if unchanged is not None:
        return unchanged
    entries = read_entries(graph, history, about)
    node = _find_node(graph, about, entries) if about else None
    site = iri_to_uri(request.host_url.rstrip("/"))
    own = graph.site.to_feed(about) if about else FEED
    context = Feed(
        id=iri_to_uri(graph.site.base_iri.rstrip("/") + own.removesuffix(".atom")),
        title=f"Golden thread: what changed about {node.text}" if node else "Golden thread: what changed",
        self_href=site + own,
        page_href=site + (graph.site.to_changes(about) if about else "/changes"),
        site_href=site,
        author="Golden thread",
        updated=entries[0].written_at if entries else graph.release.written_at,
        entries=entries,
    )
    return Response(render_template("changes/feed.xml", feed=context), mimetype=ATOM)


def _find_node(graph: ServedGraph, iri: str, entries: tuple[ReleaseEntry, ...]) -> Link:
    """Return a node's name and page; one that is gone is still known by its changes.

    Raises:
        UnknownPageError: when neither the graph nor any of its changes knows it.
    """
    try:
        label = get_heading(graph, iri).row.text("label")
    except UnknownPageError:
        if not entries:
            raise
        label = ""
    return Link(label or split_name(iri), graph.site.to_page(iri))
