"""What a page shows of a query's result: the first rows as a table or a chart, and links to the files of all of it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from flask import request

from graph.answers import Preview
from graph.formats import Kind, find_formats
from graph.query_header import Form
from web.addresses import SiteAddresses
from web.contexts.results import HiddenField, Result
from web.grid import make_grid
from web.parts import Link
from web.permalink import RELEASE
from web.result_chart import FIELDS, make_chart

VIEW = "view"
TABLE, CHART = "table", "chart"
RESERVED = frozenset({VIEW, RELEASE, "format", *FIELDS})
"""Names in an address that say how to show a result, and are no part of the question."""

KINDS: dict[Form, Kind] = {"select": "solutions", "ask": "boolean", "construct": "graph"}

Pairs = Sequence[tuple[str, str]]


def to_form(preview_form: str) -> Form:
    """Return the form of a query as its header would say it: a DESCRIBE gives triples as a CONSTRUCT does."""
    return "select" if preview_form == "select" else "ask" if preview_form == "ask" else "construct"


def make_result(preview: Preview, site: SiteAddresses, path: str, given: Pairs, formats: tuple[Link, ...]) -> Result:
    """Return what to show of ``preview``, the answer of ``path`` to ``given``; without files there are no links."""
    form = to_form(preview.form)
    if form == "ask":
        return Result(form, answer="Yes" if preview.answer else "No", formats=formats)
    if form == "construct":
        triples = "\n".join(f"{triple} ." for triple in preview.triples)
        return Result(form, triples=triples, shown=len(preview.triples), more=preview.more, formats=formats)
    grid = make_grid(preview.columns, preview.rows, preview.more, site)
    view = CHART if request.args.get(VIEW) == CHART else TABLE
    return Result(
        form,
        columns=grid.columns,
        grid=grid,
        chart=make_chart(preview.rows, grid, preview.more) if view == CHART and preview.rows else None,
        shown=len(preview.rows),
        more=preview.more,
        views=_list_views(path, given) if preview.rows and formats else (),
        view=view,
        kept=tuple(HiddenField(*pair) for pair in [*given, (VIEW, CHART)]),
        formats=formats,
    )


def _list_views(path: str, given: Pairs) -> tuple[Link, ...]:
    asked = urlencode(given, quote_via=quote)
    table = f"{path}?{asked}" if asked else path
    chart = f"{path}?{urlencode([*given, (VIEW, CHART)], quote_via=quote)}"
    return Link("Table", f"{table}#result"), Link("Chart", f"{chart}#result")


def link_files(path: str, given: Pairs, form: Form) -> tuple[Link, ...]:
    """Return the files of the whole result, chosen by ``format``."""
    return tuple(
        Link(each.title, f"{path}?{urlencode([*given, ('format', each.name)], quote_via=quote)}")
        for each in find_formats(KINDS[form])
    )
