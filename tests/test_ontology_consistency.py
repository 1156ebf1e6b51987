"""The vocabulary and an example of each shape keep to OWL 2 RL, as a reasoner finds that knows nothing of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics  # type: ignore[import-untyped]  # it ships no types
from rdflib import OWL, QB, RDF, Graph, Namespace, URIRef

from graph.ontology import list_vocabulary_files

EXAMPLES = Path(__file__).parent / "data" / "shapes" / "examples.ttl"
GT = Namespace("https://w3id.org/goldenthread/def#")
CONTRADICTION = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
"""How owlrl says in a graph that it contradicts itself."""


def read_graph(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


def list_contradictions(graph: Graph) -> list[str]:
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    return [str(text) for text in graph.objects(None, CONTRADICTION)]


def test_no_rule_of_owl_finds_a_contradiction_in_the_vocabulary_and_its_examples() -> None:
    assert list_contradictions(read_graph(*list_vocabulary_files(), EXAMPLES)) == []


@pytest.mark.parametrize("other", [GT["BudgetLine"], QB.Observation])
def test_a_printed_total_that_a_sum_could_count_is_a_contradiction(other: URIRef) -> None:
    graph = Graph()
    graph += read_graph(*list_vocabulary_files()).triples((None, OWL.disjointWith, None))
    amount = URIRef("http://example.org/amount")
    for kind in (GT["BudgetTotal"], other):
        graph.add((amount, RDF.type, kind))
    assert any(str(amount) in text for text in list_contradictions(graph))
