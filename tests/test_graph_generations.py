"""Threads across the generations of the real graph."""

from __future__ import annotations

import pytest

from graph.generations import Generation, cross_generations
from graph.iris import Addresses
from graph.queries import QueryLibrary
from graph.store import EmbeddedStore
from graph.trace import Tracer

NODES = Addresses()


@pytest.fixture(scope="module")
def generations(tracer: Tracer, real_store: EmbeddedStore, library: QueryLibrary) -> dict[str, Generation]:
    trace = tracer.trace_down(NODES.mint_node("plan/partnership-2023-28/priority/3").value)
    found = cross_generations(tracer, real_store, library, trace)
    return {generation.plan.label: generation for generation in found}


def test_a_call_to_action_reaches_both_earlier_generations(generations: dict[str, Generation]) -> None:
    assert {"Strategic Plan 2021-24", "Tower Hamlets Plan 2018-23"} <= set(generations)


def test_it_reaches_the_money_of_2021_22(generations: dict[str, Generation]) -> None:
    lines = [
        item
        for trace in generations["Strategic Plan 2021-24"].traces
        for item in trace.items.values()
        if "BudgetLine" in item.kinds
    ]
    assert any(item.find("gt:sourceColumn") == "Net Revenue Budget 2021-22 £m" for item in lines)


def test_it_reaches_measures_of_2018_23_with_values(generations: dict[str, Generation]) -> None:
    hops = [hop for trace in generations["Tower Hamlets Plan 2018-23"].traces for hop in trace.hops]
    assert any(hop.kind == "hasObservation" for hop in hops)


def test_every_crossing_is_curated_and_gives_its_reason(generations: dict[str, Generation]) -> None:
    crossings = [crossing for generation in generations.values() for crossing in generation.crossings]
    assert crossings
    assert all(crossing.basis == "basis-curated" and len(crossing.reason) >= 20 for crossing in crossings)


def test_no_generation_is_entered_twice(generations: dict[str, Generation]) -> None:
    assert "Partnership Plan 2023-28" not in generations
