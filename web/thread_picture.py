"""The picture of a thread: the boxes and lines of a sketch with their words, sizes and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.outline import BASES
from graph.trace import BASIS_STRENGTH, Hop
from web.contexts.lineage import Picture, PictureBand, PictureBox, PictureLine
from web.layers import LAYERS, Layer
from web.outline import Naming
from web.thread_boxes import WIDTH, Words, write_boxes
from web.thread_layout import Layout, Line, place_boxes
from web.thread_sketch import Sketch

KEY_HEIGHT = 84


def draw_thread(sketch: Sketch, naming: Naming, title: str) -> Picture:
    """Return the picture of a sketch."""
    words = write_boxes(sketch, naming)
    lines = (*sketch.lines, *((stub.owner, stub.key) for stub in sketch.stubs))
    layout = place_boxes(_sort(words), WIDTH, {key: each.box.height for key, each in words.items()}, lines)
    numbers = {key: number for number, key in enumerate(words)}
    near = find_near(lines, numbers)
    counted = {node for bundle in sketch.bundles for node in bundle.members}
    nodes = len(sketch.shown) + len(counted)
    return Picture(
        title=title,
        text=_describe(sketch, nodes, len(counted)),
        width=round(layout.width),
        height=round(layout.height + KEY_HEIGHT),
        key_y=layout.height,
        bands=tuple(_make_bands(layout, words)),
        lines=(*_make_trunks(layout, lines, numbers), *_make_lines(layout, lines, sketch, words, numbers)),
        boxes=tuple(_place(words[key], numbers[key], near[key], layout, key) for key in words),
        nodes=nodes,
        counted=len(counted),
    )


def _sort(words: Mapping[str, Words]) -> dict[str, tuple[str, ...]]:
    keys = {layer.name: tuple(key for key, each in words.items() if each.layer is layer) for layer in LAYERS}
    return {name: own for name, own in keys.items() if own}


def _place(words: Words, number: int, near: tuple[int, ...], layout: Layout, key: str) -> PictureBox:
    place = layout.places[key]
    return replace(words.box, number=number, near=near, x=place.x, y=place.y)


def _make_bands(layout: Layout, words: Mapping[str, Words]) -> Iterator[PictureBand]:
    titles = {each.layer.name: each.layer.title for each in words.values()}
    for name, stripe in layout.stripes.items():
        yield PictureBand(name, titles[name], stripe.y, stripe.height)


def _make_trunks(layout: Layout, lines: Sequence[Line], numbers: Mapping[str, int]) -> Iterator[PictureLine]:
    for tail, path in layout.trunks.items():
        yield PictureLine(
            path, "trunk", "", (numbers[tail],), tuple(numbers[head] for own, head in lines if own == tail)
        )


def _make_lines(
    layout: Layout, lines: Sequence[Line], sketch: Sketch, words: Mapping[str, Words], numbers: Mapping[str, int]
) -> Iterator[PictureLine]:
    for tail, head in lines:
        hops = sketch.lines.get((tail, head), ())
        basis = find_weakest(hops).removeprefix("basis-") if hops else "break"
        title = f"{words[tail].box.title} → {words[head].box.title}: {_say(hops)}"
        yield PictureLine(layout.paths[tail, head], basis, title, (numbers[tail],), (numbers[head],))


def find_weakest(hops: Iterable[Hop]) -> str:
    """Return the weakest basis of hops, of which there is one at least."""
    return max((hop.basis for hop in hops), key=BASIS_STRENGTH.index)


def _say(hops: Sequence[Hop]) -> str:
    if not hops:
        return "a break"
    bases = dict.fromkeys(BASES[hop.basis] for hop in hops)
    places = dict.fromkeys(str(source.locator) for hop in hops for source in hop.sources)
    shown = "; ".join([*places][:2])
    return ", ".join(bases) + (f" ({shown})" if shown else "")


def find_near(lines: Iterable[tuple[str, str]], numbers: Mapping[str, int]) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the boxes above and below each box, with its own."""
    below: dict[str, list[str]] = defaultdict(list)
    above: dict[str, list[str]] = defaultdict(list)
    for tail, head in lines:
        below[tail].append(head)
        above[head].append(tail)
    return {key: tuple(sorted(numbers[each] for each in _reach(key, below) | _reach(key, above))) for key in numbers}


def _reach(start: str, steps: Mapping[str, Sequence[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for step in steps.get(waiting.pop(), ()):
            if step not in found:
                found.add(step)
                waiting.append(step)
    return found


def _describe(sketch: Sketch, nodes: int, counted: int) -> str:
    layers: dict[Layer, int] = defaultdict(int)
    for layer in sketch.shown.values():
        layers[layer] += 1
    parts = [f"{layers[layer]} {layer.one if layers[layer] == 1 else layer.many}" for layer in LAYERS if layers[layer]]
    rest = f"; {counted} more are counted, not shown" if counted else ""
    gaps = sum(len(stub.breaks) for stub in sketch.stubs)
    breaks = f"; {gaps} {'break' if gaps == 1 else 'breaks'}" if gaps else ""
    return f"{nodes} things in layers, from the top down: {', '.join(parts)}{rest}{breaks}. The outline says the same."
