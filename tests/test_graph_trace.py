"""Threads of the real graph, as officers ask for them."""

from __future__ import annotations

import pytest

from graph.errors import UnknownNodeError
from graph.iris import Addresses
from graph.trace import Item, Trace, Tracer

NODES = Addresses()
OUTCOME_6 = NODES.mint_node("plan/strategic-2021-24/outcome/6").value


@pytest.fixture(scope="module")
def outcome_6(tracer: Tracer) -> Trace:
    return tracer.trace_down(OUTCOME_6)


def reached(trace: Trace, kind: str) -> list[Item]:
    return [trace.items[hop.child] for hop in trace.hops if hop.kind == kind and hop.parent == trace.root.iri]


def test_outcome_6_has_its_six_actions_and_eight_measures(outcome_6: Trace) -> None:
    assert len(reached(outcome_6, "hasAction")) == 6
    assert len(reached(outcome_6, "hasMeasure")) == 8


def test_outcome_6_has_every_budget_cell_with_its_printed_column(outcome_6: Trace) -> None:
    cells = [
        item for kind in ("hasBudgetLine", "hasBudgetTotal", "hasMissingCell") for item in reached(outcome_6, kind)
    ]
    printed = {item.find("gt:sourceColumn"): item.find("gt:publishedValue") for item in cells}
    assert printed == {
        "Net Revenue Budget 2021-22 £m": "14.5",
        "Net Revenue £m": "41.6",
        "Dedicated Schools Budget £m": "-",
        "Capital £m": "-",
        "HRA £m": "306.8",
        "Total £m": "348.3",
    }


def test_outcome_6_has_the_note_on_the_row_that_does_not_add_up(outcome_6: Trace) -> None:
    assert any("348.3" in note.text and "348.4" in note.text for note in outcome_6.quality)


def test_every_hop_of_a_thread_names_its_passage_and_basis(outcome_6: Trace) -> None:
    assert all(hop.sources for hop in outcome_6.hops if hop.basis != "basis-curated")
    assert {hop.basis for hop in outcome_6.hops} <= {"basis-stated", "basis-by-layout", "basis-curated"}


def test_a_thread_stays_inside_its_plan(tracer: Tracer) -> None:
    trace = tracer.trace_down(NODES.mint_node("plan/partnership-2023-28/priority/3").value)
    plans = {item.find("skos:inScheme") for item in trace.items.values() if "PlanElement" in item.kinds}
    assert plans == {"Partnership Plan 2023-28"}


def test_what_is_said_of_the_whole_plan_stands_apart(tracer: Tracer) -> None:
    trace = tracer.trace_down(NODES.mint_node("plan/partnership-2023-28/priority/3").value)
    own = {(hop.kind, hop.child) for hop in trace.hops}
    assert "hasFundingStatement" in {hop.kind for hop in trace.whole_plan}
    assert not own & {(hop.kind, hop.child) for hop in trace.whole_plan}


def test_a_budget_line_leads_up_to_its_priority(tracer: Tracer) -> None:
    line = NODES.mint_node("budget/strategic-plan-2021-24/spending/6/hra").value
    trace = tracer.trace_up(line)
    assert NODES.mint_node("plan/strategic-2021-24/priority/2").value in trace.items


def test_a_board_leads_up_to_the_elements_that_name_it(tracer: Tracer) -> None:
    trace = tracer.trace_up(NODES.mint_node("org/community-safety-partnership").value)
    assert NODES.mint_node("plan/strategic-2021-24/outcome/7").value in trace.items


def test_an_unknown_address_is_refused_with_advice(tracer: Tracer) -> None:
    with pytest.raises(UnknownNodeError, match="Look for it by words"):
        tracer.trace_down(NODES.mint_node("plan/strategic-2021-24/outcome/12").value)
