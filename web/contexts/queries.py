"""The pages of named queries and of a visitor’s query."""

from __future__ import annotations

from dataclasses import dataclass

from web.contexts.failures import FailurePage
from web.parts import Grid, Link


@dataclass(frozen=True)
class SparqlPage:
    """The form for a visitor's query and, once it ran, its result: a table, an answer or triples."""

    query: str
    failure: FailurePage | None = None
    grid: Grid | None = None
    answer: str = ""
    triples: str = ""
    is_graph: bool = False
    more: bool = False
    formats: tuple[Link, ...] = ()


@dataclass(frozen=True)
class QueryEntry:
    """A named query in the list."""

    link: Link
    description: str


@dataclass(frozen=True)
class QueryFolder:
    """The named queries of one folder."""

    name: str
    queries: tuple[QueryEntry, ...]


@dataclass(frozen=True)
class QueriesPage:
    """All named queries."""

    folders: tuple[QueryFolder, ...]


@dataclass(frozen=True)
class QueryField:
    """A parameter of a named query as a field of a form."""

    name: str
    description: str
    example: str
    value: str
    required: bool


@dataclass(frozen=True)
class QueryPage:
    """A named query: what it answers, its fields and text, and its result when ``is_run``; ``problem`` says why not."""

    name: str
    title: str
    description: str
    fields: tuple[QueryField, ...]
    columns: tuple[tuple[str, str], ...]
    text: str
    problem: str
    is_run: bool
    grid: Grid | None
    answer: str
    triples: str
    formats: tuple[Link, ...]
