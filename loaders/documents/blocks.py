"""Lines gathered into blocks: what stands together until a blank line, a mark, a number or a table row begins anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.documents.lines import Line, Role, join_lines, to_plain
from loaders.documents.marks import find_item, find_label, find_paragraph_number, find_section

_NAMED_HEADING = re.compile(r"[A-Z]\w+(?: \w+){0,2}: [A-Z](?:[^\s.:]+(?: |$)){1,8}")
"""A few words, a colon and a short title, such as "Case study: The customs house"."""


@dataclass(frozen=True)
class Block:
    """Lines that belong together. ``mark`` is a list mark, ``number`` that of a section or paragraph.

    ``is_apart`` says that a blank line, or something else, stands before a row.
    """

    role: Role
    lines: tuple[Line, ...]
    text: str
    mark: str = ""
    number: str = ""
    is_apart: bool = True


class BlockReader:
    """Gathers the lines of one document; ``words`` are its words."""

    def __init__(self, lines: Sequence[Line], words: frozenset[str]) -> None:
        self._lines = lines
        self._words = words
        self._following = _find_following(lines)
        self._section = 0
        self._last: tuple[int, ...] = (0,)

    def read_blocks(self) -> Iterator[Block]:
        """Yield the blocks in their order."""
        gathered: list[Line] = []
        start = 0
        for index, line in enumerate(self._lines):
            if gathered and (line.is_blank or line.role != "text" or self._begins_anew(gathered, index)):
                yield self._make(gathered, start)
                gathered = []
            if line.is_blank:
                continue
            start = start if gathered else index
            gathered.append(line)
        if gathered:
            yield self._make(gathered, start)

    def _begins_anew(self, gathered: Sequence[Line], index: int) -> bool:
        text, first = self._lines[index].text, gathered[0]
        if first.role in {"row", "heading"} or find_section(gathered[-1].text, text):
            return True
        if len(gathered) == 1 and first.role == "text" and _stands_alone(first.text, text):
            return True
        if find_section(text, self._following[index]) or find_paragraph_number(text):
            return True
        item = find_item(text)
        return item is not None and not (item.mark and _is_wrapped(gathered[-1].text, item.mark))

    def _make(self, lines: Sequence[Line], start: int) -> Block:
        first = lines[0]
        role = first.role
        if role == "row":
            is_apart = start == 0 or self._lines[start - 1].role != "row"
            return Block("row", tuple(lines), " | ".join(cell for cell in first.cells if cell), is_apart=is_apart)
        if len(lines) == 1 and (section := find_section(first.text, self._following[start])):
            self._section, self._last = int(section.mark), (int(section.mark),)
            return Block("heading", tuple(lines), to_plain(section.rest), number=section.mark)
        rest = [line.text for line in lines[1:]]
        numbered = find_paragraph_number(first.text) if role != "heading" else None
        if numbered is not None:
            text = self._join(numbered.rest, rest)
            if self._accepts(numbered.mark):
                return Block("text", tuple(lines), text, number=numbered.mark)
            return Block("item", tuple(lines), text, mark=numbered.mark)
        item = find_item(first.text) if role != "heading" else None
        if item is not None or role == "item":
            text = self._join(item.rest if item else first.text, rest)
            return Block("item", tuple(lines), text, mark=item.mark if item else "")
        return Block(role, tuple(lines), self._join(first.text, rest))

    def _join(self, first: str, rest: Sequence[str]) -> str:
        return to_plain(join_lines((first, *rest), self._words))

    def _accepts(self, number: str) -> bool:
        """Say whether a number goes on with the paragraphs before it, and belongs to the section it stands in."""
        parts = tuple(int(part) for part in number.split("."))
        if parts <= self._last or (self._section and parts[0] != self._section):
            return False
        self._last = parts
        return True


def _find_following(lines: Sequence[Line]) -> list[str]:
    """Return, for each line, the text of the next line that is not blank."""
    following = [""] * len(lines)
    for index in range(len(lines) - 2, -1, -1):
        after = lines[index + 1]
        following[index] = following[index + 1] if after.is_blank else after.text
    return following


def _stands_alone(text: str, following: str) -> bool:
    """Say whether a line is a heading by itself, although the text goes on in the next line."""
    plain = to_plain(text)
    label = find_label(plain)
    if label is not None and not label.rest:
        return True
    if plain.endswith(":"):
        return len(plain.split()) <= 8
    is_named = label is not None or _NAMED_HEADING.fullmatch(plain) is not None
    is_short = is_named or (len(plain.split()) <= 4 and len(plain) <= 40)
    goes_on = following.strip()[:1].isupper() and len(following) > (1.0 if label else 1.5) * len(plain)
    return is_short and goes_on and plain[:1].isupper() and plain[-1:].isalpha()


def _is_wrapped(before: str, mark: str) -> bool:
    """Say whether a mark is the end of a wrapped sentence ("on 12." at a line's start) rather than an item's."""
    return not before.rstrip().endswith((".", ":", ";", ",")) and mark.isdigit() and int(mark) > 20
