"""Worker processes that can be killed, and the queries that they have not answered yet: Pebble, made to tell.

Pebble forgets the queries of a pool that is stopped or has broken: whoever waits for one would wait in vain. Here they
are told.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Any, TypeVar

from pebble import CONSTS, ProcessExpired, ProcessFuture, ProcessPool

from graph.sandbox_worker import WorkerOptions, answer_ready, start_worker

Answer = TypeVar("Answer")

# How long a worker has to end by itself: no time is wasted on one that sits in native code.
CONSTS.term_timeout = 0.1

_START_TIMEOUT_S = 300.0


class WorkerPool:
    """Workers over one store, warm when the pool is made; ``finished`` counts queries that came to an end of any kind.

    Raises:
        BrokenProcessPool: when no worker can open the store; the log says why.
    """

    def __init__(self, workers: int, options: WorkerOptions) -> None:
        self.finished = 0
        self._lock = threading.Lock()
        self._waiting: set[Future[Any]] = set()  # Any: each query has an answer of its own type
        self._pool = ProcessPool(
            max_workers=workers,
            initializer=start_worker,
            initargs=(options,),
            context=multiprocessing.get_context("spawn"),
        )
        try:
            self.schedule(answer_ready, (), None).result(timeout=_START_TIMEOUT_S)
        except (ProcessExpired, TimeoutError, BrokenProcessPool) as error:
            self.end_now()
            raise BrokenProcessPool("no worker has started") from error

    @property
    def is_sound(self) -> bool:
        """Whether it takes queries."""
        return self._pool.active

    def schedule(
        self, task: Callable[..., Answer], args: tuple[object, ...], deadline_s: float | None
    ) -> ProcessFuture[Answer]:
        """Give a query to the next free worker; the deadline counts from when that takes it up.

        Raises:
            BrokenProcessPool: when the pool has ended or is broken.
        """
        try:
            future = self._pool.schedule(task, args=args, timeout=deadline_s)
        except RuntimeError as error:
            raise BrokenProcessPool(str(error)) from error
        with self._lock:
            self._waiting.add(future)
        future.add_done_callback(self._forget)
        return future

    def cancel(self, future: ProcessFuture[Answer]) -> None:
        """Give a query up; a worker that runs it is killed."""
        future.cancel()  # type: ignore[no-untyped-call]  # Pebble annotates only in part

    def end_now(self) -> None:
        """Kill every worker and tell those who wait, by BrokenProcessPool."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # Pebble annotates only in part
        self._pool.join()
        with self._lock:
            waiting = list(self._waiting)
        for future in waiting:
            with suppress(InvalidStateError):  # it was answered at this very moment
                future.set_exception(BrokenProcessPool("the workers have been ended"))

    def end_when_idle(self) -> None:
        """Answer what has been scheduled, then end every worker."""
        self._pool.close()  # type: ignore[no-untyped-call]  # Pebble annotates only in part
        self._pool.join()

    def _forget(self, future: Future[Any]) -> None:
        with self._lock:
            self._waiting.discard(future)
            self.finished += 1
