"""Readers who ask for much and do not read it."""

from __future__ import annotations

import socket
import time
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from graph_sample import write_sample
from running_service import Service
from web_site import ask, get_app

from graph.errors import ServiceBusyError, VisitorBusyError
from graph.settings import Settings
from web.sending import MOST_EACH, Sendings
from web.serving import claim_port

NUMBERS = " ".join(map(str, range(100)))
LARGE = f'SELECT * {{ VALUES ?text {{ "{"x" * 500}" }} VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} }}'
ADDRESS = f"/sparql?format=csv&query={urllib.parse.quote(LARGE)}"
"""An answer of 5 MB."""

SENDING_MB = 32


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    write_sample(tmp_path)
    settings = {"sending_mb": SENDING_MB, "sending_stall_s": 1}
    started = Service(tmp_path, claim_port("127.0.0.1", 0), **settings)
    started.wait_until_ready()
    yield started
    started.process.kill()
    started.process.wait()


def test_readers_who_do_not_read_cost_little_memory_and_nobody_else(service: Service) -> None:
    assert service.get_status(ADDRESS) == 200  # kept from now on, so that none has to wait for its query
    before = measure_memory(service)
    port = int(service.address.rpartition(":")[2])
    with ExitStack() as opened:
        readers = [opened.enter_context(ask_without_reading(port, f"127.0.3.{number // 2}")) for number in range(200)]
        statuses = Counter(reader.recv(12)[-3:] for reader in readers)
        assert set(statuses) == {b"200", b"503"}
        assert measure_memory(service) - before < (SENDING_MB + 60) * 1_000_000  # 1,000 MB without a bound
        assert service.get_status("/plans") == 200
        until = time.monotonic() + 60
        while service.get_status(ADDRESS) != 200:  # as soon as those who do not read have been ended
            assert time.monotonic() < until


def ask_without_reading(port: int, source: str) -> socket.socket:
    reader = socket.socket()
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    reader.settimeout(30)
    reader.bind((source, 0))
    reader.connect(("127.0.0.1", port))
    reader.sendall(f"GET {ADDRESS} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    return reader


def measure_memory(service: Service) -> int:
    """Return the bytes of memory of the service's own process and the one that listens."""
    status = (Path(f"/proc/{pid}/status").read_text() for pid in service.list_processes()[:2])
    return sum(int(text.split("VmRSS:")[1].split()[0]) * 1024 for text in status)


def test_one_client_may_have_half_of_the_memory_and_all_clients_all_of_it() -> None:
    sendings = Sendings(most_bytes=100)
    sendings.enter("reader", 50)
    with pytest.raises(VisitorBusyError, match="answers to you are still on their way"):
        sendings.enter("reader", 1)
    sendings.enter("another reader", 50)
    with pytest.raises(ServiceBusyError, match="too many large answers"):
        sendings.enter("a third", 1)
    sendings.leave("reader", 50)
    sendings.enter("a third", 50)


def test_one_answer_may_be_larger_than_all_of_it_when_no_other_is_on_its_way() -> None:
    Sendings(most_bytes=100).enter("reader", 1_000)


def test_a_client_who_is_receiving_as_much_as_it_may_is_told_so_and_a_script_may_read_it(
    real_settings: Settings,
) -> None:
    settings = replace(real_settings, sending_mb=31)  # an application of its own
    file = get_largest(settings)
    receiving = [get_app(settings).test_client().get(file) for _ in range(MOST_EACH)]
    refused = ask(settings, file)
    assert (refused.status_code, refused.mimetype) == (429, "application/problem+json")
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert {"Retry-After", "Content-Security-Policy"} < set(refused.headers.keys())
    assert not {"ETag", "Content-Disposition"} & set(refused.headers.keys())
    receiving[0].close()
    assert ask(settings, file).status_code == 200


def get_largest(settings: Settings) -> str:
    """Return the address of a large file of the release that is served."""
    ready = ask(settings, "/health/ready").json
    assert ready is not None
    return f"/downloads/{ready['release']}/links.csv"
