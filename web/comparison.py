"""Sets two plans or elements side by side: wording, measures, boards, money and whatever else hangs on either."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.trace import Item, Trace
from web.contexts.compare import ComparedItem, ComparedPair, Comparison, Facet, Side, WordPiece
from web.counterparts import read_mappings
from web.live import ServedGraph
from web.made_by import make_made_by
from web.node_page import get_heading
from web.outline import find_figure, natural_key
from web.parts import Link
from web.words import RELATIONS, split_name, to_basis

COUNTERPARTS = "compare/counterparts"

FACETS: dict[str, tuple[str, ...]] = {
    "Priorities": ("hasPriority",),
    "Outcomes": ("hasOutcome",),
    "Aims and principles": ("hasAim", "hasPrinciple"),
    "Actions": ("hasAction",),
    "Measures": ("hasMeasure",),
    "Targets": ("hasTarget",),
    "Boards and bodies": ("deliveredBy", "involves"),
    "Money": ("hasBudgetLine", "hasBudgetTotal", "hasFundingStatement"),
    "Duties and law": ("hasDuty",),
    "Strategies and programmes": ("hasStrategy",),
    "Evidence": ("hasEvidence",),
}
"""What is compared, and by which hops it hangs on an element."""


def compare(graph: ServedGraph, left_iri: str, right_iri: str) -> Comparison:
    """Return two plans or elements side by side.

    Raises:
        UnknownPageError: when the graph says nothing of one of them.
    """
    left, right = _read_side(graph, left_iri), _read_side(graph, right_iri)
    traces = graph.tracer.trace_down(left_iri), graph.tracer.trace_down(right_iri)
    joined = _read_joined(graph, left.plan_iri, right.plan_iri)
    facets = (_make_facet(graph, label, hops, traces, joined) for label, hops in FACETS.items())
    asked = {"plan": NamedNode(left.plan_iri), "other": NamedNode(right.plan_iri)}
    return Comparison(
        left=left.side,
        right=right.side,
        wording=tuple(diff_words(left.side.node.text, right.side.node.text)),
        mappings=tuple(
            mapping
            for mapping in read_mappings(graph, left_iri, left.plan_iri)
            if mapping.other is not None and mapping.other.href == right.side.node.href
        ),
        facets=tuple(facet for facet in facets if facet.left_size or facet.right_size),
        made_by=(
            make_made_by(graph, "lineage/thread_down", {"node": NamedNode(left_iri)}),
            make_made_by(graph, "lineage/thread_down", {"node": NamedNode(right_iri)}),
            make_made_by(graph, COUNTERPARTS, asked),
        ),
    )


def diff_words(left: str, right: str) -> Iterator[WordPiece]:
    """Yield the words of two wordings in the order of the right one, with those of the left alone in their places."""
    before, after = left.split(), right.split()
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield WordPiece(" ".join(after[k:m]), "same")
            continue
        if i < j:
            yield WordPiece(" ".join(before[i:j]), "gone")
        if k < m:
            yield WordPiece(" ".join(after[k:m]), "new")


@dataclass(frozen=True)
class _Read:
    """A side with the address of its plan, which is its own for a plan."""

    side: Side
    plan_iri: str


def _read_side(graph: ServedGraph, iri: str) -> _Read:
    row = get_heading(graph, iri).row
    item = graph.tracer.read_items([iri]).get(iri, Item(iri))
    plan_iri = row.find("plan") or iri
    plan = graph.tracer.read_items([plan_iri]).get(plan_iri, item)
    side = Side(
        node=Link(row.text("label"), graph.site.to_page(iri)),
        notation=row.text("notation"),
        kind=row.text("term") or row.text("kindLabel"),
        plan=Link(plan.label, graph.site.to_page(plan_iri)),
        holding=plan.find("gt:holding") or "",
        wordings=item.facts.get("skos:altLabel", ()),
    )
    return _Read(side, plan_iri)


def _read_joined(graph: ServedGraph, left_plan: str, right_plan: str) -> dict[str, dict[str, str]]:
    """Return the mappings between two plans, left element to right element to relation."""
    joined: dict[str, dict[str, str]] = {}
    for row in graph.read(COUNTERPARTS, {"plan": NamedNode(left_plan), "other": NamedNode(right_plan)}):
        if other := row.find("counterpart"):
            name = row.text("predicate").rsplit("#", 1)[-1]
            joined.setdefault(row.text("element"), {})[other] = RELATIONS.get(name, split_name(name))
    return joined


def _make_facet(
    graph: ServedGraph,
    label: str,
    hops: tuple[str, ...],
    traces: tuple[Trace, Trace],
    joined: Mapping[str, Mapping[str, str]],
) -> Facet:
    left, right = ({item.iri: item for item in _list_items(graph, trace, hops)} for trace in traces)
    pairs = tuple(
        ComparedPair(own, right[other], relation)
        for own in left.values()
        for other, relation in ({own.iri: ""} | dict(joined.get(own.iri, {}))).items()
        if other in right
    )
    in_pairs = {iri for pair in pairs for iri in (pair.left.iri, pair.right.iri)}
    return Facet(
        id=label.lower().replace(" ", "-"),
        label=label,
        pairs=pairs,
        left=tuple(item for item in left.values() if item.iri not in in_pairs),
        right=tuple(item for item in right.values() if item.iri not in in_pairs),
    )


def _list_items(graph: ServedGraph, trace: Trace, hops: Iterable[str]) -> list[ComparedItem]:
    found = {}
    for hop in trace.hops:
        if hop.kind in hops and hop.child not in found:
            item = trace.items[hop.child]
            found[hop.child] = ComparedItem(
                iri=hop.child,
                node=Link(item.label, graph.site.to_page(hop.child)),
                notation=item.find("skos:notation") or "",
                figure=find_figure(item),
                basis=to_basis(hop.basis),
            )
    return sorted(found.values(), key=lambda item: (natural_key(item.notation or "~"), natural_key(item.node.text)))
