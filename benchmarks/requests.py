"""Requests over HTTP by clients that keep their connections, and how long the answers took."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

_TIMEOUT_S = 60


@dataclass(frozen=True)
class Request:
    """A request to make again and again."""

    name: str
    target: str
    body: bytes | None = None
    content_type: str = "application/sparql-query"
    accept: str = "application/sparql-results+json"


@dataclass(frozen=True)
class Answered:
    """One answer: to which request, with which status (0: none came), after how many seconds."""

    name: str
    status: int
    seconds: float


class Client:
    """Sends requests one after the other on one connection; ``source`` is the address that it is known by."""

    def __init__(self, address: str, source: str = "127.0.0.1") -> None:
        self._netloc = urlsplit(address).netloc
        self._source = source
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, request: Request) -> Answered:
        """Send a request and read all of its answer."""
        start = time.perf_counter()
        try:
            status = self._send(request)
        except (OSError, http.client.HTTPException):
            self.close()
            status = 0
        return Answered(request.name, status, time.perf_counter() - start)

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _send(self, request: Request) -> int:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(
                self._netloc, timeout=_TIMEOUT_S, source_address=(self._source, 0)
            )
        headers = {"Accept": request.accept}
        if request.body is not None:
            headers["Content-Type"] = request.content_type
        method = "GET" if request.body is None else "POST"
        with suppress(
            BrokenPipeError
        ):  # a service that refuses a large body need not read it, and answers none the less
            self._connection.request(method, request.target, request.body, headers)
        answer = self._connection.getresponse()
        answer.read()
        if answer.will_close:
            self.close()
        return answer.status


def to_get(path: str, name: str, query: str, accept: str = "application/sparql-results+json") -> Request:
    """Return a query as a GET request."""
    return Request(name, f"{path}?{urlencode({'query': query})}", accept=accept)


def ask_until(address: str, requests: Sequence[Request], seconds: float, source: str = "127.0.0.1") -> list[Answered]:
    """Send the requests in turn, over and over, for so many seconds."""
    client, end, found = Client(address, source), time.perf_counter() + seconds, []
    while time.perf_counter() < end:
        for request in requests:
            found.append(client.ask(request))
            if time.perf_counter() >= end:
                break
    client.close()
    return found


def run_together(tasks: Sequence[Callable[[], list[Answered]]]) -> list[list[Answered]]:
    """Run tasks at the same time, each in a thread; return what each found, in their order."""
    barrier = threading.Barrier(len(tasks))

    def start(task: Callable[[], list[Answered]]) -> list[Answered]:
        barrier.wait()
        return task()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(start, tasks))


def find_quantile(answers: Sequence[Answered], share: float) -> float:
    """Return the milliseconds within which that share of answers came, NaN when there is none."""
    times = sorted(each.seconds * 1000 for each in answers)
    return times[min(len(times) - 1, int(len(times) * share))] if times else float("nan")


def find_median(answers: Sequence[Answered]) -> float:
    """Return the median milliseconds, NaN when there is none."""
    return statistics.median([each.seconds * 1000 for each in answers]) if answers else float("nan")
