from __future__ import annotations

import pytest
from web_site import NODE

from graph.trace import Tracer
from web.addresses import SiteAddresses
from web.outline import Naming, make_outline, make_trails, natural_key
from web.parts import Branch, Outline

SITE = SiteAddresses("https://w3id.org/goldenthread/", "tower-hamlets")
HELD = "https://w3id.org/goldenthread/code/holding-held"


def read_outline(tracer: Tracer, path: str) -> Outline:
    trace = tracer.trace_down(NODE + path)
    return make_outline(trace, Naming(trace.items, SITE), HELD)


def find_branches(outline: Outline, label: str) -> tuple[Branch, ...]:
    return next(group.branches for group in outline.groups if group.label == label)


def test_values_come_in_the_order_of_their_periods_and_comparators_last(tracer: Tracer) -> None:
    values = find_branches(read_outline(tracer, "plan/partnership-2018-23/measure/employment-rate"), "Values")
    assert (values[0].node.text, values[-1].node.text) == ("Baseline: 2017/18", "London")


def test_actions_come_in_the_order_of_their_numbers(tracer: Tracer) -> None:
    actions = find_branches(read_outline(tracer, "plan/strategic-2021-24/outcome/5"), "Actions")
    assert [action.notation for action in actions] == ["1", "2", "3", "4", "5", "6", "7", "8"]


def test_text_that_the_source_cuts_off_is_marked(tracer: Tracer) -> None:
    actions = find_branches(read_outline(tracer, "plan/strategic-2021-24/outcome/7"), "Actions")
    assert "cut off in the source" in {action.mark for action in actions}


def test_hops_that_share_a_basis_have_it_said_once(tracer: Tracer) -> None:
    outline = read_outline(tracer, "plan/strategic-2021-24/outcome/5")
    measures = next(group for group in outline.groups if group.label == "Measures")
    assert measures.basis is not None
    assert measures.basis.code == "by-layout"


def test_a_node_outside_any_plan_has_no_thread_to_break(tracer: Tracer) -> None:
    trace = tracer.trace_down(f"{NODE}org/tower-hamlets-council")
    assert make_outline(trace, Naming(trace.items, SITE), None).breaks == ()


def test_a_way_up_begins_at_the_plan_and_ends_at_the_parent(tracer: Tracer) -> None:
    trace = tracer.trace_up(f"{NODE}plan/strategic-2021-24/outcome/5/action/1")
    (trail,) = make_trails(trace, Naming(trace.items, SITE))
    assert trail.steps[0].text == "Strategic Plan 2021-24"
    assert trail.steps[-1].text == "5 People live in a borough that is clean and green"


@pytest.mark.parametrize(
    ("earlier", "later"), [("2", "10"), ("3.9", "3.10"), ("Outcome 2 / 1", "Outcome 10"), ("a", "b")]
)
def test_numbers_in_a_text_are_ordered_as_numbers(earlier: str, later: str) -> None:
    assert natural_key(earlier) < natural_key(later)
