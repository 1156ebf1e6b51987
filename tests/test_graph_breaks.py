"""Breaks of the thread in words, on the real graph."""

from __future__ import annotations

import pytest

from graph.breaks import Break, find_breaks
from graph.iris import Addresses
from graph.trace import Tracer

NODES = Addresses()


def breaks_of(tracer: Tracer, path: str) -> list[Break]:
    trace = tracer.trace_down(NODES.mint_node(path).value)
    plan = tracer.read_items([trace.root.find("skos:inScheme iri") or ""])
    holding = next(iter(plan.values())).find("gt:holding iri") or ""
    return [gap for gap in find_breaks(trace, holding) if gap.node == trace.root.iri]


def test_a_measure_without_values_is_a_break(tracer: Tracer) -> None:
    gaps = breaks_of(tracer, "plan/strategic-2021-24/outcome/6")
    assert any("None of the 8 measures has a value" in gap.text for gap in gaps)


def test_a_missing_target_is_a_break(tracer: Tracer) -> None:
    assert "hasTarget" in {gap.link for gap in breaks_of(tracer, "plan/strategic-2021-24/outcome/6")}


def test_money_from_existing_resources_is_a_break_that_cites_its_passage(tracer: Tracer) -> None:
    gap = next(gap for gap in breaks_of(tracer, "plan/partnership-2023-28/priority/3") if gap.link == "hasBudgetLine")
    assert gap.kind == "gap-whole-plan-only"
    assert "existing resources" in gap.text
    assert any(source.locator == "6.1" for source in gap.sources)


def test_a_reported_plan_has_gaps_of_the_reports_held(tracer: Tracer) -> None:
    gap = next(gap for gap in breaks_of(tracer, "plan/partnership-2023-28/priority/3") if gap.link == "hasMeasure")
    assert gap.kind == "gap-not-held"
    assert gap.text == "No measure: none in the reports held"


@pytest.mark.parametrize("number", range(1, 6))
def test_the_board_of_a_call_to_action_is_curated_only(tracer: Tracer, number: int) -> None:
    gaps = breaks_of(tracer, f"plan/partnership-2023-28/priority/{number}")
    assert "gap-curated-only" in {gap.kind for gap in gaps if gap.link == "deliveredBy"}


def test_every_break_says_what_would_mend_it(tracer: Tracer) -> None:
    gaps = breaks_of(tracer, "plan/partnership-2023-28/priority/2")
    assert gaps
    assert all(gap.mend for gap in gaps)
