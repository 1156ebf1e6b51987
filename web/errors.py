"""Errors that only the web face can meet; they hang under ``graph.errors.GoldenthreadError``.

::

    GoldenthreadError
    ├── AssetError               styles or scripts cannot be compiled, or have not been
    ├── ListeningError           the address and port cannot be listened on
    ├── UnknownNodeError
    │   └── UnknownPageError     no node at this address; with pages that come close
    │       └── WithdrawnPageError  there was one; with what replaced it
    ├── ParameterError
    │   └── UnknownValueError    a value names nothing in the graph; with what comes close
    └── RequestError             the request asks in a way that has no answer
        ├── NotAcceptableError   in a form that this address does not have
        ├── MediaTypeError       with a body of a type that is not read here
        └── OtherReleaseError    of a release that is not served
"""

from __future__ import annotations

from graph.errors import GoldenthreadError, ParameterError, UnknownNodeError
from web.parts import Link


class AssetError(GoldenthreadError):
    """Styles or scripts cannot be compiled, or have not been."""


class ListeningError(GoldenthreadError):
    """The address and port cannot be listened on."""


class UnknownPageError(UnknownNodeError):
    """There is no node at this address; ``links`` are pages that come close."""

    def __init__(self, message: str, advice: str, links: tuple[Link, ...]) -> None:
        super().__init__(message, advice, tuple(link.href for link in links))
        self.links = links


class WithdrawnPageError(UnknownPageError):
    """There was a node at this address, and it was withdrawn; ``links`` are what replaced it."""


class UnknownValueError(ParameterError):
    """The value of a parameter names nothing in the graph; ``links`` ask the same of what comes close."""

    def __init__(self, query: str, parameter: str, value: str, example: str, links: tuple[Link, ...] = ()) -> None:
        advice = "choose one of those that come close" if links else f"give one such as {example}"
        super().__init__(query, parameter, f"nothing in the graph is called {value!r} or has that address", advice)
        self.links = links


class RequestError(GoldenthreadError):
    """The request asks in a way that has no answer."""


class MediaTypeError(RequestError):
    """The request has a body of a type that is not read here."""


class NotAcceptableError(RequestError):
    """The request asks for a form that this address does not have."""


class OtherReleaseError(RequestError):
    """The request names a release that is not served."""
