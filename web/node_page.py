"""Builds the page of a node of any kind from the named queries that describe it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from graph.trace import QualityNote, Trace
from web.budget_table import find_budget
from web.contexts.nodes import NodePage
from web.contexts.tables import Budget, MeasureTable
from web.counterparts import CROSSINGS, read_mappings
from web.crumbs import make_crumbs
from web.errors import UnknownPageError, WithdrawnPageError
from web.facts import block_facts, group_facts, group_links, make_source
from web.head_links import list_forms
from web.live import ServedGraph
from web.made_by import make_made_by
from web.measure_table import find_measure_table
from web.outline import Naming, drop_groups, make_outline, make_trails, make_whole_plan
from web.parts import Fact, FactGroup, Link, Note, Source
from web.rows import Row
from web.suggestions import find_suggestions
from web.words import name_element, split_name

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_WORDING = f"{_SKOS}altLabel"
_ELSEWHERE = {
    f"{_SKOS}{name}" for name in ("altLabel", "notation", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
}
"""Properties that a node's page does not show among its facts but in a place of their own."""

VERBATIM = "/text-verbatim"

FOLLOWED = (
    "Plan",
    "Priority",
    "Outcome",
    "Measure",
    "OrganizationalCollaboration",
    "FormalOrganization",
    "StatutoryDuty",
)
"""Classes of what people follow from release to release: its page names its changes and their feed."""

Shown = tuple[str, str]
"""A property with the page that it leads to or comes from, or with its text."""


@dataclass(frozen=True)
class Heading:
    """What a node is, from the first row that says so: ``kinds`` are addresses of classes, ``terms`` printed words."""

    row: Row
    kinds: frozenset[str]
    terms: frozenset[str]

    def is_a(self, name: str) -> bool:
        """Return whether the node is of the class whose address ends in ``#name``."""
        return any(kind.endswith(f"#{name}") for kind in self.kinds)


def get_heading(graph: ServedGraph, iri: str) -> Heading:
    """Return what a node is.

    Raises:
        UnknownPageError: when the graph says nothing of it; with pages that come close.
        WithdrawnPageError: when it was withdrawn; with what replaced it.
    """
    rows = graph.read("pages/node", {"node": NamedNode(iri)})
    if not rows:
        _require_not_withdrawn(graph, iri)
        message = f"the graph holds nothing at {iri}"
        raise UnknownPageError(message, "begin with the plans, or run a query", find_suggestions(graph, iri))
    kinds = frozenset(row.text("kind") for row in rows)
    return Heading(rows[0], kinds, frozenset(row.text("term") for row in rows if row.find("term")))


def _require_not_withdrawn(graph: ServedGraph, iri: str) -> None:
    """Pass over an address that was not withdrawn.

    Raises:
        WithdrawnPageError: when it was.
    """
    rows = graph.read("pages/withdrawn", {"node": NamedNode(iri)})
    if rows[0].text("isWithdrawn") != "true":
        return
    links = tuple(
        Link(row.text("replacementLabel") or split_name(iri), graph.site.to_page(row.text("replacement")))
        for row in rows
        if row.find("replacement")
    )
    message = f"the address {iri} was withdrawn on {rows[0].text('date')}: {rows[0].text('reason')}"
    raise WithdrawnPageError(message, "use what replaced it" if links else "nothing replaced it", links)


