"""The vocabulary is read once, as quads of one graph, and says itself what hops, statements and codes there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from graph.errors import InputError
from graph.namespaces import GT, GTC, PREFIXES, RDF, SKOS, find_namespace
from graph.ontology import (
    ONTOLOGY_FOLDER,
    context_hops,
    list_shape_files,
    list_vocabulary_files,
    read_codes,
    read_ontology_quads,
    read_shapes,
    read_turtle,
    statement_predicates,
    structural_hops,
)

GRAPH = NamedNode("https://w3id.org/goldenthread/graph/vocabulary")
SH = "http://www.w3.org/ns/shacl#"


def test_the_vocabulary_comes_as_quads_of_the_graph_asked_for() -> None:
    quads = list(read_ontology_quads(GRAPH))
    assert {quad.graph_name for quad in quads} == {GRAPH}
    assert len(quads) == len(set(quads)) > 1000


def test_no_blank_node_is_among_the_quads() -> None:
    quads = read_ontology_quads(GRAPH)
    assert not [quad for quad in quads if BlankNode in (type(quad.subject), type(quad.object))]


def test_the_quads_come_in_the_same_order_each_time() -> None:
    assert list(read_ontology_quads(GRAPH)) == list(read_ontology_quads(GRAPH))


@pytest.mark.parametrize("term", [GT["Outcome"], GT["budget"], GTC["unit-percent"], find_namespace("prov")["Entity"]])
def test_terms_cubes_codes_and_borrowed_terms_are_among_the_quads(term: NamedNode) -> None:
    assert any(quad.subject == term and quad.predicate == RDF["type"] for quad in read_ontology_quads(GRAPH))


def test_shapes_and_prefixes_stay_out_of_the_quads() -> None:
    assert not [quad for quad in read_ontology_quads(GRAPH) if quad.predicate.value.startswith(SH)]


def test_every_file_of_the_folder_is_vocabulary_shapes_or_the_prefix_table() -> None:
    read = {*list_vocabulary_files(), *list_shape_files(), ONTOLOGY_FOLDER / "prefixes.ttl"}
    assert set(ONTOLOGY_FOLDER.rglob("*.ttl")) == read


def test_shapes_come_as_ntriples_of_every_file() -> None:
    triples = list(parse(read_shapes(), format=RdfFormat.N_TRIPLES))
    shapes = {str(triple.subject) for triple in triples if triple.object == NamedNode(f"{SH}NodeShape")}
    assert f"<{PREFIXES['gts']}PlanElement>" in shapes
    assert f"<{PREFIXES['gts']}Mapping>" in shapes


def test_blank_nodes_of_two_shape_files_are_not_confused() -> None:
    alone = [len(list(parse(path=path, format=RdfFormat.TURTLE))) for path in list_shape_files()]
    assert len(list(parse(read_shapes(), format=RdfFormat.N_TRIPLES))) == sum(alone)


def test_hops_are_the_terms_below_the_two_kinds_and_not_those_kinds() -> None:
    assert GT["hasOutcome"] in structural_hops()
    assert GT["involves"] in context_hops()
    assert not {GT["structuralHop"], GT["contextHop"], GT["thread"]} & (structural_hops() | context_hops())


def test_a_hop_below_another_hop_is_found() -> None:
    assert GT["deliveredBy"] in context_hops()


def test_no_hop_is_of_both_kinds() -> None:
    assert not structural_hops() & context_hops()


def test_what_belongs_to_the_end_of_a_thread_alone_is_no_hop() -> None:
    notes = {GT["reportsFigure"], GT["setsTarget"], GT["hasLegalBasis"], GT["delivers"], GT["neighbour"]}
    assert not notes & (structural_hops() | context_hops())


def test_every_hop_needs_a_statement_and_the_computed_closure_none() -> None:
    assert structural_hops() | context_hops() < statement_predicates()
    assert not {GT["thread"], GT["tracesTo"]} & statement_predicates()


def test_borrowed_predicates_need_statements_too() -> None:
    assert {SKOS["altLabel"], SKOS["closeMatch"], find_namespace("org")["reportsTo"]} < statement_predicates()


def test_codes_are_read_by_list() -> None:
    assert read_codes()["flow"] == {"flow-spending", "flow-funding"}
    assert read_codes()["missing-cell"] == {"status-blank", "status-dash"}


def test_borrowed_code_lists_are_not_among_ours() -> None:
    assert not [code for codes in read_codes().values() for code in codes if code.startswith(("obsStatus", "http"))]


def test_a_file_that_is_not_turtle_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("<a> <b> <c> .\n<a> <b> .\n", "utf-8")
    with pytest.raises(InputError, match=r"broken.ttl, line \d: this is not Turtle"):
        list(read_turtle(tmp_path / "broken.ttl"))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be read"):
        list(read_turtle(tmp_path / "missing.ttl"))
