"""Printed totals against their lines."""

from __future__ import annotations

from decimal import Decimal

from graph.totals import BudgetCell, find_sum_checks


def cell(heading: str, column: str, amount: str, *, is_total: bool = False, fund: str = "fund-capital") -> BudgetCell:
    block = "Earlier" if column == "earlier" else "Later"
    return BudgetCell(
        f"{heading}/{column}", is_total, "review", "spending", heading, column, fund, block, Decimal(amount), amount
    )


TABLE = [
    cell("parks", "earlier", "9.0"),
    cell("parks", "net", "1.0"),
    cell("parks", "capital", "2.1"),
    cell("parks", "total", "3.0", is_total=True, fund="fund-all"),
    cell("roads", "net", "4.0"),
    cell("roads", "total", "4.0", is_total=True, fund="fund-all"),
    cell("total", "net", "5.0", is_total=True),
    cell("total", "total", "7.0", is_total=True, fund="fund-all"),
]


def differences() -> dict[tuple[str, str], Decimal]:
    return {(check.total.iri, check.direction): check.difference for check in find_sum_checks(TABLE)}


def test_a_row_total_is_held_against_its_own_block_only() -> None:
    assert differences()["parks/total", "row"] == Decimal("-0.1")


def test_a_column_total_is_held_against_the_rows_above_it() -> None:
    assert differences()["total/net", "column"] == 0


def test_the_corner_is_held_against_both_its_row_and_its_column() -> None:
    assert differences()["total/total", "row"] == Decimal("2.0")
    assert differences()["total/total", "column"] == 0
