from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from graph_sample import write_sample

from graph.sandbox_worker import WorkerOptions, answer_ready
from graph.worker_pool import WorkerPool


def choose_options(data_folder: Path) -> WorkerOptions:
    """Return options for workers over the sample, in memory."""
    release = write_sample(data_folder)
    quads = release.manifest.total_quads
    return WorkerOptions(release.dump_nquads, quads, is_on_disk=False, memory_mb=200, max_rows=10, max_bytes=1000)


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[WorkerPool]:
    pool = WorkerPool(1, choose_options(tmp_path))
    yield pool
    pool.end_now()


def test_workers_are_ready_when_the_pool_is_made(workers: WorkerPool) -> None:
    assert workers.is_sound
    assert workers.schedule(answer_ready, (), 60).result() is True


def test_every_end_of_a_query_is_counted(workers: WorkerPool) -> None:
    before = workers.finished
    with pytest.raises(ZeroDivisionError):
        workers.schedule(divmod, (1, 0), 60).result()
    with pytest.raises(TimeoutError):
        workers.schedule(signal.pause, (), 0.2).result()
    assert workers.finished == before + 2


def test_a_query_that_is_given_up_makes_room_for_the_next(workers: WorkerPool) -> None:
    workers.cancel(workers.schedule(signal.pause, (), None))
    assert workers.schedule(os.getpid, (), 60).result() != os.getpid()


def test_whoever_waits_is_told_when_the_workers_are_ended(workers: WorkerPool) -> None:
    running, waiting = (workers.schedule(signal.pause, (), None) for _ in range(2))
    workers.end_now()
    for future in (running, waiting):
        assert isinstance(future.exception(), BrokenProcessPool)


def test_ended_workers_take_no_query(workers: WorkerPool) -> None:
    workers.end_now()
    assert not workers.is_sound
    with pytest.raises(BrokenProcessPool):
        workers.schedule(answer_ready, (), 60)


def test_workers_that_end_when_idle_answer_first(workers: WorkerPool) -> None:
    future = workers.schedule(answer_ready, (), 60)
    workers.end_when_idle()
    assert future.result(timeout=0) is True


def test_workers_that_cannot_open_their_store_are_refused(tmp_path: Path) -> None:
    options = choose_options(tmp_path)
    options.store.unlink()
    with pytest.raises(BrokenProcessPool, match="no worker has started"):
        WorkerPool(1, options)
