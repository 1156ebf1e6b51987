"""The marks and numbers of Word's lists, which a document does not hold as text: they are counted as Word counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from loaders.documents.counts import write_count
from loaders.documents.docx_text import W

_BULLET = "\u2022"
_MOST_STYLES = 20


@dataclass(frozen=True)
class _Level:
    kind: str
    pattern: str
    start: int


class Numbering:
    """Counts the numbered paragraphs of one document; ask for each paragraph once, in order."""

    def __init__(self, document: Any) -> None:  # Any: python-docx has partial types only
        self._styles = {style.get(W + "styleId"): style for style in document.styles.element.iter(W + "style")}
        self._levels = _read_levels(document)
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def find_style_name(self, paragraph: Any) -> str:
        """Return the name of a paragraph's style, "" where it has none."""
        style = self._styles.get(_find_value(paragraph, "pPr/pStyle"))
        return _find_value(style, "name") if style is not None else ""

    def find_label(self, paragraph: Any) -> str:
        """Return the mark before a paragraph: a bullet, a number such as "3.1" or "iv.", "" where it has none."""
        place = self._find_place(paragraph)
        if place is None:
            return ""
        number, depth = place
        level = self._levels.get(number, {}).get(depth)
        if level is None or level.kind == "none":
            return ""
        if level.kind == "bullet":
            return _BULLET
        counts = self._counts[number]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return self._fill_pattern(number, level.pattern, depth)

    def _fill_pattern(self, number: str, pattern: str, depth: int) -> str:
        for other in range(depth + 1):
            level = self._levels[number].get(other)
            count = self._counts[number].get(other, level.start if level else 1)
            pattern = pattern.replace(f"%{other + 1}", write_count(count, level.kind if level else "decimal"))
        return pattern

    def _find_place(self, paragraph: Any) -> tuple[str, int] | None:
        """Return the list that a paragraph belongs to, by itself or by its style, and its level (0-based) in it."""
        holder, style = paragraph, self._styles.get(_find_value(paragraph, "pPr/pStyle"))
        for _ in range(_MOST_STYLES):
            number = _find_value(holder, "pPr/numPr/numId")
            if number:
                depth = _find_value(holder, "pPr/numPr/ilvl") or "0"
                return None if number == "0" else (number, int(depth))
            if style is None:
                return None
            holder, style = style, self._styles.get(_find_value(style, "basedOn"))
        return None


def _read_levels(document: Any) -> dict[str, dict[int, _Level]]:
    part = next((rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None)
    if part is None:
        return {}
    root = part.element
    abstract = {
        item.get(W + "abstractNumId"): {
            int(level.get(W + "ilvl")): _read_level(level) for level in item.iter(W + "lvl")
        }
        for item in root.iter(W + "abstractNum")
    }
    return {
        item.get(W + "numId"): abstract.get(_find_value(item, "abstractNumId"), {}) for item in root.iter(W + "num")
    }


def _read_level(level: Any) -> _Level:
    start = _find_value(level, "start")
    return _Level(
        _find_value(level, "numFmt") or "decimal",
        _find_value(level, "lvlText") or "%1.",
        int(start) if start.isdigit() else 1,
    )


def _find_value(element: Any, path: str) -> str:
    found = element.find("/".join(W + part for part in path.split("/"))) if element is not None else None
    return found.get(W + "val", "") if found is not None else ""
