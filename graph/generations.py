"""Follows mappings from a thread to other generations, one crossing each, and says on whose word each rests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.namespaces import compact
from graph.queries import QueryLibrary
from graph.store import Store
from graph.terms import to_iri, to_optional_iri, to_text
from graph.trace import Item, Trace, Tracer

CROSSING_KINDS = frozenset({"Priority", "Outcome", "Action", "Vision", "Aim"})


@dataclass(frozen=True)
class Crossing:
    """A mapping from ``source`` to ``target`` of ``plan``; target is None where a curator found no counterpart.

    ``predicate`` is compact and read from the source; ``confidence`` runs from 0 to 1.
    """

    source: str
    predicate: str
    target: str | None
    plan: str
    basis: str
    confidence: str
    reason: str
    curator: str


@dataclass(frozen=True)
class Generation:
    """What a thread reaches in another plan: the crossings into it, and the thread below each element reached."""

    plan: Item
    crossings: tuple[Crossing, ...]
    traces: tuple[Trace, ...]
    labels: dict[str, Item]


def cross_generations(tracer: Tracer, store: Store, library: QueryLibrary, trace: Trace) -> tuple[Generation, ...]:
    """Return what a downward trace reaches in other plans, nearest crossing first.

    From the elements of each plan reached the mappings lead to plans not yet reached; measures lead one crossing
    further. No plan is entered twice by its elements, and none is returned to.
    """
    entered = {trace.root.find("skos:inScheme iri") or trace.root.iri}
    frontier = [trace]
    found: list[Generation] = []
    while frontier:
        crossings = _read_crossings(store, library, _find_starts(frontier, CROSSING_KINDS | {"Measure"}))
        new_plans = sorted({crossing.plan for crossing in crossings} - entered)
        frontier = []
        for plan in new_plans:
            into = tuple(crossing for crossing in crossings if crossing.plan == plan)
            generation = _read_generation(tracer, plan, into)
            found.append(generation)
            frontier.extend(generation.traces)
        entered |= set(new_plans)
    return tuple(found)


def _find_starts(traces: Iterable[Trace], kinds: frozenset[str]) -> list[str]:
    return sorted({iri for trace in traces for iri, item in trace.items.items() if _may_cross(trace, item, kinds)})


def _may_cross(trace: Trace, item: Item, kinds: frozenset[str]) -> bool:
    is_in_thread = item.iri == trace.root.iri or any(hop.child == item.iri for hop in trace.hops)
    return is_in_thread and bool(item.kinds & kinds)


def _read_crossings(store: Store, library: QueryLibrary, nodes: list[str]) -> list[Crossing]:
    if not nodes:
        return []
    table = library.get_query("lineage/crossings").select(store, {"node": [NamedNode(node) for node in nodes]})
    return [
        Crossing(
            source=to_iri(row["node"]),
            predicate=compact(to_iri(row["predicate"])),
            target=to_optional_iri(row["other"]),
            plan=to_iri(row["plan"]),
            basis=to_iri(row["basis"]).rsplit("/", 1)[-1],
            confidence=to_text(row["confidence"]),
            reason=to_text(row["reason"]),
            curator=to_text(row["curator"]),
        )
        for row in table.to_dicts()
    ]


def _read_generation(tracer: Tracer, plan: str, crossings: tuple[Crossing, ...]) -> Generation:
    targets = list(dict.fromkeys(crossing.target for crossing in crossings if crossing.target is not None))
    labels = tracer.read_items([plan, *targets, *(crossing.source for crossing in crossings)])
    return Generation(
        plan=labels.get(plan, Item(plan)),
        crossings=crossings,
        traces=tuple(tracer.trace_down(target) for target in targets),
        labels=labels,
    )
