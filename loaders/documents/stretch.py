"""A stretch of print as ``verify`` searches it: what is print is kept, what is layout is evened out.

Evened out on both sides of a comparison: spaces and line breaks, quotation marks, dashes, ligatures, list glyphs,
emphasis marks, and hyphens at line ends. Letters, their case, digits and the other signs must agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from loaders.documents.lines import EMPHASIS, SIGNS

_LIST_HYPHEN = re.compile(r"^ *- +", re.MULTILINE)
_LINE_END_HYPHEN = re.compile(r"(?<=\w)-[ \t]*\n\s*(?=\w)")


@lru_cache(maxsize=16_384)
def even_out(text: str) -> str:
    """Return text with its layout evened out; hyphens at line ends stay, as hyphens within a line."""
    plain = unicodedata.normalize("NFKC", text).translate(SIGNS)
    plain = _LINE_END_HYPHEN.sub("-", _LIST_HYPHEN.sub("", EMPHASIS.sub("", plain)))
    return " ".join(plain.split())


@dataclass(frozen=True)
class Stretch:
    """A stretch of a document's lines, or several."""

    lines: tuple[str, ...]

    @cached_property
    def _readings(self) -> tuple[str, str]:
        """The text with words divided at a line end read as hyphenated, and read as one word."""
        text = "\n".join(self.lines)
        plain = unicodedata.normalize("NFKC", text).translate(SIGNS)
        return even_out(text), even_out(_LINE_END_HYPHEN.sub("", plain))

    def holds(self, printed: str, *, is_piece: bool = False) -> bool:
        """Say whether a string is printed here; a piece may begin or end within a word or number."""
        wanted = even_out(printed)
        if not any(wanted in reading for reading in self._readings):
            return False
        return is_piece or self._match(_to_pattern(wanted))

    def holds_in_order(self, strings: Iterable[str]) -> bool:
        """Say whether strings are printed here one after the other, whatever stands between them."""
        return self._match(".*?".join(_to_pattern(even_out(printed)) for printed in strings))

    def _match(self, pattern: str) -> bool:
        return any(re.search(pattern, reading) is not None for reading in self._readings)


def _to_pattern(wanted: str) -> str:
    """Return what matches a string, but neither within a word nor within a number."""
    before = r"(?<!\w)(?<![0-9][.,])" if wanted[:1].isalnum() else ""
    after = r"(?!\w)(?![.,][0-9])" if wanted[-1:].isalnum() else ""
    return before + re.escape(wanted) + after
