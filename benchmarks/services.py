"""SPARQL services as real processes on free ports of this machine: ours and those that it is measured beside."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OXIGRAPH = Path(sysconfig.get_path("scripts")) / "oxigraph"
"""The program of Oxigraph's own server, of the same version as the engine."""

_START_DEADLINE_S = 60
_STOP_DEADLINE_S = 30


@dataclass(frozen=True)
class Service:
    """A running service: where it listens (no slash at the end) and its first process."""

    address: str
    pid: int


@contextmanager
def serve_goldenthread(data: Path, settings: Mapping[str, str] | None = None) -> Iterator[Service]:
    """Run ``goldenthread serve`` over a data folder, until the end of the block; settings by their full names."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GOLDENTHREAD_")}
    environment |= {"GOLDENTHREAD_DATA": str(data), **(settings or {})}
    port = find_port()
    command = [sys.executable, "-m", "goldenthread", "serve", "--host", "127.0.0.1", "--port", str(port)]
    with run_service(command, port, "/health/ready", environment) as service:
        yield service


@contextmanager
def serve_oxigraph(command: str, *options: str) -> Iterator[Service]:
    """Run Oxigraph's ``serve`` or ``serve-read-only``."""
    port = find_port()
    with run_service([str(OXIGRAPH), command, "--bind", f"127.0.0.1:{port}", *options], port, "/") as service:
        yield service


@contextmanager
def serve_rdflib_endpoint(dump: Path, *datasets: Path) -> Iterator[Service]:
    """Run rdflib-endpoint over a dump; ``benchmarks.rdflib_endpoint_server`` says what ``datasets`` is."""
    port = find_port()
    command = [sys.executable, "-m", "benchmarks.rdflib_endpoint_server", str(port), str(dump), *map(str, datasets)]
    with run_service(command, port, "/sparql") as service:
        yield service


def find_port() -> int:
    """Return a port that nothing listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


@contextmanager
def run_service(
    command: Sequence[str], port: int, probe: str, environment: Mapping[str, str] | None = None
) -> Iterator[Service]:
    """Run a server until the end of the block; yield when it answers at ``probe``.

    Its log goes to a file: nobody reads a pipe, and a full one would stop the server.
    """
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environment)
        try:
            _wait_until_ready(process, address + probe)
            yield Service(address, process.pid)
        except BaseException:
            log.seek(0)
            sys.stderr.write(log.read().decode("utf-8", "replace")[-4000:])
            raise
        finally:
            process.terminate()
            process.wait(_STOP_DEADLINE_S)


def _wait_until_ready(process: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + _START_DEADLINE_S
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            pass
        time.sleep(0.05)
    raise RuntimeError(f"{' '.join(map(str, process.args))} did not start; its log is above")  # type: ignore[arg-type]
