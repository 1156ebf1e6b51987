"""The whole thread of a node at ``/lineage/…``: a picture in layers, the outline in words, its breaks, and files."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request
from pyoxigraph import NamedNode

from web.caching import find_unchanged
from web.contexts.lineage import LineagePage
from web.crumbs import make_crumbs
from web.errors import RequestError
from web.layers import LAYERS
from web.lineage_files import FILES, write_file
from web.lineage_sheet import build_sheet
from web.live import ServedGraph, get_graph
from web.made_by import make_made_by
from web.negotiate import HTML
from web.node_page import get_heading
from web.outline import group_breaks, make_outline, make_trails, make_whole_plan
from web.parts import Choice, Link
from web.thread import Thread, read_thread
from web.thread_picture import draw_thread
from web.thread_sketch import EVERYTHING, MOST_DRAWN, Sketch, sketch_thread

blueprint = Blueprint("lineage", __name__)

_NAMES = (*(layer.name for layer in LAYERS), EVERYTHING)


@blueprint.get("/lineage/<path:path>")
def show(path: str) -> Response | str:
    """Show the thread above and below a node: as a page, as a sheet of paper, or as the file that the path ends in."""
    graph = get_graph()
    opened = _read_opened()
    stem, dot, suffix = path.rpartition(".")
    if dot and suffix in FILES:
        return find_unchanged(FILES[suffix].media_type) or write_file(
            FILES[suffix], read_thread(graph, graph.site.to_iri(stem)), opened
        )
    unchanged = find_unchanged(HTML)
    if unchanged is not None:
        return unchanged
    iri = graph.site.to_iri(path)
    get_heading(graph, iri)
    thread = read_thread(graph, iri)
    if "sheet" in request.args:
        return render_template("lineage/sheet.html", page=build_sheet(thread))
    return render_template("lineage/show.html", page=_build(graph, thread, opened))


def _read_opened() -> tuple[str, ...]:
    """Return the layers that the visitor wants to see in full.

    Raises:
        RequestError: at the name of a layer that there is none of.
    """
    opened = tuple(dict.fromkeys(request.args.getlist("open")))
    wrong = [name for name in opened if name not in _NAMES]
    if wrong:
        raise RequestError(f"there is no layer {wrong[0]!r} to open", f"use one of {', '.join(_NAMES)}")
    return opened


def _build(graph: ServedGraph, thread: Thread, opened: tuple[str, ...]) -> LineagePage:
    down, naming, holding = thread.down, thread.naming, thread.holding
    sketch = sketch_thread(down, thread.up, thread.gaps, opened)
    first = sketch_thread(down, thread.up, thread.gaps) if opened else sketch
    trails = make_trails(thread.up, naming)
    lineage = graph.site.to_lineage(thread.iri)
    tail = f"?{_write(opened)}" if opened else ""
    node = {"node": NamedNode(thread.iri)}
    return LineagePage(
        node=thread.link,
        notation=thread.notation,
        kind=thread.kind,
        crumbs=(*make_crumbs(graph, thread.up, trails, thread.is_plan), thread.link),
        outline=make_outline(down, naming, holding),
        breaks=group_breaks(thread.breaks),
        above=trails,
        whole_plan=make_whole_plan(down, naming),
        picture=draw_thread(sketch, naming, f"The thread of {thread.title}") if sketch.size > 1 else None,
        choices=tuple(_make_choices(first, lineage, opened)),
        files=tuple(
            Link(each.title, f"{lineage}.{each.suffix}{tail if each.is_picture else ''}")
            for each in FILES.values()
            if sketch.size > 1 or not each.is_picture
        ),
        sheet_href=f"{lineage}?sheet",
        made_by=tuple(
            make_made_by(graph, f"lineage/thread_{way}", node)
            for way, trace in (("down", down), ("up", thread.up))
            if trace.hops
        ),
        too_large=bool(opened) and sketch.order == first.order and not first.is_whole,
    )


def _make_choices(first: Sketch, lineage: str, opened: tuple[str, ...]) -> Iterator[Choice]:
    """Yield a way to open or close each layer that the picture shows in part when nothing has been opened."""
    counted = {bundle.layer.name for bundle in first.bundles}
    for layer in LAYERS:
        if layer.name in counted:
            is_open = layer.name in opened
            rest = tuple(name for name in opened if name != layer.name) if is_open else (*opened, layer.name)
            yield Choice(layer.title, f"{lineage}{f'?{_write(rest)}' if rest else ''}#picture", is_open)
    if counted:
        size = len(first.shown) + len({node for bundle in first.bundles for node in bundle.members})
        if EVERYTHING in opened:
            yield Choice("Everything", f"{lineage}#picture", is_chosen=True)
        elif size <= MOST_DRAWN:
            yield Choice("Everything", f"{lineage}?open={EVERYTHING}#picture", is_chosen=False)


def _write(opened: tuple[str, ...]) -> str:
    return urlencode([("open", name) for name in opened])
