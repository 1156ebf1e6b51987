"""Hostile queries, for real: two pools serve every test that does not need one of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from graph_sample import GRAPH, JSON, NODE, PREFIXES, add_priority, write_sample
from pyoxigraph import Literal, NamedNode

from graph.errors import (
    GoldenthreadError,
    QueryLimitError,
    QueryRefusedError,
    QuerySyntaxError,
    ServiceBusyError,
    StoreError,
    UnknownGraphError,
)
from graph.query_text import QueryText
from graph.release import Release
from graph.sandbox import QueryLimits, QueryPool
from graph.settings import Settings

EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o }"
CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {CROSS}"
IN_MEMORY, ON_DISK = 1_000_000, 0


class UncheckedPool(QueryPool):
    """A pool that lets every text through to its workers, to see what holds then."""

    def read_text(self, query: str) -> QueryText:  # noqa: ARG002 - it is not read here
        """Refuse nothing."""
        return QueryText("select")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write_sample(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def pool(release: Release) -> Iterator[QueryPool]:
    limits = QueryLimits(deadline_s=60, memory_mb=150, max_rows=10, max_bytes=4000, workers=1)
    with QueryPool(release, limits, IN_MEMORY) as opened:
        yield opened


@pytest.fixture(scope="module")
def hasty(release: Release) -> Iterator[QueryPool]:
    limits = QueryLimits(deadline_s=1, memory_mb=4000, workers=1, queue=0)
    with QueryPool(release, limits, IN_MEMORY) as opened:
        yield opened


def expect_limit(pool: QueryPool, query: str, media_type: str = JSON) -> tuple[str, float]:
    """Return the limit that a query runs into, and how much it allows."""
    with pytest.raises(QueryLimitError) as caught:
        pool.run(query, media_type)
    return caught.value.limit, caught.value.allowed


def assert_answers(pool: QueryPool) -> None:
    """Fail unless the pool answers a small query."""
    assert pool.run("ASK { ?s ?p ?o }", JSON).content == b'{"head":{},"boolean":true}'


def test_rows_come_in_the_form_asked_for(pool: QueryPool) -> None:
    query = f"SELECT ?note {{ <{NODE}air> <{PREFIXES['skos']}note> ?note }}"
    assert pool.run(query, "text/csv").content == b"note\r\nCounted at two stations\r\n"


def test_triples_come_with_the_prefixes_given(pool: QueryPool) -> None:
    turtle = pool.run(f"DESCRIBE <{NODE}plan/2021/priority/1>", "text/turtle", prefixes=PREFIXES).content
    assert b"a gt:Priority" in turtle


@pytest.mark.parametrize(
    ("query", "default_graphs", "named_graphs", "count"),
    [
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", (), (), 18),
        (f"SELECT (COUNT(*) AS ?n) FROM <{GRAPH}review> {{ ?s ?p ?o }}", (), (), 5),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", ("review", "curated"), (), 6),
        ("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", (), ("review", "plan"), 16),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", (), ("review",), 0),
        ("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", ("review",), (), 0),
    ],
)
def test_the_graphs_are_all_or_those_that_query_or_protocol_name(
    pool: QueryPool, query: str, default_graphs: tuple[str, ...], named_graphs: tuple[str, ...], count: int
) -> None:
    default, named = ([GRAPH + name for name in names] for names in (default_graphs, named_graphs))
    assert (
        pool.run(query, "text/csv", default_graphs=default, named_graphs=named).content == f"n\r\n{count}\r\n".encode()
    )


@pytest.mark.parametrize("graph", ["the plan", f"{GRAPH}nowhere"])
def test_a_graph_that_is_not_there_is_named(pool: QueryPool, graph: str) -> None:
    with pytest.raises(UnknownGraphError, match=f"no graph <{graph}>"):
        pool.run("ASK {}", JSON, default_graphs=[f"{GRAPH}review", graph])


def test_a_syntax_error_keeps_its_place(pool: QueryPool) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        pool.run("SELECT ?s\nWHERE { ?s ?p }", JSON)
    assert (caught.value.line, caught.value.column) == (2, 15)


def test_rows_do_not_come_as_turtle(pool: QueryPool) -> None:
    with pytest.raises(QueryRefusedError, match=r"Ask for one of .*text/csv"):
        pool.run(EVERYTHING, "text/turtle")


@pytest.mark.parametrize(
    ("query", "media_type", "limit"),
    [
        (EVERYTHING, "text/csv", ("rows", 10)),
        (f"SELECT ?a ?c {CROSS}", JSON, ("bytes", 4000)),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "application/n-triples", ("rows", 10)),
        (f"CONSTRUCT {{ ?s ?p '{'long' * 600}' }} WHERE {{ ?s ?p ?o }} LIMIT 9", "text/turtle", ("bytes", 4000)),
    ],
)
def test_a_result_over_the_limit_is_an_error_and_never_cut_short(
    pool: QueryPool, query: str, media_type: str, limit: tuple[str, int]
) -> None:
    assert expect_limit(pool, query, media_type) == limit


def test_a_preview_shows_the_first_rows_of_any_result_and_says_that_there_are_more(pool: QueryPool) -> None:
    preview = pool.preview(f"SELECT ?a ?c {CROSS}", max_rows=3).content
    assert (preview.form, preview.columns, len(preview.rows), preview.more) == ("select", ("a", "c"), 3, True)


def test_a_preview_of_a_small_result_is_all_of_it(pool: QueryPool) -> None:
    preview = pool.preview(f"SELECT ?v {{ <{NODE}air> <{PREFIXES['gt']}publishedValue> ?v }}", max_rows=3).content
    assert (preview.rows, preview.more) == (((Literal("9.50"),),), False)


def test_a_preview_shows_triples_and_answers_too(pool: QueryPool) -> None:
    triples = pool.preview(f"CONSTRUCT WHERE {{ <{NODE}air> ?p ?o }}", max_rows=1).content
    assert (len(triples.triples), triples.triples[0].subject, triples.more) == (1, NamedNode(f"{NODE}air"), True)
    assert pool.preview("ASK {}", max_rows=1).content.answer is True


def test_a_query_over_its_time_is_killed_and_the_next_is_answered(hasty: QueryPool) -> None:
    assert expect_limit(hasty, ENDLESS) == ("time", 1)
    assert_answers(hasty)


def test_a_query_over_its_memory_is_stopped_and_the_next_is_answered(pool: QueryPool) -> None:
    assert expect_limit(pool, f"SELECT * {CROSS} ORDER BY ?a ?f ?i") == ("memory", 150)
    assert_answers(pool)


def test_when_all_places_are_taken_a_query_is_sent_away_at_once(hasty: QueryPool) -> None:
    def run(_: int) -> str:
        try:
            return hasty.run(ENDLESS, JSON).content.decode()
        except (QueryLimitError, ServiceBusyError) as error:
            return type(error).__name__

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(run, range(2))) == ["QueryLimitError", "ServiceBusyError"]


@pytest.mark.parametrize(
    "query", ["SELECT * { SERVICE <http://127.0.0.1:9/> {} }", "DELETE WHERE { ?s ?p ?o }", f"ASK {'{' * 500}"]
)
def test_a_text_that_is_refused_does_not_reach_a_worker(pool: QueryPool, query: str) -> None:
    with pytest.raises((QueryRefusedError, QueryLimitError), match=r"not available|nested more than"):
        pool.run(query, JSON)


@contextmanager
def listen() -> Iterator[socket.socket]:
    """Listen on a free port without waiting for visitors."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener


