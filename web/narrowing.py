"""Fields that narrow a list, each with the values that it can have and the one that the request chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import request

from web.errors import RequestError
from web.live import ServedGraph
from web.outline import natural_key
from web.parts import Filter, Option
from web.rows import Row


def make_filter(name: str, label: str, options: Mapping[str, str]) -> Filter:
    """Return the field ``name`` with its options, values to words, in their order.

    Raises:
        RequestError: when the request chose a value that is none of them.
    """
    chosen = request.args.get(name, "").strip()
    if chosen and chosen not in options:
        few = ", ".join(list(options)[:5])
        raise RequestError(
            f"there is no {name} {chosen!r} to narrow this list to", f"leave it out, or choose from {few}"
        )
    return Filter(name, label, chosen, tuple(Option(value, text, value == chosen) for value, text in options.items()))


def name_nodes(graph: ServedGraph, rows: Iterable[Row], column: str) -> dict[str, str]:
    """Return the nodes of a column as options: the path of each to its number and label, in the order of these."""
    texts = {
        graph.site.shorten(row.text(column)) or row.text(column): " ".join(
            part for part in (row.text(f"{column}Number"), row.text(f"{column}Label")) if part
        )
        for row in rows
        if row.find(column)
    }
    return dict(sorted(texts.items(), key=lambda item: natural_key(item[1])))


def is_chosen(graph: ServedGraph, row: Row, column: str, chosen: str) -> bool:
    """Return whether a row has the chosen node in a column, or nothing is chosen."""
    return not chosen or graph.site.shorten(row.text(column)) == chosen
