"""Searching the names of the real graph."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.iris import Addresses
from graph.queries import QueryLibrary
from graph.search import list_hits
from graph.store import EmbeddedStore
from graph.word_index import MARK, UNMARK, Found, WordIndex, list_words, to_plain

NODES = Addresses()


@pytest.fixture(scope="module")
def words(real_store: EmbeddedStore, library: QueryLibrary) -> WordIndex:
    return WordIndex(real_store, library)


def list_paths(found: Found) -> list[str | None]:
    return [NODES.find_path(hit.node) for hit in list_hits(found)]


def test_every_word_must_be_there_in_any_case(words: WordIndex) -> None:
    assert list_paths(words.search("GREEN and clean"))[0] == "plan/strategic-2021-24/outcome/5"


def test_a_name_of_another_document_is_found_and_shown(words: WordIndex) -> None:
    (hit,) = list_hits(words.search("R3"))
    assert (NODES.find_path(hit.node), to_plain(hit.name)) == ("recommendation/review-2024/R3", "R3")


@pytest.mark.parametrize("text", ["neighbourhoods homes", "neighbourhood home"])
def test_word_forms_are_one(words: WordIndex, text: str) -> None:
    assert "plan/partnership-2023-28/priority/3" in list_paths(words.search(text))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("enviroment", "environment"), ("safegaurding", "safeguarding"), ("neighborhood", "neighbourhood")],
)
def test_a_misspelt_word_is_read_as_the_one_that_was_meant(words: WordIndex, typed: str, meant: str) -> None:
    found = words.search(typed)
    assert found.corrections == {typed: meant}
    assert found.size > 0


def test_the_beginning_of_a_word_is_enough(words: WordIndex) -> None:
    assert words.search("safegua").corrections == {"safegua": "safeguarding"}


def test_a_word_with_and_without_its_hyphen_is_one(words: WordIndex) -> None:
    outcome = "plan/strategic-2021-24/outcome/7"
    forms = ("anti-social behaviour neighbourhoods", "antisocial behaviour neighbourhoods")
    assert [outcome in list_paths(words.search(text, kind="outcome")) for text in forms] == [True, True]


def test_a_figure_is_found_by_the_number_printed(words: WordIndex) -> None:
    assert "figure/cabinet-2023-11-29-partnership-plan/3.12--2/1" in list_paths(words.search("262"))


def test_words_that_nothing_holds_are_named(words: WordIndex) -> None:
    found = words.search("zeppelin housing")
    assert found.unknown == ("zeppelin",)
    assert found.size > 0


def test_words_that_nothing_holds_together_find_what_holds_some(words: WordIndex) -> None:
    assert words.search("asthma budget").needs_any
    assert not words.search("asthma").needs_any


@pytest.mark.parametrize("text", ["", " ?! ", '"', "* OR (", "NEAR(a b)", "zeppelin", "x" * 5000, "label:housing"])
def test_no_text_is_a_mistake(words: WordIndex, text: str) -> None:
    assert words.search(text).size >= 0


def test_the_words_that_were_found_are_marked(words: WordIndex) -> None:
    hit = list_hits(words.search("combatting", kind="body"))[0]
    assert hit.label == f"{MARK}Combatting{UNMARK} Drugs Partnership"


def test_one_kind_is_read_page_by_page(words: WordIndex) -> None:
    whole = list_hits(words.search("children", kind="action", most=100))
    parts = [list_hits(words.search("children", kind="action", most=5, skip=skip)) for skip in range(0, len(whole), 5)]
    assert [hit for part in parts for hit in part] == list(whole)


def test_counts_of_all_kinds_stand_beside_the_hits_of_one(words: WordIndex) -> None:
    everything = words.search("children")
    one = words.search("children", kind="measure")
    assert [(group.kind, group.size) for group in one.groups] == [(each.kind, each.size) for each in everything.groups]
    assert {hit.kind.name for hit in list_hits(one)} == {"measure"}


def test_several_threads_can_search_at_once(words: WordIndex) -> None:
    with ThreadPoolExecutor(8) as pool:
        sizes = set(pool.map(lambda _: words.search("housing").size, range(50)))
    assert len(sizes) == 1


def test_words_that_every_text_holds_count_only_alone() -> None:
    assert list_words("The state of the borough’s homes") == ["state", "borough's", "homes"]
    assert list_words("of the") == ["of", "the"]