@pytest.mark.parametrize("memory_max_quads", [IN_MEMORY, ON_DISK], ids=["memory", "disk"])
def test_without_the_check_hostile_queries_reach_nobody_and_kill_only_their_worker(
    release: Release, memory_max_quads: int
) -> None:
    with UncheckedPool(release, QueryLimits(workers=1), memory_max_quads) as unchecked, listen() as listener:
        with pytest.raises(StoreError, match="does not answer"):
            unchecked.run(f"SELECT * {{ SERVICE <http://127.0.0.1:{listener.getsockname()[1]}/> {{}} }}", JSON)
        with pytest.raises(BlockingIOError):
            listener.accept()
        nested = f"SELECT * {{ FILTER{'(' * 20_000}1{')' * 20_000} }}"
        assert expect_limit(unchecked, nested) == ("nesting", 100)
        with pytest.raises(QuerySyntaxError):
            unchecked.run("DELETE WHERE { ?s ?p ?o }", JSON)
        assert unchecked.run("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv").content == b"n\r\n18\r\n"


def find_worker(pool: QueryPool) -> int:
    """Return the process id of the only worker."""
    answer = subprocess.run(["pgrep", "--parent", str(pool._workers._process.pid)], capture_output=True, check=True)
    return int(answer.stdout)


