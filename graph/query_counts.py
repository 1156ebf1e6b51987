"""What the sandbox remembers of queries: how many came to which end, and which have been slow."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter, OrderedDict
from collections.abc import Mapping

from graph.answers import QueryRequest

_MOST_SLOW = 1000


class QueryCounts:
    """How often queries ran into each limit (by its name), or were sent back from the quick lane."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()

    def add(self, what: str) -> None:
        """Count one."""
        with self._lock:
            self._counts[what] += 1

    def read(self) -> Mapping[str, int]:
        """Return the counts."""
        with self._lock:
            return dict(self._counts)


class SlowQueries:
    """The last queries that were not over soon, as hashes: they need not be tried in the quick lane again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: OrderedDict[bytes, None] = OrderedDict()

    def has(self, request: QueryRequest) -> bool:
        """Tell whether a query is one of them."""
        with self._lock:
            return _hash(request) in self._seen

    def add(self, request: QueryRequest) -> None:
        """Remember a query."""
        with self._lock:
            self._seen[_hash(request)] = None
            while len(self._seen) > _MOST_SLOW:
                self._seen.popitem(last=False)

    def clear(self) -> None:
        """Forget all, because on another release they may be quick."""
        with self._lock:
            self._seen.clear()


def _hash(request: QueryRequest) -> bytes:
    return hashlib.sha256(repr(request).encode("utf-8", "surrogatepass")).digest()
