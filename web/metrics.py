"""Measurements for Prometheus at ``/metrics``: how long answers take, and how the query pool fares.

They say nothing of visitors. The pool counts for itself (``graph.sandbox``); it is read when somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector
from typing_extensions import override

from graph.sandbox import QueryPool
from web.kept_pages import get_kept_pages
from web.live import EXTENSION, LiveGraph
from web.request_log import measure_request

blueprint = Blueprint("metrics", __name__)

Family: TypeAlias = CounterMetricFamily | GaugeMetricFamily

EXTENSION_METRICS = "goldenthread-metrics"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_LIMITS = ("time", "memory", "rows", "bytes", "nesting")


@dataclass(frozen=True)
class Metrics:
    """What is measured, and the registry that it is read from."""

    registry: CollectorRegistry
    requests: Histogram
    queries: Histogram


class PageCollector(Collector):
    """Reads how often pages were sent again as they were made before."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    @override
    def collect(self) -> Iterator[Family]:
        kept = get_kept_pages(self._app)
        yield _counter("page_cache_hits", "Pages and pictures sent again as they were.", kept.hits)
        yield _counter("page_cache_misses", "Pages and pictures that had to be made.", kept.misses)
        yield _gauge("page_cache_bytes", "Bytes of the pages and pictures that are kept.", kept.size_bytes)


class PoolCollector(Collector):
    """Reads the query pool when somebody asks; there is none before the first query."""

    def __init__(self, live: LiveGraph) -> None:
        self._live = live

    @override
    def collect(self) -> Iterator[Family]:
        pool = self._live.find_pool()
        if pool is not None:
            yield from _read_seats(pool)
            yield from _read_cache(pool)
            yield from _read_ends(pool)


def add_metrics(app: Flask) -> None:
    """Measure every request of ``app``."""
    live = app.extensions[EXTENSION]
    registry = CollectorRegistry()
    for kind in (ProcessCollector, PlatformCollector, GCCollector):
        kind(registry=registry)
    registry.register(PoolCollector(live))
    registry.register(PageCollector(app))
    metrics = Metrics(
        registry,
        Histogram(
            "goldenthread_request_seconds",
            "Seconds from request to answer.",
            ("route", "method", "status"),
            buckets=_SECONDS,
            registry=registry,
        ),
        Histogram(
            "goldenthread_query_seconds",
            "Seconds that visitors' queries took, by how they ended.",
            ("outcome",),
            buckets=_SECONDS,
            registry=registry,
        ),
    )
    app.extensions[EXTENSION_METRICS] = metrics

    @app.after_request
    def measure(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        metrics.requests.labels(route, request.method, str(response.status_code)).observe(measure_request())
        return response


@blueprint.get("/metrics")
def show() -> Response:
    """Return every measurement in the text format of Prometheus."""
    response = Response(generate_latest(get_metrics().registry), content_type=CONTENT_TYPE_LATEST)
    response.headers["Cache-Control"] = "no-store"
    return response


def get_metrics() -> Metrics:
    """Return the application's measurements.

    Raises:
        TypeError: when the application was not made by ``create_app``.
    """
    metrics = current_app.extensions[EXTENSION_METRICS]
    if not isinstance(metrics, Metrics):
        raise TypeError("the application was not made by create_app")
    return metrics


def note_query(outcome: str, seconds: float) -> None:
    """Count a visitor's query that came to an end of this kind."""
    g.query_outcome = outcome
    get_metrics().queries.labels(outcome).observe(seconds)


def _read_seats(pool: QueryPool) -> Iterator[Family]:
    running = GaugeMetricFamily("goldenthread_queries_running", "Visitors' queries that run now.", labels=("lane",))
    for name, lane in (("quick", pool.turns.quick), ("long", pool.turns.long)):
        running.add_metric((name,), lane.taken.total())
    yield running
    yield _gauge("queries_waiting", "Visitors' queries that wait for their turn.", pool.turns.waiting)
    yield _gauge("query_workers", "Worker processes.", pool.count_workers())


def _read_cache(pool: QueryPool) -> Iterator[Family]:
    kept = pool.cache.kept
    yield _counter("query_cache_hits", "Queries answered from memory.", kept.hits)
    yield _counter("query_cache_misses", "Queries that had to run.", kept.misses)
    yield _gauge("query_cache_bytes", "Bytes of the answers that are kept.", kept.size_bytes)


def _read_ends(pool: QueryPool) -> Iterator[Family]:
    counts = pool.counts.read()
    met = CounterMetricFamily("goldenthread_query_limits", "Queries that ran into a limit.", labels=("limit",))
    for limit in _LIMITS:
        met.add_metric((limit,), counts.get(limit, 0))
    yield met
    yield _counter("queries_sent_back", "Queries that were not over soon and began again.", counts.get("sent_back", 0))
    yield _counter("query_workers_replaced", "Workers that ended and were replaced.", pool.count_replaced())


def _gauge(name: str, text: str, value: float) -> Family:
    return GaugeMetricFamily(f"goldenthread_{name}", text, value)


def _counter(name: str, text: str, value: float) -> Family:
    return CounterMetricFamily(f"goldenthread_{name}", text, value)
