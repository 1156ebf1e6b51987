"""The query library: every ``.rq`` file under ``queries/``, checked when it is read.

A parameter is the slot ``VALUES ?name { UNDEF }``, first in its group. Binding replaces UNDEF by serialised terms, so a
value can never become part of the query's grammar; an optional parameter without a value leaves UNDEF, which
restricts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple

from graph.errors import ParameterError, QueryFileError, UnknownQueryError
from graph.parameters import Given, NodeResolver, Parameter, Value
from graph.query_header import Column, Form, QueryHeader, count_header_lines, read_header
from graph.store import Store, Table

QUERIES_FOLDER = Path(__file__).resolve().parent.parent / "queries"

_SLOT = re.compile(r"\bVALUES\s+[?$](\w+)\s*\{\s*UNDEF\s*\}", re.IGNORECASE)
_BEFORE_SLOT = re.compile(rf"\{{(?:\s|#[^\n]*\n|{_SLOT.pattern})*\Z", re.IGNORECASE)
_SYNTAX_LINE = re.compile(r"error at (\d+):")
_RESULT_KINDS: dict[Form, type] = {"select": QuerySolutions, "ask": QueryBoolean, "construct": QueryTriples}


@dataclass(frozen=True)
class NamedQuery:
    """One named query; ``text`` is its SPARQL with the header's lines left empty, ``name`` its folder and file."""

    name: str
    path: Path
    header: QueryHeader
    text: str
    resolve_node: NodeResolver | None = field(default=None, repr=False)

    @property
    def title(self) -> str:
        """What the query answers, in a few words."""
        return self.header.title

    @property
    def description(self) -> str:
        """What the query answers, in a sentence or more."""
        return self.header.description

    @property
    def audience(self) -> str:
        """Who it is for; "" where the header does not say."""
        return self.header.audience

    @property
    def used_by(self) -> tuple[str, ...]:
        """The modules and pages that run it."""
        return self.header.used_by

    @property
    def form(self) -> Form:
        """What kind of query it is."""
        return self.header.form

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What it can be asked with, in the header's order."""
        return self.header.parameters

    @property
    def columns(self) -> tuple[Column, ...]:
        """What a SELECT returns, in the order of its columns."""
        return self.header.columns

    def bind(self, values: Mapping[str, Given]) -> str:
        """Return the query with its slots filled; None, "" and an empty sequence leave a parameter unbound.

        Raises:
            ParameterError: when a value is of the wrong type, missing, or of a parameter that there is not.
        """
        names = [parameter.name for parameter in self.parameters]
        for name in values:
            if name not in names:
                close = get_close_matches(name, names, n=1) or names
                advice = f"it takes {', '.join(close)}" if close else "it takes none"
                raise ParameterError(self.name, name, "there is no such parameter", advice)
        bound = {
            parameter.name: self._read_values(parameter, values.get(parameter.name)) for parameter in self.parameters
        }
        return _SLOT.sub(lambda slot: _fill_slot(slot, bound[slot[1]]), self.text)

    def select(self, store: Store, values: Mapping[str, Given] | None = None) -> Table:
        """Return the rows that the store gives for these values."""
        return store.select(self.bind(values or {}))

    def ask(self, store: Store, values: Mapping[str, Given] | None = None) -> bool:
        """Return the answer that the store gives for these values."""
        return store.ask(self.bind(values or {}))

    def construct(self, store: Store, values: Mapping[str, Given] | None = None) -> list[Triple]:
        """Return the triples that the store gives for these values."""
        return store.construct(self.bind(values or {}))

    def serialize(
        self,
        store: Store,
        values: Mapping[str, Given] | None,
        media_type: str,
        prefixes: Mapping[str, str] | None = None,
    ) -> bytes:
        """Return the result for these values in that form."""
        return store.serialize(self.bind(values or {}), media_type, prefixes)

    def _read_values(self, parameter: Parameter, given: Given) -> tuple[Value, ...]:
        several = given if isinstance(given, Sequence) and not isinstance(given, str) else [given]
        wanted = [value for value in several if value is not None and value != ""]
        if not wanted and parameter.default is not None:
            wanted = [parameter.default]
        if not wanted and parameter.required:
            raise ParameterError(self.name, parameter.name, "it needs a value", f"give one such as {parameter.example}")
        try:
            return tuple(parameter.to_term(value, self.resolve_node) for value in wanted)
        except ValueError as error:
            advice = f"give one such as {parameter.example}"
            raise ParameterError(self.name, parameter.name, str(error), advice) from error


