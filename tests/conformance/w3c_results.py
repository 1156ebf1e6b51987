"""Results of queries, read by rdflib (the service writes them with another library) and compared by value.

Blank nodes are the same when one renaming makes them so (SPARQL 1.1, section 12.3.1; RDF 1.1 Concepts, section 3.6).
Numbers of one datatype are the same when their values are: engines differ in the number of noughts that they print.
"""

from __future__ import annotations

import csv
import io
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import rdflib
from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.query import Result
from rdflib.term import Identifier, Node

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")

Value: TypeAlias = tuple[str, ...]
"""A term in plain words; the first of them is its kind, () is an unbound variable."""
Row: TypeAlias = tuple[Value, ...]

RESULT_NAMES = {
    "application/sparql-results+xml": "xml",
    "application/sparql-results+json": "json",
    ".srx": "xml",
    ".srj": "json",
}
GRAPH_NAMES = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
    ".ttl": "turtle",
    ".rdf": "xml",
}
_WHOLE = {XSD.integer, XSD.decimal}
_FLOATING = {XSD.float, XSD.double}


@dataclass(frozen=True)
class Answer:
    """Rows in the order of ``variables``, or a truth, or triples.

    ``is_text`` where only CSV's plain text is known, ``has_order`` where the rows are written in some order.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    truth: bool | None = None
    graph: Graph | None = field(default=None, compare=False)
    is_text: bool = False
    has_order: bool = True


@contextmanager
def keep_literals() -> Iterator[None]:
    """Have rdflib leave the written form of literals as it is."""
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def read_expected(path: Path, address: str) -> Answer:
    """Return the result that a file of the suite holds."""
    return read_answer(path.read_bytes(), path.suffix, address)


def read_answer(body: bytes, kind: str, address: str = "") -> Answer:
    """Return the result in ``body``; ``kind`` is its media type or the suffix of its file."""
    with keep_literals():
        if kind in ("text/csv", ".csv"):
            return _read_csv(body)
        if kind in ("text/tab-separated-values", ".tsv"):
            return _read_tsv(body)
        if kind in RESULT_NAMES:
            return _read_result(Result.parse(io.BytesIO(body), format=RESULT_NAMES[kind]))
        graph = Graph()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # rdflib 7.6 warns of its own reader of JSON-LD
            graph.parse(data=body, format=GRAPH_NAMES[kind], publicID=address)
        return _read_result_set(graph) if (None, RDF.type, RS.ResultSet) in graph else Answer(graph=graph)


def _read_result(result: Result) -> Answer:
    if result.type == "ASK":
        return Answer(truth=bool(result.askAnswer))
    names = tuple(str(variable) for variable in result.vars or ())
    bindings = ({str(name): term for name, term in each.items()} for each in result.bindings)
    return Answer(names, tuple(_to_row(names, binding) for binding in bindings))


def _read_csv(body: bytes) -> Answer:
    names, *lines = csv.reader(io.StringIO(body.decode("utf-8"), newline=""))
    rows = (tuple(("blank", cell) if cell.startswith("_:") else ("text", cell) for cell in line) for line in lines)
    return Answer(tuple(names), tuple(rows), is_text=True)


def _read_tsv(body: bytes) -> Answer:
    """Read terms as Turtle writes them (SPARQL 1.1 Query Results CSV and TSV Formats, section 4.2)."""
    first, *lines = body.decode("utf-8").removesuffix("\n").split("\n")
    names = tuple(name.strip().removeprefix("?") for name in first.split("\t") if name.strip())
    cells = [[cell.strip() for cell in line.split("\t")] for line in lines]
    triples = [f"<row:{n}> <column:{m}> {cell} ." for n, row in enumerate(cells) for m, cell in enumerate(row) if cell]
    graph = Graph().parse(data="\n".join(triples), format="turtle")
    columns = [URIRef(f"column:{number}") for number in range(len(names))]
    rows = ([graph.value(URIRef(f"row:{number}"), column) for column in columns] for number in range(len(lines)))
    return Answer(names, tuple(tuple(_to_value(term) for term in row) for row in rows))


def _read_result_set(graph: Graph) -> Answer:
    """Read a result in the working group's own vocabulary of 2004, which most of the older tests use."""
    node = graph.value(predicate=RDF.type, object=RS.ResultSet)
    truth = graph.value(node, RS.boolean)
    if truth is not None:
        return Answer(truth=str(truth) == "true")
    names = tuple(sorted(str(name) for name in graph.objects(node, RS.resultVariable)))
    solutions = sorted(graph.objects(node, RS.solution), key=lambda each: int(str(graph.value(each, RS["index"]) or 0)))
    rows = tuple(_to_row(names, _read_binding(graph, solution)) for solution in solutions)
    return Answer(names, rows, has_order=(None, RS["index"], None) in graph)


