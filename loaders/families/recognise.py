"""Which family a document is of: the one whose headings it has most of."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.documents.passages import Document
from loaders.families.layout import GENERIC, Layout, Layouts
from loaders.families.outline import match_heading


@dataclass(frozen=True)
class Recognition:
    """The family of a document, and how many of each family's signs it shows."""

    layout: Layout
    signs: dict[str, int]

    @property
    def is_known(self) -> bool:
        """Whether it is of a known family."""
        return self.layout.name != GENERIC


def recognise(document: Document, layouts: Layouts) -> Recognition:
    """Return the family of a document; the generic one where no family has signs enough, or two have equally many."""
    texts = {passage.text for passage in document if passage.kind in {"heading", "title"} or passage.text.endswith(":")}
    counts = {layout.name: _count_signs(layout, texts) for layout in layouts.families}
    enough = [layout for layout in layouts.families if layout.signs and counts[layout.name] >= int(layout.signs.least)]
    best = sorted(enough, key=lambda layout: _share(layout, counts), reverse=True)
    is_clear = len(best) == 1 or (len(best) > 1 and _share(best[0], counts) > _share(best[1], counts))
    return Recognition(best[0] if is_clear else layouts.get(GENERIC), counts)


def _share(layout: Layout, counts: dict[str, int]) -> float:
    return counts[layout.name] / len(layout.signs.headings) if layout.signs else 0.0


def _count_signs(layout: Layout, texts: set[str]) -> int:
    signs = layout.signs.headings if layout.signs else []
    return sum(1 for sign in signs if any(match_heading(sign, text) for text in texts))
