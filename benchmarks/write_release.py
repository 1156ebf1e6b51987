"""One release from a dump, as a process of its own so that its memory can be measured."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.replicas import read_quads
from graph.namespaces import PREFIXES
from graph.publication import describe_release
from graph.releases import write_release
from graph.settings import read_settings

dump, folder = sys.argv[1:]
settings = read_settings({})
facts = (quad for quad in read_quads(Path(dump)) if not str(quad.graph_name).endswith("/graph/meta>"))
write_release(
    Path(folder),
    facts,
    describe=lambda found: describe_release(found, settings),
    app_version="benchmark",
    prefixes=PREFIXES,
)
