"""What an error means to a visitor: one table from its class to a status, a heading and a page.

Errors that the project raises on purpose tell their own story. Anything else is a defect: the visitor gets a page that
says so without detail, the log gets everything.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from graph.errors import (
    GoldenthreadError,
    ParameterError,
    QueryLimitError,
    QueryRefusedError,
    QuerySyntaxError,
    ReleaseError,
    ServiceBusyError,
    StoreError,
    UnknownGraphError,
    UnknownNodeError,
    UnknownQueryError,
    VisitorBusyError,
)
from web.contexts.failures import FailurePage
from web.errors import (
    MediaTypeError,
    NotAcceptableError,
    OtherReleaseError,
    RequestError,
    UnknownPageError,
    UnknownValueError,
    WithdrawnPageError,
)
from web.negotiate import wants_page
from web.parts import Link
from web.problems import find_rdf_form, write_problem

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failure:
    """How one class of error is answered; ``told`` is said in place of the error's own words, which name our files."""

    error: type[Exception]
    status: int
    heading: str
    told: str = ""


FAILURES: tuple[Failure, ...] = (
    Failure(WithdrawnPageError, 410, "This address was withdrawn"),
    Failure(UnknownNodeError, 404, "There is nothing at this address"),
    Failure(UnknownQueryError, 404, "There is no query of that name"),
    Failure(UnknownValueError, 404, "A value names nothing in the graph"),
    Failure(ParameterError, 400, "A value does not fit"),
    Failure(OtherReleaseError, 410, "That release is not served"),
    Failure(NotAcceptableError, 406, "This address has no such form"),
    Failure(MediaTypeError, 415, "The request's content is of a kind that is not read here"),
    Failure(RequestError, 400, "The request cannot be answered"),
    Failure(QuerySyntaxError, 400, "The query has a mistake in it"),
    Failure(QueryRefusedError, 403, "This service does not run such queries"),
    Failure(QueryLimitError, 503, "The query asks for more than one visitor may have"),
    Failure(UnknownGraphError, 400, "There is no such graph"),
    Failure(VisitorBusyError, 429, "Too many of your queries are waiting"),
    Failure(ServiceBusyError, 503, "Too many requests are being answered now"),
    Failure(ReleaseError, 503, "There is no graph to show yet", "The operator makes one with: goldenthread build"),
    Failure(StoreError, 503, "The graph does not answer", "Its store cannot be read at the moment"),
    Failure(GoldenthreadError, 500, "Something is wrong on our side", "The error has been recorded"),
)
"""The first class that an error is an instance of decides."""

LIMIT_STATUS = {"length": 413, "nesting": 400, "rows": 422, "bytes": 422}
"""Limits that the query itself must keep; time and memory depend on the moment, and stay 503."""

HTTP_HEADINGS = {
    404: "There is no page at this address",
    405: "This address does not take such a request",
    413: "The request is too large",
    415: "The request's content is of a kind that is not read here",
    431: "The request has too many or too long headers",
}

_OF_THE_CONTENT = ("Accept-Ranges", "Cache-Control", "ETag", "Expires", "Last-Modified", "Link", "Location", "Vary")


def add_failures(app: Flask) -> None:
    """Answer every error of ``app`` with a page for a browser and with JSON for a program."""
    app.register_error_handler(GoldenthreadError, answer_known)
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(Exception, answer_defect)


def find_failure(error: GoldenthreadError) -> Failure:
    """Return how ``error`` is answered."""
    failure = next(each for each in FAILURES if isinstance(error, each.error))
    if isinstance(error, QueryLimitError):
        return Failure(failure.error, LIMIT_STATUS.get(error.limit, failure.status), failure.heading)
    return failure


def answer_known(error: GoldenthreadError) -> Response:
    """Answer an error that the project raised on purpose."""
    failure = find_failure(error)
    if failure.status >= 500:
        LOG.warning("%s %s: %s", request.method, request.path, error)
    response = answer(make_failure_page(error))
    if isinstance(error, ServiceBusyError):
        response.headers["Retry-After"] = str(max(1, round(error.retry_after_s)))
    elif failure.status == 503:
        response.headers["Retry-After"] = "30"
    return response


def make_failure_page(error: GoldenthreadError) -> FailurePage:
    """Return what a visitor is told of ``error``."""
    failure = find_failure(error)
    if failure.told:
        return FailurePage(failure.status, failure.heading, to_sentence(failure.told), "Try again later.")
    message, advice = to_sentence(error.message), to_sentence(error.advice)
    return FailurePage(failure.status, failure.heading, message, advice, _find_links(error))


def to_sentence(text: str) -> str:
    """Return a text with a capital at its beginning and a full stop at its end; an empty text stays empty."""
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _find_links(error: GoldenthreadError) -> tuple[Link, ...]:
    if isinstance(error, UnknownPageError | UnknownValueError):
        return error.links
    if isinstance(error, UnknownQueryError):
        return tuple(Link(name, f"/queries/{name}") for name in error.suggestions)
    return ()


def answer_http(error: HTTPException) -> Response:
    """Answer an error of HTTP itself: no route, wrong method, body too large."""
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    heading = HTTP_HEADINGS.get(error.code, error.name)
    response = answer(FailurePage(error.code, heading, f"{heading}: {request.path}."))
    for name, value in error.get_headers(request.environ):
        if name.lower() not in ("content-type", "content-length"):
            response.headers.setdefault(name, value)
    if error.code == 413:  # the body was not read, so the connection cannot be used again (RFC 9112, section 9.6)
        response.headers["Connection"] = "close"
    return response


def answer_defect(error: Exception) -> Response:
    """Answer what nobody foresaw, without detail; the log has it all."""
    LOG.error("%s %s failed", request.method, request.path, exc_info=error)
    heading = "Something went wrong on our side"
    return answer(FailurePage(500, heading, "The error has been recorded. Trying again may help."))


def replace_by_error(refused: Response, response: Response) -> Response:
    """Return an error in place of an answer, with the headers that every answer has by now, and close that answer."""
    refused.close()
    for name, value in refused.headers:
        if name not in _OF_THE_CONTENT and (not name.startswith("Content-") or name == "Content-Security-Policy"):
            response.headers.setdefault(name, value)
    response.headers["Cache-Control"] = "no-store"
    return response


def answer(page: FailurePage) -> Response:
    """Return ``page`` to a browser, and to a program the same as a problem in the form that it reads."""
    form = None if wants_page(request) else find_rdf_form(request)
    if wants_page(request):
        response = make_response(render_template("failures/show.html", page=page), page.status)
    elif form is not None:
        body = write_problem(page, form, request.host_url)
        response = Response(body, page.status, mimetype=form.media_type)
    else:
        response = make_response(jsonify(_to_problem(page)), page.status)
        response.mimetype = "application/problem+json"
    response.vary.add("Accept")
    return response


def _to_problem(page: FailurePage) -> dict[str, object]:
    problem: dict[str, object] = {"title": page.heading, "status": page.status, "detail": page.message}
    if "request_id" in g:
        problem["request_id"] = g.request_id
    if page.advice:
        problem["advice"] = page.advice
    if page.suggestions:
        problem["suggestions"] = [link.href for link in page.suggestions]
    return problem
