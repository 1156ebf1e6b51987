"""Answers to visitors' queries, kept while they fit: the same query on the same release has the same answer."""

from __future__ import annotations

import hashlib
from typing import TypeAlias

from graph.answers import FirstRows, Preview, WholeResult
from graph.sized_cache import SizedCache

Asked: TypeAlias = WholeResult | FirstRows
Content: TypeAlias = bytes | Preview


class AnswerCache:
    """The answers used last, up to ``max_bytes`` in all."""

    def __init__(self, max_bytes: int) -> None:
        self.kept: SizedCache[Content] = SizedCache(max_bytes)

    def find(self, release: str, asked: Asked) -> Content | None:
        """Return the answer that is kept, or None."""
        return self.kept.find(_make_key(release, asked))

    def keep(self, release: str, asked: Asked, content: Content) -> None:
        """Keep an answer."""
        size = len(content) if isinstance(content, bytes) else _measure(content)
        self.kept.keep(_make_key(release, asked), content, size)

    def clear(self) -> None:
        """Let all go."""
        self.kept.clear()


def _make_key(release: str, asked: Asked) -> str:
    return hashlib.sha256(repr((release, asked)).encode("utf-8", "surrogatepass")).hexdigest()


def _measure(preview: Preview) -> int:
    """Return about how many bytes a preview takes: its text, and something for each term."""
    terms = [term for row in preview.rows for term in row]
    return sum(len(str(term)) + 100 for term in (*terms, *preview.triples))
