from __future__ import annotations

import json
import logging

import pytest
from web_site import ask

from graph.settings import Settings
from web.request_log import HEADER, start_logging


def test_a_request_keeps_the_id_that_it_came_with(real_settings: Settings) -> None:
    assert ask(real_settings, "/plans", X_Request_ID="gateway-7/3").headers[HEADER] == "gateway-7/3"


@pytest.mark.parametrize("given", ["", "with space", "x" * 200, "<script>"])
def test_an_id_that_does_not_fit_is_replaced(real_settings: Settings, given: str) -> None:
    made = ask(real_settings, "/nowhere", X_Request_ID=given).headers[HEADER]
    assert made != given
    assert len(made) == 32


def test_an_error_names_its_request(real_settings: Settings) -> None:
    answer = ask(real_settings, "/sparql?query=ASK", "application/json", X_Request_ID="seven")
    assert answer.json is not None
    assert answer.json["request_id"] == "seven"


def test_each_request_is_logged_without_what_the_visitor_typed(
    real_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "web.requests"):
        ask(real_settings, "/search?q=swimming", X_Forwarded_For="192.0.2.9")
    record = caplog.records[-1]
    assert record.getMessage() == "GET /search 200"
    assert "swimming" not in str(record.__dict__)
    assert "192.0.2.9" not in str(record.__dict__)


def test_a_supervisors_questions_are_logged_when_they_fail_only(
    real_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "web.requests"):
        ask(real_settings, "/health")
    assert not caplog.records


def test_a_record_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    kept, level = list(root.handlers), root.level
    try:
        start_logging()
        logging.getLogger("web").info("two\nlines", extra={"status": 200})
    finally:
        root.handlers, root.level = kept, level
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    record = json.loads(lines[0])
    assert (record["message"], record["level"], record["status"], record["request_id"]) == (
        "two\nlines",
        "INFO",
        200,
        None,
    )
