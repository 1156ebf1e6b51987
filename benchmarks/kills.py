"""``python -m benchmarks.kills [--kills 2000]``: what killing workers costs, and what isolation costs a small query.

Every query is a cross product that meets a deadline of 50 ms, so each kills its worker. Memory (proportional set size
of the service, of the process that forks and of its workers) and open files are read before and after.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.measure import measure_calls
from graph.errors import QueryLimitError
from graph.release import Release
from graph.releases import get_current
from graph.sandbox import QueryLimits, QueryPool
from graph.settings import read_settings

JSON = "application/sparql-results+json"
HOSTILE = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SMALL = "SELECT ?s ?o { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o } LIMIT 10"
IN_MEMORY = 10_000_000


@dataclass(frozen=True)
class Footprint:
    """What processes hold at one moment."""

    memory_mb: float
    files: int
    processes: int

    def __str__(self) -> str:
        """Return all three in words."""
        return f"{self.memory_mb:.1f} MB and {self.files} files in {self.processes} processes"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--kills", type=int, default=2000, help="how many workers to kill (2000)")
    arguments = parser.parse_args()
    release = get_current(read_settings(os.environ).data)
    measure_overhead(release)
    measure_kills(release, arguments.kills)


def measure_overhead(release: Release) -> None:
    """Print the time of a small query in this process and in a worker, and of one that is kept."""
    store = release.open_store(IN_MEMORY)
    bare = measure_calls(lambda: store.serialize(SMALL, JSON), 500)
    with QueryPool(release, QueryLimits(cache_mb=0), IN_MEMORY) as pool:
        isolated = measure_calls(lambda: pool.run(SMALL, JSON), 500)
    with QueryPool(release, QueryLimits(), IN_MEMORY) as pool:
        kept = measure_calls(lambda: pool.run(SMALL, JSON), 500)
    print(
        f"small query: {bare * 1000:.2f} ms in the engine, {isolated * 1000:.2f} ms in a worker "
        f"({(isolated - bare) * 1000:.2f} ms more), {kept * 1000:.2f} ms from memory",
        flush=True,
    )


def measure_kills(release: Release, kills: int) -> None:
    """Print the footprint before and after so many kills, and how late their answers came."""
    limits = replace(QueryLimits(), deadline_s=0.05, quick_s=0.02, cache_mb=0)
    with QueryPool(release, limits, IN_MEMORY) as pool:
        late = [kill_worker(pool, limits.deadline_s) for _ in range(50)]
        before = read_footprint(os.getpid())
        late = [kill_worker(pool, limits.deadline_s) for _ in range(kills)]
        time.sleep(1)
        after = read_footprint(os.getpid())
        replaced = pool.count_replaced()
    print(f"{kills} kills, {replaced} workers replaced: {before} before, {after} after")
    print(f"  ratio {after.memory_mb / before.memory_mb:.3f} in memory, {after.files / before.files:.3f} in files")
    median, most = statistics.median(late) * 1000, max(late) * 1000
    print(f"  answers {median:.1f} ms after the deadline in the median, {most:.0f} at most")


def kill_worker(pool: QueryPool, deadline_s: float) -> float:
    """Run a query that kills its worker; return how many seconds after the deadline it is answered.

    Raises:
        RuntimeError: when it was answered instead.
    """
    start = time.perf_counter()
    try:
        pool.run(HOSTILE, JSON)
    except QueryLimitError:
        return time.perf_counter() - start - deadline_s
    raise RuntimeError("the query should have met its deadline")


def read_footprint(pid: int) -> Footprint:
    """Return what a process and all below it hold."""
    pids = [pid, *list_children(pid)]
    memory = sum(_read_pss_kb(pid) for pid in pids) / 1024
    files = sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in pids)
    return Footprint(memory, files, len(pids))


def list_children(pid: int) -> Sequence[int]:
    """Return every process below this one."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    children = [int(each) for each in found.stdout.split() if Path(f"/proc/{each}/smaps_rollup").exists()]
    return [*children, *(below for child in children for below in list_children(child))]


def _read_pss_kb(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    return int(text.split("Pss:", maxsplit=1)[1].split(maxsplit=1)[0])


if __name__ == "__main__":
    main()
