"""Makes a graph many times larger: the same facts for invented authorities, each with addresses of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from graph.dumps import open_gzip
from graph.store import open_binary

AUTHORITY = b"tower-hamlets"


def write_replicas(dump: Path, target: Path, copies: int) -> int:
    """Write ``copies`` of a dump's facts as gzipped N-Quads, the vocabulary once; return the number of quads.

    Copy 0 keeps its addresses, so that the same trace can be asked of every size.
    """
    with open_binary(dump) as file:
        lines = list(file)
    shared = [line for line in lines if line.rstrip().endswith((b"/graph/vocabulary> .", b"/graph/meta> ."))]
    own = [line for line in lines if line not in set(shared)]
    with open_gzip(target) as output:
        output.writelines(shared)
        for copy in range(copies):
            name = AUTHORITY if copy == 0 else AUTHORITY + b"-%d" % copy
            output.writelines(rename(line, name) for line in own)
    return len(shared) + len(own) * copies


def rename(line: bytes, name: bytes) -> bytes:
    """Give a line's addresses to another authority."""
    return line.replace(b"/id/" + AUTHORITY + b"/", b"/id/" + name + b"/").replace(
        b"/graph/" + AUTHORITY + b"/", b"/graph/" + name + b"/"
    )


def read_quads(dump: Path) -> Iterator[Quad]:
    """Yield the quads of a dump."""
    with open_binary(dump) as file:
        for quad in parse(file, format=RdfFormat.N_QUADS):
            if isinstance(quad, Quad):
                yield quad
