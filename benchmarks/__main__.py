"""``python -m benchmarks [--copies 1000]``: build time, peak memory and trace latency, each beside the bare engine.

Sizes: the graph of the five documents, and the same facts for that many invented authorities. For each size:

- build: writing a release (sorted dumps, store, manifest) against the bare engine loading the same N-Quads into a
  store on disk and optimising it, each in a process of its own;
- trace: everything that a trace of one outcome reads against the bare engine running the same bound queries and
  reading their rows, on the same opened store. The names of documents are read once, as a service reads them.

The build of the small graph is also measured whole, from transcripts to release, with inference and validation.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import pyoxigraph as ox

from benchmarks.measure import ProcessCost, measure_calls, measure_process
from benchmarks.replicas import write_replicas
from graph.iris import Addresses
from graph.queries import QueryLibrary
from graph.releases import get_current
from graph.store import EmbeddedStore
from graph.trace import Tracer

OUTCOME = "plan/strategic-2021-24/outcome/6"
PRIORITY = "plan/strategic-2021-24/priority/2"


class Recorder(EmbeddedStore):
    """A store that keeps every query it is asked."""

    def __init__(self, engine: ox.Store) -> None:
        super().__init__(engine)
        self.asked: list[str] = []

    def _run(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        self.asked.append(query)
        return super()._run(query)


def main() -> None:
    """Measure both sizes and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--copies", type=int, default=1000, help="how many authorities the large graph has (1000)")
    parser.add_argument("--folder", type=Path, help="where to work (a temporary folder)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        measure_all(Path(name), arguments.copies)


def measure_all(work: Path, copies: int) -> None:
    """Measure the whole build once, then writing and tracing at both sizes."""
    data = work / "whole"
    whole = measure_process(
        [sys.executable, "-m", "goldenthread", "build", "--quiet"], {"GOLDENTHREAD_DATA": str(data)}
    )
    print(f"whole build, transcripts to release: {whole.wall_s:.1f} s, {whole.peak_mb:.0f} MB", flush=True)
    dump = get_current(data).dump_nquads
    for size in (1, copies):
        measure_size(work / f"x{size}", dump, size)


def measure_size(work: Path, dump: Path, copies: int) -> None:
    """Print the figures of one size."""
    work.mkdir()
    large = work / "input.nq.gz"
    quads = write_replicas(dump, large, copies)
    print(f"\n{quads:,} quads ({copies} authorities)", flush=True)
    ours = measure_process([sys.executable, "-m", "benchmarks.write_release", str(large), str(work / "data")])
    bare = measure_process([sys.executable, "-m", "benchmarks.load_bare", str(large), str(work / "bare")])
    print_costs("write release", ours, "bare load", bare)
    release = get_current(work / "data")
    for node in (OUTCOME, PRIORITY):
        measure_trace(EmbeddedStore.open_folder(release.store_folder), node, "on disk")
        if quads <= 1_000_000:
            measure_trace(EmbeddedStore.load_dump(release.dump_nquads), node, "in memory")


def print_costs(name: str, ours: ProcessCost, peer: str, theirs: ProcessCost) -> None:
    """Print two costs and their ratios."""
    print(
        f"  {name} {ours.wall_s:.1f} s, {ours.peak_mb:.0f} MB; {peer} {theirs.wall_s:.1f} s, {theirs.peak_mb:.0f} MB; "
        f"ratio {ours.wall_s / theirs.wall_s:.1f} in time, {ours.peak_mb / theirs.peak_mb:.2f} in memory",
        flush=True,
    )


def measure_trace(store: EmbeddedStore, node: str, where: str) -> None:
    """Print the latency of one trace, ours and the bare engine's."""
    library = QueryLibrary.read()
    address = Addresses().mint_node(node).value
    recorder = Recorder(store.engine)
    traced = Tracer(recorder, library)
    names, recorder.asked = traced.document_names, []
    traced.trace_down(address)
    tracer = Tracer(store, library)

    def run_bare() -> None:
        for query in recorder.asked:
            for _ in store.engine.query(query):  # type: ignore[union-attr]  # a trace asks SELECT only
                pass

    asked = len(recorder.asked)
    ours = measure_calls(lambda: tracer.trace_down(address), 15)
    bare = measure_calls(run_bare, 15)
    print(
        f"  trace {node} {where} ({len(names):,} documents): {ours * 1000:.1f} ms; "
        f"its {asked} queries in the bare engine {bare * 1000:.1f} ms; "
        f"ratio {ours / bare:.2f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
