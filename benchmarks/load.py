"""``python -m benchmarks.load [--seconds 20]``: strangers who mean harm and readers who do not, at the same time.

Readers ask pages and small queries over and over, first alone, then beside as many hostile clients as the service has
workers for queries, then beside one more. Each hostile client has an address of its own (127.0.0.x) and sends, one
after the other: cross products with ORDER BY and DISTINCT, paths, texts that double, 200,000 rows of VALUES, nested
brackets that crash the parser, 10 MB bodies, and queries that try to reach a listener which counts its visitors.

Printed: how long readers wait with and without them, what the hostile queries got and how late, the memory of the whole
service, its workers before and after, and what reached the listener. Runs for three times ``--seconds`` and some more.
"""

from __future__ import annotations

import argparse
import os
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from benchmarks.processes import Process, list_processes, list_sockets
from benchmarks.requests import Answered, Request, ask_until, find_median, find_quantile, run_together, to_get
from benchmarks.services import Service, serve_goldenthread
from graph.releases import get_current
from graph.settings import read_settings

DEADLINE_S = 5.0
WORKERS = 4
MEMORY_MB = 512
SETTINGS = {
    "GOLDENTHREAD_QUERY_DEADLINE_S": f"{DEADLINE_S:g}",
    "GOLDENTHREAD_QUERY_WORKERS": str(WORKERS),
    "GOLDENTHREAD_QUERY_MEMORY_MB": str(MEMORY_MB),
}
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
READERS = 2
PAGES = ("/", "/plans", "/page/tower-hamlets/plan/strategic-2021-24/outcome/5")


@dataclass
class Watched:
    """What was seen of the service while it was under load."""

    most_mb: float = 0.0
    most_processes: int = 0
    with_sockets: set[str] = field(default_factory=set)


