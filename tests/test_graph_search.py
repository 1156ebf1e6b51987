"""Finding the one node of the real graph that is meant."""

from __future__ import annotations

import pytest

from graph.errors import AmbiguousNodeError, UnknownNodeError
from graph.iris import Addresses
from graph.queries import QueryLibrary
from graph.search import find_node
from graph.store import EmbeddedStore

NODES = Addresses()


def test_words_of_another_printed_form_name_a_node(real_store: EmbeddedStore, library: QueryLibrary) -> None:
    node = find_node(real_store, library, NODES, "that's clean and green")
    assert NODES.find_path(node) == "plan/strategic-2021-24/outcome/5"


def test_a_full_title_names_one_node_although_others_hold_its_words(
    real_store: EmbeddedStore, library: QueryLibrary
) -> None:
    node = find_node(real_store, library, NODES, "Community Safety Partnership")
    assert NODES.find_path(node) == "org/community-safety-partnership"


def test_words_of_several_nodes_are_listed(real_store: EmbeddedStore, library: QueryLibrary) -> None:
    with pytest.raises(AmbiguousNodeError, match="plan/partnership-2023-28/action"):
        find_node(real_store, library, NODES, "housing")


def test_words_of_no_node_say_what_to_type(real_store: EmbeddedStore, library: QueryLibrary) -> None:
    with pytest.raises(UnknownNodeError, match="fewer words"):
        find_node(real_store, library, NODES, "zeppelin")


def test_a_misspelt_name_is_not_guessed_at_but_offered(real_store: EmbeddedStore, library: QueryLibrary) -> None:
    with pytest.raises(UnknownNodeError, match="come close") as raised:
        find_node(real_store, library, NODES, "comunity safety partnership")
    assert "org/community-safety-partnership" in raised.value.suggestions
