"""What an answer says of its other forms, declared once: as ``Link`` headers (RFC 8288) and in the head of a page.

A view announces its links before it works, so that an answer of 304 carries them too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Flask, Response, g, request
from werkzeug.urls import iri_to_uri

from graph.formats import Format
from graph.settings import Settings
from web.live import ServedGraph
from web.negotiate import GRAPH_FORMATS, HTML
from web.parts import DataLink

DESCRIPTION = "/.well-known/void"
"""Where the whole data set is described (VoID, section 6.1)."""


@dataclass(frozen=True)
class HeadLink:
    """One link from an answer; ``rel`` is a registered relation, ``type`` the media type at the other end."""

    href: str
    rel: str
    type: str = ""
    title: str = ""

    def to_header(self) -> str:
        """Return the link as a header writes it."""
        parts = [f"<{iri_to_uri(self.href)}>", f'rel="{self.rel}"']
        parts += [f'type="{self.type}"'] if self.type else []
        parts += [f'title="{self.title}"'] if self.title else []
        return "; ".join(parts)


def add_head_links(app: Flask, settings: Settings) -> None:
    """Send the announced links with every answer of ``app`` that is no failure."""
    licence = HeadLink(settings.licence, "license")

    @app.after_request
    def send_links(response: Response) -> Response:
        links = get_announced()
        if links and response.status_code < 400:
            response.headers["Link"] = ", ".join(link.to_header() for link in (*links, licence))
        return response

    @app.context_processor
    def provide() -> dict[str, object]:
        return {"head_links": get_announced()}


def announce(links: Iterable[HeadLink]) -> None:
    """Say what the answer to this request is linked to."""
    g.head_links = tuple(links)


def get_announced() -> tuple[HeadLink, ...]:
    """Return what has been said, in order."""
    links: tuple[HeadLink, ...] = g.get("head_links", ())
    return links


def announce_page(graph: ServedGraph, iri: str) -> None:
    """Announce the links of the page of a node, graph, code or vocabulary."""
    announce((_canonical(graph.site.to_page(iri)), *list_data(graph, iri), HeadLink(iri, "describes"), _void()))


def announce_data(graph: ServedGraph, iri: str, form: Format) -> None:
    """Announce the links of one form of the triples of the same."""
    others = (link for link in list_data(graph, iri) if link.type != form.media_type)
    page = HeadLink(_strip(graph.site.to_page(iri)), "alternate", HTML)
    announce(
        (_canonical(graph.site.to_data(iri, form.suffix)), page, *others, HeadLink(iri, "describes"), _void()),
    )


def announce_node(graph: ServedGraph, iri: str) -> None:
    """Announce what describes a thing that is no document: its page and its triples."""
    described = [HeadLink(graph.site.to_page(iri), "describedby", HTML)]
    described += [HeadLink(link.href, "describedby", link.type, link.title) for link in list_data(graph, iri)]
    announce(described)


def list_data(graph: ServedGraph, iri: str) -> tuple[HeadLink, ...]:
    """Return the links to each form of the triples of a node, graph, code or vocabulary."""
    return tuple(
        HeadLink(graph.site.to_data(iri, form.suffix), "alternate", form.media_type, form.title)
        for form in GRAPH_FORMATS
    )


def list_forms(graph: ServedGraph, iri: str) -> tuple[DataLink, ...]:
    """Return the same for people to choose from."""
    return tuple(DataLink(link.title, link.href, link.type) for link in list_data(graph, iri))


def _canonical(path: str) -> HeadLink:
    return HeadLink(request.host_url.rstrip("/") + _strip(path), "canonical")


def _strip(path: str) -> str:
    return path.partition("#")[0]


def _void() -> HeadLink:
    return HeadLink(DESCRIPTION, "describedby", "text/turtle")
