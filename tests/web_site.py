"""The application as tests ask it: made once for each settings, over a real release."""

from __future__ import annotations

import atexit
import re
import threading
from html import unescape

from flask import Flask
from werkzeug.test import TestResponse

from graph.settings import Settings
from web import create_app
from web.live import get_live_graph

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
NODE = "https://w3id.org/goldenthread/id/tower-hamlets/"
PLAN = "/page/tower-hamlets/plan/strategic-2021-24"
OUTCOME = f"{PLAN}/outcome/5"

_TAG = re.compile(r"<[^>]+>")


MOST_APPS = 3
"""How many applications, each with a graph in memory and workers, wait to be asked again."""

_apps: dict[Settings, Flask] = {}
_choosing = threading.Lock()


def get_app(settings: Settings) -> Flask:
    """Return the application for these settings; that which was asked least lately gives way to a new one."""
    with _choosing:
        app = _apps.pop(settings, None) or create_app(settings)
        _apps[settings] = app
        while len(_apps) > MOST_APPS:
            _close(_apps.pop(next(iter(_apps))))
    return app


@atexit.register
def close_apps() -> None:
    """Stop the workers of every application."""
    while _apps:
        _close(_apps.popitem()[1])


def _close(app: Flask) -> None:
    with app.app_context():
        get_live_graph().close()


def ask(settings: Settings, address: str, accept: str = "*/*", **headers: str) -> TestResponse:
    """Return the answer to a GET; further headers are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return get_app(settings).test_client().get(address, headers={"Accept": accept, **named})


def open_page(settings: Settings, address: str) -> str:
    """Return the HTML that a browser gets."""
    answer = ask(settings, address, BROWSER)
    assert answer.mimetype == "text/html"
    return answer.text


def read_text(settings: Settings, address: str) -> str:
    """Return the words of a page, with single spaces."""
    return " ".join(unescape(_TAG.sub(" ", open_page(settings, address))).split())
