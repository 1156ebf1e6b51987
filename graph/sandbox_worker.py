"""The worker process of the sandbox: it holds a store of its own, runs one query at a time and can be killed.

Everything here runs in a process that has given up memory without end, new files and the network
(``graph.confinement``). Nothing else of the application is imported into it.
"""

from __future__ import annotations

import io
import re
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal, TypeVar

import pyoxigraph as ox
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from graph.confinement import confine_process
from graph.errors import QueryLimitError, StoreError
from graph.formats import get_format, get_rdf_syntax, get_result_syntax
from graph.store import EmbeddedStore, Result, Row, translate_errors

Item = TypeVar("Item")

_JSON_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"')
_CSV_STRING = re.compile(rb'"[^"]*+"')


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
class Preview:
    """The first rows or triples of a result, or its answer; ``more`` tells that there are others."""

    form: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    triples: tuple[Triple, ...] = ()
    answer: bool | None = None
    more: bool = False


@dataclass(frozen=True)
class _Worker:
    store: EmbeddedStore
    options: WorkerOptions


_worker: _Worker | None = None


def start_worker(options: WorkerOptions) -> None:
    """Open the store, then give up everything that a query does not need. The pool calls this first."""
    global _worker  # noqa: PLW0603 - the pool offers a worker no other place to keep its store
    # The pool's own handler is Python code and would wait for the engine to return.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _worker = _Worker(_open_store(options), options)
    confine_process(options.memory_mb, store_on_disk=options.is_on_disk)


def _open_store(options: WorkerOptions) -> EmbeddedStore:
    if options.is_on_disk:
        return EmbeddedStore.open_folder(options.store)
    return EmbeddedStore.load_dump(options.store, options.quads)


def get_worker() -> _Worker:
    """Return this process's worker.

    Raises:
        RuntimeError: when this process is none.
    """
    if _worker is None:
        raise RuntimeError("this process was not started as a worker")
    return _worker


def answer_ready() -> bool:
    """Tell that the worker is open."""
    return get_worker().store.engine is not None


def run_query(request: QueryRequest, media_type: str, prefixes: Mapping[str, str]) -> bytes:
    """Return the whole result in that form, or raise QueryLimitError and return nothing of it."""
    worker = get_worker()
    output = CappedOutput(worker.options.max_bytes)
    with output.explain_refusal(), translate_errors(request.query):
        result = _evaluate(worker.store.engine, request)
        _write_result(result, media_type, prefixes, output, worker.options.max_rows)
    body = output.getvalue()
    if isinstance(result, QuerySolutions):
        _require_rows(body, media_type, worker.options.max_rows)
    return body


def preview_query(request: QueryRequest, max_rows: int) -> Preview:
    """Return the first rows or triples of the result, for a page that shows them and says that there are more."""
    worker = get_worker()
    max_bytes = worker.options.max_bytes
    with translate_errors(request.query):
        result = _evaluate(worker.store.engine, request)
        if isinstance(result, QueryBoolean):
            return Preview("ask", answer=bool(result))
        if isinstance(result, QueryTriples):
            triples = _take(result, max_rows + 1, max_bytes)
            return Preview("construct", triples=tuple(triples[:max_rows]), more=len(triples) > max_rows)
        columns = tuple(variable.value for variable in result.variables)
        rows = _take((tuple(row) for row in result), max_rows + 1, max_bytes)
        return Preview("select", columns, tuple(rows[:max_rows]), more=len(rows) > max_rows)


def _evaluate(engine: ox.Store, request: QueryRequest) -> Result:
    if request.default_graphs or request.named_graphs:
        return engine.query(
            request.query,
            default_graph=[NamedNode(iri) for iri in request.default_graphs],
            named_graphs=[NamedNode(iri) for iri in request.named_graphs],
        )
    return engine.query(request.query)


def _write_result(
    result: Result, media_type: str, prefixes: Mapping[str, str], output: CappedOutput, max_rows: int
) -> None:
    if isinstance(result, QueryTriples):
        syntax = get_rdf_syntax(media_type)
        ox.serialize(_cap_items(result, max_rows), output, syntax, prefixes=dict(prefixes))
    else:
        result.serialize(output, get_result_syntax(media_type))


class CappedOutput(io.BytesIO):
    """A file in memory that takes no more than ``max_bytes``."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__()
        self._max_bytes = max_bytes
        self._is_full = False

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # the engine writes bytes, nothing else
        """Take ``data``, or refuse it.

        Raises:
            OSError: when it would be too much.
        """
        if self.tell() + len(data) > self._max_bytes:
            self._is_full = True
            raise OSError("the output is full")
        return super().write(data)

    @contextmanager
    def explain_refusal(self) -> Iterator[None]:
        """Say which limit it was, where the engine reports a refused write in words of its own.

        Raises:
            StoreError: when it was another failure.
        """
        try:
            yield
        except StoreError as error:
            if not self._is_full:
                raise
            too_large = _exceeds("bytes", self._max_bytes)
            raise too_large from error


def _cap_items(items: Iterable[Item], max_rows: int) -> Iterator[Item]:
    for number, item in enumerate(items):
        if number >= max_rows:
            raise _exceeds("rows", max_rows)
        yield item


def _take(items: Iterable[Item], count: int, max_bytes: int) -> list[Item]:
    taken: list[Item] = []
    size = 0
    for item in islice(items, count):
        size += len(str(item))
        if size > max_bytes:
            raise _exceeds("bytes", max_bytes)
        taken.append(item)
    return taken


def count_rows(body: bytes, media_type: str) -> int:
    """Return how many rows a serialised result has. Quoted text, which may hold anything, is taken out first."""
    name = get_format(media_type, "solutions").name
    if name == "json":
        bare = _JSON_STRING.sub(b"", body)
        return bare.count(b"[{") + bare.count(b",{")
    if name == "csv":
        return _CSV_STRING.sub(b"", body).count(b"\n") - 1
    return body.count(b"<result>") if name == "xml" else body.count(b"\n") - 1


def _require_rows(body: bytes, media_type: str, max_rows: int) -> None:
    # Every row takes a character at least, and most results are small: no need to look closely then.
    if len(body) > max_rows and count_rows(body, media_type) > max_rows:
        raise _exceeds("rows", max_rows)


def _exceeds(limit: Literal["rows", "bytes"], allowed: int) -> QueryLimitError:
    advice = "add a LIMIT, ask for less, or download the whole graph"
    return QueryLimitError(limit, allowed, limit, f"the result has more than {allowed} {limit}", advice)