def main() -> None:
    """Run the three phases and print what they took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--seconds", type=float, default=20, help="how long each of the three phases runs (20)")
    arguments = parser.parse_args()
    data = read_settings(os.environ).data
    get_current(data)
    with count_visitors() as visitors, serve_goldenthread(data, SETTINGS) as service:
        hostile = make_hostile(visitors.port)
        warm_up(service)
        before = list_processes(service.pid)
        print(f"{WORKERS} workers, deadline {DEADLINE_S:g} s, {MEMORY_MB} MB a query, {os.cpu_count()} processors")
        print(f"at rest: {describe(before)}")
        for count in (0, WORKERS, WORKERS + 1):
            run_phase(service, hostile, count, arguments.seconds)
        time.sleep(DEADLINE_S + 1)
        print(f"afterwards: {describe(list_processes(service.pid))}")
        print(f"visitors at the listener that queries tried to reach: {visitors.count}")


def make_hostile(port: int) -> list[Request]:
    """Return what hostile clients send, each in a text of its own each time it is asked for."""
    anything = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    doubling = " ".join(f"BIND(CONCAT(?t{n}, ?t{n}) AS ?t{n + 1})" for n in range(60))
    queries = {
        "cross product, ORDER BY": f"SELECT * {{ {anything} }} ORDER BY DESC(?c) ?f ?i",
        "cross product, DISTINCT": f"SELECT DISTINCT ?a ?f ?i {{ {anything} }}",
        "path": f"SELECT (COUNT(*) AS ?n) {{ ?a (<{SKOS}inScheme>/^<{SKOS}inScheme>)* ?b }}",
        "doubling CONCAT": f'SELECT (STRLEN(?t60) AS ?n) {{ BIND("x" AS ?t0) {doubling} }}',
        "REPLACE": make_replacing(),
        "GROUP_CONCAT": f"SELECT (GROUP_CONCAT(?c) AS ?all) {{ {anything} }}",
        "reach out by an escaped SERVICE": f"SELECT * {{ \\u0053ERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
        "reach out by FROM": f"SELECT * FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}",
    }
    requests = [Request(name, "/sparql", query.encode()) for name, query in queries.items()]
    values = " ".join(map(str, range(200_000)))
    requests.append(Request("200,000 VALUES", "/sparql", f"SELECT * {{ VALUES ?n {{ {values} }} }}".encode()))
    requests.append(
        Request("20,000 brackets", "/sparql", f"SELECT ({'(' * 20_000}1{')' * 20_000} AS ?n) {{}}".encode())
    )
    requests.append(Request("90 nested groups", "/sparql", f"SELECT * {'{' * 90} ?a ?b ?c {'}' * 90}".encode()))
    requests.append(Request("10 MB", "/sparql", b"#" * 10_000_000))
    return requests


def make_replacing() -> str:
    """Return a query that makes each character 500, and each of those 500 again."""
    more = "x" * 500
    return f'SELECT (REPLACE(REPLACE(REPLACE(?c, ".", "{more}"), ".", "{more}"), ".", "z") AS ?r) {{ ?a ?b ?c }}'


def make_reading() -> list[Request]:
    """Return what readers ask: pages of the site, and small queries that no cache has."""
    pages = [Request(f"page {path}", path, accept="text/html") for path in PAGES]
    queries = [f"SELECT ?s {{ ?s <{RDFS}label> ?o }} LIMIT {10 + number}" for number in range(200)]
    small = [to_get("/sparql", "small query", query) for query in queries]
    return [request for pair in zip(pages * (len(small) // len(pages)), small, strict=False) for request in pair]


def warm_up(service: Service) -> None:
    """Ask everything that readers will ask once."""
    ask_until(service.address, make_reading()[:12], 3)


def run_phase(service: Service, hostile: Sequence[Request], count: int, seconds: float) -> None:
    """Run readers beside so many hostile clients, and print how both fared."""
    reading = make_reading()
    readers = [partial(ask_until, service.address, reading, seconds, f"127.0.1.{n + 1}") for n in range(READERS)]
    attacks = [
        partial(ask_until, service.address, rotate(hostile, 3 * n), seconds, f"127.0.2.{n + 1}") for n in range(count)
    ]
    with watch(service) as watched:
        found = run_together([*readers, *attacks])
    print(f"\n{count} hostile clients")
    read = [answer for answers in found[:READERS] for answer in answers]
    for name in sorted({answer.name for answer in read}):
        print_waiting(name, [answer for answer in read if answer.name == name])
    print_attacks([answer for answers in found[READERS:] for answer in answers])
    print(f"  most memory {watched.most_mb:.0f} MB in at most {watched.most_processes} processes")
    print(f"  processes that ran queries and held an internet socket: {len(watched.with_sockets)}", flush=True)


def rotate(requests: Sequence[Request], by: int) -> list[Request]:
    """Return the requests begun at another, so that clients do not all send the same at once."""
    start = by % len(requests)
    return [*requests[start:], *requests[:start]]


def print_waiting(name: str, answers: Sequence[Answered]) -> None:
    """Print how many answers of a kind came, and how long they took."""
    failed = Counter(answer.status for answer in answers if answer.status != 200)
    print(
        f"  {name}: {len(answers)} answers, median {find_median(answers):.0f} ms, 95% within "
        f"{find_quantile(answers, 0.95):.0f} ms, 99% within {find_quantile(answers, 0.99):.0f} ms"
        + (f", not answered: {dict(failed)}" if failed else "")
    )


def print_attacks(answers: Sequence[Answered]) -> None:
    """Print what hostile queries got, and how late the latest answer came."""
    if not answers:
        return
    for name in sorted({answer.name for answer in answers}):
        own = [answer for answer in answers if answer.name == name]
        statuses = ", ".join(f"{status} x {count}" for status, count in sorted(Counter(a.status for a in own).items()))
        print(f"    {name}: {statuses}; at most {max(answer.seconds for answer in own):.2f} s")
    late = max(answer.seconds for answer in answers) - DEADLINE_S
    print(f"  the latest answer to a hostile query came {late:+.2f} s after the deadline")


def describe(processes: Sequence[Process]) -> str:
    """Return how many processes and workers there are, and their memory."""
    workers = sum("graph.zygote" in process.command for process in processes) - 1
    memory = sum(process.memory_mb for process in processes)
    return f"{len(processes)} processes, {workers} of them workers, {memory:.0f} MB"


@contextmanager
def watch(service: Service) -> Iterator[Watched]:
    """Look at the service's processes again and again until the end of the block."""
    watched, done = Watched(), threading.Event()

    def look() -> None:
        while not done.wait(0.25):
            processes = list_processes(service.pid)
            watched.most_mb = max(watched.most_mb, sum(process.memory_mb for process in processes))
            watched.most_processes = max(watched.most_processes, len(processes))
            for process in processes:
                if "graph.zygote" in process.command:
                    watched.with_sockets.update(f"{process.pid} {line}" for line in list_sockets(process.pid))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield watched
    finally:
        done.set()
        thread.join()


@dataclass
class Visitors:
    """A listener that lets nobody in, and how many came."""

    port: int
    count: int = 0


@contextmanager
def count_visitors() -> Iterator[Visitors]:
    """Listen on a free port until the end of the block."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        visitors = Visitors(listener.getsockname()[1])
        listener.settimeout(0.5)
        done = threading.Event()

        def accept() -> None:
            while not done.is_set():
                try:
                    listener.accept()[0].close()
                except TimeoutError:
                    continue
                visitors.count += 1

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield visitors
        finally:
            done.set()
            thread.join()


if __name__ == "__main__":
    main()
