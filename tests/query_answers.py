"""Answers of queries as plain text, so that those of two engines, or an answer and a case, can be compared by value.

An address is written as its path or with its prefix, a number without needless noughts, an unbound cell as "".
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rdflib import Graph, Literal, URIRef

from graph.iris import Addresses
from graph.namespaces import compact
from graph.query_header import Form

SOLUTIONS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
MEDIA_TYPES: dict[Form, str] = {"select": SOLUTIONS, "ask": SOLUTIONS, "construct": TRIPLES}

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DECIMALS = {f"{_XSD}{name}" for name in ("decimal", "integer", "int", "long", "nonNegativeInteger")}
_FLOATS = {f"{_XSD}{name}" for name in ("double", "float")}


@dataclass(frozen=True, eq=False)
class Answer:
    """The rows of a SELECT, the triples of a CONSTRUCT, or the one cell of an ASK; the order of rows says nothing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __eq__(self, other: object) -> bool:
        """Tell whether both have the same columns and the same rows, in any order."""
        return isinstance(other, Answer) and self.columns == other.columns and Counter(self.rows) == Counter(other.rows)

    def __hash__(self) -> int:
        """Return the same for equal answers."""
        return hash((self.columns, frozenset(self.rows)))

    def holds(self, wanted: Mapping[str, str]) -> bool:
        """Tell whether some row has these cells."""
        places = {self.columns.index(column): text for column, text in wanted.items()}
        return any(all(row[at] == text for at, text in places.items()) for row in self.rows)


def read_answer(form: Form, content: bytes, addresses: Addresses) -> Answer:
    """Read an answer in JSON or N-Triples."""
    if form == "construct":
        triples = Graph().parse(data=content, format="nt")
        return Answer(
            ("subject", "predicate", "object"),
            tuple(tuple(_show_node(node, addresses) for node in triple) for triple in triples),
        )
    found = json.loads(content)
    if form == "ask":
        return Answer(("answer",), ((str(found["boolean"]).lower(),),))
    columns = tuple(found["head"]["vars"])
    rows = (tuple(_show_cell(row.get(column), addresses) for column in columns) for row in found["results"]["bindings"])
    return Answer(columns, tuple(rows))


def _show_cell(cell: Mapping[str, Any] | None, addresses: Addresses) -> str:
    if cell is None:
        return ""
    if cell["type"] == "uri":
        return _show_address(cell["value"], addresses)
    return _show_literal(cell["value"], cell.get("datatype", ""))


def _show_node(node: object, addresses: Addresses) -> str:
    if isinstance(node, URIRef):
        return _show_address(str(node), addresses)
    assert isinstance(node, Literal), f"{node!r} is neither an address nor a literal"
    return _show_literal(str(node), str(node.datatype or ""))


def _show_address(iri: str, addresses: Addresses) -> str:
    return addresses.find_path(iri) or compact(iri)


def _show_literal(text: str, datatype: str) -> str:
    if datatype in _DECIMALS:
        return _write_number(Decimal(text))
    return _write_number(Decimal(repr(float(text)))) if datatype in _FLOATS else text


def _write_number(number: Decimal) -> str:
    return f"{number.normalize() + 0:f}"