def _read_binding(graph: Graph, solution: Node) -> dict[str, Node]:
    bindings = graph.objects(solution, RS.binding)
    pairs = ((graph.value(each, RS.variable), graph.value(each, RS.value)) for each in bindings)
    return {str(name): term for name, term in pairs if term is not None}


def _to_row(names: Iterable[str], binding: Mapping[str, Node]) -> Row:
    return tuple(_to_value(binding.get(name)) for name in names)


def _to_value(term: Node | None) -> Value:
    if isinstance(term, Literal):
        return ("literal", _to_number(term), str(term.datatype or XSD.string), (term.language or "").lower())
    if isinstance(term, BNode):
        return ("blank", str(term))
    return () if term is None else ("iri" if isinstance(term, URIRef) else "other", str(term))


def _to_number(term: Identifier) -> str:
    """Return one spelling for each number; any other literal, and a number that is none, as it is written."""
    datatype = getattr(term, "datatype", None)
    try:
        if datatype in _WHOLE:
            return format(Decimal(str(term)).normalize(), "f")
        return repr(float(str(term))) if datatype in _FLOATING else str(term)
    except (ValueError, ArithmeticError):
        return str(term)


def check_same(expected: Answer, found: Answer, *, is_ordered: bool = False, is_lax: bool = False) -> str:
    """Return how ``found`` differs from what is expected, "" where it does not."""
    if expected.graph is not None and found.graph is not None:
        differs = not isomorphic(expected.graph, found.graph)
        return f"other triples:\n{found.graph.serialize(format='nt')}" if differs else ""
    if (expected.truth, expected.graph is None) != (found.truth, found.graph is None):
        return f"another kind of result or another answer: {found}"
    if Counter(expected.variables) != Counter(found.variables):
        return f"other variables: {found.variables}"
    columns = [found.variables.index(name) for name in expected.variables]
    rows = [tuple(row[column] for column in columns) for row in found.rows]
    wanted = [_to_text(row) for row in expected.rows] if found.is_text and not expected.is_text else expected.rows
    if is_lax:
        return "" if set(rows) == set(wanted) and len(rows) <= len(wanted) else f"other rows: {rows}"
    same = _hide_blanks(wanted, is_ordered) == _hide_blanks(rows, is_ordered)
    if same and not is_ordered:  # rows without blank nodes are paired already
        wanted, rows = (
            [row for row in each if any(value[:1] == ("blank",) for value in row)] for each in (wanted, rows)
        )
    same = same and _can_match(list(wanted), list(rows), {}, is_ordered=is_ordered)
    return "" if same else f"other rows: {rows}, expected: {wanted}"


def _hide_blanks(rows: Iterable[Row], is_ordered: bool) -> list[Row]:
    """Return rows without the names of their blank nodes, sorted where their order does not count."""
    hidden = [tuple(("blank",) if value[:1] == ("blank",) else value for value in row) for row in rows]
    return hidden if is_ordered else sorted(hidden)


def _to_text(row: Row) -> Row:
    return tuple(("text", value[1] if value else "") if value[:1] != ("blank",) else value for value in row)


def _can_match(wanted: list[Row], found: list[Row], renaming: Mapping[str, str], *, is_ordered: bool) -> bool:
    """Pair the first row with each that fits it, and the rest likewise."""
    if not wanted:
        return True
    for position, row in enumerate(found[:1] if is_ordered else found):
        more = _rename(wanted[0], row, renaming)
        rest = found[:position] + found[position + 1 :]
        if more is not None and _can_match(wanted[1:], rest, more, is_ordered=is_ordered):
            return True
    return False


def _rename(wanted: Row, found: Row, renaming: Mapping[str, str]) -> dict[str, str] | None:
    """Return the renaming of blank nodes that makes two rows the same, None where there is none."""
    names = dict(renaming)
    for one, other in zip(wanted, found, strict=True):
        if one[:1] == other[:1] == ("blank",):
            if names.setdefault(one[1], other[1]) != other[1]:
                return None
        elif one != other:
            return None
    return names if len(set(names.values())) == len(names) else None
