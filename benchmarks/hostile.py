"""``python -m benchmarks.hostile [--deadline 5]``: what visitors notice while others send hostile queries.

A service runs with the given deadline. Pages and small queries are timed alone, and then while hostile clients, one
more than there are workers, each from an address of its own, send one hostile query after another. Printed are
latencies of both, how late hostile answers came, the largest memory of all processes together, and the sockets that
workers had.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.kills import list_children, read_footprint
from graph.settings import read_settings
from web.serving import claim_port

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
WORD = "CONCAT(?w, ?w)"
HOSTILE = (
    f"SELECT * {{ {CROSS} }} ORDER BY ?a ?f ?i",
    f"SELECT DISTINCT ?a ?e ?i {{ {CROSS} }}",
    f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
    "SELECT (COUNT(*) AS ?n) { ?s (!<urn:a>|^!<urn:b>)* ?o . ?o (!<urn:a>)* ?p }",
    "SELECT ?x { VALUES ?w { 'aaaaaaaaaaaaaaaa' } "
    + " ".join(f"BIND(CONCAT(?{a}, ?{a}, ?{a}, ?{a}) AS ?{b})" for a, b in itertools.pairwise(["w", *"bcdefghijklmnx"]))
    + " }",
    f"SELECT (REPLACE(GROUP_CONCAT(?c), '.', 'aaaaaaaaaaaaaaaa') AS ?x) {{ {CROSS} }}",
    f"SELECT * {{ VALUES ?x {{ {'1 ' * 200_000} }} }}",
    f"SELECT * {{ FILTER{'(' * 20_000}1{')' * 20_000} }}",
    "#" * 10_000_000,
)


class Caller:
    """One client: its address, as a proxy would tell it, and what it asks."""

    def __init__(self, base: str, address: str) -> None:
        self._base = base
        self._headers = {"X-Forwarded-For": address, "Accept": "application/json"}

    def get(self, path: str) -> float:
        """Return the seconds that an answer took, whatever its status."""
        return self._time(urllib.request.Request(self._base + path, headers=self._headers))

    def run(self, query: str) -> float:
        """Return the seconds that a query took, whatever became of it."""
        body, headers = query.encode(), {**self._headers, "Content-Type": "application/sparql-query"}
        return self._time(urllib.request.Request(f"{self._base}/sparql", body, headers))

    def _time(self, request: urllib.request.Request) -> float:
        start = time.perf_counter()
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                answer.read()
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            pass  # the server may close the connection before it has read a body that is far too large
        return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--deadline", type=float, default=5, help="seconds that a query may take (5)")
    parser.add_argument("--seconds", type=float, default=30, help="how long hostile queries are sent (30)")
    arguments = parser.parse_args()
    deadline_s, seconds = arguments.deadline, arguments.seconds
    clients = read_settings(os.environ).query_workers + 1
    with serve(deadline_s) as (base, pid):
        normal = Caller(base, "192.0.2.1")
        print_latency("alone", normal, seconds / 3)
        done = threading.Event()
        late: list[float] = []
        threads = [threading.Thread(target=attack, args=(base, number, done, late)) for number in range(clients)]
        watch = Watch(pid, done)
        for thread in (*threads, watch):
            thread.start()
        time.sleep(1)
        print_latency(f"beside {clients} hostile clients", normal, seconds)
        done.set()
        for thread in (*threads, watch):
            thread.join()
        print(f"{len(late)} hostile queries; the last answer came {max(late) - deadline_s:.2f} s after the deadline")
        print(f"{watch.most_mb:.0f} MB in {watch.most_processes} processes at most, {watch.sockets} sockets of workers")


@contextmanager
def serve(deadline_s: float) -> Iterator[tuple[str, int]]:
    """Run a service that trusts one proxy; yield its address and process."""
    port = claim_port("127.0.0.1", 0)
    environment = os.environ | {
        "GOLDENTHREAD_QUERY_DEADLINE_S": f"{deadline_s:g}",
        "GOLDENTHREAD_TRUSTED_PROXIES": "1",
        "GOLDENTHREAD_PORT": str(port),
    }
    command = [sys.executable, "-m", "goldenthread", "serve"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        while Caller(base, "192.0.2.1").get("/health/ready") > 0 and not _answers(base):
            time.sleep(0.2)
        yield base, process.pid
    finally:
        process.terminate()
        process.wait()


def _answers(base: str) -> bool:
    try:
        with urllib.request.urlopen(f"{base}/health/ready", timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def attack(base: str, number: int, done: threading.Event, late: list[float]) -> None:
    """Send one hostile query after another until told to stop."""
    caller = Caller(base, f"198.51.100.{number}")
    for turn in itertools.count():
        if done.is_set():
            return
        query = HOSTILE[(turn + number) % len(HOSTILE)]
        late.append(caller.run(f"{query} # {number} {turn}"))


def print_latency(name: str, caller: Caller, seconds: float) -> None:
    """Print the latency of small queries, none of them asked before, and of pages, asked in turn for so long."""
    queries: list[float] = []
    pages: list[float] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        queries.append(caller.run(f"SELECT * {{ ?s ?p ?o }} LIMIT 5 # {name} {len(queries)}"))
        pages.append(caller.get("/plans"))
        time.sleep(0.05)
    for kind, taken in (("small query", queries), ("page", pages)):
        ranked = sorted(each * 1000 for each in taken)
        middle, high = ranked[len(ranked) // 2], ranked[len(ranked) * 95 // 100]
        print(f"{kind} {name}: {middle:.1f} ms median, {high:.1f} ms at 95 %, {ranked[-1]:.0f} ms at most", flush=True)


class Watch(threading.Thread):
    """Looks at the service ten times a second."""

    def __init__(self, pid: int, done: threading.Event) -> None:
        super().__init__()
        self._pid = pid
        self._done = done
        self.most_mb, self.most_processes, self.sockets = 0.0, 0, 0

    def run(self) -> None:
        """Keep the largest values until told to stop."""
        while not self._done.wait(0.1):
            try:
                footprint = read_footprint(self._pid)
                self.sockets = max(self.sockets, sum(map(count_sockets, list_workers(self._pid))))
            except (OSError, IndexError):
                continue  # a process ended while it was looked at
            self.most_mb = max(self.most_mb, footprint.memory_mb)
            self.most_processes = max(self.most_processes, footprint.processes)


def list_workers(pid: int) -> list[int]:
    """Return the processes that run queries: those below the one that forks them."""
    return [
        each for web in list_children(pid)[:1] for zygote in list_children(web)[:1] for each in list_children(zygote)
    ]


def count_sockets(pid: int) -> int:
    """Return how many network sockets a process has; the one to the service is none of these."""
    targets = [str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir()]
    inodes = {each.removeprefix("socket:[").rstrip("]") for each in targets if each.startswith("socket:")}
    tables = (Path(f"/proc/{pid}/net/{name}").read_text("ascii").splitlines()[1:] for name in ("tcp", "tcp6", "udp"))
    return sum(line.split()[9] in inodes for table in tables for line in table)


if __name__ == "__main__":
    main()
