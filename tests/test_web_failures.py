from __future__ import annotations

import pytest
from flask import Flask
from web_site import BROWSER

from graph import errors
from graph.errors import GoldenthreadError
from graph.settings import read_settings
from web.failures import FAILURES, add_failures, find_failure
from web.filters import add_filters
from web.navigation import add_navigation


def list_classes(base: type[GoldenthreadError]) -> list[type[GoldenthreadError]]:
    return [base, *(each for child in base.__subclasses__() for each in list_classes(child))]


@pytest.mark.parametrize("error", list_classes(GoldenthreadError))
def test_no_error_is_hidden_behind_a_wider_class_in_the_table(error: type[GoldenthreadError]) -> None:
    fitting = [failure.error for failure in FAILURES if issubclass(error, failure.error)]
    assert all(issubclass(fitting[0], wider) for wider in fitting)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.UnknownNodeError("nothing"), 404),
        (errors.QuerySyntaxError("wrong"), 400),
        (errors.QueryRefusedError("no"), 403),
        (errors.QueryLimitError("time", 30, "seconds", "too long"), 503),
        (errors.QueryLimitError("rows", 100, "rows", "too many"), 422),
        (errors.QueryLimitError("length", 100, "bytes", "too long a text"), 413),
        (errors.ServiceBusyError("busy"), 503),
        (errors.StoreError("gone"), 503),
        (errors.SettingError("GOLDENTHREAD_PORT", "wrong"), 500),
    ],
)
def test_each_error_has_its_status(error: GoldenthreadError, status: int) -> None:
    assert find_failure(error).status == status


@pytest.fixture
def app() -> Flask:
    """An application with nothing but routes that fail."""
    app = Flask("web")
    add_failures(app)
    add_navigation(app, read_settings({}))
    add_filters(app, {"app.css": "a.css", "app.js": "a.js", "logo.svg": "l.svg", "favicon.svg": "f.svg"})

    @app.get("/busy")
    def busy() -> str:
        raise errors.ServiceBusyError("too many queries are waiting", retry_after_s=7)

    @app.get("/defect")
    def defect() -> str:
        raise RuntimeError("the secret of the machine")

    return app


def test_a_busy_service_says_when_to_come_back(app: Flask) -> None:
    answer = app.test_client().get("/busy")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "7")


@pytest.mark.parametrize("accept", [BROWSER, "application/json"])
def test_a_defect_tells_the_visitor_no_detail_and_the_log_everything(
    app: Flask, accept: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = app.test_client().get("/defect", headers={"Accept": accept})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "the secret of the machine" in caplog.text


def test_a_wrong_method_names_the_right_ones(app: Flask) -> None:
    answer = app.test_client().delete("/busy")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
