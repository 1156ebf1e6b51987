from __future__ import annotations

import pytest
from web_site import ask, get_app

from graph.settings import Settings
from web.request_limits import MOST_HEADER_BYTES

QUERY = "/sparql?query=ASK%20%7B%7D"


def test_headers_beyond_their_bound_are_refused_whichever_they_are(real_settings: Settings) -> None:
    ranges = ",".join(f"text/x{number}" for number in range(MOST_HEADER_BYTES // 8))
    for headers in ({"accept": ranges}, {"X_Padding": "a" * MOST_HEADER_BYTES}):
        answer = ask(real_settings, QUERY, **headers)
        assert (answer.status_code, answer.mimetype) == (431, "application/problem+json")


def test_long_headers_within_their_bound_are_read(real_settings: Settings) -> None:
    assert ask(real_settings, QUERY, X_Padding="a" * (MOST_HEADER_BYTES // 2)).status_code == 200


@pytest.mark.parametrize("host", ["", '"><script>', "a b"])
def test_a_host_that_cannot_be_is_refused_and_not_written_into_addresses(real_settings: Settings, host: str) -> None:
    answer = ask(real_settings, "/sparql", Host=host)
    assert answer.json is not None
    assert (answer.status_code, answer.json["advice"]) == (400, "Send a Host header.")


@pytest.mark.parametrize("version", ["HTTP/1.0", "HTTP/1"])
def test_the_first_version_of_http_needs_no_host(real_settings: Settings, version: str) -> None:
    client = get_app(real_settings).test_client()
    environ = {"SERVER_PROTOCOL": version, "SERVER_NAME": "192.0.2.1", "SERVER_PORT": "8000"}
    answer = client.get("/sparql", headers={"Host": ""}, environ_overrides=environ)
    assert answer.status_code == 200
    assert "<http://192.0.2.1:8000/sparql" in answer.text
