"""Blocks made into passages: which are headings, what was torn at a page or column, and which rows make a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from loaders.documents.blocks import Block, BlockReader
from loaders.documents.lines import Line, find_words, join_lines, to_plain
from loaders.documents.marks import find_label
from loaders.documents.passages import Passage
from loaders.documents.tables import head_tables

_ENDS_SENTENCE = re.compile(r"[.!?:;][\u201d\u2019\"')\]]*$")
_GOES_ON = re.compile(r"[a-z(]")
_GOES_ON_WITH_NUMBER = re.compile(r"\u00a3?[0-9]+(?:[ ,.][0-9a-z])")
_IS_HEADING = re.compile(r"[\u2018\u201c'\"]?[A-Z0-9].*[^.,;!\u2013-]$", re.DOTALL)
_ADDRESS = re.compile(r"https?://|www\.|\S@\S")
_IS_SENTENCE = re.compile(r"\b(?:is|are|was|were|has|have|said|told)\b")
_FOOTNOTE = re.compile(r"\s*(?:\*(?!\*)[^*]*$|[\u2020\u2021\u00b9\u00b2\u00b3\u2070-\u2079]|\[[0-9]+\])")
_LONGEST_HEADING = 120


def make_passages(lines: Sequence[Line]) -> tuple[Passage, ...]:
    """Return the passages of a document's lines, in their order, their places still to be found."""
    words = find_words(line.text for line in lines)
    blocks = _join_torn(list(BlockReader(lines, words).read_blocks()), words)
    return tuple(head_tables(_to_passages(blocks)))


def _join_torn(blocks: Sequence[Block], words: frozenset[str]) -> list[Block]:
    """Join paragraphs that a page or column tore apart, and items that a page did."""
    joined: list[Block] = []
    for own in blocks:
        block = _read_footnote(own) if joined and joined[-1].role == "row" else own
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, block):
            lines = (*before.lines, *block.lines)
            text = to_plain(join_lines((before.text, block.text), words))
            joined[-1] = replace(before, lines=lines, text=text)
        else:
            joined.append(block)
    return joined


def _read_footnote(block: Block) -> Block:
    """Read an asterisk right below a table as the mark of a footnote, not of a list."""
    is_marked = block.role == "item" and block.lines[0].text.lstrip().startswith("*")
    return replace(block, role="text") if is_marked else block


def _goes_on(before: Block, block: Block) -> bool:
    if block.role != "text" or block.number or before.role in {"row", "heading"} or _ENDS_SENTENCE.search(before.text):
        return False
    if before.role == "item" and before.lines[-1].page == block.lines[0].page and not _is_wrapped(before):
        return False
    if before.role == "text" and before.text[:1].islower():  # a fragment of an item: what it belongs to is not known
        return False
    if before.text.endswith((",", "-")) and not find_label(block.text):
        return True
    if len(before.text) > _LONGEST_HEADING and _GOES_ON_WITH_NUMBER.match(block.text):
        return True
    return _GOES_ON.match(block.text) is not None and not _ADDRESS.search(block.text.split()[0])


def _is_wrapped(block: Block) -> bool:
    """Say whether a space at a line's end shows that it was wrapped there and goes on."""
    return block.lines[-1].text.endswith(" ")


def _to_passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    is_after_label, table = False, 0
    before: Block | None = None
    for block, following in zip_longest(blocks, blocks[1:]):
        table += block.role == "row" and block.is_apart and not _continues_table(before, block)
        before = block
        passage = _to_passage(block, table)
        is_heading = passage.kind == "heading" or (passage.kind == "paragraph" and _is_heading(block, following))
        if is_after_label and _is_title(block):
            yield replace(passage, kind="title")
            is_after_label = False
            continue
        label = find_label(block.text) if is_heading else None
        is_after_label = label is not None and not label.rest
        yield replace(passage, kind="heading") if is_heading else passage


def _to_passage(block: Block, table: int) -> Passage:
    first = block.lines[0]
    return Passage(
        {"text": "paragraph", "heading": "heading", "item": "item", "row": "row"}[block.role],  # type: ignore[arg-type]
        block.text,
        number=block.number,
        mark=block.mark,
        table=table if block.role == "row" else 0,
        cells=tuple(to_plain(cell) for cell in first.cells),
        page=first.page,
        line=first.number,
        lines=tuple(line.text for line in block.lines),
    )


def _continues_table(before: Block | None, block: Block) -> bool:
    """Say whether a row at the top of a page goes on with the table at the foot of the page before."""
    if before is None or before.role != "row" or before.lines[0].page is None or block.lines[0].page is None:
        return False
    is_next_page = block.lines[0].page == before.lines[0].page + 1
    return is_next_page and len(block.lines[0].cells) == len(before.lines[0].cells)


def _is_title(block: Block) -> bool:
    """Say whether a block is the title of the label before it: one line of a heading, longer than others may be."""
    text = block.text
    is_other = block.role not in {"text", "heading"} or block.number or find_label(text) or text.endswith((":", "?"))
    return not is_other and len(text) <= 2 * _LONGEST_HEADING and _IS_HEADING.match(text) is not None


def _is_heading(block: Block, following: Block | None) -> bool:
    """Say whether a paragraph without a number is a heading: short, not a sentence, and not the start of one."""
    text = block.text
    if block.number or _ADDRESS.search(text) or _FOOTNOTE.match(block.lines[0].text):
        return False
    label = find_label(text)
    if label is not None and len(text) <= 2 * _LONGEST_HEADING:
        return True
    if len(text) > _LONGEST_HEADING or not _IS_HEADING.match(text) or following is None:
        return False
    if text.endswith(":"):
        return len(text.split()) <= 7 and not _IS_SENTENCE.search(text)
    return not (following.role == "text" and not following.number and _GOES_ON.match(following.text))
