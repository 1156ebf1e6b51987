"""A thread on one or two pages of paper: its outline in few words, its breaks, and its sources as numbered notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.outline import HOP_TITLES, order_hops
from graph.trace import Hop, Item
from graph.trace import Source as Passage
from web.contexts.lineage import SheetBreak, SheetGroup, SheetItem, SheetNote, SheetPage
from web.crumbs import make_crumbs
from web.outline import find_figure, find_mark, make_trails
from web.parts import Basis
from web.thread import Thread
from web.words import split_name, to_basis

MOST_ITEMS = 70
"""Lines that two pages hold; what hangs deeper in a longer thread is counted."""

MOST_OF_A_KIND = 6
"""Lines of each kind in a thread that is longer than that."""


def build_sheet(thread: Thread) -> SheetPage:
    """Return the thread of a node for paper."""
    writer = _Writer(thread)
    groups = writer.make_groups(thread.iri, writer.find_depth())
    size = writer.size
    trails = make_trails(thread.up, thread.naming)
    own = [each for each in thread.gaps if each.node == thread.iri]
    return SheetPage(
        node=thread.link,
        heading=thread.title,
        lineage_href=thread.graph.site.to_lineage(thread.iri),
        crumbs=(*make_crumbs(thread.graph, thread.up, trails, thread.is_plan), thread.link),
        above=trails,
        weakest=to_basis(thread.down.weakest_basis),
        size=size,
        left_out=size - len(writer.written),
        groups=groups,
        breaks=tuple(
            SheetBreak(
                "" if each.node == thread.iri else thread.naming.link(each.node).text,
                each.text,
                each.mend,
                tuple(writer.number(source) for source in each.sources),
            )
            for each in (thread.gaps if len(thread.gaps) <= MOST_BREAKS else own)
        ),
        notes=tuple(writer.make_notes()),
    )


MOST_BREAKS = 16
"""Breaks that are said one by one; of a longer list, only those of the node itself."""


@dataclass
class _Writer:
    thread: Thread
    written: set[str] = field(default_factory=set)
    numbers: dict[Passage | str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many nodes hang on the root."""
        return len({hop.child for hop in self.thread.down.hops})

    def find_depth(self) -> int:
        """Return how many levels fit on two pages: at least the first."""
        level, depth, seen = {self.thread.iri}, 0, set[str]()
        while level:
            level = {hop.child for hop in self.thread.down.hops if hop.parent in level} - seen
            if len(seen | level) > MOST_ITEMS and depth:
                break
            seen |= level
            depth += 1
        return depth

    def make_groups(self, parent: str, depth: int) -> tuple[SheetGroup, ...]:
        if not depth:
            return ()
        down = self.thread.down
        return tuple(self._make_group(kind, hops, depth) for kind, hops in order_hops(down.children(parent), down))

    def _make_group(self, kind: str, hops: list[Hop], depth: int) -> SheetGroup:
        bases = {hop.basis for hop in hops}
        shared = to_basis(bases.pop()) if len(bases) == 1 else None
        most = len(hops) if self.size <= MOST_ITEMS else MOST_OF_A_KIND
        items = tuple(self._make_item(hop, shared, depth) for hop in hops[:most])
        return SheetGroup(HOP_TITLES.get(kind, split_name(kind)), shared, items, max(0, len(hops) - most))

    def _make_item(self, hop: Hop, shared: Basis | None, depth: int) -> SheetItem:
        item = self.thread.naming.items.get(hop.child, Item(hop.child))
        is_new = hop.child not in self.written
        self.written.add(hop.child)
        notation = item.find("skos:notation")
        reasons = [f"Curated by a {hop.curator}: {hop.reason}"] if hop.reason else []
        return SheetItem(
            text=f"{notation} {item.label}" if notation else item.label,
            href=self.thread.graph.site.to_page(hop.child),
            figure=find_figure(item),
            mark=find_mark(item),
            basis=None if shared else to_basis(hop.basis),
            notes=(*map(self.number, hop.sources), *map(self.number, reasons)),
            groups=self.make_groups(hop.child, depth - 1) if is_new else (),
        )

    def number(self, source: Passage | str) -> int:
        """Return the number of a note, the same for the same place or reason."""
        return self.numbers.setdefault(source, len(self.numbers) + 1)

    def make_notes(self) -> list[SheetNote]:
        """Return the notes in the order of their numbers."""
        return [self._make_note(number, source) for source, number in self.numbers.items()]

    def _make_note(self, number: int, source: Passage | str) -> SheetNote:
        if isinstance(source, str):
            return SheetNote(number, source, "")
        (place,) = self.thread.naming.sources([source])
        return SheetNote(number, f"{place.document.text}, {place.locator}", place.href)
