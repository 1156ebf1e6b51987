"""Which section each passage stands in, and its position there: what makes its locator.

The headings of a plain text show no levels. ``choose_path`` says what a heading makes of the path so far; a family of
documents, or a transcript by its locators, knows better than the rule of thumb that ``choose_flat_path`` is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from loaders.documents.marks import find_label, to_heading_name
from loaders.documents.passages import Passage

Path = tuple[str, ...]
ChoosePath = Callable[[Path, Passage], "Path | None"]
"""The path so far and a heading, or another short line, give the new path; None where it is no heading."""

COVER: Path = ("Cover",)
_LONGEST_HEADING = 200


def choose_flat_path(path: Path, passage: Passage) -> Path | None:
    """Put each heading at the top, and a question or a line that leads to a list under a heading with a label.

    A label that repeats, on the next page, begins nothing.
    """
    if passage.kind != "heading":
        return None
    if (
        path
        and find_label(path[0])
        and passage.text.startswith(path[0])
        and not passage.text[len(path[0]) :][:1].isalnum()
    ):
        return path
    name = to_heading_name(passage.text)
    is_inner = passage.text.endswith((":", "?")) and bool(path) and find_label(path[0]) is not None
    return (path[0], name) if is_inner else (name,)


def locate(
    passages: Iterable[Passage], choose_path: ChoosePath = choose_flat_path, begins: Mapping[int, Path] | None = None
) -> Iterator[Passage]:
    """Yield passages with section and position; ``begins`` are sections without a printed heading, by their line."""
    counter = _Counter()
    for passage in passages:
        if begins and passage.line in begins:
            counter.enter(begins[passage.line])
        path = choose_path(counter.path, passage) if _may_be_heading(passage) else None
        if path is not None:
            counter.enter(path)
            yield replace(passage, kind="heading", headings=path, under="", ordinal=0)
        else:
            yield counter.place(passage)


def _may_be_heading(passage: Passage) -> bool:
    is_short = len(passage.text) <= _LONGEST_HEADING
    return passage.kind == "heading" or (passage.kind == "paragraph" and not passage.number and is_short)


@dataclass
class _Counter:
    path: Path = COVER
    under: str = ""
    counts: Counter[tuple[Path, str, str]] = field(default_factory=Counter)
    before: Passage | None = None

    def enter(self, path: Path) -> None:
        self.path, self.under, self.before = path, "", None

    def place(self, passage: Passage) -> Passage:
        if passage.kind == "paragraph" and passage.number:
            self.under = passage.number
        kind = "paragraph" if passage.kind == "heading" else passage.kind
        placed = replace(passage, kind=kind, headings=self.path, under=self.under)
        placed = {"item": self._place_item, "row": self._place_row}.get(kind, self._place_paragraph)(placed)
        if not (kind == "paragraph" and passage.text[:1].islower()):
            self.before = placed
        return placed

    def _place_paragraph(self, passage: Passage) -> Passage:
        return replace(passage, ordinal=self._count("paragraph")) if passage.kind == "paragraph" else passage

    def _place_item(self, passage: Passage) -> Passage:
        is_new = self.before is None or self.before.kind != "item"
        number = self._count("list") if is_new else self.counts[self._key("list")]
        return replace(
            passage,
            ordinal=self._count("item"),
            list_number=number,
            list_ordinal=self._count(f"item of {number}"),
        )

    def _place_row(self, passage: Passage) -> Passage:
        is_first = self.before is None or self.before.kind != "row" or passage.row < self.before.row
        number = self._count("table") if is_first else self.counts[self._key("table")]
        return replace(passage, table=number)

    def _count(self, what: str) -> int:
        self.counts[self._key(what)] += 1
        return self.counts[self._key(what)]

    def _key(self, what: str) -> tuple[Path, str, str]:
        return self.path, self.under, what
