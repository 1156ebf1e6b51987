"""The worker process of the sandbox: it runs one query at a time, and can be killed.

Everything here runs in a process that has given up memory without end, new files and the network
(``graph.confinement``). Nothing else of the application is imported into it.
"""

from __future__ import annotations

import io
import re
import resource
import signal
import socket
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Literal, TypeVar

import pyoxigraph as ox
from pyoxigraph import QueryBoolean, QuerySolutions

from graph.answers import Answer, Failed, FirstRows, Order, Preview, WholeResult, WorkerOptions
from graph.confinement import confine_process
from graph.errors import GoldenthreadError, QueryLimitError, QuerySyntaxError, StoreError
from graph.evaluation import Evaluated, evaluate_query
from graph.formats import get_format, get_rdf_syntax, get_result_syntax
from graph.messages import receive_message, send_message
from graph.store import EmbeddedStore, translate_errors
from graph.syntax_advice import improve_syntax_error

Item = TypeVar("Item")

GREETING = "ready"
"""The first message of every worker, when it is open and confined."""

MOST_KEPT_MB = 64
"""A worker that a query has made larger than this ends after it: an engine seldom gives memory back."""

_JSON_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"')
_CSV_STRING = re.compile(rb'"[^"]*+"')
_MAXRSS_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024


def open_store(options: WorkerOptions) -> EmbeddedStore:
    """Open the release that the options name."""
    if options.is_on_disk:
        return EmbeddedStore.open_folder(options.store)
    return EmbeddedStore.load_dump(options.store, options.quads)


def serve_queries(channel: socket.socket, store: EmbeddedStore, options: WorkerOptions) -> None:
    """Give up what no query needs, then answer what comes until the channel is closed.

    Raises:
        TypeError: when it is sent something else than an order.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the kernel ends this process: no handler waits for the engine
    confine_process(options.memory_mb, store_on_disk=options.is_on_disk)
    size_mb = measure_peak_mb()
    send_message(channel, GREETING)
    is_last = False
    while not is_last:
        try:
            order = receive_message(channel)
        except (EOFError, ConnectionError):
            return
        if not isinstance(order, Order):
            raise TypeError("an order was expected")
        signal.setitimer(signal.ITIMER_REAL, order.deadline_s)
        found = answer_order(store, options, order)
        is_last = isinstance(found, MemoryError) or measure_peak_mb() - size_mb > MOST_KEPT_MB
        send_message(channel, to_reply(found, options, is_last))
        signal.setitimer(signal.ITIMER_REAL, 0)


def answer_order(
    store: EmbeddedStore, options: WorkerOptions, order: Order
) -> bytes | Preview | GoldenthreadError | MemoryError:
    """Return the content of an answer, or the error that there is in place of it."""
    try:
        if isinstance(order.asked, WholeResult):
            return run_query(store, options, order.asked)
        return preview_query(store, options, order.asked)
    except QuerySyntaxError as error:
        return improve_syntax_error(order.asked.request.query, error)
    except (GoldenthreadError, MemoryError) as error:
        return error
    except Exception:  # a defect must not look like a query that took too much
        traceback.print_exc()
        return StoreError("the query failed in a way that nobody foresaw", "try another way to ask")


def to_reply(
    found: bytes | Preview | GoldenthreadError | MemoryError, options: WorkerOptions, is_last: bool
) -> Answer | Failed:
    """Return the message that holds what was found."""
    if isinstance(found, MemoryError):
        return Failed(explain_memory(options.memory_mb), is_last)
    return Failed(found, is_last) if isinstance(found, GoldenthreadError) else Answer(found, is_last)


def explain_memory(memory_mb: int) -> QueryLimitError:
    """Return what a visitor is told of a query that took too much memory."""
    return QueryLimitError(
        "memory",
        memory_mb,
        "MB",
        f"the query needed more than {memory_mb} MB of memory",
        "it holds too many rows at once: leave out ORDER BY, DISTINCT or GROUP BY, join on shared variables, "
        "or ask about fewer things",
    )


def measure_peak_mb() -> float:
    """Return the largest resident size that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MAXRSS_PER_MB


def run_query(store: EmbeddedStore, options: WorkerOptions, asked: WholeResult) -> bytes:
    """Return the whole result in that form, or raise QueryLimitError and return nothing of it."""
    output = CappedOutput(options.max_bytes)
    with output.explain_refusal(), translate_errors(asked.request.query):
        result = evaluate_query(store.engine, asked.request)
        _write_result(result, asked, output, options.max_rows)
    body = output.getvalue()
    if isinstance(result, QuerySolutions):
        _require_rows(body, asked.media_type, options.max_rows)
    return body


def preview_query(store: EmbeddedStore, options: WorkerOptions, asked: FirstRows) -> Preview:
    """Return the first rows or triples of the result, for a page that shows them and says that there are more."""
    max_rows, max_bytes = asked.max_rows, options.max_bytes
    with translate_errors(asked.request.query):
        result = evaluate_query(store.engine, asked.request)
        if isinstance(result, QueryBoolean):
            return Preview("ask", answer=bool(result))
        if not isinstance(result, QuerySolutions):
            triples = _take(result, max_rows + 1, max_bytes)
            return Preview("construct", triples=tuple(triples[:max_rows]), more=len(triples) > max_rows)
        columns = tuple(variable.value for variable in result.variables)
        rows = _take((tuple(row) for row in result), max_rows + 1, max_bytes)
        return Preview("select", columns, tuple(rows[:max_rows]), more=len(rows) > max_rows)


def _write_result(result: Evaluated, asked: WholeResult, output: CappedOutput, max_rows: int) -> None:
    if isinstance(result, (QuerySolutions, QueryBoolean)):
        result.serialize(output, get_result_syntax(asked.media_type))
    else:
        syntax = get_rdf_syntax(asked.media_type)
        ox.serialize(_cap_items(result, max_rows), output, syntax, prefixes=dict(asked.prefixes))


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
