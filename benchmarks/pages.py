"""``python -m benchmarks.pages [--times 15]``: how long pages of the running service take, beside their bare queries.

Cold is the first request for a page after the service has started; kept the median of the next ones; known the median
of requests by a client that has the page already (304). Warm is the median where the service keeps no pages and makes
each again. Bare is the engine running the queries that such a page asks, one after the other, and reading their rows:
the least that any page over this graph can take to be made.
"""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from flask import Flask
from pyoxigraph import QueryBoolean

from benchmarks.__main__ import Recorder
from benchmarks.measure import measure_calls
from benchmarks.services import serve_goldenthread
from graph.iris import Addresses
from graph.namespaces import PREFIXES
from graph.node_paths import NodePaths
from graph.queries import QUERIES_FOLDER, QueryLibrary
from graph.release import Release
from graph.settings import Settings, read_settings
from graph.store import EmbeddedStore, Store
from web import create_app
from web.live import EXTENSION, LiveGraph

SITE = "/page/tower-hamlets"
PAGES = (
    "/",
    "/plans",
    f"{SITE}/plan/strategic-2021-24",
    f"{SITE}/plan/partnership-2023-28/priority/3",
    f"{SITE}/plan/strategic-2021-24/outcome/6",
    "/lineage/tower-hamlets/plan/strategic-2021-24/outcome/6",
    f"{SITE}/org/community-safety-partnership",
    f"{SITE}/document/strategic-plan-2021-24",
    "/search?q=clean+and+green",
    "/timeline",
    "/compare?left=plan/partnership-2018-23/priority/c&right=plan/strategic-2021-24/outcome/7",
    "/measures",
    "/money",
    "/gaps",
    "/topics",
    f"{SITE}/topic/topics/housing",
    "/changes",
    "/downloads",
)
HTML = "text/html"


@dataclass(frozen=True)
class Latency:
    """What one page takes, in milliseconds, and how many bytes of it go over the wire."""

    cold_ms: float
    again_ms: float
    known_ms: float
    size: int


class RecordingGraph(LiveGraph):
    """Serves a store in memory that keeps every query it is asked."""

    recorder: Recorder

    def _open_store(self, release: Release) -> Store:
        self.recorder = Recorder(EmbeddedStore.load_dump(release.dump_nquads).engine)
        return self.recorder


def main() -> None:
    """Measure every page and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--times", type=int, default=15, help="how many requests a median is of (15)")
    times = parser.parse_args().times
    settings = replace(read_settings(os.environ), page_cache_mb=0)
    app, live = make_recording_app(settings)
    heads = ("page", "cold", "warm", "kept", "known (304)", "bare queries", "warm / bare", "compressed")
    print_row(heads)
    print_row(["---"] * len(heads))
    with serve_goldenthread(settings.data) as service:
        found = [measure_page(service.address, page, times) for page in PAGES]
    with serve_goldenthread(settings.data, {"GOLDENTHREAD_PAGE_CACHE_MB": "0"}) as service:
        made = [measure_page(service.address, page, times).again_ms for page in PAGES]
    for page, taken, warm_ms in zip(PAGES, found, made, strict=True):
        count, bare_ms = measure_bare(app, live, page, times)
        times_ms = (f"{each:.1f} ms" for each in (taken.cold_ms, warm_ms, taken.again_ms, taken.known_ms))
        bare = (f"{bare_ms:.1f} ms ({count})", f"{warm_ms / bare_ms:.1f}") if count else ("none", "")
        print_row([f"`{page}`", *times_ms, *bare, f"{taken.size / 1024:.0f} KB"])


def print_row(cells: Iterable[str]) -> None:
    """Print a row of a table."""
    print(f"| {' | '.join(cells)} |", flush=True)


def make_recording_app(settings: Settings) -> tuple[Flask, RecordingGraph]:
    """Return the application over a store that keeps what it is asked."""
    app = create_app(settings)
    library = QueryLibrary.read(QUERIES_FOLDER, NodePaths(Addresses(settings.base_iri), PREFIXES))
    live = RecordingGraph(settings, library)
    app.extensions[EXTENSION] = live
    return app, live


def measure_page(address: str, page: str, times: int) -> Latency:
    """Time a page on one connection: first, the next times, and as a client that knows it."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
    cold_ms, size, tag = ask(connection, page)
    again_ms = statistics.median(ask(connection, page)[0] for _ in range(times))
    known_ms = statistics.median(ask(connection, page, tag)[0] for _ in range(times))
    connection.close()
    return Latency(cold_ms, again_ms, known_ms, size)


def ask(connection: http.client.HTTPConnection, page: str, tag: str = "") -> tuple[float, int, str]:
    """Return the milliseconds, size and tag of an answer.

    Raises:
        RuntimeError: when it is neither the page nor, for a known one, a 304.
    """
    headers = {"Accept": HTML, "Accept-Encoding": "gzip", **({"If-None-Match": tag} if tag else {})}
    start = time.perf_counter()
    connection.request("GET", page, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    taken_ms = (time.perf_counter() - start) * 1000
    if answer.status != (304 if tag else 200):
        raise RuntimeError(f"{page} answered {answer.status}")
    return taken_ms, len(body), answer.headers["ETag"]


def measure_bare(app: Flask, live: RecordingGraph, page: str, times: int) -> tuple[int, float]:
    """Return how many queries a page that is made again asks, and the median milliseconds of the engine with them."""
    client = app.test_client()
    client.get(page, headers={"Accept": HTML})
    live.recorder.asked.clear()
    client.get(page, headers={"Accept": HTML})
    asked, engine = list(live.recorder.asked), live.recorder.engine

    def run_bare() -> None:
        for query in asked:
            answer = engine.query(query)
            for _ in () if isinstance(answer, QueryBoolean) else answer:
                pass

    return len(asked), measure_calls(run_bare, times) * 1000


if __name__ == "__main__":
    main()
