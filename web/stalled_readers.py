"""Ends connections whose other side does not read what it asked for.

The server writes as fast as the other side reads, and waits for ever for one that does not. The kernel knows of each
socket how many bytes wait in it and how many have arrived (``SIOCOUTQ`` and ``TCP_INFO`` of ``tcp(7)``); so a thread
looks at the sockets of this process from time to time. It works on Linux; elsewhere nothing is ended.
"""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import socket
import stat
import struct
import sys
import termios
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LOG = logging.getLogger(__name__)

LEAST_BYTES = 16_384
"""Whoever reads takes this much in the time of ``GOLDENTHREAD_SENDING_STALL_S``: a modem of 1990 did."""

_DESCRIPTORS = Path("/proc/self/fd")
_ACKED = struct.Struct("@Q")
_ACKED_AT = 120  # the offset of tcpi_bytes_acked in struct tcp_info (linux/tcp.h, since Linux 4.1)
_LOOKS = 4  # in the time that a reader has
_AT_ONCE = struct.pack("ii", 1, 0)  # struct linger: what waits is thrown away when the socket is closed


@dataclass(frozen=True)
class Mark:
    """How much had arrived at the other side, and when that was."""

    acked_bytes: int
    at_s: float


class StalledReaders:
    """Looks at the connections to one port of this process."""

    def __init__(self, port: int, patience_s: float) -> None:
        self._port = port
        self._patience_s = patience_s
        self._marks: dict[int, Mark] = {}

    def watch(self) -> None:
        """Look from now on, for as long as the process lives, in a thread of its own."""
        if sys.platform == "linux":
            threading.Thread(target=self._watch, name="stalled-readers", daemon=True).start()

    def look(self, now_s: float) -> int:
        """End the connections that have stalled for too long, and return how many those are."""
        marks, ended = {}, 0
        for number, connection in _find_connections(self._port):
            with connection, suppress(OSError):  # the other side may go at any moment
                mark = self._mark(number, connection, now_s)
                if mark is not None and now_s - mark.at_s >= self._patience_s:
                    _end(connection)
                    ended += 1
                elif mark is not None:
                    marks[number] = mark
        self._marks = marks
        return ended

    def _mark(self, number: int, connection: socket.socket, now_s: float) -> Mark | None:
        """Return since when this connection has stalled; None when nothing waits in it."""
        waiting = struct.unpack("i", fcntl.ioctl(connection, termios.TIOCOUTQ, bytes(4)))[0]
        if not waiting:
            return None
        info = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _ACKED_AT + _ACKED.size)
        acked = _ACKED.unpack_from(info, _ACKED_AT)[0]
        before = self._marks.get(number)
        return before if before and acked - before.acked_bytes < LEAST_BYTES else Mark(acked, now_s)

    def _watch(self) -> None:
        while True:
            time.sleep(self._patience_s / _LOOKS)
            try:
                ended = self.look(time.monotonic())
            except OSError as error:
                LOG.warning("the connections could not be looked at: %s", error)
                continue
            if ended:
                LOG.info("ended %d connections whose readers took nothing for %g s", ended, self._patience_s)


def _find_connections(port: int) -> Iterator[tuple[int, socket.socket]]:
    """Give each connection to this port once, with the number of its socket; closing it there leaves it open here."""
    seen = set()
    for path in list(_DESCRIPTORS.iterdir()):
        with suppress(OSError):  # a file that is closed by now
            connection = _find_connection(int(path.name), port)
            if connection is None:
                continue
            number = os.fstat(connection.fileno()).st_ino
            if number in seen:  # through a descriptor of ours
                connection.close()
                continue
            seen.add(number)
            yield number, connection


def _find_connection(descriptor: int, port: int) -> socket.socket | None:
    if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
        return None
    copy = os.dup(descriptor)
    try:
        connection = socket.socket(fileno=copy)
    except OSError:
        os.close(copy)
        return None
    if _is_connected_to(connection, port):
        return connection
    connection.close()
    return None


def _is_connected_to(connection: socket.socket, port: int) -> bool:
    if connection.family not in (socket.AF_INET, socket.AF_INET6) or connection.type != socket.SOCK_STREAM:
        return False
    try:
        connection.getpeername()
    except OSError as error:
        if error.errno != errno.ENOTCONN:
            raise
        return False
    return bool(connection.getsockname()[1] == port)


def _end(connection: socket.socket) -> None:
    """End a connection; what waits in it goes with it, and whoever wanted to write to it learns of it."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    connection.shutdown(socket.SHUT_RDWR)
