"""Rows of a named query, read by column name as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.store import Table, Term


@dataclass(frozen=True)
class Row:
    """One row; a column that is unbound or not in the query's answer reads as absent."""

    terms: Mapping[str, Term | None]

    def find(self, column: str) -> str | None:
        """Return the text of a literal or the address of a node, None when unbound."""
        term = self.terms.get(column)
        return term.value if isinstance(term, NamedNode | Literal) else None

    def text(self, column: str) -> str:
        """Return the same, with an empty text when unbound."""
        return self.find(column) or ""

    def count(self, column: str) -> int:
        """Return a whole number, 0 when unbound."""
        return int(self.find(column) or 0)

    def is_node(self, column: str) -> bool:
        """Return whether the column holds an address."""
        return isinstance(self.terms.get(column), NamedNode)

    def language(self, column: str) -> str | None:
        """Return the language tag of a literal, None when it has none."""
        term = self.terms.get(column)
        return term.language if isinstance(term, Literal) else None


def read_rows(table: Table) -> Iterator[Row]:
    """Yield the rows of ``table`` in its order."""
    for terms in table.rows:
        yield Row(dict(zip(table.columns, terms, strict=True)))
