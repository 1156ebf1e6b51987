"""Pages and pictures as they were made before, by the tag of their address: while the tag stays, so does what it names.

Only what a view made is kept; links, compression and security headers are added to it each time, as to a new page.
"""

from __future__ import annotations

from typing import TypeAlias, cast

from flask import Flask, Response, current_app, g, request

from graph.settings import Settings
from graph.sized_cache import SizedCache
from web.charts import MEDIA_TYPES
from web.negotiate import HTML

EXTENSION = "goldenthread-pages"

PageCache: TypeAlias = SizedCache[tuple[bytes, list[tuple[str, str]]]]

_KEPT_TYPES = (HTML, *MEDIA_TYPES.values())


def add_kept_pages(app: Flask, settings: Settings) -> None:
    """Keep what the views of ``app`` make; added last, this sees an answer before anything is added to it."""
    app.extensions[EXTENSION] = SizedCache(settings.page_cache_mb * 1_000_000)

    @app.after_request
    def keep(response: Response) -> Response:
        tag = g.pop("page_tag", None)
        is_whole = request.method == "GET" and response.status_code == 200 and response.is_sequence
        if tag and is_whole and response.mimetype in _KEPT_TYPES and not g.get("is_of_another_release"):
            body = response.get_data()
            get_kept_pages(app).keep(tag, (body, response.headers.to_wsgi_list()), len(body))
        return response


def get_kept_pages(app: Flask) -> PageCache:
    """Return the pages and pictures that ``app`` keeps."""
    return cast("PageCache", app.extensions[EXTENSION])


def find_kept(tag: str, media_type: str) -> Response | None:
    """Return what was made under this tag, None when it is to be made, and then kept."""
    if media_type not in _KEPT_TYPES:
        return None
    found = get_kept_pages(current_app).find(tag)
    if found is None:
        g.page_tag = tag
        return None
    body, headers = found
    return Response(body, 200, headers)
