from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import QueryLimitError, StoreError
from graph.formats import find_formats
from graph.sandbox_worker import CappedOutput, count_rows
from graph.store import EmbeddedStore

NASTY = ["},{", '"},{"a":"', "<result>", "one\ntwo\r\n", 'a "quoted" \\" word', "\\", "[{", ",{\n\t{", ""]


@pytest.fixture
def store() -> EmbeddedStore:
    graph, predicate = NamedNode("https://example.org/g"), NamedNode("https://example.org/p")
    nodes = (NamedNode(f"https://example.org/{number}") for number in range(len(NASTY)))
    return EmbeddedStore.load_quads(
        Quad(node, predicate, Literal(text), graph) for node, text in zip(nodes, NASTY, strict=True)
    )


@pytest.mark.parametrize("media_type", [form.media_type for form in find_formats("solutions")])
@pytest.mark.parametrize("limit", [0, 1, len(NASTY)])
def test_rows_are_counted_whatever_their_text(store: EmbeddedStore, media_type: str, limit: int) -> None:
    body = store.serialize(f"SELECT ?o ?unbound {{ ?s ?p ?o }} LIMIT {limit}", media_type)
    assert count_rows(body, media_type) == limit


@pytest.mark.parametrize("media_type", [form.media_type for form in find_formats("solutions")])
def test_rows_without_any_binding_are_counted(store: EmbeddedStore, media_type: str) -> None:
    body = store.serialize("SELECT ?nothing { ?s ?p ?o } LIMIT 3", media_type)
    assert count_rows(body, media_type) == 3


def test_output_up_to_the_limit_is_kept() -> None:
    output = CappedOutput(10)
    with output.explain_refusal():
        output.write(b"12345")
        output.write(b"67890")
    assert output.getvalue() == b"1234567890"


def test_output_over_the_limit_is_an_error_that_names_it() -> None:
    output = CappedOutput(10)
    with pytest.raises(OSError, match="the output is full"):
        output.write(b"12345678901")
    with pytest.raises(QueryLimitError, match="more than 10 bytes"), output.explain_refusal():
        raise StoreError("as the engine reports it")


def test_another_failure_stays_what_it_is() -> None:
    with pytest.raises(StoreError, match="the disk is gone"), CappedOutput(10).explain_refusal():
        raise StoreError("the disk is gone")
