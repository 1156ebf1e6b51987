"""Conditional requests (RFC 9110, section 13): an answer is the same while release, application and address are.

The tag of an answer is a hash of the release, of the application's own files, of the address with its query, of the
media type and of the encoding. A view asks ``find_unchanged`` before it works; the tag is set when it has. What has a
tag of its own is made once: pages and pictures are kept by their tags.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import PreconditionFailed

from graph.sandbox import QueryLimits
from graph.settings import Settings
from web.asset_names import read_names
from web.compression import takes_gzip
from web.failures import answer_http, replace_by_error
from web.kept_pages import find_kept
from web.live import get_graph
from web.negotiate import HTML

UNCHANGING = "public, max-age=31536000, immutable"
REVALIDATE = "public, no-cache"
NEVER = "no-store"
_OWN_FILES = ("**/*.py", "templates/**/*.html", "templates/**/*.ttl", "templates/**/*.xml")


def add_caching(app: Flask, queries_folder: Path, settings: Settings) -> None:
    """Set ``ETag`` and ``Cache-Control`` on every answer of ``app``."""
    shown = (settings.licence, settings.publisher, settings.contact, QueryLimits.from_settings(settings))
    app.config["APPLICATION_HASH"] = f"{hash_application(queries_folder)} {shown}"

    @app.after_request
    def tag_answer(response: Response) -> Response:
        if response.status_code == 412:  # what the client asks for is not what it expects, so it does not get it
            return replace_by_error(response, answer_http(PreconditionFailed()))
        if request.endpoint == "static" and response.status_code == 200:
            response.headers["Cache-Control"] = UNCHANGING  # every name there holds the hash of its content
            return response
        if "Cache-Control" in response.headers:
            return response
        if g.get("is_of_another_release"):  # the release was switched between the tag and the answer
            response.headers["Cache-Control"] = NEVER
            return response
        if response.status_code not in (200, 304) or request.method not in ("GET", "HEAD") or "graph" not in g:
            response.headers["Cache-Control"] = NEVER if response.status_code >= 400 else REVALIDATE
            return response
        response.headers["Cache-Control"] = REVALIDATE
        response.set_etag(make_tag(response.mimetype or HTML))
        response.make_conditional(request)
        return (
            replace_by_error(response, answer_http(PreconditionFailed())) if response.status_code == 412 else response
        )


def find_unchanged(media_type: str, *more: str) -> Response | None:
    """Return a 304 when the client already has this address in ``media_type``, what is kept of it, else None.

    ``more`` is what else the answer depends on, such as the other releases that are kept.
    """
    g.tag_parts = more
    if request.method not in ("GET", "HEAD"):
        return None
    if make_tag(media_type) not in request.if_none_match:
        return find_kept(make_tag(media_type), media_type)
    response = Response(status=304, mimetype=media_type)
    response.set_etag(make_tag(media_type))
    response.headers["Cache-Control"] = REVALIDATE
    return response


def make_tag(media_type: str) -> str:
    """Return the tag of this request's answer in ``media_type``, in the encoding that the client reads."""
    encoding = "gzip" if takes_gzip() else ""
    shown = (get_graph().release.name, current_app.config["APPLICATION_HASH"], request.host_url, request.full_path)
    parts = (*shown, media_type, encoding, *g.get("tag_parts", ()))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def hash_application(queries_folder: Path) -> str:
    """Return a hash of every file that shapes an answer: code, templates, named queries, compiled assets."""
    here = Path(__file__).parent
    paths = [path for pattern in _OWN_FILES for path in here.glob(pattern)]
    digest = hashlib.sha256(repr(sorted(read_names().items())).encode())
    for path in sorted([*paths, *queries_folder.rglob("*.rq")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
