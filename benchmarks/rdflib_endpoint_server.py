"""Starts rdflib-endpoint over a dump: ``python -m benchmarks.rdflib_endpoint_server PORT DUMP [DATASETS]``.

It does not read the protocol's ``default-graph-uri``, so it is given an endpoint for each dataset that tests will ask
for: DATASETS is a JSON list of pairs, the default graphs and the named graphs; pair N is served at ``/N``.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from rdflib import Dataset, URIRef

from graph.store import open_binary


def main() -> None:
    """Serve until the process is told to stop."""
    port, dump, *datasets = sys.argv[1:]
    whole = Dataset(default_union=True)
    with open_binary(Path(dump)) as file:
        whole.parse(file, format="nquads")
    pairs = json.loads(Path(datasets[0]).read_text("utf-8")) if datasets else []
    # Any: these two are installed to be measured beside, and only then.
    uvicorn: Any = importlib.import_module("uvicorn")
    peer: Any = importlib.import_module("rdflib_endpoint")
    application = importlib.import_module("fastapi").FastAPI()
    application.include_router(peer.SparqlRouter(graph=whole, path="/sparql"))
    for number, (default_graphs, named_graphs) in enumerate(pairs):
        part = take_graphs(whole, default_graphs, named_graphs)
        application.include_router(peer.SparqlRouter(graph=part, path=f"/{number}"))
    uvicorn.run(application, host="127.0.0.1", port=int(port), log_level="error")


def take_graphs(whole: Dataset, default_graphs: list[str], named_graphs: list[str]) -> Dataset:
    """Return a dataset of these graphs alone, the first of them merged."""
    part = Dataset()
    for name in default_graphs:
        for triple in whole.graph(URIRef(name)):
            part.default_graph.add(triple)
    for name in named_graphs:
        graph = part.graph(URIRef(name))
        for triple in whole.graph(URIRef(name)):
            graph.add(triple)
    return part


if __name__ == "__main__":
    main()
