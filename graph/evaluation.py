"""A visitor's query against the engine, where the engine alone does not do what the standards say.

- A query over several graphs at once asks their merge (SPARQL 1.1, section 13.1); the engine returns a triple once for
  each graph that holds it, so such a merge is made first.
- DESCRIBE gives the concise bounded description (https://www.w3.org/submissions/CBD/): what a node is the subject of,
  and the statements that say on what basis and passage each of these triples rests. The engine gives the first half.

It runs in the worker process only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QueryTriples, Triple

from graph.answers import QueryRequest
from graph.query_prologue import QueryDataset, read_dataset, read_form

Subject: TypeAlias = NamedNode | BlankNode
Graph: TypeAlias = NamedNode | DefaultGraph
Evaluated: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | Iterator[Triple]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SUBJECT, _PREDICATE, _OBJECT = (NamedNode(_RDF + name) for name in ("subject", "predicate", "object"))


def evaluate_query(engine: ox.Store, request: QueryRequest) -> Evaluated:
    """Return the result of a query over the graphs that the protocol names, else those of its text, else all."""
    dataset = _find_dataset(request)
    if len(dataset.default_graphs) > 1:
        engine = merge_graphs(engine, dataset)
        dataset = QueryDataset((), dataset.named_graphs)
        return _evaluate(engine, request.query, [DefaultGraph()], dataset.named_graphs)
    if request.default_graphs or request.named_graphs:
        default = [NamedNode(iri) for iri in request.default_graphs]
        return _evaluate(engine, request.query, list(default), request.named_graphs)
    graphs: list[Graph] = [NamedNode(iri) for iri in dataset.default_graphs]
    return _describe_fully(engine, request.query, engine.query(request.query), graphs or [DefaultGraph()])


def _find_dataset(request: QueryRequest) -> QueryDataset:
    if request.default_graphs or request.named_graphs:
        return QueryDataset(tuple(dict.fromkeys(request.default_graphs)), request.named_graphs)
    return read_dataset(request.query)


def _evaluate(engine: ox.Store, query: str, default: list[Graph], named: Iterable[str]) -> Evaluated:
    graphs = [NamedNode(iri) for iri in named]
    return _describe_fully(
        engine, query, engine.query(query, default_graph=list(default), named_graphs=list(graphs)), default
    )


def merge_graphs(engine: ox.Store, dataset: QueryDataset) -> ox.Store:
    """Return a store whose default graph holds each triple of the default graphs once, beside the named graphs."""
    merged = ox.Store()
    for iri in dataset.default_graphs:
        quads = engine.quads_for_pattern(None, None, None, NamedNode(iri))
        merged.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    for iri in dataset.named_graphs:
        merged.extend(engine.quads_for_pattern(None, None, None, NamedNode(iri)))
    return merged


def _describe_fully(
    engine: ox.Store,
    query: str,
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    graphs: list[Graph],
) -> Evaluated:
    if isinstance(result, QueryTriples) and read_form(query) == "describe":
        return add_statements(engine, result, graphs)
    return result


def add_statements(engine: ox.Store, described: Iterable[Triple], graphs: Iterable[Graph]) -> Iterator[Triple]:
    """Yield each triple and then the description of every statement of one of them; none twice."""
    places = list(graphs)
    seen: set[Triple] = set()
    about: dict[object, list[tuple[Subject, object, object]]] = {}
    statements: dict[Subject, None] = {}
    for triple in described:
        if triple in seen:
            continue
        seen.add(triple)
        yield triple
        if triple.subject not in about:
            about[triple.subject] = list(_list_statements(engine, triple.subject, places))
        fitting = (each for each in about[triple.subject] if each[1:] == (triple.predicate, triple.object))
        statements.update((node, None) for node, _, _ in fitting)
    for node in statements:
        for triple in _read_triples(engine, node, places):
            if triple not in seen:
                seen.add(triple)
                yield triple


def _list_statements(
    engine: ox.Store, subject: NamedNode | BlankNode | Triple, graphs: Iterable[Graph]
) -> Iterator[tuple[Subject, object, object]]:
    for graph in graphs:
        for quad in engine.quads_for_pattern(None, _SUBJECT, subject, graph):
            if isinstance(quad.subject, (NamedNode, BlankNode)):
                yield _read_statement(engine, quad.subject, graph)


def _read_statement(engine: ox.Store, node: Subject, graph: Graph) -> tuple[Subject, object, object]:
    predicate, value = (
        next((quad.object for quad in engine.quads_for_pattern(node, name, None, graph)), None)
        for name in (_PREDICATE, _OBJECT)
    )
    return node, predicate, value


def _read_triples(engine: ox.Store, node: Subject, graphs: Iterable[Graph]) -> Iterator[Triple]:
    for graph in graphs:
        for quad in engine.quads_for_pattern(node, None, None, graph):
            yield Triple(quad.subject, quad.predicate, quad.object)