def _fill_slot(slot: re.Match[str], terms: tuple[Value, ...]) -> str:
    return f"VALUES ?{slot[1]} {{ {' '.join(str(term) for term in terms) or 'UNDEF'} }}"


@dataclass(frozen=True)
class QueryLibrary:
    """Every named query, by its name."""

    queries: Mapping[str, NamedQuery]

    @classmethod
    def read(cls, folder: Path = QUERIES_FOLDER, resolve_node: NodeResolver | None = None) -> QueryLibrary:
        """Read and check every ``.rq`` file one folder down; ``resolve_node`` reads parameters of type node.

        Raises:
            QueryFileError: with file and line, at the first fault.
        """
        found = (read_query(path, resolve_node) for path in sorted(folder.glob("*/*.rq")))
        return cls({query.name: query for query in found})

    def with_resolver(self, resolve_node: NodeResolver) -> QueryLibrary:
        """Return the same queries with another way to read parameters of type node."""
        return QueryLibrary({name: replace(query, resolve_node=resolve_node) for name, query in self.queries.items()})

    def get_query(self, name: str) -> NamedQuery:
        """Return the query of that name, folder and file without suffix.

        Raises:
            UnknownQueryError: when there is none; it suggests names that come close.
        """
        if name not in self.queries:
            raise UnknownQueryError(name, self._suggest(name))
        return self.queries[name]

    def find_queries(self, folder: str | None = None) -> tuple[NamedQuery, ...]:
        """Return the queries of one folder, or all, by name."""
        return tuple(query for query in self if folder is None or query.path.parent.name == folder)

    def __iter__(self) -> Iterator[NamedQuery]:
        """Yield every query, by name."""
        return iter(self.queries.values())

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.queries)

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a query of that name."""
        return name in self.queries

    def _suggest(self, name: str) -> tuple[str, ...]:
        last = name.rpartition("/")[2]
        same_file = [known for known in self.queries if known.rpartition("/")[2] == last]
        return tuple(same_file or get_close_matches(name, self.queries, n=3, cutoff=0.5))


def read_query(path: Path, resolve_node: NodeResolver | None = None) -> NamedQuery:
    """Read one ``.rq`` file and check that header and query agree.

    Raises:
        QueryFileError: with file and line, when they do not or one of them is broken.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryFileError(path, None, f"it cannot be read: {error}", "save it as UTF-8 text") from error
    header = read_header(path, text)
    count = count_header_lines(text)
    body = "\n" * count + "\n".join(text.splitlines()[count:]) + "\n"
    query = NamedQuery(f"{path.parent.name}/{path.stem}", path, header, body, resolve_node)
    _check_slots(query)
    _check_grammar(query)
    return query


def _check_slots(query: NamedQuery) -> None:
    declared = [parameter.name for parameter in query.parameters]
    slots = {slot[1]: slot for slot in _SLOT.finditer(query.text)}
    for name in declared:
        if name not in slots:
            raise QueryFileError(query.path, 1, f"parameter {name} has no slot", f"add VALUES ?{name} {{ UNDEF }}")
    for slot in _SLOT.finditer(query.text):
        line = query.text.count("\n", 0, slot.start()) + 1
        if slot[1] not in declared:
            raise QueryFileError(query.path, line, f"the slot ?{slot[1]} is no parameter", "declare it in the header")
        if not _BEFORE_SLOT.search(query.text, 0, slot.start()):
            raise QueryFileError(query.path, line, f"the slot ?{slot[1]} is not first in its group", "move it up")


def _check_grammar(query: NamedQuery) -> None:
    try:
        result = ox.Store().query(query.text)
    except SyntaxError as error:
        place = _SYNTAX_LINE.search(str(error))
        line = int(place[1]) if place else None
        raise QueryFileError(query.path, line, "the query does not parse", "try it in the SPARQL editor") from error
    if not isinstance(result, _RESULT_KINDS[query.form]):
        raise QueryFileError(query.path, 1, f"the query is no {query.form}", "correct the field form")
    if isinstance(result, QuerySolutions):
        returned = tuple(variable.value for variable in result.variables)
        declared = tuple(column.name for column in query.columns)
        if returned != declared:
            message = f"the query returns {', '.join(returned)} and the header declares {', '.join(declared) or 'none'}"
            raise QueryFileError(query.path, 1, message, "name the same columns in the same order")
