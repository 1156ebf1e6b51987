"""The service under test, over every data file of the W3C suite: each is a named graph, and a test names its dataset.

Ours is the one that is tested. Two others can be put in its place, to be scored by the same tests.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, RdfFormat

from benchmarks.services import serve_goldenthread, serve_oxigraph, serve_rdflib_endpoint
from graph.data_folder import RELEASES, get_current, write_current
from graph.dumps import NQUADS_DUMP, find_graph, open_gzip, write_store
from graph.manifest import FORMAT_VERSION, Manifest, record_dump, write_manifest
from graph.release import Release

Dataset: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""The addresses of the graphs that are merged into the default graph, and of the named graphs."""
NAMES = ("goldenthread", "oxigraph", "rdflib-endpoint")
LIBRARY_DATA = Path(__file__).parent.parent / "data" / "library.trig"
"""The graphs that the tests of the protocol ask about."""


@dataclass(frozen=True)
class Endpoint:
    """A running service. ``places`` has an address for a dataset where the service cannot be told one.

    ``graphs`` are the names of the graphs that hold anything.
    """

    address: str
    graphs: frozenset[str]
    places: Mapping[Dataset, str]

    def find_place(self, dataset: Dataset | None) -> tuple[str, list[tuple[str, str]]]:
        """Return where to ask about a dataset, and the parameters of the protocol that name it."""
        if dataset is None:
            return self.address, []
        if self.places:
            return self.places[dataset], []
        default_graphs, named_graphs = ([name for name in names if name in self.graphs] for names in dataset)
        if not default_graphs and not named_graphs:
            named_graphs = [sorted(self.graphs)[0]]  # any: it leaves the default graph empty (Protocol, section 2.1.4)
        parameters = [("default-graph-uri", name) for name in default_graphs]
        return self.address, parameters + [("named-graph-uri", name) for name in named_graphs]


def read_quads(files: Mapping[str, Path]) -> Iterator[Quad]:
    """Yield each file as the graph of its address; blank nodes of one file are in no other."""
    for address, path in files.items():
        syntax = RdfFormat.from_extension(path.suffix.removeprefix("."))
        assert syntax is not None, path
        for quad in ox.parse(path=path, format=syntax, base_iri=address, rename_blank_nodes=True):
            assert not isinstance(quad, ox.Triple)
            yield Quad(quad.subject, quad.predicate, quad.object, NamedNode(address))


def write_data(data_folder: Path, files: Mapping[str, Path]) -> Release:
    """Lay out a release of the suite's graphs and our own. A build makes none of them: it refuses blank nodes."""
    own = [quad for quad in ox.parse(path=LIBRARY_DATA) if isinstance(quad, Quad)]
    text = ox.serialize([*read_quads(files), *own], format=RdfFormat.N_QUADS) or b""
    lines = sorted(set(text.splitlines(keepends=True)))
    folder = data_folder / RELEASES / hashlib.sha256(b"".join(lines)).hexdigest()
    folder.mkdir(parents=True)
    whole = data_folder / "whole.nq"
    whole.write_bytes(b"".join(lines))
    with open_gzip(folder / NQUADS_DUMP) as dump:
        dump.writelines(lines)
    write_store(whole, folder / "store", len(lines))
    counts = Counter(find_graph(line).decode() for line in lines)
    dumps = (record_dump(folder / NQUADS_DUMP),)
    write_manifest(Manifest(folder.name, FORMAT_VERSION, "test", len(lines), dict(counts), {}, (), dumps), folder)
    write_current(data_folder, folder.name)
    return get_current(data_folder)


@contextmanager
def serve(name: str, work: Path, files: Mapping[str, Path], datasets: Iterable[Dataset]) -> Iterator[Endpoint]:
    """Run the service of that name until the end of the block."""
    release = write_data(work / "data", files)
    graphs = frozenset(release.manifest.counts)
    if name == "goldenthread":
        with serve_goldenthread(work / "data") as service:
            yield Endpoint(f"{service.address}/sparql", graphs, {})
    elif name == "oxigraph":
        # Not with its union default graph: the release's store holds the merge of the graphs as its own default.
        with serve_oxigraph("serve-read-only", "--cors", "--location", str(release.store_folder)) as service:
            yield Endpoint(f"{service.address}/query", graphs, {})
    else:
        wanted = sorted(set(datasets))
        (work / "datasets.json").write_text(json.dumps(wanted), "utf-8")
        with serve_rdflib_endpoint(release.dump_nquads, work / "datasets.json") as service:
            places = {dataset: f"{service.address}/{number}" for number, dataset in enumerate(wanted)}
            yield Endpoint(f"{service.address}/sparql", graphs, places)
