"""The result of a query as a page shows it: a table, a chart, an answer or triples, and the files of all of it."""

from __future__ import annotations

from dataclasses import dataclass

from web.parts import Grid, Link


@dataclass(frozen=True)
class ChartChoice:
    """A choice that a chart leaves to the visitor: which column plays a part; ``name`` is the field's."""

    name: str
    label: str
    options: tuple[str, ...]
    chosen: str
    can_be_none: bool


@dataclass(frozen=True)
class Chart:
    """A picture of the rows; ``problem`` says why there is none, ``caption`` what it shows."""

    svg: str
    caption: str
    problem: str
    choices: tuple[ChartChoice, ...]


@dataclass(frozen=True)
class HiddenField:
    """A value that a form hands on."""

    name: str
    value: str


@dataclass(frozen=True)
class Result:
    """What came of a query; ``form`` is that of the query, ``views`` are the ways to look at a table.

    ``chart`` stands for the table where a chart was asked for. ``more`` is true when only the first ``shown`` rows or
    triples are here.
    """

    form: str
    columns: tuple[str, ...] = ()
    grid: Grid | None = None
    chart: Chart | None = None
    answer: str = ""
    triples: str = ""
    shown: int = 0
    more: bool = False
    views: tuple[Link, ...] = ()
    view: str = "table"
    kept: tuple[HiddenField, ...] = ()
    formats: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Code:
    """A program's text that gets the same result; ``id`` is its anchor."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Permalink:
    """The address that names the query and the release that answered it; ``other`` is the release it was made for."""

    href: str
    release: str
    other: str = ""
    current_href: str = ""
