"""The catalogue at ``/catalog`` (DCAT 3), its description in VoID, and the addresses of releases."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from flask import Blueprint, Response, make_response, redirect, render_template, request
from pyoxigraph import Triple
from werkzeug.wrappers import Response as AnyResponse

from graph.catalogue import CATALOGUE_PREFIXES, Service, describe_catalogue, describe_void, find_advice
from graph.formats import Format, get_rdf_syntax
from graph.publication import mint_release
from web.caching import find_unchanged
from web.contexts.downloads import CataloguePage
from web.downloads import make_release
from web.errors import UnknownPageError
from web.head_links import HeadLink, announce
from web.kept_releases import get_settings, list_kept
from web.live import ServedGraph, get_graph
from web.made_by import make_made_by
from web.negotiate import GRAPH_FORMATS, HTML, choose_format, choose_page_or_format, get_graph_format, wants_page
from web.parts import DataLink, Link
from web.structured_data import describe_dataset

blueprint = Blueprint("catalogue", __name__)


@blueprint.get("/catalog")
def show() -> Response:
    """Show what is published to a reader, and give a program the catalogue."""
    form = choose_page_or_format(request)
    response = _describe(form) if form is not None else _show()
    response.vary.add("Accept")
    if form is not None:
        response.headers["Content-Location"] = f"/catalog{form.suffix}"
    return response


@blueprint.get("/catalog.<suffix>")
def describe(suffix: str) -> Response:
    """Return the catalogue in the form that the address ends in."""
    return _describe(get_graph_format(suffix))


@blueprint.get("/.well-known/void")
def describe_whole() -> Response:
    """Return the description of the data set in VoID, as Turtle unless something else is asked for."""
    form = GRAPH_FORMATS[0] if wants_page(request) else choose_format(request, "graph")
    graph, settings = get_graph(), get_settings()
    announce((HeadLink("/catalog", "alternate", HTML),))
    response = find_unchanged(form.media_type)
    if response is None:
        response = _serialize(describe_void(settings, _find_service(), graph.release, graph.store, graph.library), form)
    response.vary.add("Accept")
    return response


@blueprint.get("/void")
@blueprint.get("/void.ttl")
def find_void() -> AnyResponse:
    """Lead to where VoID says that its description stands."""
    return redirect("/.well-known/void", 301)


@blueprint.get("/release/<release_id>")
def locate(release_id: str) -> Response:
    """Send a client from the address of a release to the catalogue, which describes it (303).

    Raises:
        UnknownPageError: when no such release is kept.
    """
    if not any(release.id == release_id for release in list_kept()):
        links = (Link("The releases that are kept", "/downloads"),)
        raise UnknownPageError(f"there is no release {release_id!r} here", "choose one of those kept", links)
    form = choose_page_or_format(request)
    target = "/catalog" if form is None else f"/catalog{form.suffix}"
    announce((HeadLink("/catalog", "describedby", HTML), *_list_forms("describedby")))
    response = Response(status=303, headers={"Location": target, "Vary": "Accept"})
    response.mimetype = HTML
    return response


def _show() -> Response:
    announce((HeadLink(request.host_url + "catalog", "canonical"), *_list_forms("alternate")))
    kept = list_kept()
    unchanged = find_unchanged(HTML, *(release.name for release in kept))
    if unchanged is not None:
        return unchanged
    page = _build(get_graph())
    about = describe_dataset(page.release, mint_release(get_settings(), kept[0].id).value, get_settings())
    return make_response(render_template("catalogue/show.html", page=page, structured_data=about))


def _build(graph: ServedGraph) -> CataloguePage:
    settings, service, kept = get_settings(), _find_service(), list_kept()
    totals = graph.read("catalogue/totals")[0]
    counts = sorted({**graph.release.manifest.counts, **graph.release.manifest.meta_counts}.items())
    base = f"{graph.site.base_iri}graph/"
    return CataloguePage(
        advice=find_advice(settings, service),
        release=make_release(kept[0]),
        older=tuple(make_release(each) for each in kept[1:]),
        totals=tuple((name, int(totals.text(name))) for name in ("triples", "things", "classes", "properties")),
        endpoint=f"{service.address}sparql",
        graphs=tuple((Link(iri.removeprefix(base), graph.site.to_page(iri)), quads) for iri, quads in counts),
        made_by=make_made_by(graph, "catalogue/totals"),
        formats=tuple(DataLink(link.title, link.href, link.type) for link in _list_forms("alternate")),
    )


def _describe(form: Format) -> Response:
    announce((HeadLink("/catalog", "alternate", HTML),))
    kept = list_kept()
    unchanged = find_unchanged(form.media_type, *(release.name for release in kept))
    return unchanged or _serialize(describe_catalogue(get_settings(), _find_service(), kept), form)


def _serialize(triples: Iterable[Triple], form: Format) -> Response:
    syntax = get_rdf_syntax(form.media_type)
    body = ox.serialize(triples, format=syntax, prefixes=CATALOGUE_PREFIXES) or b""
    return Response(body, mimetype=form.media_type)


def _list_forms(relation: str) -> tuple[HeadLink, ...]:
    return tuple(HeadLink(f"/catalog{form.suffix}", relation, form.media_type, form.title) for form in GRAPH_FORMATS)


def _find_service() -> Service:
    return Service(request.host_url)
