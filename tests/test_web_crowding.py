"""Clients that ask for many pages at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from flask import Flask, g
from werkzeug.test import TestResponse

from web.crowding import MOST_EACH, add_crowding
from web.failures import add_failures


def test_one_client_has_only_so_many_pages_made_at_once_and_others_have_theirs() -> None:
    app, under_way, go_on = Flask("test"), threading.Semaphore(0), threading.Event()
    add_failures(app)
    app.before_request(lambda: setattr(g, "request_id", "1"))
    add_crowding(app)

    @app.get("/slow")
    def make() -> str:
        under_way.release()
        go_on.wait(10)
        return "made"

    def ask(client: str) -> TestResponse:
        return app.test_client().get("/slow", environ_overrides={"REMOTE_ADDR": client})

    with ThreadPoolExecutor(MOST_EACH + 1) as threads:
        asked = [threads.submit(ask, "192.0.2.1") for _ in range(MOST_EACH)]
        for _ in asked:
            under_way.acquire()
        refused = ask("192.0.2.1")
        asked.append(threads.submit(ask, "192.0.2.2"))
        under_way.acquire()
        go_on.set()
    assert (refused.status_code, "Retry-After" in refused.headers) == (429, True)
    assert {each.result().status_code for each in asked} == {200}
    assert ask("192.0.2.1").status_code == 200
