"""Rows of the page of money, each from a row of the query that answers it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from web.contexts.money import FundingRow, FundRow, LooseRow, NetColumns, NetRow, PriorityRow, PriorityTable, SumRow
from web.facts import cite, make_reading, make_source
from web.live import ServedGraph
from web.outline import natural_key
from web.parts import Link
from web.rows import Row


def write_amount(text: str) -> str:
    """Return a sum of ours with the decimals of the amounts that it is made of: one, as they are printed."""
    return f"{Decimal(text):.1f}" if Decimal(text) == Decimal(text).quantize(Decimal("0.1")) else text


def make_priority_tables(rows: Iterable[Row], graph: ServedGraph) -> tuple[PriorityTable, ...]:
    """Return the priorities against the columns of each table, in the order of their numbers."""
    by_table: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_table.setdefault((row.text("document"), row.text("flow")), []).append(row)
    return tuple(_make_priority_table(flow, own, graph) for (_, flow), own in by_table.items())


def _make_priority_table(flow: str, rows: list[Row], graph: ServedGraph) -> PriorityTable:
    columns = {row.text("column"): row.text("period") for row in sorted(rows, key=_rank_column)}
    by_priority: dict[str, list[Row]] = {}
    for row in rows:
        by_priority.setdefault(row.text("priority"), []).append(row)
    made = (
        PriorityRow(
            node=Link(own[0].text("priorityLabel"), graph.site.to_page(iri)),
            number=own[0].text("number"),
            sums=tuple(_find_sum(own, column) for column in columns),
        )
        for iri, own in by_priority.items()
    )
    ordered = sorted(made, key=lambda row: (natural_key(row.number or "~"), natural_key(row.node.text)))
    return PriorityTable(flow, tuple(columns), tuple(ordered))


def _rank_column(row: Row) -> tuple[bool, str]:
    return row.text("period") not in row.text("column"), row.text("column")


def _find_sum(rows: Iterable[Row], column: str) -> str:
    return next((write_amount(row.text("amount")) for row in rows if row.text("column") == column), "")


def make_fund_rows(rows: Iterable[Row], graph: ServedGraph) -> tuple[FundRow, ...]:
    """Return the printed columns, those of spending first."""
    return tuple(_make_fund_row(row, graph) for row in sorted(rows, key=lambda row: row.text("flow") != "spending"))


def _make_fund_row(row: Row, graph: ServedGraph) -> FundRow:
    total = row.find("total")
    return FundRow(
        flow=row.text("flow"),
        column=row.text("column"),
        fund=row.text("fundLabel"),
        lines=row.count("lines"),
        sum=write_amount(row.text("sum")),
        aligned=write_amount(row.text("aligned")),
        not_aligned=write_amount(row.text("notAligned")),
        total=Link(row.text("totalPublished"), graph.site.to_page(total)) if total else None,
    )


def make_loose_row(row: Row, graph: ServedGraph) -> LooseRow:
    """Return an amount that stands in a row of no outcome."""
    document = row.text("document")
    name = graph.tracer.document_names.get(document, "")
    return LooseRow(
        heading=row.text("heading"),
        column=row.text("column"),
        cell=Link(row.text("published"), graph.site.to_page(row.text("cell"))),
        source=cite(document, name, row.text("locator"), graph.site),
    )


def make_net_columns(rows: Iterable[Row], graph: ServedGraph) -> tuple[NetColumns, ...]:
    """Return each pair of net columns with its rows."""
    pairs: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        key = tuple(row.text(name) for name in ("document", "flow", "yearColumn", "blockColumn", "blockPeriod"))
        pairs.setdefault(key, []).append(row)
    # Spending stands before funding, as in the tables above.
    ordered = sorted(pairs.values(), key=lambda own: (own[0].text("document"), own[0].text("flow") != "spending"))
    return tuple(_make_pair(own, graph) for own in ordered)


def _make_pair(rows: list[Row], graph: ServedGraph) -> NetColumns:
    first = rows[0]
    return NetColumns(
        flow=first.text("flow"),
        year_column=first.text("yearColumn"),
        block_column=first.text("blockColumn"),
        block_period=first.text("blockPeriod"),
        read_as=next((row.text("readAs") for row in rows if row.find("readAs")), ""),
        reading=next((each for row in rows if (each := make_reading(row.find("reason"), None))), None),
        rows=tuple(
            NetRow(
                heading=Link(row.text("headingLabel"), graph.site.to_page(row.text("heading"))),
                number=row.text("number"),
                year=row.text("yearPublished"),
                block=row.text("blockPublished"),
            )
            for row in sorted(rows, key=_rank_net)
        ),
    )


def _rank_net(row: Row) -> tuple[bool, tuple[tuple[int, int, str], ...]]:
    return row.text("isTotal") == "true", natural_key(row.text("number") or "~")


def make_sum_row(row: Row, graph: ServedGraph) -> SumRow:
    """Return a printed total held to its lines."""
    note = row.find("note")
    return SumRow(
        total=Link(row.text("published"), graph.site.to_page(row.text("total"))),
        direction=row.text("direction"),
        heading=row.text("heading"),
        column=row.text("column"),
        flow=row.text("flow"),
        lines=row.count("lines"),
        sum=write_amount(row.text("sum")),
        difference=write_amount(row.text("difference")) if Decimal(row.text("difference")) else "",
        note=Link(row.text("noteKind"), graph.site.to_page(note)) if note else None,
    )


def make_funding_rows(rows: Iterable[Row], graph: ServedGraph) -> tuple[FundingRow, ...]:
    """Return each statement once, with all that it is about and every place where it stands."""
    by_statement: dict[str, list[Row]] = {}
    for row in rows:
        by_statement.setdefault(row.text("statement"), []).append(row)
    return tuple(_make_funding_row(iri, own, graph) for iri, own in by_statement.items())


def _make_funding_row(iri: str, rows: list[Row], graph: ServedGraph) -> FundingRow:
    about = (Link(row.text("aboutLabel"), graph.site.to_page(row.text("about"))) for row in rows)
    return FundingRow(
        statement=Link(rows[0].text("statementLabel"), graph.site.to_page(iri)),
        note=rows[0].text("note"),
        about=tuple(dict.fromkeys(about)),
        sources=tuple(dict.fromkeys(source for row in rows if (source := make_source(row, graph)) is not None)),
    )
