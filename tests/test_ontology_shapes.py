"""Every shape is held to a good example that passes and a break of it that fails with the shape's own message."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import pytest
from pyshacl import validate
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef
from rdflib.collection import Collection

from graph.ontology import list_shape_files, list_vocabulary_files

DATA = Path(__file__).parent / "data" / "shapes"
BASE = "http://example.org/"
GT = "https://w3id.org/goldenthread/def#"
GTS = "https://w3id.org/goldenthread/shape/"


@dataclass(frozen=True)
class Break:
    """What to change in a copy of ``node`` so that ``shape`` fails; the copy is named after the shape."""

    shape: str
    node: str
    removed: tuple[str, ...]
    added: str

    @property
    def copy(self) -> URIRef:
        return URIRef(f"{BASE}broken/{self.shape}")


def read_breaks() -> list[Break]:
    lines = (DATA / "breaks.txt").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|", 3)] for line in lines if line and not line.startswith("#")]
    return [Break(shape, node, tuple(removed.split()), added) for shape, node, removed, added in rows]


BREAKS = read_breaks()


@cache
def read_shapes() -> Graph:
    shapes = Graph()
    for path in list_shape_files():
        shapes.parse(path)
    return shapes


@cache
def read_examples() -> Graph:
    return Graph().parse(DATA / "examples.ttl")


def read_vocabulary() -> Graph:
    vocabulary = Graph()
    for path in list_vocabulary_files():
        vocabulary.parse(path)
    return vocabulary


def break_node(item: Break, data: Graph) -> None:
    """Add a copy of the node, with the links that lead to it, changed as the break says."""
    examples = read_examples()
    node = URIRef(urljoin(BASE, item.node))
    gone = {examples.namespace_manager.expand_curie(name.removeprefix("^")): name[0] == "^" for name in item.removed}
    for predicate, value in examples.predicate_objects(node):
        if gone.get(URIRef(str(predicate))) is not False:
            data.add((item.copy, predicate, value))
    for subject, predicate in examples.subject_predicates(node):
        if gone.get(URIRef(str(predicate))) is not True:
            data.add((subject, predicate, item.copy))
    if item.added:
        prologue = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in examples.namespaces())
        data.parse(data=f"@base <{BASE}> .\n{prologue}{item.copy.n3()} {item.added} .", format="turtle")


@pytest.fixture(scope="module")
def report() -> Graph:
    data = read_vocabulary() + read_examples()
    for item in BREAKS:
        break_node(item, data)
    _, results, _ = validate(data, shacl_graph=read_shapes(), inplace=True)
    assert isinstance(results, Graph)
    return results


def find_messages(report: Graph, item: Break) -> set[str]:
    shape = URIRef(GTS + item.shape)
    source = SH.sourceConstraint if (shape, RDF.type, SH.SPARQLConstraint) in read_shapes() else SH.sourceShape
    return {
        str(report.value(result, SH.resultMessage))
        for result in report.subjects(source, shape)
        if item.copy in (report.value(result, SH.focusNode), report.value(result, SH.value))
    }


@pytest.mark.parametrize("item", BREAKS, ids=lambda item: item.shape)
def test_a_break_fails_its_shape_with_the_message_of_that_shape(item: Break, report: Graph) -> None:
    message = read_shapes().value(URIRef(GTS + item.shape), SH.message)
    assert find_messages(report, item) == {str(message)}


def test_the_good_examples_pass_every_shape() -> None:
    conforms, _, text = validate(read_vocabulary() + read_examples(), shacl_graph=read_shapes(), inplace=True)
    assert conforms, text


def test_the_vocabulary_itself_passes_every_shape() -> None:
    conforms, _, text = validate(read_vocabulary(), shacl_graph=read_shapes(), inplace=True)
    assert conforms, text


def test_the_shapes_are_valid_shacl() -> None:
    conforms, _, text = validate(Graph(), shacl_graph=read_shapes(), meta_shacl=True)
    assert conforms, text


def find_reporting_shapes() -> set[str]:
    """Return the shapes that can stand in a report: rules, not the headings that gather them."""
    shapes = read_shapes()
    kinds = (SH.PropertyShape, SH.NodeShape, SH.SPARQLConstraint)
    named = {shape for kind in kinds for shape in shapes.subjects(RDF.type, kind)}
    headings = {shape for shape in named if (shape, SH.property, None) in shapes or (shape, SH.sparql, None) in shapes}
    return {str(shape).removeprefix(GTS) for shape in named - headings if not str(shape).endswith("Code-list")}


def test_every_shape_has_a_break() -> None:
    assert {item.shape for item in BREAKS} == find_reporting_shapes()


def test_every_named_shape_has_a_message_and_a_severity() -> None:
    shapes = read_shapes()
    named = {shape for kind in (SH.PropertyShape, SH.NodeShape) for shape in shapes.subjects(RDF.type, kind)}
    bare = [s for s in named if not (shapes.value(s, SH.message) and shapes.value(s, SH.severity))]
    assert not bare


def test_every_property_shape_is_gathered_by_a_node_shape() -> None:
    shapes = read_shapes()
    assert set(shapes.subjects(RDF.type, SH.PropertyShape)) == {
        shape for shape in shapes.objects(None, SH.property) if isinstance(shape, URIRef)
    }


def test_every_shape_of_a_code_list_is_used_by_another() -> None:
    shapes = read_shapes()
    code_shapes = {s for s in shapes.subjects(RDF.type, SH.NodeShape) if str(s).endswith("Code")}
    assert code_shapes == set(shapes.objects(None, SH.node))


def test_every_class_of_the_vocabulary_stands_in_the_examples() -> None:
    vocabulary, examples = read_vocabulary(), read_examples()
    classes = {str(c) for c in vocabulary.subjects(RDF.type, OWL.Class) if str(c).startswith(GT)}
    parents = {str(c) for c in vocabulary.objects(None, RDFS.subClassOf)}
    assert classes - parents - {str(c) for c in examples.objects(None, RDF.type)} == set()


def test_lists_of_allowed_values_are_never_empty() -> None:
    shapes = read_shapes()
    lists = [Collection(shapes, head) for head in shapes.objects(None, getattr(SH, "in"))]
    assert lists
    assert all(len(members) > 1 for members in lists)
