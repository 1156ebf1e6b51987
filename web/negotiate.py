"""Content negotiation: what a client asks for, against what an address can give.

RFC 9110, section 12.5.1: the most specific range that fits a media type decides its quality; among equals the server's
order wins.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Request
from werkzeug.datastructures import MIMEAccept

from graph.formats import Format, Kind, find_format_by_suffix, find_formats
from web.errors import NotAcceptableError

HTML = "text/html"
GRAPH_FORMATS = find_formats("graph")

CLIENT_NAMES = {
    "xml": "rdfxml",
    "rdf+xml": "rdfxml",
    "rdf": "rdfxml",
    "json": "jsonld",
    "json-ld": "jsonld",
    "n3": "turtle",
}
"""What clients such as SPARQLWrapper send as ``format`` for a graph, and the form that they mean."""


def choose_type(accept: MIMEAccept, offered: Sequence[str]) -> str | None:
    """Return the offered media type that is wanted most, None when none is; no header means the first."""
    if not accept:
        return offered[0]
    best = max(offered, key=accept.quality)
    return best if accept.quality(best) > 0 else None


def choose_format(request: Request, kind: Kind) -> Format:
    """Return the format of ``kind`` that ``?format=`` names, else the one that ``Accept`` wants most.

    Raises:
        NotAcceptableError: when there is no such format.
    """
    formats = find_formats(kind)
    wanted = request.args.get("format") or request.form.get("format")
    if wanted:
        return _find_named(formats, wanted)
    accept = request.accept_mimetypes
    refused = {value.lower() for value, quality in accept if quality == 0}
    allowed = [each for each in formats if each.media_type not in refused]
    # Other names come after all the proper ones: "text/*" means CSV, and not text/xml, which XML goes by as well.
    names = {each.media_type: each for each in allowed} | {
        also: each for each in allowed for also in each.also if also not in refused
    }
    media_type = choose_type(accept, list(names)) if names else None
    if media_type is not None:
        return names[media_type]
    raise NotAcceptableError("this address has no form that your Accept header allows", _advise(formats))


def get_graph_format(suffix: str) -> Format:
    """Return the form of triples that an address ends in.

    Raises:
        NotAcceptableError: when it is none.
    """
    form = find_format_by_suffix(suffix, "graph") if suffix else None
    if form is None:
        ending = f"there is no form .{suffix} of triples" if suffix else "the address does not end in a form of triples"
        raise NotAcceptableError(ending, f"use one of {', '.join(each.suffix for each in GRAPH_FORMATS)}")
    return form


def choose_page_or_format(request: Request) -> Format | None:
    """Return the form of triples that a client wants, None when it would rather read the page.

    Raises:
        NotAcceptableError: when it wants none of what there is.
    """
    if request.args.get("format"):
        return None if wants_page(request) else choose_format(request, "graph")
    offered = {HTML: None} | {name: form for form in GRAPH_FORMATS for name in (form.media_type, *form.also)}
    media_type = choose_type(request.accept_mimetypes, tuple(offered))
    if media_type is None:
        types = ", ".join((HTML, *(form.media_type for form in GRAPH_FORMATS)))
        raise NotAcceptableError("this has no form that your Accept header allows", f"ask for one of {types}")
    return offered[media_type]


def wants_page(request: Request) -> bool:
    """Return whether the client is a browser: it names HTML, and nothing that it likes better."""
    if request.args.get("format"):
        return request.args["format"] in ("html", HTML)
    accept = request.accept_mimetypes
    named = any(value.lower() in (HTML, "application/xhtml+xml") for value, _ in accept)
    return named and accept.quality(HTML) >= max((quality for _, quality in accept), default=0)


def _find_named(formats: Sequence[Format], wanted: str) -> Format:
    for name in (wanted, CLIENT_NAMES.get(wanted.lower())):
        for each in formats:
            if name in (each.name, each.media_type, each.suffix.lstrip("."), *each.also):
                return each
    raise NotAcceptableError(f"there is no format {wanted!r} here", _advise(formats))


def _advise(formats: Sequence[Format]) -> str:
    return "ask for one of " + ", ".join(f"{each.name} ({each.media_type})" for each in formats)
