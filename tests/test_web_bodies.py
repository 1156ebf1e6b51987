from __future__ import annotations

import gzip
from io import BytesIO

import pytest
from web_site import get_app

from graph.errors import ServiceBusyError, VisitorBusyError
from graph.settings import Settings
from web.bodies import Bodies
from web.request_limits import MOST_BODY_BYTES

QUERY_TYPE = "application/sparql-query"


def test_one_client_sends_only_so_many_bodies_at_once() -> None:
    bodies = Bodies(most=3, most_each=1)
    with bodies.enter("reader"):
        with pytest.raises(VisitorBusyError, match="your requests are still on their way"), bodies.enter("reader"):
            pass
        with bodies.enter("another reader"):
            pass


def test_all_clients_together_send_only_so_many_bodies_at_once() -> None:
    bodies = Bodies(most=1, most_each=1)
    with (
        bodies.enter("reader"),
        pytest.raises(ServiceBusyError, match="too many requests"),
        bodies.enter("another reader"),
    ):
        pass


def test_a_place_is_free_again_when_the_body_is_there() -> None:
    bodies = Bodies(most=1, most_each=1)
    for client in ("reader", "reader", "another reader"):
        with bodies.enter(client):
            pass


def test_a_place_is_free_again_when_the_body_cannot_be_read() -> None:
    bodies = Bodies(most=1, most_each=1)
    with pytest.raises(OSError, match="gone"), bodies.enter("reader"):
        raise OSError("gone")
    with bodies.enter("reader"):
        pass


@pytest.mark.parametrize(
    ("headers", "content_type"),
    [({"Content-Encoding": "gzip"}, QUERY_TYPE), ({}, f"{QUERY_TYPE}; charset=utf-16")],
)
def test_a_body_that_would_have_to_be_unpacked_or_translated_is_refused_in_words(
    real_settings: Settings, headers: dict[str, str], content_type: str
) -> None:
    client = get_app(real_settings).test_client()
    answer = client.post("/sparql", data=gzip.compress(b"ASK {}"), content_type=content_type, headers=headers)
    assert answer.json is not None
    assert (answer.status_code, answer.json["advice"].startswith("Send it as")) == (415, True)


def test_a_body_in_chunks_that_is_too_large_is_refused_and_not_cut_short(real_settings: Settings) -> None:
    form = b"query=ASK{}&more=" + b"a" * MOST_BODY_BYTES
    answer = (
        get_app(real_settings)
        .test_client()
        .post(
            "/sparql",
            input_stream=BytesIO(form),
            content_type="application/x-www-form-urlencoded",
            headers={"Transfer-Encoding": "chunked"},
            environ_overrides={"wsgi.input_terminated": True},
        )
    )
    assert answer.status_code == 413
