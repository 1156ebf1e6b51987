from __future__ import annotations

import pytest
from web_site import NODE

from graph.breaks import find_breaks
from graph.trace import Tracer
from web.layers import LAYERS, find_layer
from web.thread_sketch import EVERYTHING, MOST_BOXES, MOST_DRAWN, Sketch, sketch_thread

HELD = "https://w3id.org/goldenthread/code/holding-held"
OUTCOME = "plan/strategic-2021-24/outcome/6"
PRIORITY = "plan/strategic-2021-24/priority/2"
NODES = [
    OUTCOME,
    PRIORITY,
    "plan/strategic-2021-24",
    "plan/partnership-2018-23",
    "plan/partnership-2018-23/priority/a",
    "plan/partnership-2023-28/priority/3",
    "org/community-safety-partnership",
    "budget/strategic-plan-2021-24/spending/6/hra",
]


def read_sketch(tracer: Tracer, path: str, *opened: str) -> Sketch:
    down, up = tracer.trace_down(NODE + path), tracer.trace_up(NODE + path)
    gaps = find_breaks(down, HELD) if path.startswith("plan/") else ()
    return sketch_thread(down, up, gaps, opened)


def list_nodes(tracer: Tracer, path: str) -> set[str]:
    traces = (tracer.trace_down(NODE + path), tracer.trace_up(NODE + path))
    return {NODE + path} | {end for trace in traces for hop in trace.hops for end in (hop.parent, hop.child)}


@pytest.mark.parametrize("path", NODES)
def test_every_node_of_a_thread_is_shown_or_counted_and_none_is_both(tracer: Tracer, path: str) -> None:
    sketch = read_sketch(tracer, path)
    counted = {node for bundle in sketch.bundles for node in bundle.members}
    assert set(sketch.shown) | counted == list_nodes(tracer, path)
    assert not set(sketch.shown) & counted


@pytest.mark.parametrize("path", NODES)
def test_a_picture_that_nobody_has_opened_stays_readable(tracer: Tracer, path: str) -> None:
    assert read_sketch(tracer, path).size <= MOST_BOXES


@pytest.mark.parametrize("path", NODES)
def test_every_hop_is_behind_a_line_or_inside_a_count(tracer: Tracer, path: str) -> None:
    sketch = read_sketch(tracer, path)
    drawn = {hop for hops in sketch.lines.values() for hop in hops}
    hops = {*tracer.trace_down(NODE + path).hops, *tracer.trace_up(NODE + path).hops}
    assert drawn == hops


@pytest.mark.parametrize("path", NODES)
def test_hops_lead_from_a_layer_to_a_later_one(tracer: Tracer, path: str) -> None:
    for trace in (tracer.trace_down(NODE + path), tracer.trace_up(NODE + path)):
        ends = [(find_layer(trace.items[hop.parent]), find_layer(trace.items[hop.child])) for hop in trace.hops]
        assert all(LAYERS.index(parent) < LAYERS.index(child) for parent, child in ends)


@pytest.mark.parametrize("path", NODES)
def test_every_break_is_drawn_or_counted_once(tracer: Tracer, path: str) -> None:
    sketch = read_sketch(tracer, path)
    gaps = find_breaks(tracer.trace_down(NODE + path), HELD) if path.startswith("plan/") else ()
    assert sorted(gap.text for stub in sketch.stubs for gap in stub.breaks) == sorted(gap.text for gap in gaps)


def test_a_small_thread_is_shown_whole(tracer: Tracer) -> None:
    assert read_sketch(tracer, "plan/partnership-2023-28/priority/3").is_whole


def test_an_opened_layer_shows_all_that_is_in_it(tracer: Tracer) -> None:
    actions = [layer.name for layer in read_sketch(tracer, PRIORITY, "actions").shown.values()].count("actions")
    assert actions == 26


def test_everything_can_be_opened_of_a_thread_that_can_be_drawn(tracer: Tracer) -> None:
    sketch = read_sketch(tracer, PRIORITY, EVERYTHING)
    assert sketch.is_whole
    assert MOST_BOXES < sketch.size <= MOST_DRAWN


def test_nothing_is_opened_of_a_thread_that_is_too_large_to_draw(tracer: Tracer) -> None:
    path = "plan/strategic-2021-24"
    assert read_sketch(tracer, path, EVERYTHING).order == read_sketch(tracer, path).order


def test_a_thread_goes_up_as_well_as_down(tracer: Tracer) -> None:
    layers = {layer.name for layer in read_sketch(tracer, OUTCOME).shown.values()}
    assert {"plan", "priorities", "outcomes", "actions", "measures", "money", "boards", "duties"} <= layers
