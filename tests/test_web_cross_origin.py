from __future__ import annotations

import pytest
from web_site import ask, get_app

from graph.settings import Settings


@pytest.mark.parametrize("address", ["/sparql?query=ASK%20%7B%7D", "/sparql?query=ASK", "/nowhere", "/def.ttl"])
def test_every_answer_may_be_read_by_scripts_of_other_sites_errors_too(real_settings: Settings, address: str) -> None:
    headers = ask(real_settings, address, Origin="https://example.org").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in headers["Access-Control-Expose-Headers"]


def test_a_preflight_is_told_methods_and_headers(real_settings: Settings) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    answer = get_app(real_settings).test_client().options("/sparql", headers=asked)
    assert answer.status_code == 200
    assert {"GET", "HEAD", "POST", "OPTIONS"} == set(answer.headers["Access-Control-Allow-Methods"].split(", "))
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]


def test_a_method_that_the_protocol_does_not_know_is_told_the_right_ones(real_settings: Settings) -> None:
    answer = get_app(real_settings).test_client().put("/sparql", data="ASK {}")
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (405, "*")
    assert {"GET", "HEAD", "POST", "OPTIONS"} == set(answer.headers["Allow"].split(", "))
