"""Answers to visitors' queries, kept while they fit: the same query on the same release has the same answer."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict

from graph.answers import FirstRows, Preview, WholeResult

_OVERHEAD_BYTES = 500
_LARGEST_SHARE = 8


class AnswerCache:
    """The answers used last, up to ``max_bytes`` in all; one that would fill an eighth of it is not kept."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, tuple[bytes | Preview, int]] = OrderedDict()
        self.size_bytes = self.hits = self.misses = 0

    def find(self, release: str, asked: WholeResult | FirstRows) -> bytes | Preview | None:
        """Return the answer that is kept, or None."""
        key = _make_key(release, asked)
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                self.misses += 1
                return None
            self._kept.move_to_end(key)
            self.hits += 1
            return found[0]

    def keep(self, release: str, asked: WholeResult | FirstRows, content: bytes | Preview) -> None:
        """Keep an answer, and let those go that were not used for longest."""
        size = _OVERHEAD_BYTES + (len(content) if isinstance(content, bytes) else _measure(content))
        if size * _LARGEST_SHARE > self._max_bytes:
            return
        key = _make_key(release, asked)
        with self._lock:
            old = self._kept.pop(key, None)
            self._kept[key] = content, size
            self.size_bytes += size - (old[1] if old else 0)
            while self.size_bytes > self._max_bytes:
                self.size_bytes -= self._kept.popitem(last=False)[1][1]

    def clear(self) -> None:
        """Let all go."""
        with self._lock:
            self._kept.clear()
            self.size_bytes = 0


def _make_key(release: str, asked: WholeResult | FirstRows) -> bytes:
    return hashlib.sha256(repr((release, asked)).encode("utf-8", "surrogatepass")).digest()


def _measure(preview: Preview) -> int:
    """Return about how many bytes a preview takes: its text, and something for each term."""
    terms = [term for row in preview.rows for term in row]
    return sum(len(str(term)) + 100 for term in (*terms, *preview.triples))
