"""A thread as an outline: from the hops of a trace to branches that a template can nest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.breaks import find_breaks
from graph.outline import HOP_TITLES, order_hops
from graph.trace import BASIS_STRENGTH, Hop, Item, Note, Trace
from graph.trace import Source as Passage
from web.addresses import SiteAddresses
from web.facts import cite, make_reading
from web.parts import Aside, Branch, BranchGroup, Break, BreakGroup, Link, Outline, Source, Trail
from web.words import NOTES, split_name, to_basis

MOST_TRAILS = 40
"""Ways up that are shown of a node that hangs on many, such as the council itself."""

_VALUES = {"hasObservation", "hasMissingCell"}
_DIGITS = re.compile(r"([0-9]+)")


@dataclass(frozen=True)
class Naming:
    """What a trace's nodes are called and where they are shown."""

    items: Mapping[str, Item]
    site: SiteAddresses

    def link(self, iri: str) -> Link:
        """Return a node with its label."""
        item = self.items.get(iri, Item(iri))
        return Link(item.label, self.site.to_page(iri))

    def sources(self, passages: Iterable[Passage]) -> tuple[Source, ...]:
        """Return passages with links to them."""
        return tuple(cite(each.document, each.name, each.locator, self.site) for each in passages)


def find_figure(item: Item) -> str:
    """Return a node's value as printed with its qualifier, area and period; empty when it has none."""
    published = item.find("gt:publishedValue")
    if published is None:
        return ""
    value = " ".join(part for part in (item.find("gt:qualifier"), published or "(blank)") if part)
    column = item.find("gt:sourceColumn")
    frame = [item.find("gt:statedPeriod") or "", item.find("sdmx-dimension:refArea") or ""]
    shown = [part for part in dict.fromkeys(frame) if part and part != column]
    return f"{value} ({', '.join(shown)})" if shown else value


def find_mark(item: Item) -> str:
    """Return what is to be known of a node's text or value at a glance; empty when nothing is."""
    if any(status.endswith("text-truncated") for status in item.facts.get("gt:textStatus iri", ())):
        return "cut off in the source"
    if any(status.endswith("obsStatus-B") for status in item.facts.get("sdmx-attribute:obsStatus iri", ())):
        return "not comparable with other years"
    return ""


def make_outline(trace: Trace, naming: Naming, holding: str | None) -> Outline:
    """Return the thread below the root of a downward trace; ``holding`` is the code of what is held of its plan.

    Breaks are found only where ``holding`` is known: a node outside any plan has no thread to break.
    """
    breaks = make_breaks(trace, naming, holding) if holding else ()
    builder = _Builder(trace, naming, breaks)
    groups = builder.make_groups(trace.root.iri)
    own = tuple(each for each in breaks if each.node.href == naming.site.to_page(trace.root.iri))
    size = len({hop.child for hop in trace.hops})
    return Outline(groups, own, size, to_basis(trace.weakest_basis))


def drop_groups(outline: Outline, kinds: frozenset[str]) -> Outline:
    """Return an outline without what hangs straight on its root by some kinds of hop, which a page shows elsewhere."""
    titles = {HOP_TITLES[kind] for kind in kinds}
    return replace(outline, groups=tuple(group for group in outline.groups if group.label not in titles))


def make_breaks(trace: Trace, naming: Naming, holding: str) -> tuple[Break, ...]:
    """Return the breaks of a downward trace, of its root first."""
    return tuple(
        Break(
            naming.link(each.node), each.kind.removeprefix("gap-"), each.text, each.mend, naming.sources(each.sources)
        )
        for each in find_breaks(trace, holding)
    )


def group_breaks(breaks: Iterable[Break]) -> tuple[BreakGroup, ...]:
    """Return breaks under the nodes that they are at, in their order."""
    by_node: dict[Link, list[Break]] = {}
    for each in breaks:
        by_node.setdefault(each.node, []).append(each)
    return tuple(BreakGroup(node, tuple(of_node)) for node, of_node in by_node.items())


def make_whole_plan(trace: Trace, naming: Naming) -> tuple[BranchGroup, ...]:
    """Return what is said of the whole plan of an element, which is no part of its thread."""
    return _group(trace.whole_plan, trace, lambda hop: _make_leaf(hop, naming, ()))


