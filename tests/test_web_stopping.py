"""The service as a process: started, told to stop, and gone."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from graph_sample import write_sample
from running_service import Service

from web.serving import claim_port

LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r . ?s ?t ?u }"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    write_sample(tmp_path)
    started = Service(tmp_path, claim_port("127.0.0.1", 0))
    started.wait_until_ready()
    yield started
    started.process.kill()
    started.process.wait()


def test_when_told_to_stop_it_answers_what_runs_and_leaves_nothing_behind(service: Service) -> None:
    assert service.run("ASK {}") == 200
    processes = service.list_processes()
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(service.run, LONG)
        time.sleep(0.5)
        service.process.send_signal(signal.SIGTERM)
        assert running.result() == 503
    assert service.process.wait() == 0
    until = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in processes) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [pid for pid in processes if Path(f"/proc/{pid}").exists()]


def test_a_disk_without_room_for_the_log_costs_no_answer(service: Service) -> None:
    assert [service.get_status(path) for path in ("/plans", "/nowhere", "/sparql")] == [200, 404, 200]
    assert [service.run(query) for query in ("ASK {}", "ASK {", LONG)] == [200, 400, 503]


def test_bodies_that_never_end_keep_nobody_else_waiting(service: Service) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nASK"
    port = int(service.address.rpartition(":")[2])
    with ExitStack() as connections:
        for number in range(100):
            source = (f"127.0.3.{number + 1}", 0)
            connections.enter_context(socket.create_connection(("127.0.0.1", port), 60, source)).sendall(head)
        assert [service.get_status(path) for path in ("/plans", "/health")] == [200, 200]
        assert service.run("ASK {}") == 200


def test_a_connection_that_says_nothing_is_closed(service: Service) -> None:
    port = int(service.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), 60) as connection:
        assert connection.recv(1) == b""


@pytest.mark.parametrize("killed", [1, 2])
def test_when_it_is_killed_all_that_it_started_goes_with_it(service: Service, killed: int) -> None:
    assert service.run("ASK {}") == 200
    processes = service.list_processes()
    for pid in processes[:killed]:
        os.kill(pid, signal.SIGKILL)
    service.process.wait()
    until = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in processes) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [pid for pid in processes if Path(f"/proc/{pid}").exists()]
