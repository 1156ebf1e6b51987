"""Messages between the service and its worker processes: pickles, each with its length before it.

A worker reads strangers' texts, so what it sends is not trusted: it may hold values, the terms of RDF and the few
classes of an answer, and nothing else that pickle could call.
"""

from __future__ import annotations

import io
import pickle
import socket
import struct

from typing_extensions import override

_LENGTH = struct.Struct("!Q")
_ALLOWED_MODULES = ("graph.errors", "pyoxigraph")
_ALLOWED_NAMES = frozenset({("graph.answers", "Answer"), ("graph.answers", "Preview"), ("graph.answers", "Failed")})
_PIECE_BYTES = 1 << 20


class _AnswerReader(pickle.Unpickler):
    @override
    def find_class(self, module: str, name: str) -> object:
        if (module in _ALLOWED_MODULES and "." not in name) or (module, name) in _ALLOWED_NAMES:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"an answer may hold no {module}.{name}")


def send_message(channel: socket.socket, content: object) -> None:
    """Send one message."""
    body = pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
    channel.sendall(_LENGTH.pack(len(body)))
    channel.sendall(body)


def receive_message(channel: socket.socket) -> object:
    """Return the next message of the service itself, which is trusted.

    Raises:
        EOFError: when the other side has closed the channel.
    """
    return pickle.loads(_receive_body(channel, None))


def receive_answer(channel: socket.socket, max_bytes: int) -> object:
    """Return the next message of a worker, which may hold only what an answer holds.

    Raises:
        EOFError: when the worker has ended, or says what no worker says.
    """
    body = _receive_body(channel, max_bytes)
    try:
        return _AnswerReader(io.BytesIO(body)).load()
    except (pickle.UnpicklingError, AttributeError, ImportError, IndexError, TypeError, ValueError) as error:
        raise EOFError(f"a worker sent what is no answer: {error}") from error


def _receive_body(channel: socket.socket, max_bytes: int | None) -> bytearray:
    (length,) = _LENGTH.unpack(_receive_exactly(channel, _LENGTH.size))
    if max_bytes is not None and length > max_bytes:
        raise EOFError("a worker sent more than any answer may hold")
    return _receive_exactly(channel, length)


def _receive_exactly(channel: socket.socket, length: int) -> bytearray:
    body = bytearray()
    while len(body) < length:
        piece = channel.recv(min(length - len(body), _PIECE_BYTES))
        if not piece:
            raise EOFError("the other side has closed the channel")
        body += piece
    return body
