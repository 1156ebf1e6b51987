"""Serves the application with Granian: one process with threads, so that queue, caches and counts are one.

Granian has no limit of its own on the size of a request: Flask's ``MAX_CONTENT_LENGTH`` is the limit.
"""

from __future__ import annotations

import errno
import math
import multiprocessing
import os
import signal
import socket
import threading
from functools import partial
from multiprocessing.util import Finalize

from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server import Server

from graph.errors import GoldenthreadError
from graph.settings import Settings
from graph.source_texts import SourceReader
from web import bodies, create_app, sending
from web.errors import ListeningError
from web.live import EXTENSION, LiveGraph
from web.request_log import start_logging
from web.stalled_readers import StalledReaders

SPARE_THREADS = 8
"""Threads that stay free for pages while every seat of the query pool and every place in ``bodies`` and ``sending`` is
taken."""

MOST_CONNECTIONS = 1_024
"""Connections at once; whoever comes then waits until one ends."""

MOST_HEADER_MS = 10_000
"""Milliseconds that a connection has to say what it wants, before it has to give way to others."""

MOST_HEAD_BYTES = 100_000
"""Bytes of an address and headers together; the server takes an address of 65,534 at most."""

SPARE_STOP_S = 5
"""Seconds, beyond the longest query, that requests have to end when the service is told to stop."""


def serve(settings: Settings, sources: SourceReader | None) -> None:
    """Serve until the process is told to stop (SIGINT or SIGTERM); ``sources`` goes to a process of its own.

    Raises:
        GoldenthreadError: when the application cannot be put together or the port is taken, before anything listens.
    """
    create_app(settings, sources)
    port = claim_port(settings.host, settings.port)
    server = Server(
        "web",
        address=settings.host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=count_threads(settings),
        backpressure=MOST_CONNECTIONS,
        http=HTTPModes.http1,  # told to choose, it gives a connection that says nothing all the time in the world
        http1_settings=HTTP1Settings(header_read_timeout=MOST_HEADER_MS, max_buffer_size=MOST_HEAD_BYTES),
        workers_kill_timeout=math.ceil(settings.query_deadline_s) + SPARE_STOP_S,
    )
    server.serve(target_loader=partial(load_app, settings, sources, port), wrap_loader=False)


def count_threads(settings: Settings) -> int:
    """Return how many requests must be able to wait at once, each in a thread, and some more."""
    return settings.query_workers + settings.query_queue + bodies.MOST + sending.MOST + SPARE_THREADS


def load_app(settings: Settings, sources: SourceReader | None, port: int) -> Flask:
    """Return the application inside the worker process, with its query pool warming up beside it."""
    start_logging()
    StalledReaders(port, settings.sending_stall_s).watch()
    app = create_app(settings, sources)
    live = app.extensions[EXTENSION]
    # A worker is a child of multiprocessing: at its end it waits for its own children, and atexit is not called.
    Finalize(None, live.close, exitpriority=100)
    threading.Thread(target=_warm_up, args=(live,), name="warm-up", daemon=True).start()
    threading.Thread(target=_end_with_parent, name="end with parent", daemon=True).start()
    return app


def _end_with_parent() -> None:
    """Stop as if told to when the process that started this one was killed, so that nobody keeps the port."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _warm_up(live: LiveGraph) -> None:
    try:
        live.get_pool()
        _ = live.get().words
    except GoldenthreadError:
        return  # the first request meets the same error, and answers it in words


def claim_port(host: str, port: int) -> int:
    """Return a port that nothing listens on at ``host``: ``port`` itself, or any when it is 0.

    Granian shares a port with whoever else is willing to share it, so two services would answer in turn. This asks for
    the port alone, and lets go of it again for the server to take.

    Raises:
        ListeningError: when the port is taken, or the address is none of this machine's.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.create_server(address, family=family) as probe:
            found: int = probe.getsockname()[1]
    except OSError as error:
        raise ListeningError(*_explain(error, host, port)) from error
    return found


def _explain(error: OSError, host: str, port: int) -> tuple[str, str]:
    if error.errno == errno.EADDRINUSE:
        return f"something is already listening on port {port} of {host}", "stop it, or choose another with --port"
    if error.errno == errno.EACCES:
        return f"port {port} may not be used by this account", "choose one above 1023 with --port"
    return f"{host} is no address of this machine ({error.strerror})", "choose another with --host"
