"""What the sandbox is asked and what it answers, on both sides of its door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pyoxigraph import Triple

from graph.errors import GoldenthreadError
from graph.store import Row

Content = TypeVar("Content", bound="bytes | Preview")


@dataclass(frozen=True)
class WorkerOptions:
    """What a worker is started with: the store's folder or dump, its quads, and the limits of each query."""

    store: Path
    quads: int
    is_on_disk: bool
    memory_mb: int
    max_rows: int
    max_bytes: int


@dataclass(frozen=True)
class QueryRequest:
    """One query; ``default_graphs`` and ``named_graphs`` are IRIs, as the protocol gives them beside the query."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class WholeResult:
    """Asks for the whole result in a form."""

    request: QueryRequest
    media_type: str
    prefixes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FirstRows:
    """Asks for the first rows or triples of a result."""

    request: QueryRequest
    max_rows: int


@dataclass(frozen=True)
class Order:
    """What a worker is sent: what to answer, and the seconds after which the kernel ends it."""

    asked: WholeResult | FirstRows
    deadline_s: float


@dataclass(frozen=True)
class Preview:
    """The first rows or triples of a result, or its answer; ``more`` tells that there are others."""

    form: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    triples: tuple[Triple, ...] = ()
    answer: bool | None = None
    more: bool = False


@dataclass(frozen=True)
class Answer:
    """What a worker sends back; ``is_last`` when it ends now, because the query has made it large."""

    content: bytes | Preview
    is_last: bool = False


@dataclass(frozen=True)
class Found(Generic[Content]):
    """An answer, the name of the release that it is from, and whether it was kept from an earlier query."""

    content: Content
    release: str
    is_kept: bool = False


@dataclass(frozen=True)
class Failed:
    """A query that a worker could not answer, and why."""

    error: GoldenthreadError
    is_last: bool = False
