"""The search over everything at ``/search?q=``, by kind; as JSON for programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, request

from graph.kinds import KINDS
from graph.word_index import MARK, UNMARK, Found, Group, Hit, to_plain
from web.caching import find_unchanged
from web.contexts.search import Piece, SearchGroup, SearchHit, SearchPage
from web.errors import RequestError
from web.live import ServedGraph, get_graph
from web.negotiate import HTML, choose_type
from web.parts import Choice, Link

blueprint = Blueprint("search", __name__)

BEST = 6
"""Hits of each kind that are shown before one kind is chosen."""

PAGE_SIZE = 50
"""Hits of a chosen kind on one page."""

LONGEST_TEXT = 500
"""Characters of a search that are read."""

JSON = "application/json"
_PARTS = re.compile(f"({MARK}[^{UNMARK}]*{UNMARK})")


@blueprint.get("/search")
def show() -> Response | str:
    """Show what answers to the words of ``q``: the best of each kind, or all of the kind that ``type`` names."""
    graph = get_graph()
    text, kind, skip = read_request()
    media_type = choose_type(request.accept_mimetypes, (HTML, JSON)) or HTML
    unchanged = find_unchanged(media_type)
    if unchanged is not None:
        return unchanged
    found = graph.words.search(text, kind=kind or None, most=PAGE_SIZE if kind else BEST, skip=skip)
    if media_type == JSON:
        return jsonify(to_data(graph, text, found))
    return render_template("search/show.html", page=_build(graph, text, kind, skip, found), kinds=KINDS)


def read_request() -> tuple[str, str, int]:
    """Return the words, the chosen kind (empty for all) and how many of the best to leave out.

    Raises:
        RequestError: at a kind that there is none of, or a page that is no number.
    """
    text = " ".join(request.args.get("q", "").split())[:LONGEST_TEXT]
    kind = request.args.get("type", "")
    if kind and kind not in {each.name for each in KINDS}:
        raise RequestError(
            f"there is no type {kind!r} to search for", f"use one of {', '.join(each.name for each in KINDS)}"
        )
    page = request.args.get("page", "1")
    if not (page.isascii() and page.isdigit() and 1 <= int(page[:9]) <= 1_000_000):
        raise RequestError(f"{page!r} is no page of results", "leave page out to see the first")
    return text, kind, (int(page) - 1) * PAGE_SIZE if kind else 0


def to_data(graph: ServedGraph, text: str, found: Found) -> dict[str, object]:
    """Return what was found as plain data."""
    return {
        "query": text,
        "size": found.size,
        "corrections": dict(found.corrections),
        "unknown": list(found.unknown),
        "any_word": found.needs_any,
        "hits": [
            {
                "iri": hit.node,
                "page": graph.site.to_page(hit.node),
                "label": to_plain(hit.label),
                "type": hit.kind.name,
                "plan": hit.plan_label,
            }
            for group in found.groups
            for hit in group.hits
        ],
    }


def _build(graph: ServedGraph, text: str, kind: str, skip: int, found: Found) -> SearchPage:
    shown = [group for group in found.groups if group.hits]
    size = sum(group.size for group in shown)
    page = skip // PAGE_SIZE + 1
    return SearchPage(
        text=text,
        kind=kind,
        size=size,
        read_as=_read_as(text, found),
        unknown=found.unknown,
        needs_any=found.needs_any,
        choices=tuple(_make_choices(text, kind, found)),
        groups=tuple(_make_group(graph, text, group, is_chosen=bool(kind)) for group in shown),
        earlier_href=_link(text, kind, page - 1) if page > 1 else "",
        later_href=_link(text, kind, page + 1) if kind and skip + PAGE_SIZE < size else "",
        first=skip + 1,
    )


def _make_choices(text: str, kind: str, found: Found) -> Iterator[Choice]:
    yield Choice(f"Everything ({found.size:,})", _link(text, ""), is_chosen=not kind)
    for group in found.groups:
        name = group.kind.name
        yield Choice(f"{group.kind.many} ({group.size:,})", _link(text, name), is_chosen=name == kind)


def _make_group(graph: ServedGraph, text: str, group: Group, *, is_chosen: bool) -> SearchGroup:
    has_more = not is_chosen and group.size > len(group.hits)
    return SearchGroup(
        name=group.kind.name,
        heading=group.kind.many,
        size=group.size,
        hits=tuple(_make_hit(graph, hit) for hit in group.hits),
        all_href=_link(text, group.kind.name) if has_more else "",
    )


def _make_hit(graph: ServedGraph, hit: Hit) -> SearchHit:
    plan = Link(hit.plan_label, graph.site.to_page(hit.plan)) if hit.plan and hit.plan_label else None
    return SearchHit(graph.site.to_page(hit.node), tuple(_cut(hit.label)), tuple(_cut(hit.name)), plan)


def _cut(marked: str) -> Iterator[Piece]:
    for part in _PARTS.split(marked):
        if part:
            yield Piece(to_plain(part), found=part.startswith(MARK))


def _read_as(text: str, found: Found) -> str:
    """Return the search with misspelt words put right, empty where nothing was."""
    if not found.corrections:
        return ""
    return " ".join(found.corrections.get(word.lower().strip(".,;:?!\"'"), word) for word in text.split())


def _link(text: str, kind: str, page: int = 1) -> str:
    given = {"q": text} | ({"type": kind} if kind else {}) | ({"page": str(page)} if page > 1 else {})
    return f"/search?{urlencode(given)}"
