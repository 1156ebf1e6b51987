"""A result table as text for a terminal or a pipe."""

from __future__ import annotations

import io

from pyoxigraph import NamedNode
from rich import box
from rich.console import Console
from rich.table import Table as Grid

from graph.iris import Addresses
from graph.namespaces import compact
from graph.store import Table, Term

_PIPE_WIDTH = 4000


def write_table(table: Table, addresses: Addresses, *, is_terminal: bool) -> str:
    """Return a table in columns, folded to the width of a terminal, on one line a row in a pipe."""
    if not table.rows:
        return "No rows: the graph holds nothing that answers this query."
    grid = Grid(*table.columns, box=box.SIMPLE if is_terminal else None)
    for row in table.rows:
        grid.add_row(*(shorten(term, addresses) for term in row))
    output = io.StringIO()
    width = None if is_terminal else _PIPE_WIDTH
    Console(file=output, width=width, markup=False, highlight=False).print(grid)
    lines = [line.rstrip() for line in output.getvalue().splitlines()]
    return "\n".join([*lines, f"{len(table.rows)} rows"])


def shorten(term: Term | None, addresses: Addresses) -> str:
    """Return a term as a person types it: a path for a node, prefix and name for a known term, else its text."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return addresses.find_path(term.value) or compact(term.value)
    return str(getattr(term, "value", term))
