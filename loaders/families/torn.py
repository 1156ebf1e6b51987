"""Items that a page or column tore apart: rejoined where the text proves it, cut off where it does not.

A fragment is a line that begins with a small letter and stands by itself in a list. It is the rest of an item that
breaks off: of one that ends in a word which no phrase can end in, else of the first after which the text was
interrupted. A second proof is that the document prints the words around the seam together elsewhere; that alone may
join two bullets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.documents.passages import Passage

_ADDRESS = re.compile(r"\S+\.\S+$|tbc\b")
_OPENS_CLAUSE = re.compile(r", \w+ing$")
_CANNOT_END = frozenset(
    re.findall(
        "[a-z]+", "a an and or of the to from against between including our their your its these this that which"
    )
)


@dataclass
class WholeItem:
    """An item of a list: the passages that it is printed in, and whether it is cut off."""

    passages: list[Passage]
    is_truncated: bool = False
    doubts: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The item on one line."""
        return " ".join(self.pieces)

    @property
    def is_rejoined(self) -> bool:
        """Whether it was torn."""
        return len(self.pieces) > 1


def rejoin(passages: Sequence[Passage], elsewhere: str) -> tuple[list[WholeItem], list[Passage]]:
    """Return the whole items of one list, and the paragraphs of it that belong to none of them.

    ``elsewhere`` is the text of the document in lower case.
    """
    items: list[WholeItem] = []
    others: list[Passage] = []
    fragments = [passage for passage in passages if _is_fragment(passage, passages)]
    for passage in passages:
        is_fragment = passage in fragments
        left = sum(1 for other in fragments if other.line >= passage.line)
        if is_fragment and _join_fragment(items, passage, left):
            continue
        if passage.kind != "item":
            others.append(passage)
        elif is_fragment or not _join_bullet(items, passage, elsewhere):
            doubts = ["It begins in the middle of a sentence."] if is_fragment else []
            items.append(WholeItem([passage], doubts=doubts, pieces=[passage.text]))
    for item in items:
        item.is_truncated = _breaks_off(item.text)
    return items, others


def is_address(text: str) -> bool:
    """Say whether a passage is an address, or says that something is to be confirmed."""
    return _ADDRESS.match(text) is not None


def _is_fragment(passage: Passage, passages: Sequence[Passage]) -> bool:
    """Say whether a passage is no item of its own; a small letter shows that where the items of the list have none."""
    if not passage.text[:1].islower() or passage.mark or is_address(passage.text):
        return False
    items = [other for other in passages if other.kind == "item"]
    small = [other for other in items if other.text[:1].islower()]
    return passage.kind == "paragraph" or (len(small) * 3 <= len(items) and passage is not items[0])


def _breaks_off(text: str) -> bool:
    """Say whether no phrase can end so: in such a word, a hyphen, or a participle that a comma has just begun."""
    words = text.split()
    return bool(words) and (
        words[-1].lower() in _CANNOT_END or words[-1].endswith("-") or _OPENS_CLAUSE.search(text) is not None
    )


def _join_bullet(items: Sequence[WholeItem], passage: Passage, elsewhere: str) -> bool:
    """Join a bullet to the one before where the document prints the words around the seam together elsewhere."""
    if not items or passage.mark or items[-1].is_rejoined or items[-1].text.endswith((".", ";", ":")):
        return False
    before, after = items[-1].text.split(), passage.text.split()
    seams = (" ".join((*before[-2:], *after[:1])), " ".join((*before[-1:], *after[:2])))
    if len(before) < 3 or not any(_is_printed(seam, elsewhere) for seam in seams) or _is_complete(items[-1], elsewhere):
        return False
    _join(items[-1], passage)
    return True


def _is_printed(phrase: str, elsewhere: str) -> bool:
    return len(phrase.split()) == 3 and re.search(rf"(?<!\w){re.escape(phrase.lower())}(?!\w)", elsewhere) is not None


def _is_complete(item: WholeItem, elsewhere: str) -> bool:
    """Say whether the document ends a sentence or item elsewhere with the last words of this one."""
    last = " ".join(item.text.split()[-3:]).lower()
    return elsewhere.count(f"{last}\n") > 1


def _join_fragment(items: Sequence[WholeItem], passage: Passage, fragments_left: int) -> bool:
    """Join a fragment to an item; not where more items break off than there are fragments left to go with them."""
    open_items = [item for item in items if not item.is_rejoined and not item.text.endswith((".", ";", ":"))]
    strong = [item for item in open_items if _breaks_off(item.text)]
    weak = [item for item in open_items if item not in strong and _is_interrupted(item, items, passage)]
    chosen = next(iter((*strong, *weak)), None)
    if chosen is None or len(strong) > fragments_left:
        return False
    if not strong and len(weak) > 1:
        chosen.doubts.append("More than one item of the list breaks off here: is this the rest of this one?")
    _join(chosen, passage)
    return True


def _join(item: WholeItem, passage: Passage) -> None:
    item.passages.append(passage)
    item.pieces.append(passage.text)


def _is_interrupted(item: WholeItem, items: Sequence[WholeItem], fragment: Passage) -> bool:
    """Say whether the text stops after an item: a gap before the next item, or the fragment right there."""
    last = item.passages[-1]
    end = last.line + len(last.lines)
    after = next((other.passages[0] for other in items if other.passages[0].line > last.line), fragment)
    return after.line > end or after is fragment