def make_trails(trace: Trace, naming: Naming) -> tuple[Trail, ...]:
    """Return the ways up from the root of an upward trace, by plan; at most ``MOST_TRAILS``."""
    parents: dict[str, list[Hop]] = {}
    for hop in trace.hops:
        parents.setdefault(hop.child, []).append(hop)
    trails: list[Trail] = []
    for hops in _climb(trace.root.iri, parents, ()):
        weakest = max((hop.basis for hop in hops), key=_strength)
        readings = tuple(each for hop in hops if (each := make_reading(hop.reason, hop.curator)))
        trails.append(Trail(tuple(_number(naming, hop.parent) for hop in hops), to_basis(weakest), readings))
        if len(trails) == MOST_TRAILS:
            break
    return tuple(sorted(dict.fromkeys(trails), key=lambda trail: [step.text for step in trail.steps]))


@dataclass
class _Builder:
    trace: Trace
    naming: Naming
    breaks: tuple[Break, ...]
    shown: set[str] = field(default_factory=set)

    def make_groups(self, parent: str) -> tuple[BranchGroup, ...]:
        self.shown.add(parent)
        return _group(self.trace.children(parent), self.trace, self._make_branch)

    def _make_branch(self, hop: Hop) -> Branch:
        asides = tuple(self._make_aside(note) for note in self.trace.notes if note.node == hop.child)
        leaf = _make_leaf(hop, self.naming, asides)
        if not self.trace.children(hop.child):
            return leaf
        repeated = hop.child in self.shown
        groups = () if repeated else self.make_groups(hop.child)
        breaks = () if repeated else tuple(each for each in self.breaks if each.node.href == leaf.node.href)
        return replace(leaf, groups=groups, breaks=breaks, shown_above=repeated)

    def _make_aside(self, note: Note) -> Aside:
        relation = NOTES.get(note.relation, split_name(note.relation))
        link = Link(note.text, self.naming.site.to_page(note.item))
        return Aside(relation, link, make_reading(note.reason, note.curator))


def _make_leaf(hop: Hop, naming: Naming, asides: tuple[Aside, ...]) -> Branch:
    item = naming.items.get(hop.child, Item(hop.child))
    return Branch(
        id=mint_hop_id(hop),
        node=naming.link(hop.child),
        notation=item.find("skos:notation") or "",
        figure=find_figure(item),
        mark=find_mark(item),
        basis=to_basis(hop.basis),
        sources=naming.sources(hop.sources),
        reading=make_reading(hop.reason, hop.curator),
        asides=asides,
        groups=(),
        breaks=(),
        shown_above=False,
    )


def mint_hop_id(hop: Hop) -> str:
    """Return the anchor of a hop: it depends on the hop alone, so a link to it holds from release to release."""
    return "hop-" + hashlib.sha256(f"{hop.parent} {hop.kind} {hop.child}".encode()).hexdigest()[:12]


def _group(hops: Sequence[Hop], trace: Trace, make: Callable[[Hop], Branch]) -> tuple[BranchGroup, ...]:
    return tuple(
        _make_group(kind, tuple(make(hop) for hop in _by_period(kind, of_kind, trace)))
        for kind, of_kind in order_hops(hops, trace)
    )


def _by_period(kind: str, hops: list[Hop], trace: Trace) -> list[Hop]:
    """Order values by their period, as printed columns are not: a baseline may stand last."""
    if kind not in _VALUES:
        return hops
    return sorted(hops, key=lambda hop: trace.items[hop.child].find("sdmx-dimension:refPeriod iri") or "")


def _make_group(kind: str, branches: tuple[Branch, ...]) -> BranchGroup:
    bases = {branch.basis for branch in branches}
    return BranchGroup(HOP_TITLES.get(kind, split_name(kind)), bases.pop() if len(bases) == 1 else None, branches)


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sorting key by which 2 comes before 10."""
    parts = _DIGITS.split(text.lower())
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts if part)


def _climb(node: str, parents: Mapping[str, list[Hop]], below: tuple[Hop, ...]) -> Iterator[tuple[Hop, ...]]:
    seen = {hop.child for hop in below}
    above = [hop for hop in parents.get(node, ()) if hop.parent not in seen]
    if not above and below:
        yield below
    for hop in above:
        yield from _climb(hop.parent, parents, (hop, *below))


def _number(naming: Naming, iri: str) -> Link:
    link = naming.link(iri)
    notation = naming.items[iri].find("skos:notation") if iri in naming.items else None
    return Link(f"{notation} {link.text}", link.href) if notation else link


def _strength(basis: str) -> int:
    return BASIS_STRENGTH.index(basis)
