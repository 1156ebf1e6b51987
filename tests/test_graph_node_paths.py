from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from graph.errors import UnknownNodeError
from graph.iris import Addresses
from graph.node_paths import NodePaths

PATHS = NodePaths(Addresses("https://example.org/", "riverside"), {"gt": "https://w3id.org/goldenthread/def#"})


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("plan/2021/priority/1", "https://example.org/id/riverside/plan/2021/priority/1"),
        ("https://example.org/id/riverside/org/forum", "https://example.org/id/riverside/org/forum"),
        (" gt:Plan ", "https://w3id.org/goldenthread/def#Plan"),
    ],
)
def test_a_path_an_address_and_a_short_name_all_name_a_node(text: str, iri: str) -> None:
    assert PATHS(text) == NamedNode(iri)


@pytest.mark.parametrize("text", ["", "plan 2021", "nope:Plan", "gt:Plan> ?p ?o"])
def test_anything_else_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(UnknownNodeError) as caught:
        PATHS(text)
    assert caught.value.advice
