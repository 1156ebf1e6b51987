from __future__ import annotations

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph.answers import QueryRequest
from graph.evaluation import evaluate_query
from graph.store import EmbeddedStore

A, B, P, Q, X = (NamedNode(f"https://example.org/{name}") for name in ("a", "b", "p", "q", "x"))
FIRST, SECOND = NamedNode("https://example.org/first"), NamedNode("https://example.org/second")
BASIS, STATEMENT = NamedNode("https://example.org/basis"), NamedNode("https://example.org/statement")
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
BOTH = (FIRST.value, SECOND.value)
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def engine() -> ox.Store:
    """One triple in both graphs, with a statement of it, and another in the second."""
    said = {"subject": A, "predicate": P, "object": X}
    return EmbeddedStore.load_quads(
        [
            Quad(A, P, X, FIRST),
            Quad(A, P, X, SECOND),
            Quad(B, Q, X, SECOND),
            *(Quad(STATEMENT, NamedNode(RDF + name), value, FIRST) for name, value in said.items()),
            Quad(STATEMENT, BASIS, Literal("stated"), FIRST),
        ]
    ).engine


def count(engine: ox.Store, request: QueryRequest) -> str:
    result = evaluate_query(engine, request)
    assert isinstance(result, ox.QuerySolutions)
    return str(next(iter(result))[0].value)


def describe(engine: ox.Store, request: QueryRequest) -> set[Triple]:
    found = list(evaluate_query(engine, request))  # type: ignore[arg-type]  # DESCRIBE gives triples
    assert len(found) == len(set(found))
    return set(found)


@pytest.mark.parametrize(
    "request_",
    [
        QueryRequest(COUNT, BOTH),
        QueryRequest(COUNT),
        QueryRequest(COUNT.replace("{", f"FROM <{BOTH[0]}> FROM <{BOTH[1]}> {{")),
    ],
    ids=["protocol", "all", "query"],
)
def test_several_graphs_are_merged_so_that_no_triple_counts_twice(engine: ox.Store, request_: QueryRequest) -> None:
    assert count(engine, request_) == "6"


def test_the_protocols_graphs_win_over_those_of_the_query(engine: ox.Store) -> None:
    assert count(engine, QueryRequest(COUNT.replace("{", f"FROM <{BOTH[0]}> {{"), (BOTH[1],))) == "2"


def test_named_graphs_stay_apart_beside_a_merge(engine: ox.Store) -> None:
    query = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(engine, QueryRequest(query, BOTH, (BOTH[1],))) == "2"


def test_a_description_holds_what_a_node_is_subject_of_and_on_what_basis(engine: ox.Store) -> None:
    found = describe(engine, QueryRequest(f"DESCRIBE <{A.value}>"))
    assert {triple.subject for triple in found} == {A, STATEMENT}
    assert Triple(STATEMENT, BASIS, Literal("stated")) in found
    assert len(found) == 5


def test_a_description_keeps_to_the_graphs_that_are_asked(engine: ox.Store) -> None:
    assert describe(engine, QueryRequest(f"DESCRIBE <{A.value}>", (BOTH[1],))) == {Triple(A, P, X)}


def test_a_node_that_is_not_there_has_an_empty_description(engine: ox.Store) -> None:
    assert not describe(engine, QueryRequest("DESCRIBE <https://example.org/nobody>"))
