"""Where a visitor's SPARQL runs: worker processes that can be killed, and turns that clients take.

The engine has no timeout, no memory limit, and can crash while it parses (``docs/decisions/0004-sandbox.md`` has the
measurements), so this process never hands it a visitor's text. It only reads the text's words, passes it on, and waits.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType

from graph.answer_cache import AnswerCache
from graph.answers import (
    Answer,
    Content,
    Failed,
    FirstRows,
    Found,
    Order,
    Preview,
    QueryRequest,
    WholeResult,
    WorkerOptions,
)
from graph.errors import QueryLimitError, ServiceBusyError, StoreError, UnknownGraphError, VisitorQueryError
from graph.namespaces import PREFIXES
from graph.query_counts import QueryCounts, SlowQueries
from graph.query_prologue import require_prefixes
from graph.query_text import QueryText, check_query_text
from graph.release import Release
from graph.sandbox_worker import explain_memory
from graph.settings import Settings
from graph.turns import Lane, Turn, Turns
from graph.worker_pool import Worker, WorkerEnded, WorkerPool

_SPARE_S = 0.2
"""How long after the deadline the kernel ends a worker, should the order to kill it not have come through.

Nobody waits for that: a killed process is slow to give its memory back, above all behind others.
"""
_FROM_OUTSIDE = (None, -signal.SIGKILL)
"""How workers end that nothing of theirs has ended: with the process that forked them, or by somebody's order."""


@dataclass(frozen=True)
class QueryLimits:
    """What a visitor's query may take, and how many run and wait at once."""

    deadline_s: float = 30.0
    quick_s: float = 0.5
    memory_mb: int = 1024
    max_rows: int = 100_000
    max_bytes: int = 50_000_000
    max_text_bytes: int = 100_000
    max_depth: int = 100
    workers: int = 4
    queue: int = 32
    cache_mb: int = 64

    @classmethod
    def from_settings(cls, settings: Settings) -> QueryLimits:
        """Return the limits that the settings give."""
        return cls(
            settings.query_deadline_s,
            settings.query_quick_s,
            settings.query_memory_mb,
            settings.query_max_rows,
            settings.query_max_bytes,
            settings.query_max_text_bytes,
            settings.query_max_depth,
            settings.query_workers,
            settings.query_queue,
            settings.query_cache_mb,
        )

    @property
    def long_seats(self) -> int:
        """How many of the workers may run long queries at once: half of them."""
        return self.workers // 2


