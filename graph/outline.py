"""A thread as an outline in plain text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.breaks import Break
from graph.generations import Crossing, Generation
from graph.kinds import KINDS, find_kind
from graph.trace import Hop, Item, Note, QualityNote, Trace

HOP_TITLES = {
    "hasVision": "Vision",
    "hasPrinciple": "Principles",
    "hasAim": "Aims",
    "hasPriority": "Priorities",
    "hasOutcome": "Outcomes",
    "hasAction": "Actions",
    "hasMeasure": "Measures",
    "hasTarget": "Targets",
    "hasObservation": "Values",
    "hasMissingCell": "Cells with no value",
    "hasBudgetLine": "Budget",
    "hasBudgetTotal": "Budget totals as printed",
    "hasFundingStatement": "What is said of money",
    "hasFigure": "Figures",
    "deliveredBy": "Delivered by",
    "involves": "Boards and bodies named",
    "hasDuty": "Duties and law",
    "hasStrategy": "Strategies and programmes",
    "hasEvidence": "Evidence",
    "hasCaseStudy": "Case studies",
}
"""The title of each kind of hop, in the order in which a reader meets them."""

BASES = {
    "basis-stated": "stated",
    "basis-by-layout": "by layout",
    "basis-curated": "curated",
    "basis-computed": "computed",
}
MATCHES = {
    "skos:closeMatch": "close match",
    "skos:broadMatch": "part of something broader",
    "skos:narrowMatch": "wider than",
    "skos:relatedMatch": "related",
}
RELATIONS = {
    "reportsTo": "reports to",
    "subOrganizationOf": "part of",
    "hasMember": "members:",
    "hasLegalBasis": "legal basis:",
    "arisesFrom": "under",
    "dutyBearer": "binds",
    "setsTarget": "target:",
    "reportsFigure": "figures:",
    "reportsFundingStatement": "on money:",
}
"""The words for what belongs to a shared node alone, in reading order."""

INDENT = "  "
MOST_PLAN_FIGURES = 5
"""How many of the plan's own figures an element's outline shows; the plan's own outline shows them all."""


@dataclass(frozen=True)
class Document:
    """Everything that one trace request shows."""

    trace: Trace
    breaks: tuple[Break, ...]
    generations: tuple[Generation, ...] = ()


def order_hops(hops: Sequence[Hop], trace: Trace) -> list[tuple[str, list[Hop]]]:
    """Group hops by kind in reading order, each group in the order of its printed numbers."""
    order = list(HOP_TITLES)
    kinds = sorted({hop.kind for hop in hops}, key=lambda kind: order.index(kind) if kind in HOP_TITLES else len(order))
    return [
        (kind, sorted((hop for hop in hops if hop.kind == kind), key=lambda hop: _rank(trace, hop))) for kind in kinds
    ]


def _rank(trace: Trace, hop: Hop) -> tuple[tuple[int, str], ...]:
    notation = trace.items[hop.child].find("skos:notation") or ""
    locator = hop.sources[0].locator if hop.sources else ""
    text = notation or locator or hop.child
    return tuple((int(part), "") if part.isdigit() else (10**6, part) for part in _split_digits(text))


def _split_digits(text: str) -> Iterator[str]:
    part = ""
    for character in text:
        if part and character.isdigit() != part[-1].isdigit():
            yield part
            part = ""
        part += character
    if part:
        yield part


def describe_item(item: Item) -> str:
    """Say what a node is in one line: number, label, and its value as printed when it has one."""
    if item.kinds & {"BudgetLine", "BudgetTotal"} or "gt:sourceColumn" in item.facts:
        return _describe_cell(item)
    number = item.find("skos:notation")
    label = f"{number}. {item.label}" if number else item.label
    published = item.find("gt:publishedValue")
    if published is not None:
        amount = " ".join(part for part in (item.find("gt:qualifier"), published) if part)
        scope = ", ".join(part for part in (item.find("gt:publishedArea"), item.find("gt:statedPeriod")) if part)
        label = f"{label}: {amount}" + (f" ({scope})" if scope else "")
    trends = ", ".join(item.facts.get("gt:trend", ()))
    return label + _describe_text_status(item) + (f" (trend: {trends})" if trends else "")


