from __future__ import annotations

import pyoxigraph as ox
import pytest
from web_site import ask, read_text

from graph.settings import Settings

CODE = "https://w3id.org/goldenthread/code/"
PREFERRED = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


@pytest.mark.parametrize("address", ["/code/basis-curated.ttl", "/code/basis-scheme.ttl", "/code/basis.ttl"])
def test_a_code_and_a_list_give_their_names_as_triples(real_settings: Settings, address: str) -> None:
    answer = ask(real_settings, address)
    named = {quad.subject for quad in ox.parse(answer.data, format=ox.RdfFormat.TURTLE) if quad.predicate == PREFERRED}
    assert ox.NamedNode(f"{CODE}basis-curated") in named


def test_a_code_is_negotiated_at_its_own_address(real_settings: Settings) -> None:
    answer = ask(real_settings, "/code/basis-curated", "application/ld+json")
    assert (answer.mimetype, answer.headers["Content-Location"]) == (
        "application/ld+json",
        "/code/basis-curated.jsonld",
    )


def test_a_code_is_shown_in_its_list(real_settings: Settings) -> None:
    text = read_text(real_settings, "/code/basis-curated")
    assert "The whole list" in text
    assert "by layout" in text


def test_a_code_that_nobody_can_read_is_not_acceptable(real_settings: Settings) -> None:
    assert ask(real_settings, "/code/basis-curated", "image/png").status_code == 406


@pytest.mark.parametrize("name", ["%7B%7D", "a%00b", "%ED%A0%80"])
def test_a_name_that_no_code_can_have_is_not_found(real_settings: Settings, name: str) -> None:
    assert [ask(real_settings, f"/code/{name}{suffix}").status_code for suffix in ("", ".ttl")] == [404, 404]
