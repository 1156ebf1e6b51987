"""A made-up graph that the tests of the graph layer share; each test puts it into a store or release of its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.releases import Release, ReleaseFacts, write_release

SAMPLE = Path(__file__).parent / "data" / "sample.trig"
PREFIXES = {"gt": "https://w3id.org/goldenthread/def#", "skos": "http://www.w3.org/2004/02/skos/core#"}
GT = PREFIXES["gt"]
NODE = "https://example.org/id/riverside/"
GRAPH = "https://example.org/graph/riverside/"
JSON = "application/sparql-results+json"


def read_sample() -> list[Quad]:
    """Return the quads of ``data/sample.trig``."""
    return cast("list[Quad]", list(parse(path=SAMPLE, format=RdfFormat.TRIG)))


def add_priority(number: int) -> Quad:
    """Return one more quad, so that a graph differs from the sample."""
    plan, priority = NamedNode(f"{NODE}plan/2021"), NamedNode(f"{NODE}plan/2021/priority/{number}")
    return Quad(plan, NamedNode(f"{GT}hasPriority"), priority, NamedNode(f"{GRAPH}plan"))


def describe(facts: ReleaseFacts) -> Iterable[Quad]:
    """Yield a meta graph that names the release."""
    yield Quad(NamedNode(f"{NODE}release"), NamedNode(f"{GT}id"), Literal(facts.id), NamedNode(f"{GRAPH}meta"))


def write_sample(data_folder: Path, *more: Quad, app_version: str = "1.0") -> Release:
    """Write the sample, with more quads if given, as a release."""
    return write_release(
        data_folder, [*read_sample(), *more], describe=describe, app_version=app_version, prefixes=PREFIXES
    )
