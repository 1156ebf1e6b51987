"""The peer of a build: the bare engine loads a dump into a new store on disk and optimises it."""

from __future__ import annotations

import sys
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from graph.store import open_binary

dump, folder = sys.argv[1:]
store = Store(folder)
with open_binary(Path(dump)) as file:
    store.bulk_load(file, format=RdfFormat.N_QUADS)
store.optimize()
store.flush()
