"""The tests of the W3C suite as its manifests describe them, in plain text and paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
DAWGT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")

BASES = {
    "dawg-data-r2": "http://www.w3.org/2001/sw/DataAccess/tests/data-r2/",
    "sparql11": "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/",
}
"""Where the W3C keeps each of the suite's folders: relative addresses in its files are read against that."""

EVALUATION = frozenset({"QueryEvaluationTest", "CSVResultFormatTest"})
ACCEPTED = frozenset({"PositiveSyntaxTest", "PositiveSyntaxTest11"})
REFUSED = frozenset({"NegativeSyntaxTest", "NegativeSyntaxTest11"})

_FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>:]+)>", re.IGNORECASE)


@dataclass(frozen=True)
class W3cTest:
    """One test. Files are relative to the suite's folder; ``result`` is None where none is expected.

    ``own_data`` are the files that the query itself names after FROM; there are no others then.
    """

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...]
    graph_data: tuple[Path, ...]
    own_data: tuple[Path, ...]
    result: Path | None
    is_lax: bool

    def __str__(self) -> str:
        return self.name

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file of data."""
        return (*self.data, *self.graph_data, *self.own_data)

    @property
    def dataset(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The addresses of its default graphs and of its named graphs; None where the query says it itself."""
        if self.own_data:
            return None
        return tuple(map(find_address, self.data)), tuple(map(find_address, self.graph_data))


def find_address(path: Path) -> str:
    """Return the address of a file of the suite, which is also the name of the graph that it is served as."""
    return BASES[path.parts[0]] + "/".join(path.parts[1:])


def read_tests(suite: Path) -> tuple[W3cTest, ...]:
    """Return every test of a query, by name; those of updates, and withdrawn ones, have no place here."""
    manifests = sorted(suite.glob("*/*/manifest.ttl"))
    found = [test for manifest in manifests for test in _read_manifest(suite, manifest.relative_to(suite))]
    assert len(found) > 700, "the suite is not whole"
    return tuple(sorted(found, key=lambda test: test.name))


def _read_manifest(suite: Path, manifest: Path) -> Iterator[W3cTest]:
    graph = Graph().parse(suite / manifest, format="turtle", publicID=find_address(manifest))
    for entries in graph.objects(None, MF.entries):
        for node in Collection(graph, entries):
            test = _read_test(suite, manifest.parent, graph, node)
            if test is not None:
                yield test


def _read_test(suite: Path, folder: Path, graph: Graph, node: Node) -> W3cTest | None:
    kind = str(graph.value(node, RDF.type)).rpartition("#")[2]
    action = graph.value(node, MF.action)
    is_withdrawn = graph.value(node, DAWGT.approval) == DAWGT.Withdrawn
    if action is None or not isinstance(node, URIRef) or kind not in EVALUATION | ACCEPTED | REFUSED or is_withdrawn:
        return None

    def find_file(address: Node | None) -> Path:
        path = folder / str(address).rpartition("/")[2]
        assert (suite / path).is_file(), path
        return path

    result = graph.value(node, MF.result)
    query = find_file(graph.value(action, QT.query) or action)
    if query.suffix != ".rq":
        return None
    named = _FROM.findall((suite / query).read_text("utf-8")) if kind in EVALUATION else []
    return W3cTest(
        name=f"{folder.as_posix()}/{node.fragment}",
        kind=kind,
        query=query,
        data=tuple(sorted(find_file(each) for each in graph.objects(action, QT.data))),
        graph_data=tuple(sorted(find_file(each) for each in graph.objects(action, QT.graphData))),
        own_data=tuple(sorted({folder / name for name in named if (suite / folder / name).is_file()})),
        result=None if result is None else find_file(result),
        is_lax=graph.value(node, MF.resultCardinality) == MF.LaxCardinality,
    )
