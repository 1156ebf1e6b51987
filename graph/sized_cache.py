"""What was made before, kept while it fits."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Generic, TypeVar

Value = TypeVar("Value")

_OVERHEAD_BYTES = 500
_LARGEST_SHARE = 8


class SizedCache(Generic[Value]):
    """The values used last, up to ``max_bytes`` in all; one that would fill an eighth of it is not kept."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[Value, int]] = OrderedDict()
        self.size_bytes = self.hits = self.misses = 0

    def find(self, key: str) -> Value | None:
        """Return the value that is kept, or None."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                self.misses += 1
                return None
            self._kept.move_to_end(key)
            self.hits += 1
            return found[0]

    def keep(self, key: str, value: Value, size_bytes: int) -> None:
        """Keep a value of so many bytes, and let those go that were not used for longest."""
        size = _OVERHEAD_BYTES + size_bytes
        if size * _LARGEST_SHARE > self._max_bytes:
            return
        with self._lock:
            old = self._kept.pop(key, None)
            self._kept[key] = value, size
            self.size_bytes += size - (old[1] if old else 0)
            while self.size_bytes > self._max_bytes:
                self.size_bytes -= self._kept.popitem(last=False)[1][1]

    def clear(self) -> None:
        """Let all go."""
        with self._lock:
            self._kept.clear()
            self.size_bytes = 0
