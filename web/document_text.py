"""The text of a document at ``/documents/…/text``, passage by passage with what the graph took from each.

The file is read when it is asked for, and only if it is the one that was transcribed: nothing of its text is kept in a
release, in a cache of answers or by a crawler. What names a person's contact details, or quotes somebody, is withheld.
"""

from __future__ import annotations

from flask import Blueprint, Response, current_app, make_response, render_template
from pyoxigraph import NamedNode

from graph.source_texts import SourcePassage, SourceReader
from web.caching import NEVER
from web.contexts.documents import DocumentFact, DocumentTextPage, TextPassage
from web.documents import LEFT_OUT, read_documents, read_facts_by_locator
from web.errors import UnknownPageError
from web.facts import anchor
from web.live import ServedGraph, get_graph
from web.parts import Link

blueprint = Blueprint("document_text", __name__)

SOURCES = "goldenthread sources"
"""Where the application keeps what reads documents."""

WITHHELD = ("left-out-contact-details", "left-out-quotation")
"""Reasons for leaving a place out that forbid to show it as well."""

NO_FOLDER = "no folder"
"""The state of every document where the service was given no folder of them."""

_CRUMBS = (Link("Home", "/"), Link("Documents", "/documents"))


@blueprint.get("/documents/<authority>/<document>/text")
def show(authority: str, document: str) -> Response:
    """Show the text of a document whose file is at hand, or say why it cannot be shown.

    Raises:
        UnknownPageError: when no such document is held.
    """
    graph = get_graph()
    iri = graph.site.to_iri(f"{authority}/document/{document}")
    response = make_response(render_template("documents/text.html", page=_build(graph, iri, document)))
    response.headers["Cache-Control"] = NEVER
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def find_source_reader() -> SourceReader | None:
    """Return what reads the documents that are at hand, None where the service was given nothing that does."""
    reader: SourceReader | None = current_app.extensions[SOURCES]
    return reader


def _build(graph: ServedGraph, iri: str, document: str) -> DocumentTextPage:
    cards = [card for card in read_documents(graph, {"document": NamedNode(iri)}) if card.is_held]
    if not cards:
        raise UnknownPageError(f"there is no text of {document}", "choose a document that is held from /documents", ())
    card = cards[0]
    facts = read_facts_by_locator(graph, iri)
    omissions = {row.text("locator"): row for row in graph.read(LEFT_OUT, {"document": NamedNode(iri)})}
    reader = find_source_reader()
    found = reader.read_source(document, card.sha256, facts.keys(), omissions.keys()) if reader else None
    reasons = {
        place: (row.text("reasonLabel"), row.text("reason").endswith(WITHHELD)) for place, row in omissions.items()
    }
    return DocumentTextPage(
        document=card.link,
        crumbs=(*_CRUMBS, card.link),
        sha256=card.sha256,
        state=found.state if found else NO_FOLDER,
        detail=found.detail if found else "",
        passages=_make_passages(found.passages if found else (), facts, reasons),
    )


def _make_passages(
    passages: tuple[SourcePassage, ...],
    facts: dict[str, tuple[DocumentFact, ...]],
    reasons: dict[str, tuple[str, bool]],
) -> tuple[TextPassage, ...]:
    given: set[str] = set()
    made = []
    for passage in passages:
        locators = tuple(dict.fromkeys((*passage.cited, *passage.left_out)))
        is_withheld = any(reasons[place][1] for place in passage.left_out)
        ids = tuple(dict.fromkeys(anchor(place) for place in locators if anchor(place) not in given))
        given.update(ids)
        own = dict.fromkeys(fact for place in passage.cited for fact in facts.get(place, ()))
        made.append(
            TextPassage(
                kind=passage.kind,
                text="" if is_withheld else passage.text,
                cells=() if is_withheld else passage.cells,
                page=passage.page,
                ids=ids,
                locators=locators,
                facts=tuple(own),
                reasons=tuple(dict.fromkeys(reasons[place][0] for place in passage.left_out)),
                is_withheld=is_withheld,
            )
        )
    return tuple(made)
