"""Boards and bodies at ``/boards``: who reports to whom, what each answers for, and which priorities it serves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Blueprint, Response, render_template
from pyoxigraph import NamedNode

from graph.iris import slugify
from web.caching import find_unchanged
from web.contexts.boards import BoardsPage, BodyLine, BodyList, Matrix, MatrixCell, MatrixRow, ReportingLine
from web.facts import make_source
from web.live import ServedGraph, get_graph
from web.made_by import make_made_by
from web.narrowing import make_filter
from web.negotiate import HTML
from web.outline import natural_key
from web.parts import Choice, Count, Link
from web.plans import read_plans
from web.reporting_map import draw_map
from web.rows import Row
from web.words import to_basis

blueprint = Blueprint("boards", __name__)

LINES = "governance/reporting_lines"
BODIES = "governance/bodies"
MATRIX = "governance/boards_by_priority"

COLUMNS: dict[str, str] = {
    "names": "Other names",
    "duties": "Duties and law",
    "priorities": "Priorities and outcomes",
    "measures": "Measures",
    "actions": "Activities",
    "recommendations": "Recommendations",
}
"""What is counted of each body, by the columns of the query."""

SORTS: dict[str, str] = {
    "OrganizationalCollaboration": "Boards, partnerships and groups",
    "FormalOrganization": "Organisations",
}
"""The two sorts of body, by the last part of their class."""

BASES: dict[str, str] = {"stated": "basis-stated", "by layout": "basis-by-layout", "curated": "basis-curated"}
"""The codes of bases, by the words that queries return."""

RELATIONS: dict[str, str] = {"delivered by": "delivers", "involves": "is named in"}
"""What a body does, by the words of the query."""


@dataclass(frozen=True)
class Column:
    """A priority as the column of a matrix; sorted as printed."""

    iri: str
    number: str
    label: str


@blueprint.get("/boards")
def show() -> Response | str:
    """Show the boards; ``document`` narrows the reporting lines to what one document says."""
    graph = get_graph()
    return find_unchanged(HTML) or render_template("boards/list.html", page=_build(graph))


def _build(graph: ServedGraph) -> BoardsPage:
    rows = graph.read(LINES)
    documents = _name_documents(graph, rows)
    chosen = make_filter("document", "Document", documents).chosen
    lines = tuple(_make_lines(graph, (row for row in rows if chosen in ("", _shorten(graph, row, "document")))))
    name = documents.get(chosen, "")
    return BoardsPage(
        document=name,
        choices=(
            Choice("All documents", "/boards", not chosen),
            *(Choice(text, f"/boards?document={path}", path == chosen) for path, text in documents.items()),
        ),
        picture=draw_map(lines, f"Who reports to whom, as {name or 'all documents'} say{'s' if name else ''}"),
        lines=lines,
        lines_made_by=make_made_by(graph, LINES),
        lists=tuple(_make_lists(graph, graph.read(BODIES))),
        columns=tuple(COLUMNS.values()),
        lists_made_by=make_made_by(graph, BODIES),
        matrices=tuple(_make_matrices(graph, graph.read(MATRIX))),
    )


def _shorten(graph: ServedGraph, row: Row, column: str) -> str:
    return graph.site.shorten(row.text(column)) or ""


def _name_documents(graph: ServedGraph, rows: Iterable[Row]) -> dict[str, str]:
    names = graph.tracer.document_names
    found = {_shorten(graph, row, "document"): names.get(row.text("document"), "") for row in rows}
    return dict(sorted(((path, name) for path, name in found.items() if path), key=lambda pair: natural_key(pair[1])))


def _make_lines(graph: ServedGraph, rows: Iterable[Row]) -> Iterable[ReportingLine]:
    by_line: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        key = tuple(row.text(column) for column in ("body", "relation", "upline", "basis", "valid"))
        by_line.setdefault(key, []).append(row)
    for own in by_line.values():
        first = own[0]
        yield ReportingLine(
            body=Link(first.text("bodyLabel"), graph.site.to_page(first.text("body"))),
            relation=first.text("relation"),
            upline=Link(first.text("uplineLabel"), graph.site.to_page(first.text("upline"))),
            valid=first.text("valid"),
            basis=to_basis(BASES.get(first.text("basis"), first.text("basis"))),
            sources=tuple(dict.fromkeys(each for row in own if (each := make_source(row, graph)) is not None)),
        )


def _make_lists(graph: ServedGraph, rows: Iterable[Row]) -> Iterable[BodyList]:
    by_sort: dict[str, list[BodyLine]] = {}
    for row in rows:
        by_sort.setdefault(row.text("class").rpartition("#")[2], []).append(
            BodyLine(
                node=Link(row.text("bodyLabel"), graph.site.to_page(row.text("body"))),
                kind=row.text("kind"),
                counts=tuple(Count(row.count(column), text) for column, text in COLUMNS.items()),
            )
        )
    for sort, heading in SORTS.items():
        if sort in by_sort:
            yield BodyList(slugify(heading), heading, tuple(by_sort[sort]))


def _make_matrices(graph: ServedGraph, rows: Iterable[Row]) -> Iterable[Matrix]:
    by_plan: dict[str, list[Row]] = {}
    for row in rows:
        by_plan.setdefault(row.text("plan"), []).append(row)
    for card in read_plans(graph):
        if card.iri in by_plan:
            yield _make_matrix(graph, card.iri, card.link, by_plan[card.iri])


def _make_matrix(graph: ServedGraph, plan: str, link: Link, rows: list[Row]) -> Matrix:
    columns = sorted(
        {Column(row.text("priority"), row.text("number"), row.text("priorityLabel")) for row in rows},
        key=lambda column: (natural_key(column.number or "~"), natural_key(column.label)),
    )
    by_body: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        by_body.setdefault(row.text("body"), {}).setdefault(row.text("priority"), []).append(row)
    names = {row.text("body"): row.text("bodyLabel") for row in rows}
    return Matrix(
        id=f"matrix-{slugify(link.text)}",
        plan=link,
        priorities=tuple(
            Link(f"{column.number} {column.label}".strip(), graph.site.to_page(column.iri)) for column in columns
        ),
        rows=tuple(
            _make_row(Link(names[body], graph.site.to_page(body)), by_body[body], columns)
            for body in sorted(by_body, key=lambda body: (not _delivers(by_body[body]), natural_key(names[body])))
        ),
        made_by=make_made_by(graph, MATRIX, {"plan": NamedNode(plan)}),
    )


def _delivers(by_priority: Mapping[str, list[Row]]) -> bool:
    return any(row.text("relation") == "delivered by" for rows in by_priority.values() for row in rows)


def _make_row(body: Link, by_priority: Mapping[str, list[Row]], columns: Iterable[Column]) -> MatrixRow:
    return MatrixRow(body, tuple(_make_cell(by_priority.get(column.iri, ())) for column in columns))


def _make_cell(rows: Iterable[Row]) -> MatrixCell:
    return MatrixCell(
        tuple(
            (
                f"{RELATIONS.get(row.text('relation'), row.text('relation'))} {row.count('elements')}",
                to_basis(BASES.get(row.text("basis"), row.text("basis"))),
            )
            for row in rows
        )
    )
