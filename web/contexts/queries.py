"""The pages of named queries and of a visitor’s query."""

from __future__ import annotations

from dataclasses import dataclass

from web.contexts.failures import FailurePage
from web.contexts.results import Code, Permalink, Result
from web.parts import Link


@dataclass(frozen=True)
class QueryEntry:
    """A named query in the list: what it answers and for whom; ``words`` is what a search of the list looks through."""

    link: Link
    name: str
    description: str
    audience: str
    words: str


@dataclass(frozen=True)
class QueryFolder:
    """The named queries of one folder."""

    name: str
    heading: str
    queries: tuple[QueryEntry, ...]


@dataclass(frozen=True)
class QueriesPage:
    """The named queries that hold the words searched for; all of them where there are no words."""

    words: str
    folders: tuple[QueryFolder, ...]
    size: int


@dataclass(frozen=True)
class Suggestion:
    """A value that is offered for a field, and what it stands for."""

    value: str
    label: str


@dataclass(frozen=True)
class QueryField:
    """A parameter of a named query as a field of a form, with one input for each of its ``values``."""

    name: str
    label: str
    kind: str
    description: str
    example: str
    values: tuple[str, ...]
    required: bool
    default: str
    input_mode: str
    suggestions: tuple[Suggestion, ...]
    error: str


@dataclass(frozen=True)
class QueryColumn:
    """A column of the result: its name, which stays, and what it means."""

    name: str
    description: str
    unit: str


@dataclass(frozen=True)
class QueryPage:
    """A named query: what it answers, its fields and text, its result once it ran, or the ``problem`` that kept it."""

    name: str
    title: str
    description: str
    audience: str
    fields: tuple[QueryField, ...]
    columns: tuple[QueryColumn, ...]
    text: str
    workbench_href: str
    example_href: str
    problem: FailurePage | None = None
    result: Result | None = None
    codes: tuple[Code, ...] = ()
    permalink: Permalink | None = None


@dataclass(frozen=True)
class SparqlPage:
    """The workbench: a form for a visitor's query, the library beside it and, once it ran, the result."""

    query: str
    example: str
    folders: tuple[QueryFolder, ...]
    prefixes: str
    failure: FailurePage | None = None
    result: Result | None = None
    codes: tuple[Code, ...] = ()
    permalink: Permalink | None = None