class QueryPool:
    """Worker processes over one release; safe to use from several threads.

    Every way to run a query raises QuerySyntaxError, QueryRefusedError, QueryLimitError, UnknownGraphError or
    ServiceBusyError, and StoreError when workers cannot be started. ``client`` is whoever takes turns with others.
    """

    def __init__(self, release: Release, limits: QueryLimits, memory_max_quads: int) -> None:
        self.limits = limits
        self.turns = Turns(limits.workers - limits.long_seats, limits.long_seats, limits.queue)
        self.counts = QueryCounts()
        self.cache = AnswerCache(limits.cache_mb * 1_000_000)
        self._memory_max_quads = memory_max_quads
        self._lock = threading.Lock()
        self._is_closed = False
        self._replaced_before = 0
        self._release = release
        self._slow = SlowQueries()
        self._workers = self._start(release)

    def __enter__(self) -> QueryPool:
        """Return the pool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the pool."""
        self.close()

    @property
    def release(self) -> Release:
        """The release that queries are answered from."""
        return self._release

    def count_workers(self) -> int:
        """Return how many worker processes there are."""
        return self._workers.count_alive()

    def count_replaced(self) -> int:
        """Return how many workers have ended and been replaced, those of earlier releases included."""
        return self._replaced_before + self._workers.replaced

    def read_text(self, query: str) -> QueryText:
        """Read what a query asks for, from its words alone: its form is needed to choose a media type."""
        text = check_query_text(query, self.limits.max_text_bytes, self.limits.max_depth)
        require_prefixes(query, PREFIXES)
        return text

    def run(
        self,
        query: str,
        media_type: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        *,
        prefixes: Mapping[str, str] | None = None,
        client: str = "",
    ) -> Found[bytes]:
        """Return the whole result in that form; ``default_graphs`` and ``named_graphs`` are IRIs of the protocol."""
        until = time.monotonic() + self.limits.deadline_s
        request = self._to_request(query, default_graphs, named_graphs)
        return self._find(WholeResult(request, media_type, dict(prefixes or {})), client, until, bytes)

    def preview(
        self,
        query: str,
        max_rows: int,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        *,
        client: str = "",
    ) -> Found[Preview]:
        """Return the first rows or triples of the result, however many there are."""
        until = time.monotonic() + self.limits.deadline_s
        request = self._to_request(query, default_graphs, named_graphs)
        return self._find(FirstRows(request, max_rows), client, until, Preview)

    def switch(self, release: Release) -> None:
        """Go over to another release; queries that run or wait are answered from the one that they came to."""
        fresh = self._start(release)
        with self._lock:
            old, self._workers, self._release = self._workers, fresh, release
            self._replaced_before += old.replaced
        self._slow.clear()
        self.cache.clear()
        threading.Thread(target=old.end_when_idle, name="old-query-workers", daemon=True).start()

    def close(self) -> None:
        """End every worker; queries that still run or wait get ServiceBusyError."""
        with self._lock:
            self._is_closed = True
            self._workers.end_now()

    def _to_request(self, query: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> QueryRequest:
        self.read_text(query)
        manifest = self._release.manifest
        for iri in (*default_graphs, *named_graphs):
            if iri not in manifest.counts and iri not in manifest.meta_counts:
                raise UnknownGraphError(iri, "the service description, at this address without a query, lists them")
        return QueryRequest(query, tuple(default_graphs), tuple(named_graphs))

    def _find(self, asked: WholeResult | FirstRows, client: str, until: float, kind: type[Content]) -> Found[Content]:
        with self._hold_workers() as workers:
            kept = self.cache.find(workers.release, asked)
            if isinstance(kept, kind):
                return Found(kept, workers.release, is_kept=True)
            content = self._run(workers, asked, client, until)
        if not isinstance(content, kind):
            raise StoreError("a worker gave an answer of another kind", "try again")
        self.cache.keep(workers.release, asked, content)
        return Found(content, workers.release)

    def _run(self, workers: WorkerPool, asked: WholeResult | FirstRows, client: str, until: float) -> bytes | Preview:
        with self.turns.enter(client) as turn:
            try:
                return self._run_by_turns(workers, asked, turn, until)
            except BrokenProcessPool:
                workers = self._replace(workers)
            except WorkerEnded as ended:
                if ended.exitcode not in _FROM_OUTSIDE:
                    raise self._explain_death(ended.exitcode) from ended
            # A worker died at rest, or somebody ended one or all of them: once more, with sound ones.
            return self._run_again(workers, asked, turn, until)

    def _run_again(
        self, workers: WorkerPool, asked: WholeResult | FirstRows, turn: Turn, until: float
    ) -> bytes | Preview:
        try:
            return self._run_by_turns(workers, asked, turn, until)
        except WorkerEnded as ended:
            raise self._explain_death(ended.exitcode) from ended
        except BrokenProcessPool as error:
            raise ServiceBusyError("the query could not be run now", "try again in a few seconds") from error

    def _run_by_turns(
        self, workers: WorkerPool, asked: WholeResult | FirstRows, turn: Turn, until: float
    ) -> bytes | Preview:
        """Run a query in the quick lane, and on in the long one when it is not over soon.

        Raises:
            BrokenProcessPool: when the workers ended under it.
        """
        if not self._slow.has(asked.request) or not self.limits.long_seats:
            self._wait(turn, self.turns.quick, until)
            reply = self._try(workers, asked, turn, until)
            if reply is not None:
                return self._open(reply)
            self._slow.add(asked.request)
        self._wait(turn, self.turns.long, until)
        reply = self._try(workers, asked, turn, until)
        if reply is None:
            raise BrokenProcessPool("a long query was sent back")
        return self._open(reply)

    def _wait(self, turn: Turn, lane: Lane, until: float) -> None:
        try:
            self.turns.wait(turn, lane, until)
        except TimeoutError as error:
            message = f"the query waited {self.limits.deadline_s:g} seconds for its turn behind others"
            raise ServiceBusyError(message, "try again later", 30) from error

    def _try(
        self, workers: WorkerPool, asked: WholeResult | FirstRows, turn: Turn, until: float
    ) -> Answer | Failed | None:
        """Return what a worker answers; None when it was not soon and the long lane is full."""
        worker = workers.take()
        is_kept = False
        try:
            workers.ask(worker, Order(asked, max(0.0, until - time.monotonic()) + _SPARE_S))
            if turn.seat is self.turns.long:
                workers.step_back(worker)
            elif not self._is_quick(worker, until):
                if not self.turns.move(turn):
                    self.counts.add("sent_back")
                    return None
                workers.step_back(worker)
            if not worker.has_news(until - time.monotonic()):
                raise self._explain_death(-signal.SIGALRM)
            reply = workers.read(worker)
            is_kept = True
            return reply
        finally:
            workers.give_back(worker) if is_kept else workers.end(worker)

    def _is_quick(self, worker: Worker, until: float) -> bool:
        if not self.limits.long_seats:
            return True
        return worker.has_news(min(self.limits.quick_s, until - time.monotonic()))

    def _open(self, reply: Answer | Failed) -> bytes | Preview:
        if isinstance(reply, Failed):
            if isinstance(reply.error, QueryLimitError):
                self.counts.add(reply.error.limit)
            raise reply.error
        return reply.content

    def _explain_death(self, exitcode: int | None) -> VisitorQueryError:
        """Say why a worker died: by the deadline, by its stack (SIGSEGV), or because it got no memory."""
        if exitcode == -signal.SIGALRM:
            self.counts.add("time")
            return QueryLimitError(
                "time",
                self.limits.deadline_s,
                "seconds",
                f"the query took more than {self.limits.deadline_s:g} seconds",
                "begin with what narrows it most (a plan, a class, one node), join every pattern on a shared variable, "
                "use gt:tracesTo in place of a path with * or +, add a LIMIT, or download the whole graph",
            )
        if exitcode == -signal.SIGSEGV:
            self.counts.add("nesting")
            message = "the query is too deeply nested for the engine"
            return QueryLimitError("nesting", self.limits.max_depth, "levels", message, "write it with fewer brackets")
        self.counts.add("memory")
        return explain_memory(self.limits.memory_mb)

    @contextmanager
    def _hold_workers(self) -> Iterator[WorkerPool]:
        with self._lock:
            workers = self._workers
            workers.hold()
        try:
            yield workers
        finally:
            workers.let_go()

    def _replace(self, workers: WorkerPool) -> WorkerPool:
        """Return sound workers, new ones if nobody has replaced these yet.

        Raises:
            ServiceBusyError: when the pool is closed.
        """
        with self._lock:
            if self._is_closed:
                raise ServiceBusyError("the service is closing", "try again later")
            if self._workers is workers and not workers.is_sound:
                workers.end_now()
                self._replaced_before += workers.replaced
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
            return WorkerPool(self.limits.workers, options, release.name)
        except BrokenProcessPool as error:
            message = f"no worker can open release {release.name}"
            raise StoreError(message, "see the log; build the graph again") from error
