"""Oxigraph's own server, run on a free port: a second, real SPARQL endpoint for the tests."""

from __future__ import annotations

import socket
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER = Path(sysconfig.get_path("scripts")) / "oxigraph"


@contextmanager
def serve_oxigraph(command: str, *options: str) -> Iterator[str]:
    """Run ``serve`` or ``serve-read-only``; yield the server's address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    words = [str(SERVER), command, "--bind", address, *options]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as server:
        try:
            _wait_until_listening(server)
            yield f"http://{address}"
        finally:
            server.terminate()


def _wait_until_listening(server: subprocess.Popen[str]) -> None:
    """Read the server's log to the line that says that it listens."""
    assert any("istening" in line for line in server.stderr or ()), "the server did not start"
