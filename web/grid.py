"""Rows of terms as a table that a page can show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode

from graph.namespaces import compact
from graph.store import Term
from web.addresses import SiteAddresses
from web.parts import Grid, Value


def make_grid(columns: Sequence[str], rows: Iterable[Sequence[Term | None]], more: bool, site: SiteAddresses) -> Grid:
    """Return rows with a link on every address that this site shows."""
    return Grid(tuple(columns), tuple(tuple(_make_cell(term, site) for term in row) for row in rows), more)


def _make_cell(term: Term | None, site: SiteAddresses) -> Value:
    if term is None:
        return Value("")
    if isinstance(term, NamedNode):
        return Value(site.shorten(term.value) or compact(term.value), site.to_page(term.value))
    if isinstance(term, Literal):
        return Value(term.value, language=term.language)
    return Value(str(term))
