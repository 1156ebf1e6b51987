"""Workers as processes: each test has a pool of its own over the sample."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from graph_sample import JSON, write_sample

from graph.answers import Answer, Order, QueryRequest, WholeResult, WorkerOptions
from graph.worker_pool import Worker, WorkerEnded, WorkerPool

ASK = Order(WholeResult(QueryRequest("ASK { ?s ?p ?o }"), JSON), 60)
CROSS = " . ".join(f"?a{number} ?b{number} ?c{number}" for number in range(9))
ENDLESS = WholeResult(QueryRequest(f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"), JSON)


def choose_options(data_folder: Path) -> WorkerOptions:
    """Return options for workers over the sample, in memory."""
    release = write_sample(data_folder)
    quads = release.manifest.total_quads
    return WorkerOptions(release.dump_nquads, quads, is_on_disk=False, memory_mb=200, max_rows=10, max_bytes=1000)


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[WorkerPool]:
    pool = WorkerPool(1, choose_options(tmp_path), "sample")
    yield pool
    pool.end_now()


def ask(workers: WorkerPool, worker: Worker, order: Order = ASK) -> Answer:
    workers.ask(worker, order)
    assert worker.has_news(60)
    reply = workers.read(worker)
    assert isinstance(reply, Answer)
    return reply


def test_a_worker_answers_one_query_after_another(workers: WorkerPool) -> None:
    worker = workers.take()
    assert [ask(workers, worker).content for _ in range(2)] == [b'{"head":{},"boolean":true}'] * 2
    workers.give_back(worker)


def test_a_worker_that_is_given_back_is_lent_again(workers: WorkerPool) -> None:
    worker = workers.take()
    workers.give_back(worker)
    again = workers.take()
    assert again is worker
    workers.end(again)


def test_a_query_over_its_deadline_ends_its_worker_by_the_kernel(workers: WorkerPool) -> None:
    worker = workers.take()
    workers.ask(worker, Order(ENDLESS, 0.1))
    assert worker.has_news(60)
    with pytest.raises(WorkerEnded) as caught:
        workers.read(worker)
    assert caught.value.exitcode == -14
    workers.end(worker)


def test_a_worker_that_is_ended_is_replaced(workers: WorkerPool) -> None:
    worker = workers.take()
    workers.ask(worker, Order(ENDLESS, 60))
    workers.end(worker)
    other = workers.take()
    assert other.number != worker.number
    ask(workers, other)
    assert workers.count_alive() <= 2
    workers.end(other)


def test_a_worker_that_stepped_back_is_not_lent_again(workers: WorkerPool) -> None:
    worker = workers.take()
    workers.step_back(worker)
    ask(workers, worker)
    workers.give_back(worker)
    other = workers.take()
    assert other is not worker
    workers.end(other)


def test_ended_workers_take_no_query(workers: WorkerPool) -> None:
    workers.end_now()
    assert not workers.is_sound
    with pytest.raises(BrokenProcessPool):
        workers.take()


def test_workers_that_end_when_idle_wait_for_whoever_holds_them(workers: WorkerPool) -> None:
    workers.hold()
    worker = workers.take()
    assert workers.is_sound
    ask(workers, worker)
    workers.give_back(worker)
    workers.let_go()
    workers.end_when_idle()
    assert not workers.is_sound


def test_workers_that_cannot_open_their_store_are_refused(tmp_path: Path) -> None:
    options = choose_options(tmp_path)
    options.store.unlink()
    with pytest.raises(BrokenProcessPool, match="no worker has started"):
        WorkerPool(1, options, "sample")
