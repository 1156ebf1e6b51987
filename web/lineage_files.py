"""A thread as a file: its hops and breaks as CSV, its triples, and its picture as SVG and PNG."""

from __future__ import annotations

from dataclasses import dataclass

import vl_convert
from flask import Response, render_template, request
from pyoxigraph import NamedNode
from werkzeug.urls import iri_to_uri

from graph.namespaces import PREFIXES
from graph.outline import Document
from graph.outline_data import write_thread_csv
from web.errors import UnknownPageError
from web.text_fit import wrap_text
from web.thread import Thread
from web.thread_picture import draw_thread
from web.thread_sketch import sketch_thread


@dataclass(frozen=True)
class FileForm:
    """A form that a thread can be downloaded in."""

    suffix: str
    title: str
    media_type: str
    is_picture: bool = False


FILES = {
    form.suffix: form
    for form in (
        FileForm("csv", "CSV", "text/csv"),
        FileForm("ttl", "Turtle", "text/turtle"),
        FileForm("jsonld", "JSON-LD", "application/ld+json"),
        FileForm("svg", "SVG", "image/svg+xml", is_picture=True),
        FileForm("png", "PNG", "image/png", is_picture=True),
    )
}
"""Every form by what its address ends in."""

PNG_SCALE = 1.5


def write_file(form: FileForm, thread: Thread, opened: tuple[str, ...]) -> Response:
    """Return the thread in that form; ``opened`` are the layers that a picture shows in full."""
    response = Response(_write(form, thread, opened), mimetype=form.media_type)
    name = thread.graph.site.shorten(thread.iri) or "thread"
    response.headers["Content-Disposition"] = f'inline; filename="thread-{name.replace("/", "-")}.{form.suffix}"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _write(form: FileForm, thread: Thread, opened: tuple[str, ...]) -> str | bytes:
    if form.suffix == "csv":
        return write_thread_csv(Document(thread.down, thread.gaps), thread.up)
    if not form.is_picture:
        query = thread.graph.library.get_query("lineage/whole_thread").bind({"node": NamedNode(thread.iri)})
        return thread.graph.store.serialize(query, form.media_type, PREFIXES)
    svg = write_svg(thread, opened)
    return svg if form.suffix == "svg" else vl_convert.svg_to_png(svg, scale=PNG_SCALE)


def write_svg(thread: Thread, opened: tuple[str, ...]) -> str:
    """Return the picture of a thread as a file that stands alone: with its title, its address and absolute links.

    Raises:
        UnknownPageError: when nothing hangs on the node, and it on nothing.
    """
    sketch = sketch_thread(thread.down, thread.up, thread.gaps, opened)
    if sketch.size < 2:
        raise UnknownPageError(
            f"there is no picture of {thread.iri}", "it hangs on nothing, and nothing hangs on it", ()
        )
    picture = draw_thread(sketch, thread.naming, f"The thread of {thread.title}")
    origin = iri_to_uri(request.url_root).rstrip("/")
    address = f"{origin}{thread.graph.site.to_lineage(thread.iri)}"
    return render_template(
        "lineage/file.svg",
        picture=picture,
        heading=wrap_text(picture.title, picture.width - 30, 21, 2, bold=True),
        origin=origin,
        credit=f"Golden thread, release {thread.graph.release.id[:12]}. {address}",
    )
