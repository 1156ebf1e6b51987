from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from graph.errors import UnknownNodeError
from graph.parameters import Parameter

XSD = "http://www.w3.org/2001/XMLSchema#"


def make_parameter(kind: str) -> Parameter:
    return Parameter("value", kind, "What is wanted.", "unused")


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("iri", "https://example.org/plan", NamedNode("https://example.org/plan")),
        ("string", 'a "fair" start\\', Literal('a "fair" start\\')),
        ("integer", "-12", Literal("-12", datatype=NamedNode(f"{XSD}integer"))),
        ("decimal", "9.50", Literal("9.50", datatype=NamedNode(f"{XSD}decimal"))),
        ("boolean", "true", Literal("true", datatype=NamedNode(f"{XSD}boolean"))),
        ("date", " 2023-11-29 ", Literal("2023-11-29", datatype=NamedNode(f"{XSD}date"))),
        ("year", "2023", Literal("2023", datatype=NamedNode(f"{XSD}gYear"))),
        ("language", "cy", Literal("cy")),
    ],
)
def test_text_becomes_the_term_of_its_type(kind: str, text: str, term: NamedNode | Literal) -> None:
    assert make_parameter(kind).to_term(text) == term


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("iri", "plan/2021"),
        ("iri", "https://example.org/> . ?s ?p ?o"),
        ("string", "a\x00b"),
        ("string", "half a character \ud800"),
        ("string", "long" * 1000),
        ("integer", "1.5"),
        ("integer", "١٢"),
        ("decimal", "1e3"),
        ("boolean", "yes"),
        ("date", "2023-02-30"),
        ("date", "29/11/2023"),
        ("year", "23"),
        ("language", "en'"),
    ],
)
def test_text_of_another_type_is_refused(kind: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"is no|it must be"):
        make_parameter(kind).to_term(text)


def test_a_term_is_taken_as_it_is_where_its_kind_fits() -> None:
    plan = NamedNode("https://example.org/plan")
    assert make_parameter("node").to_term(plan) is plan


@pytest.mark.parametrize(("kind", "term"), [("integer", NamedNode("https://example.org/1")), ("iri", Literal("1"))])
def test_a_term_of_another_kind_is_refused(kind: str, term: NamedNode | Literal) -> None:
    with pytest.raises(ValueError, match=f"is not of type {kind}"):
        make_parameter(kind).to_term(term)


def test_a_blank_node_is_no_value() -> None:
    with pytest.raises(ValueError, match="an address or a literal"):
        make_parameter("node").to_term(BlankNode())  # type: ignore[arg-type]  # what the test is about


def test_a_node_is_what_the_resolver_makes_of_it() -> None:
    term = make_parameter("node").to_term("plan/2021", lambda path: NamedNode(f"https://example.org/id/{path}"))
    assert term == NamedNode("https://example.org/id/plan/2021")


def test_a_node_that_the_resolver_does_not_know_is_refused_in_its_words() -> None:
    def resolve(text: str) -> NamedNode:
        raise UnknownNodeError(f"{text} is no path")

    with pytest.raises(ValueError, match="plan 2021 is no path"):
        make_parameter("node").to_term("plan 2021", resolve)
