"""A thread as rows for CSV and as plain data for JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from graph.breaks import Break
from graph.generations import Generation
from graph.outline import Document
from graph.trace import Hop, Item, Trace

COLUMNS = ("scope", "parent", "link", "child", "label", "published_value", "basis", "sources", "reason", "curator")


def write_csv(document: Document) -> str:
    """Return one row for each hop and each crossing, under a header, whatever the thread holds."""
    return _write_rows(to_rows(document))


def write_thread_csv(document: Document, above: Trace) -> str:
    """Return one row for each hop above and below a node, of its whole plan, and for each break, under a header."""
    rows = [_hop_row("above", above, hop) for hop in above.hops]
    return _write_rows([*rows, *to_rows(document), *(_break_row(gap) for gap in document.breaks)])


def _write_rows(rows: Iterable[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _break_row(gap: Break) -> dict[str, str]:
    return {
        "scope": "break",
        "parent": gap.node,
        "link": f"gt:{gap.link}",
        "child": "",
        "label": gap.text,
        "published_value": "",
        "basis": gap.kind,
        "sources": "; ".join(str(source) for source in gap.sources),
        "reason": f"it would take {gap.mend}",
    }


def to_rows(document: Document) -> Iterator[dict[str, str]]:
    """Yield one row for each hop and each crossing, for CSV: same columns in every row."""
    for scope, trace in _traces(document):
        for hop in trace.hops:
            yield _hop_row(scope, trace, hop)
    for hop in document.trace.whole_plan:
        yield _hop_row("whole plan", document.trace, hop)
    for generation in document.generations:
        for crossing in generation.crossings:
            target = generation.labels.get(crossing.target or "")
            yield {
                "scope": f"across to {generation.plan.label}",
                "parent": crossing.source,
                "link": crossing.predicate,
                "child": crossing.target or "",
                "label": "no counterpart" if target is None else target.label,
                "published_value": "",
                "basis": crossing.basis,
                "sources": "",
                "reason": crossing.reason,
                "curator": crossing.curator,
            }


def _traces(document: Document) -> Iterator[tuple[str, Trace]]:
    yield "thread", document.trace
    for generation in document.generations:
        for trace in generation.traces:
            yield f"thread of {generation.plan.label}", trace


def _hop_row(scope: str, trace: Trace, hop: Hop) -> dict[str, str]:
    item = trace.items[hop.child]
    return {
        "scope": scope,
        "parent": hop.parent,
        "link": f"gt:{hop.kind}",
        "child": hop.child,
        "label": item.label,
        "published_value": item.find("gt:publishedValue") or "",
        "basis": hop.basis,
        "sources": "; ".join(str(source) for source in hop.sources),
        "reason": hop.reason or "",
        "curator": hop.curator or "",
    }


def to_data(document: Document) -> dict[str, object]:
    """Return the whole trace as plain data for JSON."""
    return {
        "root": _item_data(document.trace.root),
        "direction": document.trace.direction,
        "weakest_basis": document.trace.weakest_basis,
        "items": {iri: _item_data(item) for iri, item in sorted(document.trace.items.items())},
        "hops": [_hop_data(hop) for hop in document.trace.hops],
        "whole_plan": [_hop_data(hop) for hop in document.trace.whole_plan],
        "notes": [asdict(note) for note in document.trace.notes],
        "quality": [asdict(note) for note in document.trace.quality],
        "breaks": [asdict(gap) for gap in document.breaks],
        "generations": [_generation_data(generation) for generation in document.generations],
    }


def _generation_data(generation: Generation) -> dict[str, object]:
    return {
        "plan": _item_data(generation.plan),
        "crossings": [asdict(crossing) for crossing in generation.crossings],
        "threads": [to_data(Document(trace, ())) for trace in generation.traces],
    }


def _item_data(item: Item) -> dict[str, object]:
    return {"iri": item.iri, "label": item.label, "facts": {name: list(values) for name, values in item.facts.items()}}


def _hop_data(hop: Hop) -> dict[str, object]:
    return asdict(hop)
