"""The web face: ``create_app`` puts it together, always in the same order.

Settings, then what they make (library, served graph, compiled assets), then what every request has (id, log, measures,
limits), then what templates may use, then what every answer has (failures, a place to be sent from, compression,
caching, security, being kept as it was made), then one blueprint for each noun.
"""

from __future__ import annotations

from flask import Flask

from graph.iris import Addresses
from graph.namespaces import PREFIXES
from graph.node_paths import NodePaths
from graph.queries import QUERIES_FOLDER, QueryLibrary
from graph.settings import Settings
from graph.source_texts import SourceReader
from web import (
    about,
    boards,
    catalogue,
    changes,
    codes,
    compare,
    completion,
    crawlers,
    definitions,
    document_text,
    documents,
    downloads,
    duties,
    evidence,
    gaps,
    graphs,
    health,
    home,
    lineage,
    measures,
    metrics,
    money,
    pages,
    plans,
    quality,
    queries,
    recommendations,
    search,
    sparql,
    timeline,
    topics,
)
from web.asset_names import BUILD_DIR, read_names
from web.bodies import add_bodies
from web.caching import add_caching
from web.compression import add_compression
from web.cross_origin import add_cross_origin
from web.crowding import add_crowding
from web.document_text import SOURCES
from web.errors import AssetError
from web.failures import add_failures
from web.filters import add_filters
from web.head_links import add_head_links
from web.kept_pages import add_kept_pages
from web.kept_releases import SETTINGS
from web.live import EXTENSION, LiveGraph
from web.metrics import add_metrics
from web.navigation import add_navigation
from web.request_headers import add_request_headers
from web.request_limits import add_request_limits
from web.request_log import add_request_log
from web.security import add_security_headers
from web.sending import add_sending
from web.visitors import trust_proxies

BLUEPRINTS = (
    home,
    plans,
    pages,
    lineage,
    timeline,
    compare,
    gaps,
    measures,
    money,
    topics,
    boards,
    duties,
    evidence,
    recommendations,
    documents,
    document_text,
    quality,
    search,
    queries,
    sparql,
    completion,
    definitions,
    codes,
    graphs,
    changes,
    downloads,
    catalogue,
    crawlers,
    about,
    health,
    metrics,
)
"""A module for each noun, with its ``blueprint``."""


def create_app(settings: Settings, sources: SourceReader | None = None) -> Flask:
    """Return the application for ``settings``; it serves whichever release is current.

    ``sources`` reads the documents whose files are at hand; without it none is.

    Raises:
        AssetError: when styles and scripts have not been compiled.
        QueryFileError: when a named query is broken.
    """
    app = Flask("web", static_folder=str(BUILD_DIR), static_url_path="/static")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.strict_slashes = False
    library = QueryLibrary.read(QUERIES_FOLDER, NodePaths(Addresses(settings.base_iri), PREFIXES))
    app.extensions[EXTENSION] = LiveGraph(settings, library)
    app.extensions[SOURCES] = sources
    add_request_log(app)
    add_metrics(app)
    add_request_limits(app, settings)
    add_request_headers(app)
    add_crowding(app)
    app.extensions[SETTINGS] = settings
    add_filters(app, _require_assets())
    add_navigation(app, settings)
    add_failures(app)
    add_sending(app, settings)
    add_head_links(app, settings)
    add_compression(app)
    add_caching(app, QUERIES_FOLDER, settings)
    add_security_headers(app)
    add_cross_origin(app)
    trust_proxies(app, settings)
    add_bodies(app)
    add_kept_pages(app, settings)
    for module in BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    return app


def _require_assets() -> dict[str, str]:
    names = read_names()
    if not names:
        raise AssetError("the styles and scripts have not been compiled", "run: python -m web.asset_build")
    return names
