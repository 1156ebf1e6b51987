from __future__ import annotations

import pytest

from web.words import name_element, name_inverse, name_property, split_name, to_basis

GT = "https://w3id.org/goldenthread/def#"


@pytest.mark.parametrize(
    ("iri", "words"),
    [
        ("http://purl.org/linked-data/sdmx/2009/dimension#refArea", "ref area"),
        ("http://reference.data.gov.uk/id/government-year/2017-2018", "2017-2018"),
        ("https://w3id.org/goldenthread/code/basis-by-layout", "basis by layout"),
        ("https://schema.org/", "schema.org"),
    ],
)
def test_an_address_without_a_label_is_named_after_its_last_part(iri: str, words: str) -> None:
    assert split_name(iri) == words


def test_a_property_is_called_by_our_words_then_its_own_then_its_address() -> None:
    assert name_property("http://www.w3.org/2004/02/skos/core#altLabel", "alternative label") == "Other wording"
    assert name_property(f"{GT}statedPeriod", "stated period") == "Stated period"
    assert name_property(f"{GT}statedPeriod", "") == "Stated period"


def test_a_property_read_backwards_says_what_it_leads_from() -> None:
    assert name_inverse("https://schema.org/about", "about") == "About this"
    assert name_inverse(f"{GT}readAsPeriod", "read as period") == "Read as period: this"


@pytest.mark.parametrize("code", ["basis-by-layout", "https://w3id.org/goldenthread/code/basis-by-layout"])
def test_a_basis_has_its_words(code: str) -> None:
    basis = to_basis(code)
    assert (basis.code, basis.label) == ("by-layout", "by layout")


def test_a_printed_word_with_a_capital_heads_an_element_and_its_number() -> None:
    assert name_element("priority", ["Call to action"]) == ("Call to action", ())


def test_a_word_that_a_sentence_prints_for_several_stands_beside_our_own() -> None:
    assert name_element("priority", ["priorities", "areas of focus"]) == ("Priority", ("areas of focus", "priorities"))


@pytest.mark.parametrize("printed", [[], ["Priority"], ["priority"]])
def test_a_printed_word_like_our_own_is_not_said_twice(printed: list[str]) -> None:
    assert name_element("priority", printed) == ("Priority", ())