def test_a_worker_that_dies_at_rest_is_replaced(release: Release) -> None:
    with QueryPool(release, QueryLimits(workers=1), IN_MEMORY) as own:
        os.kill(find_worker(own), signal.SIGKILL)
        assert_answers(own)


def test_a_worker_that_is_stuck_is_ended_at_the_deadline(release: Release) -> None:
    with QueryPool(release, QueryLimits(workers=1, deadline_s=0.1), IN_MEMORY) as own:
        os.kill(find_worker(own), signal.SIGSTOP)
        assert expect_limit(own, "ASK {}") == ("time", 0.1)
        own.limits = QueryLimits(workers=1)
        assert_answers(own)


def test_when_the_process_that_forks_workers_dies_another_is_started(release: Release) -> None:
    with QueryPool(release, QueryLimits(workers=1), IN_MEMORY) as own:
        os.kill(own._workers._process.pid, signal.SIGKILL)
        assert_answers(own)


def test_a_query_that_runs_while_the_pool_is_closed_is_told(release: Release) -> None:
    own = QueryPool(release, QueryLimits(workers=1), IN_MEMORY)
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(own.run, ENDLESS, JSON)
        own.close()
        with pytest.raises(ServiceBusyError, match="the service is closing"):
            running.result()


def test_after_a_switch_the_other_release_answers(tmp_path: Path) -> None:
    first, second = write_sample(tmp_path), write_sample(tmp_path, add_priority(3))
    with QueryPool(first, QueryLimits(workers=1), IN_MEMORY) as own:
        own.switch(second)
        assert own.run("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv").content == b"n\r\n19\r\n"


def test_a_closed_pool_is_busy_for_good(release: Release) -> None:
    own = QueryPool(release, QueryLimits(workers=1), IN_MEMORY)
    own.close()
    with pytest.raises(ServiceBusyError, match="the service is closing"):
        own.run("ASK {}", JSON)


def test_a_release_that_cannot_be_opened_is_refused_at_the_start(tmp_path: Path) -> None:
    broken = write_sample(tmp_path)
    broken.dump_nquads.write_bytes(b"")
    with pytest.raises(StoreError, match=f"no worker can open release {broken.name}"):
        QueryPool(broken, QueryLimits(workers=1), IN_MEMORY)


def test_the_limits_are_those_of_the_settings() -> None:
    limits = QueryLimits.from_settings(Settings(query_deadline_s=2.5, query_max_rows=7, query_queue=3))
    assert (limits.deadline_s, limits.max_rows, limits.queue) == (2.5, 7, 3)
    assert QueryLimits.from_settings(Settings()) == QueryLimits()


@pytest.mark.parametrize("query", [EVERYTHING, "SELECT * {", "LOAD <https://example.org/plan>"])
def test_every_failure_advises_the_visitor(pool: QueryPool, query: str) -> None:
    with pytest.raises(GoldenthreadError) as caught:
        pool.run(query, "text/csv")
    assert caught.value.advice
