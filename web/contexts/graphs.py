"""The pages of the named graphs."""

from __future__ import annotations

from dataclasses import dataclass

from web.parts import DataLink, Link, MadeBy


@dataclass(frozen=True)
class NamedGraph:
    """A named graph: ``path`` is its address after ``graph/``, ``document`` the address of the one it is of, if any."""

    iri: str
    path: str
    href: str
    kind: str
    quads: int
    document: str


@dataclass(frozen=True)
class GraphsPage:
    """Every named graph."""

    graphs: tuple[NamedGraph, ...]


@dataclass(frozen=True)
class GraphPage:
    """One named graph, with the number of things of each class in it."""

    graph: NamedGraph
    document: Link | None
    kinds: tuple[tuple[Link, int], ...]
    made_by: MadeBy
    formats: tuple[DataLink, ...]