def _describe_cell(item: Item) -> str:
    published = item.find("gt:publishedValue") or "blank"
    column = item.find("gt:sourceColumn") or ""
    block = item.find("gt:statedPeriod")
    flow = item.find("gt:flow")
    under = f' under "{block}"' if block and flow and block not in column else ""
    return f"{column}: {published}" + (f" [{flow.lower()}{under}]" if flow else "")


def _describe_text_status(item: Item) -> str:
    codes = {iri.rsplit("/", 1)[-1] for iri in item.facts.get("gt:textStatus iri", ())}
    if "text-truncated" in codes:
        return " … [cut off in the source]"
    return " [rejoined from torn text]" if "text-rejoined" in codes else ""


def describe_sources(hop: Hop) -> str:
    """Say on what footing a hop stands and where: "stated; strategic-plan-2021-24: Outcome 6 / para 2"."""
    parts = [describe_word(hop.basis, hop.curator), *(str(source) for source in hop.sources)]
    if hop.reason:
        parts.append(f"because {hop.reason}")
    return "; ".join(parts)


def describe_word(basis: str, curator: str | None) -> str:
    """Say how something is known and, where a curator says it, on whose word: "curated by a data editor"."""
    return f"{BASES[basis]} by a {curator}" if curator else BASES[basis]


def write_outline(document: Document) -> Iterator[str]:
    """Yield the lines of the outline."""
    trace = document.trace
    yield from _write_head(trace)
    if trace.direction == "up":
        yield from _write_up(trace)
    else:
        yield from _write_below(trace, trace.root.iri, 1, set())
        yield from _write_whole_plan(trace)
    if document.breaks:
        yield ""
        yield "Where the thread breaks"
        for gap in document.breaks:
            yield from _write_break(trace, gap)
    yield from _write_quality(trace.quality)
    for generation in document.generations:
        yield from _write_generation(generation)


def _name_kind(item: Item) -> str:
    kind = find_kind(item.kinds)
    return kind.one.capitalize() if kind is not KINDS[-1] else ", ".join(sorted(item.kinds))


def _write_head(trace: Trace) -> Iterator[str]:
    yield describe_item(trace.root)
    yield f"{INDENT}{_name_kind(trace.root)} · {trace.root.iri}"
    if trace.hops:
        weakest = BASES[trace.weakest_basis]
        yield f"{INDENT}{len(trace.hops)} links, the weakest of them {weakest}"
    elif "Plan" in trace.root.kinds:
        yield f"{INDENT}Nothing of this plan is held: the documents only name it"
    elif trace.direction == "down":
        yield f"{INDENT}No thread starts here: try --up to see what it serves"
    else:
        yield f"{INDENT}No thread leads here"


def _write_below(trace: Trace, parent: str, depth: int, path: set[str]) -> Iterator[str]:
    for kind, hops in order_hops(trace.children(parent), trace):
        yield f"{INDENT * depth}{HOP_TITLES.get(kind, kind)} ({len(hops)})"
        if kind == "hasObservation":
            yield from _write_values(trace, hops, depth + 1)
            continue
        rivals = _find_rival_columns([trace.items[hop.child] for hop in hops])
        if rivals:
            why = "no document says that they cover the same time"
            yield f"{INDENT * (depth + 1)}Never add {' to '.join(rivals)}: {why}"
        for hop in hops:
            yield from _write_hop(trace, hop, depth + 1)
            if hop.child not in path:
                yield from _write_below(trace, hop.child, depth + 2, path | {hop.child})


def _find_rival_columns(items: Sequence[Item]) -> list[str]:
    """Return the columns that give amounts of one fund and flow twice over, which no sum may hold together."""
    columns: defaultdict[tuple[str | None, ...], set[str]] = defaultdict(set)
    for item in items:
        if "BudgetLine" in item.kinds:
            names = ("gt:fund iri", "gt:flow iri", "gt:budgetHeading iri")
            columns[tuple(map(item.find, names))].add(f'"{item.find("gt:sourceColumn")}"')
    return sorted({column for group in columns.values() if len(group) > 1 for column in group})


