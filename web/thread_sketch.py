"""What a thread's picture shows and what it only counts, before anything has a place.

A small thread is shown whole. Of a large one the plan, the priorities and the outcomes are shown, and what hangs on
each of them is counted by layer; a layer can be opened. Every node is shown or counted, none is left out, and a line
between two counts stands for the hops between what they count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.breaks import Break
from graph.outline import order_hops
from graph.trace import Hop, Item, Trace
from web.layers import ABOUT_ALL, BREAK_LAYERS, LAYERS, SPINE, Layer, find_layer, get_layer

MOST_BOXES = 45
"""Boxes of a picture that nobody has asked to open."""

MOST_DRAWN = 200
"""Boxes of a picture at all: beyond them it would be slow to draw and of no use to anybody."""

EVERYTHING = "all"
"""What opens every layer."""


@dataclass(frozen=True)
class Bundle:
    """Nodes of one layer that are counted and not shown; ``owner`` is the shown node above them, or empty."""

    owner: str
    layer: Layer
    members: tuple[str, ...]

    @property
    def key(self) -> str:
        """What the bundle is called among the boxes."""
        return f"{self.layer.name} of {self.owner}"


@dataclass(frozen=True)
class Stub:
    """Breaks that are drawn as one box at ``owner``: one break, or several that are only counted."""

    owner: str
    layer: Layer
    breaks: tuple[Break, ...]

    @property
    def key(self) -> str:
        """What the stub is called among the boxes."""
        return f"break {self.breaks[0].link} {self.layer.name} of {self.owner}"


@dataclass(frozen=True)
class Sketch:
    """The boxes of a picture by layer, and the hops behind each line between two of them.

    ``shown`` keeps the order in which a reader meets the nodes; the keys of ``lines`` are addresses of shown nodes or
    keys of bundles; ``above`` are the nodes that lead down to the root; ``order`` gives each box its turn in its layer.
    """

    root: str
    above: frozenset[str]
    items: Mapping[str, Item]
    shown: Mapping[str, Layer]
    bundles: tuple[Bundle, ...]
    stubs: tuple[Stub, ...]
    lines: Mapping[tuple[str, str], tuple[Hop, ...]]
    order: Mapping[str, float]

    @property
    def size(self) -> int:
        """How many boxes there are."""
        return len(self.shown) + len(self.bundles) + len(self.stubs)

    @property
    def is_whole(self) -> bool:
        """Whether every node has a box of its own."""
        return not self.bundles


@dataclass(frozen=True)
class _Rule:
    """What is shown: the spine down to a layer, and the first ``most`` of each group, None for all."""

    spine: tuple[str, ...]
    most: int | None


_WHOLE = _Rule(SPINE, None)
_RULES = (_WHOLE, *(_Rule(SPINE, most) for most in (3, 2, 1, 0)), _Rule(SPINE[:2], 0), _Rule(SPINE[:1], 0))
"""From the most that can be shown to the least; the first that gives few enough boxes is taken."""


def sketch_thread(down: Trace, up: Trace, breaks: Sequence[Break], opened: Collection[str] = ()) -> Sketch:
    """Return what is shown of the thread below and above the root; ``opened`` are names of layers shown in full.

    Where that would be more than ``MOST_DRAWN`` boxes, nothing is opened.
    """
    thread = _Thread(down, up, tuple(breaks))
    rule = next((each for each in _RULES if thread.sketch(each, ()).size <= MOST_BOXES), _RULES[-1])
    wider = thread.sketch(_WHOLE, ()) if EVERYTHING in opened else thread.sketch(rule, opened)
    return wider if wider.size <= MOST_DRAWN else thread.sketch(rule, ())


class _Thread:
    """Both directions of a thread as one graph, in reading order."""

    def __init__(self, down: Trace, up: Trace, breaks: tuple[Break, ...]) -> None:
        self.root = down.root.iri
        self.items = dict(up.items) | dict(down.items)
        self.breaks = breaks
        self.above = frozenset(hop.parent for hop in up.hops)
        self.parents: dict[str, list[Hop]] = defaultdict(list)
        self.children: dict[str, list[Hop]] = defaultdict(list)
        for hop in dict.fromkeys((*up.hops, *down.hops)):
            self.parents[hop.child].append(hop)
            self.children[hop.parent].append(hop)
        order = _walk(replace(down, items=self.items), self.children, self.parents)
        self.layers = {node: find_layer(self.items.get(node, Item(node))) for node in order}
        self.turns = {node: turn for turn, node in enumerate(self.layers)}

    def sketch(self, rule: _Rule, opened: Collection[str]) -> Sketch:
        shown = {self.root}
        for layer in LAYERS:
            members = [node for node, its in self.layers.items() if its is layer and node != self.root]
            if rule.most is None or layer.name in rule.spine or layer.name in opened:
                shown.update(members)
            else:
                shown.update(_pick_first(members, rule.most, lambda node: self.find_owners(node, shown)))
        bundles = self._bundle(shown)
        stubs = tuple(self._make_stubs(shown, each_apart=rule.most != 0))
        return Sketch(
            root=self.root,
            above=self.above,
            items=self.items,
            shown={node: layer for node, layer in self.layers.items() if node in shown},
            bundles=bundles,
            stubs=stubs,
            lines=self._draw(shown, bundles),
            order={node: self.turns[node] for node in shown}
            | {bundle.key: self.turns[bundle.members[0]] for bundle in bundles}
            | {stub.key: self._find_last_turn(stub.owner) + 0.5 for stub in stubs},
        )

    def find_owners(self, node: str, shown: Collection[str]) -> tuple[str, ...]:
        """Return the nearest shown nodes above one, in order."""
        found: dict[str, None] = {}
        waiting, seen = [node], {node}
        while waiting:
            for hop in self.parents.get(waiting.pop(0), ()):
                if hop.parent in shown:
                    found[hop.parent] = None
                elif hop.parent not in seen:
                    seen.add(hop.parent)
                    waiting.append(hop.parent)
        return tuple(found)

    def _find_last_turn(self, node: str) -> float:
        last, waiting, seen = self.turns[node], [node], {node}
        while waiting:
            for hop in self.children.get(waiting.pop(), ()):
                last = max(last, self.turns[hop.child])
                if hop.child not in seen:
                    seen.add(hop.child)
                    waiting.append(hop.child)
        return last

    def _bundle(self, shown: Collection[str]) -> tuple[Bundle, ...]:
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for node, layer in self.layers.items():
            if node not in shown:
                for owner in self.find_owners(node, shown) or ("",):
                    groups[owner, layer.name].append(node)
        return tuple(Bundle(owner, get_layer(name), tuple(nodes)) for (owner, name), nodes in groups.items())

    def _make_stubs(self, shown: Collection[str], *, each_apart: bool) -> Iterator[Stub]:
        counted: dict[str, list[Break]] = defaultdict(list)
        for gap in self.breaks:
            if gap.node in shown and (each_apart or gap.node == self.root):
                yield Stub(gap.node, get_layer(BREAK_LAYERS[gap.link]), (gap,))
            else:
                owner = gap.node if gap.node in shown else next(iter(self.find_owners(gap.node, shown)), self.root)
                counted[owner].append(gap)
        for owner, gaps in counted.items():
            yield Stub(owner, ABOUT_ALL, tuple(gaps))

    def _draw(self, shown: Collection[str], bundles: Iterable[Bundle]) -> dict[tuple[str, str], tuple[Hop, ...]]:
        boxes = {node: [_Box(node, None)] for node in shown}
        for bundle in bundles:
            for node in bundle.members:
                boxes.setdefault(node, []).append(_Box(bundle.key, bundle.owner))
        lines: dict[tuple[str, str], list[Hop]] = defaultdict(list)
        for hop in (each for hops in self.parents.values() for each in hops):
            for tail in boxes[hop.parent]:
                for head in boxes[hop.child]:
                    if tail.leads_to(head):
                        lines[tail.key, head.key].append(hop)
        return {ends: tuple(hops) for ends, hops in lines.items()}


@dataclass(frozen=True)
class _Box:
    """A box that a node is in: its own, or that of a bundle, which has an owner."""

    key: str
    owner: str | None

    def leads_to(self, other: _Box) -> bool:
        """Return whether a hop to a node in the other box is drawn from this one.

        A node that is counted under several owners gets its line from each in its own bundle.
        """
        if other.owner is None:
            return True
        return self.key != other.key and other.owner == (self.key if self.owner is None else self.owner)


def _pick_first(members: Iterable[str], most: int, find: Callable[[str], tuple[str, ...]]) -> set[str]:
    groups: dict[str, list[str]] = defaultdict(list)
    for node in members:
        for owner in find(node):
            groups[owner].append(node)
    return {node for nodes in groups.values() for node in (nodes if len(nodes) <= most + 1 else nodes[:most])}


def _walk(trace: Trace, children: Mapping[str, list[Hop]], parents: Mapping[str, list[Hop]]) -> Iterator[str]:
    """Yield every node as a reader of the outline meets them, from the top."""
    waiting = [node for node in children if node not in parents] or [trace.root.iri]
    seen: set[str] = set()
    while waiting:
        node = waiting.pop(0)
        if node not in seen:
            seen.add(node)
            yield node
            waiting[:0] = [hop.child for _, hops in order_hops(children.get(node, ()), trace) for hop in hops]
