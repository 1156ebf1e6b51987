"""The code lists at ``/code``, and each list and code at ``/code/…``."""

from __future__ import annotations

import re

from flask import Blueprint, Response, make_response, render_template, request
from pyoxigraph import NamedNode

from graph.formats import Format
from web.addresses import CODES
from web.caching import find_unchanged
from web.contexts.definitions import CodePage, CodesPage
from web.descriptions import serve_negotiated, serve_triples
from web.errors import UnknownPageError
from web.head_links import announce_page, list_forms
from web.live import ServedGraph, get_graph
from web.negotiate import HTML, choose_page_or_format, get_graph_format
from web.parts import Definition, DefinitionSection, Link
from web.rows import Row

blueprint = Blueprint("codes", __name__)

SUFFIX = "-scheme"
"""What the address of a list ends in; on this site the list is found without it too."""

_NAME = re.compile(r"[\w.~-]+", re.ASCII)


@blueprint.get("/code")
def show_lists() -> Response | str:
    """Show every code list with its codes."""
    graph = get_graph()
    return find_unchanged(HTML) or render_template("codes/list.html", page=CodesPage(read_lists(graph)))


@blueprint.get("/code/<name>")
def show(name: str) -> Response:
    """Show a code list, or a code in its list; a program that asks for triples gets them."""
    graph = get_graph()
    form = choose_page_or_format(request)
    iri = _get_iri(graph, name)
    if form is not None:
        return serve_negotiated(graph, _describe(graph, iri, form), iri, form)
    announce_page(graph, iri)
    page = find_unchanged(HTML) or make_response(render_template("codes/show.html", page=_build(graph, iri)))
    return serve_negotiated(graph, page, iri, None)


@blueprint.get("/code/<name>.<suffix>")
def describe(name: str, suffix: str) -> Response:
    """Return the triples of a code, or of a list with its codes, in the form that the address ends in."""
    form = get_graph_format(suffix)
    graph = get_graph()
    return _describe(graph, _get_iri(graph, name), form)


def read_lists(graph: ServedGraph, **wanted: str) -> tuple[DefinitionSection, ...]:
    """Return code lists with their codes: all, or those that hold ``code``, or the one that is ``list``."""
    by_list: dict[str, list[Row]] = {}
    for row in graph.read("pages/codes", {name: NamedNode(iri) for name, iri in wanted.items()}):
        by_list.setdefault(row.text("list"), []).append(row)
    sections = [_make_section(iri, rows, graph) for iri, rows in by_list.items()]
    return tuple(sorted(sections, key=lambda section: section.heading.lower()))


def _get_iri(graph: ServedGraph, name: str) -> str:
    """Return the address of the list or code of that name; a list is found without its ending too.

    Raises:
        UnknownPageError: when there is neither; with the lists that there are.
    """
    for iri in (CODES + name, CODES + name + SUFFIX) if _NAME.fullmatch(name) else ():
        if graph.read("pages/node", {"node": NamedNode(iri)}):
            return iri
    lists = tuple(Link(section.heading, section.href) for section in read_lists(graph))
    raise UnknownPageError(f"there is no code or code list named {name!r}", "choose a list", lists)


def _build(graph: ServedGraph, iri: str) -> CodePage:
    found = read_lists(graph, list=iri)
    if found:
        return CodePage(None, found[0], list_forms(graph, iri))
    holding = read_lists(graph, code=iri)
    return CodePage(holding[0].definitions[0], read_lists(graph, list=holding[0].iri)[0], list_forms(graph, iri))


def _describe(graph: ServedGraph, iri: str, form: Format) -> Response:
    return serve_triples(graph, iri, form, "pages/code_description", {"node": NamedNode(iri)})


def _make_section(iri: str, rows: list[Row], graph: ServedGraph) -> DefinitionSection:
    first = rows[0]
    name = iri.removeprefix(CODES).removesuffix(SUFFIX)
    return DefinitionSection(
        id=name,
        iri=iri,
        heading=first.text("listLabel") or name,
        href=f"/code/{name}",
        text=first.text("listDefinition"),
        definitions=tuple({row.text("code"): _make_code(row, graph) for row in rows}.values()),
    )


def _make_code(row: Row, graph: ServedGraph) -> Definition:
    code = row.text("code")
    return Definition(
        id=code.removeprefix(CODES),
        iri=code,
        href=graph.site.to_page(code),
        label=row.text("label"),
        text=row.text("definition"),
        notes=tuple(note for note in [row.find("scope")] if note),
        details=(),
    )