def _write_hop(trace: Trace, hop: Hop, depth: int) -> Iterator[str]:
    yield f"{INDENT * depth}{describe_item(trace.items[hop.child])}  [{describe_sources(hop)}]"
    if hop.child == trace.root.iri:
        return
    for relation, words in RELATIONS.items():
        texts = [
            f"{note.text} [{_describe_origins(note)}]"
            for note in trace.notes
            if note.node == hop.child and note.relation == relation
        ]
        if texts:
            yield f"{INDENT * (depth + 1)}· {words} {'; '.join(texts)}"


def _describe_origins(note: Note) -> str:
    origins = [f"{each} by a {note.curator}" if each == "curated" and note.curator else each for each in note.origins]
    return ", ".join(origins) + (f"; because {note.reason}" if note.reason else "")


def _write_values(trace: Trace, hops: Sequence[Hop], depth: int) -> Iterator[str]:
    for hop in sorted(hops, key=lambda hop: trace.items[hop.child].find("sdmx-dimension:refPeriod iri") or ""):
        item = trace.items[hop.child]
        area = item.find("sdmx-dimension:refArea") or ""
        status = item.find("sdmx-attribute:obsStatus iri") or ""
        mark = " [not comparable with other years]" if status.endswith("obsStatus-B") else ""
        column = item.find("gt:sourceColumn") or ""
        value = f"{area if column == area else f'{area}, {column}'}: {item.find('gt:publishedValue')}{mark}"
        yield f"{INDENT * depth}{value}  [{describe_sources(hop)}]"


def _write_whole_plan(trace: Trace) -> Iterator[str]:
    if not trace.whole_plan:
        return
    yield f"{INDENT}Of the whole plan, not of this element alone"
    for kind, hops in order_hops(trace.whole_plan, trace):
        yield f"{INDENT * 2}{HOP_TITLES.get(kind, kind)} ({len(hops)})"
        shown = hops[:MOST_PLAN_FIGURES] if kind == "hasFigure" else hops
        for hop in shown:
            yield from _write_hop(trace, hop, 3)
        if len(shown) < len(hops):
            yield f"{INDENT * 3}… and {len(hops) - len(shown)} more: trace {trace.whole_plan[0].parent}"


def _write_up(trace: Trace) -> Iterator[str]:
    children = {hop.child for hop in trace.hops}
    roots = sorted({hop.parent for hop in trace.hops} - children)
    for root in roots:
        yield f"{INDENT}{describe_item(trace.items[root])}"
        yield from _write_below(trace, root, 2, set())


def _write_break(trace: Trace, gap: Break) -> Iterator[str]:
    item = trace.items.get(gap.node)
    where = "" if item is None or gap.node == trace.root.iri else f"{describe_item(item)}: "
    cited = f" [{'; '.join(str(source) for source in gap.sources)}]" if gap.sources else ""
    yield f"{INDENT}× {where}{gap.text}{cited}. Mended by {gap.mend}."


def _write_quality(notes: Sequence[QualityNote]) -> Iterator[str]:
    if notes:
        yield "Notes on the facts"
    for note in notes:
        cited = "; ".join(str(source) for source in note.sources)
        yield f"{INDENT}! {note.kind}: {note.text}" + (f" [{cited}]" if cited else "")


def _write_generation(generation: Generation) -> Iterator[str]:
    yield ""
    yield f"Across to {generation.plan.label}"
    for crossing in generation.crossings:
        yield f"{INDENT}{describe_crossing(crossing, generation)}"
    for trace in generation.traces:
        yield f"{INDENT}{describe_item(trace.root)}"
        yield from _write_below(trace, trace.root.iri, 2, set())


def describe_crossing(crossing: Crossing, generation: Generation) -> str:
    """Say a crossing in one line: from what to what, how alike, on whose word and why."""
    source = generation.labels.get(crossing.source, Item(crossing.source)).label
    if crossing.target is None:
        target = "no counterpart"
    else:
        match = MATCHES.get(crossing.predicate, crossing.predicate)
        target = f"{match}: {generation.labels.get(crossing.target, Item(crossing.target)).label}"
    word = f"{describe_word(crossing.basis, crossing.curator)}, confidence {crossing.confidence}"
    return f"{source} → {target}  [{word}; because {crossing.reason}]"
