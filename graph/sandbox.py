"""Where a visitor's SPARQL runs: a pool of worker processes that can be killed.

The engine has no timeout, no memory limit, and can crash while it parses (``docs/decisions/0004-sandbox.md`` has the
measurements), so this process never hands it a visitor's text. It only reads the text's words, passes it on, and waits.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import TypeVar

from pebble import ProcessExpired
from pyoxigraph import NamedNode

from graph.errors import Limit, QueryLimitError, QueryRefusedError, ServiceBusyError, StoreError, VisitorQueryError
from graph.query_text import QueryText, check_query_text
from graph.release import Release
from graph.sandbox_worker import (
    Preview,
    QueryRequest,
    WorkerOptions,
    preview_query,
    run_query,
)
from graph.settings import Settings
from graph.worker_pool import WorkerPool

Answer = TypeVar("Answer")

_MARGIN_S = 2.0


@dataclass(frozen=True)
class QueryLimits:
    """What a visitor's query may take, and how many run and wait at once."""

    deadline_s: float = 30.0
    memory_mb: int = 1024
    max_rows: int = 100_000
    max_bytes: int = 50_000_000
    max_text_bytes: int = 100_000
    max_depth: int = 100
    workers: int = 2
    queue: int = 16

    @classmethod
    def from_settings(cls, settings: Settings) -> QueryLimits:
        """Return the limits that the settings give."""
        return cls(
            settings.query_deadline_s,
            settings.query_memory_mb,
            settings.query_max_rows,
            settings.query_max_bytes,
            settings.query_max_text_bytes,
            settings.query_max_depth,
            settings.query_workers,
            settings.query_queue,
        )


class QueryPool:
    """Worker processes over one release; safe to use from several threads.

    Every way to run a query raises QuerySyntaxError, QueryRefusedError, QueryLimitError or ServiceBusyError, and
    StoreError when workers cannot be started.
    """

    def __init__(self, release: Release, limits: QueryLimits, memory_max_quads: int) -> None:
        self.limits = limits
        self._memory_max_quads = memory_max_quads
        self._seats = threading.BoundedSemaphore(limits.workers + limits.queue)
        self._lock = threading.Lock()
        self._is_closed = False
        self._release = release
        self._workers = self._start(release)

    def __enter__(self) -> QueryPool:
        """Return the pool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the pool."""
        self.close()

    def read_text(self, query: str) -> QueryText:
        """Read what a query asks for, from its words alone: its form is needed to choose a media type."""
        return check_query_text(query, self.limits.max_text_bytes, self.limits.max_depth)

    def run(
        self,
        query: str,
        media_type: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        prefixes: Mapping[str, str] | None = None,
    ) -> bytes:
        """Return the whole result in that form; ``default_graphs`` and ``named_graphs`` are IRIs of the protocol."""
        request = self._to_request(query, default_graphs, named_graphs)
        return self._run(run_query, request, media_type, dict(prefixes or {}))

    def preview(
        self, query: str, max_rows: int, *, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Preview:
        """Return the first rows or triples of the result, however many there are."""
        return self._run(preview_query, self._to_request(query, default_graphs, named_graphs), max_rows)

    def switch(self, release: Release) -> None:
        """Go over to another release; queries that run or wait are answered from the one that they came to."""
        fresh = self._start(release)
        with self._lock:
            old, self._workers, self._release = self._workers, fresh, release
        threading.Thread(target=old.end_when_idle, name="old-query-workers", daemon=True).start()

    def close(self) -> None:
        """End every worker; queries that still run or wait get ServiceBusyError."""
        with self._lock:
            self._is_closed = True
            self._workers.end_now()

    def _to_request(self, query: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> QueryRequest:
        self.read_text(query)
        for iri in (*default_graphs, *named_graphs):
            _require_iri(iri)
        return QueryRequest(query, tuple(default_graphs), tuple(named_graphs))

    def _run(self, task: Callable[..., Answer], *args: object) -> Answer:
        with self._take_seat():
            workers = self._workers
            try:
                return self._run_once(workers, task, args)
            except BrokenProcessPool:
                # A worker died at rest, or the release was switched under this query: once more, with sound ones.
                return self._run_again(self._replace(workers), task, args)

    def _run_again(self, workers: WorkerPool, task: Callable[..., Answer], args: tuple[object, ...]) -> Answer:
        try:
            return self._run_once(workers, task, args)
        except BrokenProcessPool as error:
            raise ServiceBusyError("the query could not be run now", "try again in a few seconds") from error

    def _run_once(self, workers: WorkerPool, task: Callable[..., Answer], args: tuple[object, ...]) -> Answer:
        deadline_s = self.limits.deadline_s
        finished = workers.finished
        future = workers.schedule(task, args, deadline_s)
        try:
            return future.result(timeout=2 * deadline_s + _MARGIN_S)
        except TimeoutError as error:
            if future.done():
                message = f"the query ran for more than {deadline_s:g} seconds"
                raise _ran_out("time", deadline_s, "seconds", message) from error
            are_stuck = workers.finished == finished  # busy ones would have ended some query in all that time
            workers.cancel(future)
            if are_stuck:
                self._replace(workers)
            raise ServiceBusyError("the query waited too long for its turn", "try again later") from error
        except ProcessExpired as error:
            raise self._explain_death(error.exitcode) from error
        except MemoryError as error:
            raise self._explain_death(-signal.SIGABRT) from error

    def _explain_death(self, exitcode: int | None) -> VisitorQueryError:
        """Say why a worker died: the engine overflows its stack with SIGSEGV, and aborts when it gets no memory."""
        if exitcode == -signal.SIGSEGV:
            message = "the query is too deeply nested for the engine"
            return QueryLimitError("nesting", self.limits.max_depth, "levels", message, "write it with fewer brackets")
        memory_mb = self.limits.memory_mb
        return _ran_out("memory", memory_mb, "MB", f"the query needed more than {memory_mb} MB of memory")

    @contextmanager
    def _take_seat(self) -> Iterator[None]:
        if not self._seats.acquire(blocking=False):
            raise ServiceBusyError("too many queries are waiting", "try again in a few seconds")
        try:
            yield
        finally:
            self._seats.release()

    def _replace(self, workers: WorkerPool) -> WorkerPool:
        """Return sound workers, new ones if nobody has replaced these yet.

        Raises:
            ServiceBusyError: when the pool is closed.
        """
        with self._lock:
            if self._is_closed:
                raise ServiceBusyError("the service is closing", "try again later")
            if self._workers is workers:
                workers.end_now()
                self._workers = self._start(self._release)
            return self._workers

    def _start(self, release: Release) -> WorkerPool:
        in_memory = release.manifest.total_quads <= self._memory_max_quads
        options = WorkerOptions(
            store=release.dump_nquads if in_memory else release.store_folder,
            quads=release.manifest.total_quads,
            is_on_disk=not in_memory,
            memory_mb=self.limits.memory_mb,
            max_rows=self.limits.max_rows,
            max_bytes=self.limits.max_bytes,
        )
        try:
            return WorkerPool(self.limits.workers, options)
        except BrokenProcessPool as error:
            message = f"no worker can open release {release.name}"
            raise StoreError(message, "see the log; build the graph again") from error


def _require_iri(text: str) -> None:
    try:
        NamedNode(text)
    except ValueError as error:
        message = f"{text!r} is no address of a graph: {error}"
        raise QueryRefusedError(message, "give the full address of a named graph", "dataset") from error


def _ran_out(limit: Limit, allowed: float, unit: str, message: str) -> QueryLimitError:
    return QueryLimitError(limit, allowed, unit, message, "make it more selective, or download the whole graph")
