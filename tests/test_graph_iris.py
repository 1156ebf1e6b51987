"""Addresses: same input, same address."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Triple

from graph.errors import UnknownNodeError
from graph.iris import Addresses, mint_government_year, mint_government_years, slugify_locator

NODES = Addresses("https://example.org/", "anytown")


@pytest.mark.parametrize(
    ("locator", "slug"),
    [
        ("3.12 / 2", "3.12--2"),
        ("Outcome 5 / What will we measure? / 2", "outcome-5--what-will-we-measure--2"),
        ("Our vision – naïve / para 1", "our-vision-naive--para-1"),
    ],
)
def test_a_locator_has_a_readable_slug(locator: str, slug: str) -> None:
    assert slugify_locator(locator) == slug


def test_legislation_keeps_its_own_address() -> None:
    assert NODES.mint_node("legislation/ukpga/1998/37").value == "http://www.legislation.gov.uk/id/ukpga/1998/37"
    assert NODES.find_path("http://www.legislation.gov.uk/id/ukpga/1998/37") == "legislation/ukpga/1998/37"


def test_the_hash_of_a_statement_does_not_depend_on_the_base() -> None:
    def hash_under(base: str) -> str:
        nodes = Addresses(base, "anytown")
        plan, priority = nodes.mint_node("plan/2020"), nodes.mint_node("plan/2020/priority/1")
        return nodes.hash_triple(Triple(plan, NamedNode("https://w3id.org/goldenthread/def#hasPriority"), priority))

    assert hash_under("https://example.org/") == hash_under("https://data.example.net/x/")


def test_a_date_tells_two_statements_of_one_triple_apart() -> None:
    triple = Triple(NODES.mint_node("org/a"), NamedNode("http://www.w3.org/ns/org#reportsTo"), NODES.mint_node("org/b"))
    assert NODES.mint_statement("review", triple) != NODES.mint_statement("review", triple, "2024-05-16")


def test_a_government_year_has_its_reference_address() -> None:
    assert mint_government_year("2017-18").value.endswith("/government-year/2017-2018")
    assert mint_government_years("2021", "2024").value.endswith("/2021-04-01T00:00:00/P3Y")


@pytest.mark.parametrize("period", ["2017-19", "2017", "17-18"])
def test_what_is_no_government_year_is_refused(period: str) -> None:
    with pytest.raises(ValueError, match="2017-18"):
        mint_government_year(period)


@pytest.mark.parametrize(
    "text", ["plan/2020", "/plan/2020/", "id/anytown/plan/2020", "https://example.org/id/anytown/plan/2020"]
)
def test_a_path_and_an_address_name_the_same_node(text: str) -> None:
    assert NODES.resolve(text) == NODES.mint_node("plan/2020")


@pytest.mark.parametrize("text", ["", "plan 2020", "plan/<2020>"])
def test_what_can_be_no_address_is_refused(text: str) -> None:
    with pytest.raises(UnknownNodeError):
        NODES.resolve(text)
