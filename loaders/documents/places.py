"""Finds what a transcript's locators name in a document: the passages themselves, or a section and all that it holds.

A plain text shows no levels of headings, so the locators say how the sections lie within one another: whatever they
name as a section begins one where its heading stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from loaders.documents.marks import to_heading_name
from loaders.documents.passages import SEPARATOR, Document, Passage
from loaders.documents.place import Place
from loaders.documents.sections import Path, locate
from loaders.documents.stretch import even_out
from loaders.documents.table_places import find_rows

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)+")
_LEAF = re.compile(
    r"(?:para|list|row|table) [0-9]+|page [0-9]+ heading|headings?|[0-9]+(?:\.[0-9]+)*|[ivx]+|[A-Za-z]|[A-Z][0-9]+"
)
_POSITION = re.compile(r"(?P<what>para|list|row|table|page) (?P<number>[0-9]+)(?: heading)?")
_LEAD_NAME = re.compile(r"\s[-\u2013\u2014]\s|:\s")
_SECTION_NUMBER = re.compile(r"^[0-9]+\.?\s+(?=[^\W\d])")


def to_key(path: Iterable[str]) -> Path:
    """Return heading names as they are compared: without case, closing colon and section number."""
    return tuple(_SECTION_NUMBER.sub("", even_out(name)).casefold().rstrip(": ") for name in path)


class Places:
    """The places of one document, divided as ``locators`` divide it.

    ``begins`` are the sections that the document prints no heading for: line to the section's name.
    """

    def __init__(self, document: Document, locators: Iterable[str], begins: Mapping[int, str]) -> None:
        paths = [_to_section_path(locator) for locator in (*begins.values(), *locators)]
        self._names = {
            to_key(path[:length]): path[:length] for path in reversed(paths) for length in range(1, len(path) + 1)
        }
        starts = {line: _to_section_path(name) for line, name in begins.items()}
        self._leads = _find_leads(document.passages)
        self.passages = tuple(locate(document.passages, self._choose_path, starts))
        self._sections: defaultdict[Path, list[Passage]] = defaultdict(list)
        self._numbered: defaultdict[str, list[Passage]] = defaultdict(list)
        self._found: dict[str, Place | None] = {}
        before: Passage | None = None
        for passage in self.passages:
            key = to_key(passage.headings)
            is_repeated = passage.kind == "heading" and len(key) > 1 and _repeats(passage, key[0])
            self._sections[key[:1] if is_repeated else key].append(passage)
            if passage.under:
                heading = [before] if passage.number and before is not None and before.kind == "heading" else []
                self._numbered[passage.under] += [*heading, passage]
            before = passage

    def find(self, locator: str) -> Place | None:
        """Find the place that a locator names, None where the document shows no such place."""
        if locator not in self._found:
            self._found[locator] = self._find(locator)
        return self._found[locator]

    def _find(self, locator: str) -> Place | None:
        parts = locator.split(SEPARATOR)
        if _NUMBER.fullmatch(parts[0]):
            own = self._numbered.get(parts[0], [])
            return _find_part(own, parts[1:]) if parts[1:] else _make_numbered(own)
        for length in range(len(parts), 0, -1):
            key = to_key(parts[:length])
            own = self._sections.get(key, [])
            if length == len(parts) and own:
                named = [passage for passage in own if passage.kind in {"heading", "title"}]
                return Place(tuple(named), tuple(own))
            if own and (place := _find_part(own, parts[length:])):
                return place
        return None

    def _choose_path(self, path: Path, passage: Passage) -> Path | None:
        """Go where the locators have a section of this name: the deepest that fits; a repeated heading begins none."""
        names = _find_names(passage)
        key = to_key(path)
        if passage.kind == "heading" and key and _repeats(passage, key[0]):
            return path
        for length in range(len(key), -1, -1):
            for name in names:
                if (*key[:length], name) in self._names:
                    return self._names[*key[:length], name]
        is_section = passage.kind == "heading" and (passage.number or passage.line in self._leads)
        return (to_heading_name(passage.text),) if is_section else None


def _find_names(passage: Passage) -> frozenset[str]:
    """Return the names that locators may call a heading by: all of it, or what stands before a dash or colon."""
    shorter = _LEAD_NAME.split(passage.text, maxsplit=1)[0]
    return frozenset(to_key((passage.text, to_heading_name(passage.text), shorter)))


def _repeats(passage: Passage, name: str) -> bool:
    """Say whether a heading is that of the section again, as at the head of a further page."""
    is_labelled = name[-1:].isdigit() and to_key((passage.text,))[0].startswith(f"{name} ")
    return name in _find_names(passage) or is_labelled


def _find_leads(passages: Sequence[Passage]) -> frozenset[int]:
    """Return the lines of the headings that stand right before a numbered paragraph, or before another such heading."""
    found: set[int] = set()
    leads = False
    for passage in reversed(passages):
        leads = bool(passage.number) if passage.kind != "heading" else leads
        if passage.kind == "heading":
            leads = leads and not passage.number
            found.update((passage.line,) if leads else ())
    return frozenset(found)


def _to_section_path(locator: str) -> Path:
    """Return the parts of a locator that name sections."""
    parts = locator.split(SEPARATOR)
    if _NUMBER.fullmatch(parts[0]):
        return ()
    length = next((index for index, part in enumerate(parts) if index and _LEAF.fullmatch(part)), len(parts))
    return tuple(parts[:length])


def _make_numbered(own: Sequence[Passage]) -> Place | None:
    named = tuple(passage for passage in own if passage.kind == "paragraph")
    return Place(named, tuple(own)) if own else None


def _find_part(own: Sequence[Passage], parts: Sequence[str]) -> Place | None:
    """Find what the last parts of a locator name among the passages of its section."""
    position = _POSITION.fullmatch(parts[0])
    if position is not None:
        return _find_at_position(own, position["what"], int(position["number"]), parts[1:])
    if parts[0] in {"heading", "headings"}:
        named = [passage for passage in own if passage.kind == "heading" or (passage.kind == "row" and not passage.row)]
        return Place(tuple(named)) if named else None
    items = [passage for passage in own if passage.kind == "item"]
    found = _find_item(items, parts[0]) if len(parts) == 1 else None
    if found is not None:
        return Place((found,))
    rows = [passage for passage in own if passage.kind == "row"]
    return find_rows(rows, parts) or _find_named(own, parts)


def _find_at_position(own: Sequence[Passage], what: str, number: int, rest: Sequence[str]) -> Place | None:
    if what == "para":
        found = [passage for passage in own if passage.kind == "paragraph" and passage.ordinal == number]
    elif what == "list":
        found = [passage for passage in own if passage.list_number == number]
        found = (
            [passage for passage in found if rest[0] in {passage.mark, str(passage.list_ordinal)}] if rest else found
        )
    elif what == "page":
        found = [passage for passage in own if passage.kind == "heading"][number - 1 : number]
    elif what == "table":
        found = [passage for passage in own if passage.table == number]
        return _find_part(found, rest) if rest and found else Place(tuple(found)) if found else None
    else:
        rows = [passage for passage in own if passage.kind == "row"]
        if rows:
            return find_rows(rows, (f"row {number}", *rest))
        found = list(own)
    return Place(tuple(found)) if found else None


def _find_item(items: Sequence[Passage], leaf: str) -> Passage | None:
    """Find an item by its printed mark, else by its position, else by the letter that its text begins with."""
    by_mark = next((item for item in items if item.mark == leaf), None)
    by_position = by_mark or next((item for item in items if not item.mark and leaf == str(item.ordinal)), None)
    if by_position is not None or leaf.isdigit():
        return by_position
    begins = re.compile(rf"(?:[A-Z][a-z]+ )?{re.escape(leaf)}\b(?:\s*[:.)-]|\s+[A-Z\u2013-])")
    return next((item for item in items if begins.match(item.text)), None)


def _find_named(own: Sequence[Passage], parts: Sequence[str]) -> Place | None:
    """Find what begins with a mark within its section ("R1"), or holds it in a sentence ("a)")."""
    leaf = parts[0]
    if len(parts) > 1 or len(leaf) > 3:
        return None
    inline = re.compile(rf"(?<!\w){re.escape(leaf)}(?:\)|\s*[-\u2013:]\s)")
    found = [passage for passage in own if passage.kind == "paragraph" and inline.search(passage.text)]
    return Place((found[0],)) if found else None
