"""A triple that two documents state counts once."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from graph.merge import merge_lines
from graph.store import EmbeddedStore
from graph.terms import to_text

PLAN, TITLE = NamedNode("https://example.org/plan"), NamedNode("https://example.org/title")
GRAPHS = [NamedNode(f"https://example.org/graph/{name}") for name in ("review", "report")]
TWICE = [Quad(PLAN, TITLE, Literal("Our plan"), graph) for graph in GRAPHS]


def test_a_triple_of_two_graphs_counts_once() -> None:
    store = EmbeddedStore.load_quads(TWICE)
    rows = store.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows
    assert to_text(rows[0][0]) == "1"


def test_each_named_graph_keeps_its_own_copy() -> None:
    store = EmbeddedStore.load_quads(TWICE)
    assert len(store.select("SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows) == 2
    assert store.count_quads() == 2


def test_sorted_lines_give_each_triple_once() -> None:
    lines = [b'<s> <p> "a" <g1> .\n', b'<s> <p> "a" <g2> .\n', b'<s> <p> "a"@en <g1> .\n']
    assert list(merge_lines(lines)) == [b'<s> <p> "a" .\n', b'<s> <p> "a"@en .\n']
