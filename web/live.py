"""The graph being served. It changes when a build or a rollback makes another release current.

A request takes hold of one graph and keeps it to its end, so that no page mixes two releases. The first request after a
switch opens the new release while the others go on with the old one; when the new one cannot be opened, the old one
stays in service and the log says why.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import current_app, g

from graph.authorities import find_home_authority
from graph.errors import ReleaseError, StoreError
from graph.iris import Addresses
from graph.namespaces import PREFIXES
from graph.node_paths import NodePaths
from graph.parameters import Given
from graph.queries import QueryLibrary
from graph.releases import Release, find_current_name, open_release
from graph.remote import RemoteStore
from graph.sandbox import QueryLimits, QueryPool
from graph.settings import Settings
from graph.store import Store
from graph.trace import Tracer
from graph.word_index import WordIndex
from web.addresses import SiteAddresses
from web.rows import Row, read_rows

LOG = logging.getLogger(__name__)
EXTENSION = "goldenthread"


@dataclass(frozen=True)
class ServedGraph:
    """One release with its store, the library of named queries, and where its nodes are shown."""

    release: Release
    store: Store
    library: QueryLibrary
    site: SiteAddresses

    @cached_property
    def words(self) -> WordIndex:
        """The names of this release, to search; made when it is first wanted."""
        return WordIndex(self.store, self.library)

    @cached_property
    def tracer(self) -> Tracer:
        """What reads threads from this graph, and knows what its documents are called."""
        return Tracer(self.store, self.library)

    def read(self, name: str, values: Mapping[str, Given] | None = None) -> tuple[Row, ...]:
        """Return the rows of the named query, in its order."""
        return tuple(read_rows(self.library.get_query(name).select(self.store, values or {})))


class LiveGraph:
    """Hands out the served graph and notices when another release has become current."""

    def __init__(self, settings: Settings, library: QueryLibrary) -> None:
        self._settings = settings
        self._library = library
        self._switching = threading.Lock()
        self._served: ServedGraph | None = None
        self._refused: str | None = None
        self._pool: QueryPool | None = None
        self.limits = QueryLimits.from_settings(settings)

    def get(self) -> ServedGraph:
        """Return the graph of the current release.

        Raises:
            ReleaseError: when there is no release that can be opened.
        """
        name = find_current_name(self._settings.data)
        served = self._served
        if served is not None and name in (served.release.name, self._refused, None):
            return served
        if not self._switching.acquire(blocking=served is None) and served is not None:
            return served
        try:
            return self._switch(name)
        finally:
            self._switching.release()

    def get_pool(self) -> QueryPool:
        """Return the pool for visitors' queries, on the release that ``get`` returned last; it starts with the first.

        Raises:
            ReleaseError: when there is no release that can be opened.
        """
        if self._pool is not None:
            return self._pool
        served = self.get()
        with self._switching:
            if self._pool is None:
                self._pool = QueryPool(served.release, self.limits, self._settings.memory_store_max_quads)
            return self._pool

    def find_pool(self) -> QueryPool | None:
        """Return the pool for visitors' queries, None before the first of them."""
        return self._pool

    def close(self) -> None:
        """End the workers of the pool."""
        with self._switching:
            if self._pool is not None:
                self._pool.close()
                self._pool = None

    def _switch(self, name: str | None) -> ServedGraph:
        served = self._served
        if served is not None and name in (served.release.name, None):
            return served
        if name is None:
            raise ReleaseError(f"there is no release in {self._settings.data}", "run: goldenthread build")
        try:
            opened = self._open(name)
        except (ReleaseError, StoreError) as error:
            if served is None:
                raise
            LOG.error("release %s cannot be served, %s stays in service: %s", name, served.release.name, error)
            self._refused = name
            return served
        if self._pool is not None:
            self._pool.switch(opened.release)
        self._served, self._refused = opened, None
        LOG.info("serving release %s", name)
        return opened

    def _open(self, name: str) -> ServedGraph:
        release = open_release(self._settings.data, name)
        store, base_iri = self._open_store(release), self._settings.base_iri
        authority = find_home_authority(store, self._library, base_iri)
        library = self._library.with_resolver(NodePaths(Addresses(base_iri, authority), PREFIXES))
        return ServedGraph(release, store, library, SiteAddresses(base_iri, authority))

    def _open_store(self, release: Release) -> Store:
        if self._settings.store is None:
            return release.open_store(self._settings.memory_store_max_quads)
        return RemoteStore.connect(self._settings.store, self._library, self._settings.remote_timeout_s)


def get_live_graph() -> LiveGraph:
    """Return the application's holder of the served graph.

    Raises:
        TypeError: when the application was not made by ``create_app``.
    """
    live = current_app.extensions[EXTENSION]
    if not isinstance(live, LiveGraph):
        raise TypeError("the application was not made by create_app")
    return live


def get_graph() -> ServedGraph:
    """Return the graph that this request works on, the same until its end."""
    if "graph" not in g:
        g.graph = get_live_graph().get()
    graph: ServedGraph = g.graph
    return graph
