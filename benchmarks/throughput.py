"""``python -m benchmarks.throughput [--seconds 3]``: answers a second and waiting time beside ``oxigraph``, over HTTP.

Three queries (a small SELECT, a trace, a CONSTRUCT of the same trace) are asked of the same release, each by one client
and by four, of four services in the same run: ours without its cache and with it, and Oxigraph's own server of the
same engine, on disk (``serve-read-only``) and in memory (``serve``). Oxigraph's ``--timeout-s`` is left out: with it
the server crashes under load. Ours runs each query in a process that can be killed; theirs has no limits.

A ratio below 1 means that ours answers fewer a second, or waits longer. The clients are Python as well and take a part
of the same processors.
"""

from __future__ import annotations

import argparse
import os
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from pyoxigraph import RdfFormat

from benchmarks.__main__ import OUTCOME
from benchmarks.requests import Answered, Request, ask_until, find_median, run_together
from benchmarks.services import serve_goldenthread, serve_oxigraph
from graph.iris import Addresses
from graph.queries import QueryLibrary
from graph.release import Release
from graph.releases import get_current
from graph.settings import read_settings
from graph.store import EmbeddedStore

SMALL = "SELECT ?s ?label { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?label } LIMIT 10"
JSON, NTRIPLES = "application/sparql-results+json", "application/n-triples"
CLIENTS = 4
OURS, CACHED = "ours, no cache", "ours, cached"


@dataclass(frozen=True)
class Measured:
    """What one service did with one query: answers a second, and the median wait in ms."""

    rate: float
    wait_ms: float


def main() -> None:
    """Measure every service with every query, and print a table and the ratios."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.throughput", description=__doc__.split("\n", maxsplit=1)[0]
    )
    parser.add_argument("--seconds", type=float, default=3, help="how long each query is asked in each way (3)")
    arguments = parser.parse_args()
    data = read_settings(os.environ).data
    release = get_current(data)
    queries = make_queries()
    with ExitStack() as stack:
        services = {
            OURS: stack.enter_context(serve_goldenthread(data, {"GOLDENTHREAD_QUERY_CACHE_MB": "0"})).address
            + "/sparql",
            CACHED: stack.enter_context(serve_goldenthread(data)).address + "/sparql",
            "oxigraph, disk": stack.enter_context(serve_on_disk(release)),
            "oxigraph, memory": stack.enter_context(serve_in_memory(release)),
        }
        for name, (query, accept) in queries.items():
            request = Request(name, "", query.encode(), accept=accept)
            print_query(
                name, {each: measure(address, request, arguments.seconds) for each, address in services.items()}
            )


def make_queries() -> dict[str, tuple[str, str]]:
    """Return each query with the form that it is asked for in."""
    library, values = QueryLibrary.read(), {"node": Addresses().mint_node(OUTCOME)}
    trace, construct = (library.get_query(f"lineage/{name}").bind(values) for name in ("thread_down", "thread_graph"))
    return {"small SELECT": (SMALL, JSON), "trace": (trace, JSON), "CONSTRUCT": (construct, NTRIPLES)}


@contextmanager
def serve_on_disk(release: Release) -> Iterator[str]:
    """Serve the release's store on disk by Oxigraph."""
    with serve_oxigraph("serve-read-only", "--location", str(release.store_folder)) as service:
        yield f"{service.address}/query"


@contextmanager
def serve_in_memory(release: Release) -> Iterator[str]:
    """Serve all that the release's store holds from the memory of Oxigraph."""
    quads = BytesIO()
    EmbeddedStore.load_dump(release.dump_nquads).engine.dump(quads, RdfFormat.N_QUADS)
    with serve_oxigraph("serve") as service:
        headers = {"Content-Type": "application/n-quads"}
        with urllib.request.urlopen(urllib.request.Request(f"{service.address}/store", quads.getvalue(), headers)):
            yield f"{service.address}/query"


def measure(address: str, request: Request, seconds: float) -> Measured:
    """Ask by one client for the wait, then by several for the answers a second.

    Raises:
        RuntimeError: when an answer is not 200.
    """
    path = "/" + address.split("/", maxsplit=3)[3]
    asked = Request(request.name, path, request.body, request.content_type, request.accept)
    ask_until(address, [asked], 0.5)
    alone = require_answers(ask_until(address, [asked], seconds))
    tasks = [partial(ask_until, address, [asked], seconds) for _ in range(CLIENTS)]
    together = require_answers([answer for found in run_together(tasks) for answer in found])
    return Measured(len(together) / seconds, find_median(alone))


def require_answers(answers: list[Answered]) -> list[Answered]:
    """Return the answers, all of which are 200.

    Raises:
        RuntimeError: when one is not.
    """
    wrong = {answer.status for answer in answers if answer.status != 200}
    if wrong:
        raise RuntimeError(f"{answers[0].name} was answered with {wrong}")
    return answers


def print_query(name: str, found: dict[str, Measured]) -> None:
    """Print what each service did with a query, and ours as ratios of each other's."""
    print(name)
    for service, each in found.items():
        print(f"  {service}: {each.rate:.0f} a second by {CLIENTS} clients; median wait of one {each.wait_ms:.2f} ms")
    peers: Sequence[str] = [service for service in found if service not in (OURS, CACHED)]
    for peer in peers:
        for ours in (OURS, CACHED):
            rate = found[ours].rate / found[peer].rate
            wait = found[peer].wait_ms / found[ours].wait_ms
            print(f"  ratio {ours} to {peer}: {rate:.2f} in answers a second, {wait:.2f} in speed of one", flush=True)


if __name__ == "__main__":
    main()