def build_node_page(graph: ServedGraph, iri: str, heading: Heading, shown: frozenset[Shown] = frozenset()) -> NodePage:
    """Return everything that is known of a node, without what its page has ``shown`` in a place of its own."""
    row, site = heading.row, graph.site
    facts = _drop_shown(read_facts(graph, iri), shown)
    sources = _read_sources(graph, iri)
    down, up = graph.tracer.trace_down(iri), graph.tracer.trace_up(iri)
    naming = name_nodes(graph, down, up)
    trails = make_trails(up, naming)
    label = row.text("label") or split_name(iri)
    own_notes, notes_below = _split_notes(down, naming)
    kind = row.text("kindLabel") or split_name(row.text("kind"))
    term, printed = name_element(kind, heading.terms)
    budget = find_budget(graph, iri)
    measure = (
        find_measure_table(graph, iri, label, down.root.find("gt:polarity") or "") if heading.is_a("Measure") else None
    )
    is_followed = any(heading.is_a(name) for name in FOLLOWED)
    return NodePage(
        iri=iri,
        label=label,
        language=row.language("label"),
        kind=Link(kind, site.to_page(row.text("kind"))),
        figure=row.text("published"),
        figure_note=", ".join(part for part in (row.text("period"), row.text("unit")) if part),
        notation=row.text("notation"),
        term=term,
        printed=printed,
        status="" if row.text("status").endswith(VERBATIM) else row.text("statusLabel"),
        plan=Link(row.text("planLabel"), site.to_page(row.text("plan"))) if row.find("plan") else None,
        crumbs=make_crumbs(graph, up, trails, heading.is_a("Plan")),
        wordings=next((group.facts for group in facts if group.iri == _WORDING), ()),
        facts=block_facts(group for group in facts if group.iri not in _ELSEWHERE),
        below=drop_groups(make_outline(down, naming, row.find("holding")), _find_tabled(budget, measure)),
        above=() if shown else trails,
        whole_plan=make_whole_plan(down, naming),
        incoming=_drop_shown(group_links(graph.read("pages/links_to_node", {"node": NamedNode(iri)}), graph), shown),
        mappings=read_mappings(graph, iri, row.text("plan")),
        mappings_made_by=make_made_by(graph, CROSSINGS, {"node": NamedNode(iri)}),
        budget=budget,
        measure=measure,
        notes=own_notes,
        notes_below=notes_below,
        sources=sources,
        citation=_cite(label, row, sources, graph, iri),
        address_href=site.to_id(iri),
        formats=list_forms(graph, iri),
        lineage_href=site.to_lineage(iri),
        changes_href=site.to_changes(iri) if is_followed else "",
        feed_href=site.to_feed(iri) if is_followed else "",
    )


def read_facts(graph: ServedGraph, iri: str) -> tuple[FactGroup, ...]:
    """Return the facts of a node with their sources."""
    return group_facts(graph.read("evidence/facts_of_node", {"node": NamedNode(iri)}), graph)


def _drop_shown(groups: Iterable[FactGroup], shown: frozenset[Shown]) -> tuple[FactGroup, ...]:
    left = (
        replace(group, facts=tuple(fact for fact in group.facts if (group.iri, _get_end(fact)) not in shown))
        for group in groups
    )
    return tuple(group for group in left if group.facts)


def _get_end(fact: Fact) -> str:
    return fact.value.href or fact.value.text


def name_nodes(graph: ServedGraph, *traces: Trace) -> Naming:
    """Return the names of the nodes of traces and of what their quality notes are about."""
    targets = [target for trace in traces for note in trace.quality for target in note.targets]
    items = {iri: item for trace in traces for iri, item in trace.items.items()}
    items |= graph.tracer.read_items(sorted(set(targets) - items.keys()))
    return Naming(items, graph.site)


def _find_tabled(budget: Budget | None, measure: MeasureTable | None) -> frozenset[str]:
    """Return the kinds of hop that a page shows as a table, and so not as a list as well."""
    money = ("hasBudgetLine", "hasBudgetTotal", "hasMissingCell") if budget else ()
    return frozenset((*money, *(("hasObservation", "hasMissingCell") if measure else ())))


def _read_sources(graph: ServedGraph, iri: str) -> tuple[Source, ...]:
    rows = graph.read("evidence/passages_of_node", {"node": NamedNode(iri)})
    return tuple(dict.fromkeys(source for row in rows if (source := make_source(row, graph)) is not None))


def _split_notes(trace: Trace, naming: Naming) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    root = trace.root.iri
    own = tuple(_make_note(note, naming) for note in trace.quality if root in note.targets)
    below = tuple(_make_note(note, naming) for note in trace.quality if root not in note.targets)
    return own, below


def _make_note(note: QualityNote, naming: Naming) -> Note:
    about = tuple(naming.link(target) for target in note.targets)
    return Note(note.kind, note.text, naming.site.to_page(note.note), about, naming.sources(note.sources))


def _cite(label: str, row: Row, sources: tuple[Source, ...], graph: ServedGraph, iri: str) -> str:
    what = _join(f"“{label}”", " ".join(part for part in (row.text("kindLabel"), row.text("notation")) if part))
    where = f"{sources[0].document.text}, {sources[0].locator}" if sources else "curated"
    plan = row.text("planLabel")
    named = plan if plan and not where.startswith(plan) else ""
    return ". ".join(
        part for part in (what, named, where, f"Golden thread, release {graph.release.id[:12]}", iri) if part
    )


def _join(text: str, aside: str) -> str:
    return f"{text} ({aside})" if text and aside else text
