"""The text of one Word paragraph, from its runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from loaders.documents.superscripts import raise_digits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset({W + "del", W + "moveFrom", W + "txbxContent", W + "instrText", W + "pPr", _MC + "Fallback"})
_SIGNS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}


def read_runs(paragraph: Any) -> str:  # Any: lxml has no types here
    """Return a paragraph's text; a tab is a tab, a line break a line break, deletions and text boxes are left out."""
    return "".join(_read_pieces(paragraph))


def _read_pieces(paragraph: Any) -> Iterator[str]:
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag == W + "t":
            yield raise_digits(element.text or "") if _is_raised(element) else element.text or ""
        elif element.tag in _SIGNS:
            yield _SIGNS[element.tag]
        elif element.tag in {W + "footnoteReference", W + "endnoteReference"}:
            yield raise_digits(element.get(W + "id", ""))
        else:
            waiting.extend(reversed(element))


def _is_raised(text: Any) -> bool:
    alignment = text.getparent().find(f"{W}rPr/{W}vertAlign")
    return alignment is not None and alignment.get(W + "val") == "superscript"


def find_boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the contents of a paragraph's text boxes, each once: older copies for other programs are left out."""
    for box in paragraph.iter(W + "txbxContent"):
        ancestors = [ancestor.tag for ancestor in box.iterancestors()]
        within = ancestors[: ancestors.index(W + "p")] if W + "p" in ancestors else ancestors
        if _MC + "Fallback" not in within and W + "del" not in within:
            yield box
