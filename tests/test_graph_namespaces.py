"""Prefixes are read from one table, and addresses go to prefix and name and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph.errors import InputError, UnknownNodeError
from graph.namespaces import GT, PREFIXES, PREFIXES_FILE, Namespace, compact, expand, find_namespace, read_prefixes

ENTRY = """@prefix sh: <http://www.w3.org/ns/shacl#> .
<https://example.org/prefixes/gt> sh:prefix "gt" ; sh:namespace "https://w3id.org/goldenthread/def#" .
"""


def write_table(folder: Path, text: str) -> Path:
    path = folder / "prefixes.ttl"
    path.write_text(text, "utf-8")
    return path


def test_the_table_gives_each_prefix_its_namespace() -> None:
    assert PREFIXES["gt"] == "https://w3id.org/goldenthread/def#"
    assert PREFIXES["schema"] == "https://schema.org/"


def test_the_table_is_in_the_order_of_its_prefixes_and_cannot_be_changed() -> None:
    assert list(PREFIXES) == sorted(PREFIXES)
    with pytest.raises(TypeError):
        PREFIXES["gt"] = "https://example.org/"  # type: ignore[index]  # that it is refused is the point


def test_no_two_prefixes_share_a_namespace() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)


def test_a_term_is_asked_for_by_name() -> None:
    assert GT["hasOutcome"] == GT.term("hasOutcome") == NamedNode("https://w3id.org/goldenthread/def#hasOutcome")


def test_a_namespace_is_found_by_its_prefix() -> None:
    assert find_namespace("skos") == Namespace("http://www.w3.org/2004/02/skos/core#")


def test_an_unknown_prefix_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(UnknownNodeError, match=r"'skoss' is not declared") as caught:
        find_namespace("skoss")
    assert caught.value.suggestions == ("skos",)


@pytest.mark.parametrize(
    ("iri", "curie"),
    [
        ("https://w3id.org/goldenthread/def#Outcome", "gt:Outcome"),
        ("https://w3id.org/goldenthread/code/unit-percent", "gtc:unit-percent"),
        ("http://purl.org/linked-data/sdmx/2009/dimension#refArea", "sdmx-dimension:refArea"),
    ],
)
def test_an_address_goes_to_prefix_and_name_and_back(iri: str, curie: str) -> None:
    assert compact(iri) == curie
    assert expand(curie) == iri


@pytest.mark.parametrize(
    "iri",
    [
        "https://w3id.org/goldenthread/id/tower-hamlets/plan/strategic-2021-24",
        "https://w3id.org/goldenthread/def#",
        "https://schema.org/version/latest",
        "http://example.org/",
    ],
)
def test_an_address_that_no_prefix_fits_stays_as_it_is(iri: str) -> None:
    assert compact(iri) == iri


@pytest.mark.parametrize("text", ["Outcome", "nowhere:Outcome"])
def test_what_has_no_declared_prefix_does_not_expand(text: str) -> None:
    with pytest.raises(UnknownNodeError, match=r"prefix"):
        expand(text)


def test_the_table_of_the_repository_is_the_one_that_is_read() -> None:
    assert read_prefixes(PREFIXES_FILE) == PREFIXES


def test_a_prefix_declared_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"declared before"):
        read_prefixes(write_table(tmp_path, ENTRY + ENTRY.replace("prefixes/gt", "prefixes/again")))


def test_a_prefix_without_a_namespace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"declares no whole prefix"):
        read_prefixes(write_table(tmp_path, ENTRY.replace("sh:namespace", "sh:description")))


def test_a_table_that_is_not_turtle_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"prefixes.ttl, line 3: this is not Turtle") as caught:
        read_prefixes(write_table(tmp_path, ENTRY + "<unfinished"))
    assert caught.value.line == 3


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be read"):
        read_prefixes(tmp_path / "prefixes.ttl")
