"""Where the service listens."""

from __future__ import annotations

import socket

import pytest

from web.errors import ListeningError
from web.serving import claim_port

LOOPBACK = "127.0.0.1"


def test_port_0_is_any_free_port() -> None:
    assert claim_port(LOOPBACK, 0) > 0


@pytest.mark.parametrize("shares", [False, True])
def test_a_port_that_somebody_listens_on_is_refused_even_if_they_would_share_it(shares: bool) -> None:
    with socket.create_server((LOOPBACK, 0), reuse_port=shares) as other:
        port = other.getsockname()[1]
        with pytest.raises(ListeningError, match=rf"already listening on port {port} .* --port"):
            claim_port(LOOPBACK, port)


def test_a_port_is_free_again_after_it_was_claimed() -> None:
    port = claim_port(LOOPBACK, 0)
    assert claim_port(LOOPBACK, port) == port


def test_an_address_of_another_machine_is_refused_in_words() -> None:
    with pytest.raises(ListeningError, match=r"192\.0\.2\.1 is no address of this machine .* --host"):
        claim_port("192.0.2.1", 0)


def test_a_name_that_is_no_address_is_refused_in_words() -> None:
    with pytest.raises(ListeningError, match=r"no-such-host\.invalid is no address of this machine"):
        claim_port("no-such-host.invalid", 0)
