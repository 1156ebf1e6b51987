"""Where a thread breaks, in words: what the documents do not say, and what would mend it.

A plan that is only reported (``gtc:holding-reported``) has gaps that read "not in the reports held": its own document
may say more. What a document says of the whole plan is no part of an element's thread, so the gap then reads "only
for the whole plan".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.trace import Hop, Item, Source, Trace


@dataclass(frozen=True)
class Break:
    """A gap in the thread of ``node``: its ``kind`` (a ``gap-…`` code), what is missing, and what would mend it."""

    node: str
    link: str
    kind: str
    text: str
    mend: str
    sources: tuple[Source, ...] = ()


NOWHERE = {
    "holding-held": ("gap-not-stated", "the plan states none"),
    "holding-reported": ("gap-not-held", "none in the reports held"),
    "holding-named-only": ("gap-not-held", "the plan is not held, only named"),
    "holding-not-held": ("gap-not-held", "the plan is not held"),
}
"""What is held of a plan to the code and the words for something that is not there."""


MENDS = {
    "action": "an action plan of the board that delivers it",
    "measure": "the measures that the plan or its next review names for it",
    "baseline": "a first value that later ones are held against",
    "target": "a target for each measure, with its year",
    "value": "the monitoring report that prints the values",
    "budget": "a budget line or costed delivery plan that names it",
    "lead": "a sentence that says who leads or delivers it",
    "board": "a sentence that says who delivers it",
    "duty": "the duty that requires it, if one does",
    "evidence": "the survey or paper that it rests on",
}
"""What a thread should reach, to what would mend it where it does not; the order in which a reader meets them."""


@dataclass(frozen=True)
class _Below:
    """The part of a trace below one element."""

    trace: Trace
    item: Item
    hops: tuple[Hop, ...]
    holding: str

    def of_kind(self, *kinds: str) -> tuple[Hop, ...]:
        return tuple(hop for hop in self.hops if hop.kind in kinds)

    def whole_plan(self, *kinds: str) -> tuple[Hop, ...]:
        return tuple(hop for hop in self.trace.whole_plan if hop.kind in kinds)

    @property
    def nowhere(self) -> tuple[str, str]:
        """The code and the words for something that is not there."""
        return NOWHERE[self.holding]


def find_breaks(trace: Trace, plan_holding: str) -> tuple[Break, ...]:
    """Return the breaks of a downward trace, of its root first, then of each priority and outcome below it.

    ``plan_holding`` is the label-free code of what is held of the root's plan, "holding-held" or "holding-reported".
    """
    holding = plan_holding.rsplit("/", 1)[-1]
    found: list[Break] = []
    for item in _find_levels(trace):
        below = _Below(trace, item, _find_below(trace, item.iri), holding)
        for rule in RULES:
            found.extend(rule(below))
    return tuple(found)


def _find_levels(trace: Trace) -> Iterator[Item]:
    if trace.root.kinds & {"Priority", "Outcome", "Plan"}:
        yield trace.root
    for iri, item in sorted(trace.items.items()):
        if iri != trace.root.iri and item.kinds & {"Priority", "Outcome"} and _is_below_root(trace, iri):
            yield item


def _is_below_root(trace: Trace, iri: str) -> bool:
    return any(hop.child == iri for hop in trace.hops)


def _find_below(trace: Trace, start: str) -> tuple[Hop, ...]:
    by_parent: dict[str, list[Hop]] = {}
    for hop in trace.hops:
        by_parent.setdefault(hop.parent, []).append(hop)
    found: dict[Hop, None] = {}
    waiting, seen = [start], {start}
    while waiting:
        for hop in by_parent.get(waiting.pop(), ()):
            found[hop] = None
            if hop.child not in seen:
                seen.add(hop.child)
                waiting.append(hop.child)
    return tuple(found)


def _check_actions(below: _Below) -> Iterator[Break]:
    if not below.of_kind("hasAction"):
        yield _missing(below, "hasAction", "No action", MENDS["action"])


def _check_measures(below: _Below) -> Iterator[Break]:
    measures = {hop.child for hop in below.of_kind("hasMeasure")}
    if not measures:
        yield _missing(below, "hasMeasure", "No measure", MENDS["measure"])
        return
    valued = {hop.parent for hop in below.of_kind("hasObservation")}
    bare = measures - valued
    if bare:
        which = "None" if len(bare) == len(measures) else f"{len(measures) - len(bare)}"
        text = f"{which} of the {len(measures)} measures has a value in any document held"
        yield Break(below.item.iri, "hasObservation", "gap-not-held", text, MENDS["value"])


def _check_targets(below: _Below) -> Iterator[Break]:
    if below.of_kind("hasMeasure") and not below.of_kind("hasTarget"):
        yield _or_whole_plan(below, "No target", MENDS["target"], "hasTarget")


def _check_money(below: _Below) -> Iterator[Break]:
    if below.of_kind("hasBudgetLine"):
        return
    statements = below.of_kind("hasFundingStatement") or below.whole_plan("hasFundingStatement")
    if statements:
        said = "; ".join(sorted({below.trace.items[hop.child].label for hop in statements}))
        sources = tuple(dict.fromkeys(source for hop in statements for source in hop.sources))
        is_own = bool(below.of_kind("hasFundingStatement"))
        where = "" if is_own else ", said of the whole plan"
        kind = "gap-not-stated" if is_own else "gap-whole-plan-only"
        yield Break(below.item.iri, "hasBudgetLine", kind, f"No budget figure: {said}{where}", MENDS["budget"], sources)
    else:
        yield _missing(below, "hasBudgetLine", "No budget figure", MENDS["budget"])


def _check_boards(below: _Below) -> Iterator[Break]:
    hops = below.of_kind("involves", "deliveredBy")
    if not hops:
        yield _or_whole_plan(below, "No board or body", MENDS["board"], "involves", "deliveredBy")
    elif all(hop.basis == "basis-curated" for hop in hops):
        text = "Its board is curated only: no document says which board delivers it"
        yield Break(below.item.iri, "deliveredBy", "gap-curated-only", text, MENDS["board"])


def _check_duties(below: _Below) -> Iterator[Break]:
    named = below.of_kind("hasDuty")
    if not named:
        yield _or_whole_plan(below, "No statutory duty", MENDS["duty"], "hasDuty")
    elif not any("StatutoryDuty" in below.trace.items[hop.child].kinds for hop in named):
        labels = "; ".join(sorted({below.trace.items[hop.child].label for hop in named}))
        text = f"No statutory duty, only powers or policy: {labels}"
        yield Break(below.item.iri, "hasDuty", below.nowhere[0], text, MENDS["duty"])


def _check_evidence(below: _Below) -> Iterator[Break]:
    if not below.of_kind("hasEvidence"):
        yield _or_whole_plan(below, "No evidence", MENDS["evidence"], "hasEvidence")


RULES: tuple[Callable[[_Below], Iterator[Break]], ...] = (
    _check_actions,
    _check_measures,
    _check_targets,
    _check_money,
    _check_boards,
    _check_duties,
    _check_evidence,
)
"""The rules in the order in which a reader meets the links of a thread."""


def _missing(below: _Below, link: str, what: str, mend: str) -> Break:
    kind, words = below.nowhere
    return Break(below.item.iri, link, kind, f"{what}: {words}", mend)


def _or_whole_plan(below: _Below, what: str, mend: str, *links: str) -> Break:
    whole = below.whole_plan(*links)
    if not whole:
        return _missing(below, links[-1], what, mend)
    names = sorted({below.trace.items[hop.child].label for hop in whole})
    shown = "; ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    text = f"{what} for this element: only for the whole plan ({shown})"
    return Break(below.item.iri, links[-1], "gap-whole-plan-only", text, mend)
