"""Printed totals held against the amounts that they are totals of, in exact decimals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from graph.iris import Addresses
from graph.namespaces import find_namespace
from graph.queries import QueryLibrary
from graph.store import Store, Table
from graph.terms import to_iri, to_text

DCT = find_namespace("dct")
DQV = find_namespace("dqv")
GT = find_namespace("gt")
GTC = find_namespace("gtc")
OA = find_namespace("oa")
PROV = find_namespace("prov")
RDF = find_namespace("rdf")
RDFS = find_namespace("rdfs")

ROUNDING = Decimal("0.1")
"""How far a printed total may be from its lines, in its own unit, and still be called rounding."""


@dataclass(frozen=True)
class BudgetCell:
    """A budget line or printed total, as far as sums need it; ``amount`` in the table's unit."""

    iri: str
    is_total: bool
    document: str
    flow: str
    heading: str
    column: str
    fund: str
    block: str
    amount: Decimal
    published: str


@dataclass(frozen=True)
class SumCheck:
    """A printed total held against the sum of its lines; ``direction`` is "row" or "column"."""

    total: BudgetCell
    lines: tuple[BudgetCell, ...]
    direction: str

    @property
    def sum(self) -> Decimal:
        """What the lines add up to."""
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def difference(self) -> Decimal:
        """The printed total less the sum of its lines."""
        return self.total.amount - self.sum


def annotate_totals(store: Store, library: QueryLibrary, addresses: Addresses) -> Iterator[Quad]:
    """Yield a quality annotation for each printed total that is not exactly the sum of its lines."""
    cells = _read_budget(library.get_query("infer/budget_cells").select(store, {}))
    graph = addresses.mint_graph("computed")
    for check in find_sum_checks(cells):
        if check.difference == 0:
            continue
        path = (addresses.find_path(check.total.iri) or "").removeprefix("budget/").replace("/", "-")
        node = addresses.mint_node(f"note/sum-{path}-by-{check.direction}")
        yield from (Quad(node, predicate, value, graph) for predicate, value in _describe_sum(check))


def find_sum_checks(cells: Iterable[BudgetCell]) -> Iterator[SumCheck]:
    """Yield each printed total with the lines of its row and with those of its column, as far as it is a total of them.

    A heading with a total outside the column of row totals is a row of column totals. Two columns are added only when
    they stand in one block, so that the two net columns never are.
    """
    cells = list(cells)
    total_headings = {cell.heading for cell in cells if cell.is_total and not cell.fund.endswith("fund-all")}
    for total in (cell for cell in cells if cell.is_total):
        table = [
            cell for cell in cells if (cell.document, cell.flow) == (total.document, total.flow) and cell is not total
        ]
        if total.fund.endswith("fund-all"):
            row = [cell for cell in table if (cell.heading, cell.block) == (total.heading, total.block)]
            if row:
                yield SumCheck(total, tuple(row), "row")
        if total.heading in total_headings:
            column = [cell for cell in table if cell.column == total.column and cell.heading not in total_headings]
            if column:
                yield SumCheck(total, tuple(column), "column")


def _describe_sum(check: SumCheck) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    kind = "quality-rounding" if abs(check.difference) <= ROUNDING else "quality-failed-sum"
    text = (
        f"The printed total {check.total.published} of this {check.direction} differs by {check.difference:f} "
        f"from the sum of its {len(check.lines)} printed amounts, {check.sum:f}."
    )
    yield RDF["type"], DQV["QualityAnnotation"]
    yield DCT["type"], GTC[kind]
    yield (
        RDFS["label"],
        Literal(f"Total {check.total.published} is not the sum of its {check.direction}", language="en"),
    )
    yield OA["bodyValue"], Literal(text)
    yield OA["motivatedBy"], DQV["qualityAssessment"]
    yield OA["hasTarget"], NamedNode(check.total.iri)
    yield GT["basis"], GTC["basis-computed"]
    for line in check.lines:
        yield PROV["wasDerivedFrom"], NamedNode(line.iri)


def _read_budget(table: Table) -> list[BudgetCell]:
    return [
        BudgetCell(
            iri=to_iri(row["cell"]),
            is_total=to_text(row["isTotal"]) == "true",
            document=to_iri(row["document"]),
            flow=to_iri(row["flow"]),
            heading=to_iri(row["heading"]),
            column=to_text(row["column"]),
            fund=to_iri(row["fund"]),
            block=to_text(row["block"]),
            amount=Decimal(to_text(row["amount"])),
            published=to_text(row["published"]),
        )
        for row in table.to_dicts()
    ]
