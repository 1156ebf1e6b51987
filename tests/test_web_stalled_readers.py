"""Connections whose other side stops to read."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator

import pytest

from web.stalled_readers import LEAST_BYTES, StalledReaders

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="sockets are looked at on Linux alone")

LOOPBACK = "127.0.0.1"


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    """A connection: the end that writes, with as much in it as goes in, and the end that reads."""
    with socket.create_server((LOOPBACK, 0)) as listener, socket.create_connection(listener.getsockname()) as reader:
        writer, _ = listener.accept()
        with writer:
            writer.setblocking(False)
            try:
                while True:
                    writer.send(bytes(LEAST_BYTES))
            except BlockingIOError:
                yield writer, reader


def test_who_reads_nothing_is_ended_in_time_and_not_before(ends: tuple[socket.socket, socket.socket]) -> None:
    writer, _ = ends
    readers = StalledReaders(writer.getsockname()[1], patience_s=20)
    assert [readers.look(now_s) for now_s in (0, 10, 19, 20)] == [0, 0, 0, 1]
    with pytest.raises(BrokenPipeError):
        writer.send(b"more")


def test_who_reads_slowly_is_not_ended(ends: tuple[socket.socket, socket.socket]) -> None:
    writer, reader = ends
    readers = StalledReaders(writer.getsockname()[1], patience_s=20)
    for now_s in range(0, 100, 10):
        assert readers.look(now_s) == 0
        reader.recv(100_000, socket.MSG_WAITALL)


def test_connections_to_other_ports_are_let_be(ends: tuple[socket.socket, socket.socket]) -> None:
    readers = StalledReaders(ends[1].getsockname()[1] + 1, patience_s=20)
    assert [readers.look(now_s) for now_s in (0, 30)] == [0, 0]
