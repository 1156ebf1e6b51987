"""Finding nodes of the real graph by words."""

from __future__ import annotations

import pytest

from graph.errors import AmbiguousNodeError, UnknownNodeError
from graph.iris import Addresses
from graph.queries import QueryLibrary
from graph.search import find_by_words, find_node
from graph.store import EmbeddedStore

NODES = Addresses()


def test_every_word_must_be_there(real_store: EmbeddedStore, library: QueryLibrary) -> None:
    hits = find_by_words(real_store, library, "clean and GREEN")
    assert [NODES.find_path(hit.node) for hit in hits][:1] == ["plan/strategic-2021-24/outcome/5"]


def test_another_printed_form_is_found_too(real_store: EmbeddedStore, library: QueryLibrary) -> None:
    hits = find_by_words(real_store, library, "that's clean and green")
    assert "plan/strategic-2021-24/outcome/5" in [NODES.find_path(hit.node) for hit in hits]


def test_no_words_find_nothing(real_store: EmbeddedStore, library: QueryLibrary) -> None:
    assert find_by_words(real_store, library, " ?! ") == ()


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
        find_node(real_store, library, NODES, "zeppelin landing")
