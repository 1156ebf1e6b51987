"""Addresses that name a query and the release that answered it: ``release=`` and the first digits of its id.

The service serves one release. A link that names another is told so: a page says it above the answer of the release
that is served, a file is refused, since a program would take the one for the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from flask import request

from web.contexts.results import Permalink
from web.errors import OtherReleaseError
from web.live import ServedGraph

RELEASE = "release"
LEAST_DIGITS = 6
SHOWN_DIGITS = 12


def make_permalink(graph: ServedGraph, path: str, given: Iterable[tuple[str, str]]) -> Permalink:
    """Return the address of ``path`` asked with ``given`` on the release that is served."""
    release = graph.release.id[:SHOWN_DIGITS]
    asked = [pair for pair in given if pair[0] != RELEASE]
    own = f"?{urlencode(asked, quote_via=quote)}" if asked else ""
    named = urlencode([*asked, (RELEASE, release)], quote_via=quote)
    host = request.host_url.rstrip("/")
    return Permalink(f"{host}{path}?{named}", release, find_other_release(graph), f"{path}{own}")


def find_other_release(graph: ServedGraph) -> str:
    """Return the release that the request names where it is not the one served, else an empty text."""
    asked = request.args.get(RELEASE, "").strip().lower()
    is_served = len(asked) >= LEAST_DIGITS and graph.release.id.startswith(asked)
    return "" if not asked or is_served else asked


def require_served_release(graph: ServedGraph) -> None:
    """Check that the request names no other release than the one served.

    Raises:
        OtherReleaseError: when it does.
    """
    other = find_other_release(graph)
    if other:
        raise OtherReleaseError(
            f"the release {other} is not the one served, which is {graph.release.id[:SHOWN_DIGITS]}",
            "leave release out for the answer of the release that is served",
        )
