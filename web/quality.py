"""Every contradiction, misprint, failed sum and other doubt at ``/quality``, with the passages beside each other."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, render_template
from pyoxigraph import NamedNode

from graph.iris import slugify
from web.addresses import CODES
from web.caching import find_unchanged
from web.codes import read_lists
from web.contexts.quality import KindCount, QualityKind, QualityNote, QualityPage
from web.live import ServedGraph, get_graph
from web.made_by import make_made_by
from web.narrowing import make_filter
from web.negotiate import HTML
from web.parts import Link
from web.quality_notes import NOTES, read_notes

blueprint = Blueprint("quality", __name__)

KINDS = "https://w3id.org/goldenthread/code/quality-scheme"


@blueprint.get("/quality")
def show() -> Response | str:
    """Show the quality notes, narrowed by ``kind``, ``document`` and ``plan``."""
    graph = get_graph()
    return find_unchanged(HTML) or render_template("quality/show.html", page=_build(graph))


def _build(graph: ServedGraph) -> QualityPage:
    notes = read_notes(graph, {})
    documents = _sort_links(place.document for note in notes for place in note.places)
    plans = _sort_links(plan for note in notes for plan in note.plans)
    filters = (
        make_filter("kind", "Kind", {slugify(note.kind.text): note.kind.text for note in notes}),
        make_filter("document", "Document", {_shorten(link, graph): link.text for link in documents}),
        make_filter("plan", "Plan", {_shorten(link, graph): link.text for link in plans}),
    )
    kind, document, plan = (each.chosen for each in filters)
    shown = tuple(
        note
        for note in notes
        if kind in ("", slugify(note.kind.text))
        and (not document or document in {_shorten(place.document, graph) for place in note.places})
        and (not plan or plan in {_shorten(link, graph) for link in note.plans})
    )
    return QualityPage(
        filters=filters,
        is_filtered=bool(kind or document or plan),
        size=len(shown),
        whole=len(notes),
        documents=documents,
        counts=tuple(_count(own, documents) for own in _group(shown).values()),
        kinds=_make_kinds(graph, shown),
        made_by=make_made_by(graph, NOTES, {"kind": _find_kind(shown) if kind else None, "source": document or None}),
    )


def _find_kind(notes: Iterable[QualityNote]) -> NamedNode | None:
    return next((NamedNode(CODES + note.kind.href.rpartition("/")[2]) for note in notes), None)


def _sort_links(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(sorted(set(links), key=lambda link: link.text))


def _shorten(link: Link, graph: ServedGraph) -> str:
    """Return the path of a node from the address of its page, as a filter names it."""
    iri = graph.site.to_iri(link.href.removeprefix("/page/"))
    return graph.site.shorten(iri) or iri


def _group(notes: Iterable[QualityNote]) -> dict[Link, list[QualityNote]]:
    by_kind: dict[Link, list[QualityNote]] = {}
    for note in notes:
        by_kind.setdefault(note.kind, []).append(note)
    return by_kind


def _count(notes: list[QualityNote], documents: tuple[Link, ...]) -> KindCount:
    kind = notes[0].kind
    cited = [{place.document for place in note.places} for note in notes]
    numbers = tuple(sum(document in own for own in cited) for document in documents)
    return KindCount(Link(kind.text, f"#{slugify(kind.text)}"), numbers, len(notes))


def _make_kinds(graph: ServedGraph, notes: Iterable[QualityNote]) -> tuple[QualityKind, ...]:
    codes = {code.href: code for code in read_lists(graph, list=KINDS)[0].definitions}
    return tuple(
        QualityKind(
            id=slugify(kind.text),
            label=kind.text,
            meaning=codes[kind.href].text if kind.href in codes else "",
            href=kind.href,
            notes=tuple(own),
        )
        for kind, own in _group(notes).items()
    )
