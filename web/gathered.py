"""Gathers what belongs to a board, duty, evidence item or recommendation, and shows it above the facts of its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.iris import LEGISLATION_BASE
from web.contexts.gathered import GatheredGroup, GatheredItem, GatheredPage, GatheredPart, GatheredSection
from web.facts import make_reading, make_source
from web.live import ServedGraph
from web.made_by import make_made_by
from web.node_page import Heading, Shown, build_node_page
from web.outline import natural_key
from web.parts import Link, Value
from web.rows import Row
from web.words import split_name, to_basis

_NAME = "name"
_ORG = "http://www.w3.org/ns/org#"
_MEMBERSHIP = (f"{_ORG}organization", f"{_ORG}member")
"""Properties by which a membership, shown as the role of a member, refers to both ends."""

HEADINGS: dict[str, str] = {
    "name": "Names it has borne",
    "change": "How it came about and what became of it",
    "up": "Reports to",
    "down": "Reports to it",
    "member": "Members",
    "membership": "Member of",
    "duty": "Duties and law",
    "priority": "Priorities and outcomes",
    "measure": "Measures",
    "action": "Activities",
    "recommendation": "Recommendations",
    "decision": "Decisions",
    "law": "Law that it arises from",
    "bearer": "Whom it binds",
    "carrier": "What carries it",
    "delivery": "What is done under it, and by whom",
    "evidence": "Evidence and findings",
    "figure": "Figures, as printed",
    "informed": "What it informed",
    "plan": "Of a whole plan",
    "finding": "What it found",
    "related": "What it is made of, draws on or is about",
    "party": "Who made it, and to whom it is addressed",
    "origin": "Where it comes from",
    "answer": "What answers it",
    "onward": "What followed from the answer",
    "decided": "What is decided on with it",
    "money": "What it says of money",
}
"""What the groups are called, in their order, by the codes that the queries give them."""


@dataclass(frozen=True)
class Gathering:
    """The kinds of node, by the last part of their class, whose links queries gather; ``parameter`` names the node."""

    classes: frozenset[str]
    parameter: str
    queries: tuple[str, ...]


GATHERINGS: tuple[Gathering, ...] = (
    Gathering(
        frozenset({"Organization", "FormalOrganization", "OrganizationalCollaboration"}),
        "body",
        ("governance/body_standing", "governance/body_work"),
    ),
    Gathering(frozenset({"LegalBasis"}), "duty", ("duties/what_hangs_on_duty",)),
    Gathering(frozenset({"EvidenceItem", "EngagementExercise"}), "item", ("evidence/what_evidence_says",)),
    Gathering(frozenset({"Recommendation"}), "recommendation", ("governance/recommendation_chains",)),
)


def find_gathering(heading: Heading) -> Gathering | None:
    """Return how the links of a node are gathered, None where they are not."""
    return next((each for each in GATHERINGS if any(heading.is_a(name) for name in each.classes)), None)


def build_gathered_page(graph: ServedGraph, iri: str, heading: Heading, gathering: Gathering) -> GatheredPage:
    """Return a node's page with its links gathered; its facts are what is left."""
    asked = {gathering.parameter: NamedNode(iri)}
    by_query = {query: graph.read(query, asked) for query in gathering.queries}
    shown = frozenset(each for rows in by_query.values() for row in rows for each in _list_shown(row, graph))
    return GatheredPage(
        node=build_node_page(graph, iri, heading, shown),
        sections=tuple(
            GatheredSection(groups, make_made_by(graph, query, asked))
            for query, rows in by_query.items()
            if (groups := gather(rows, graph))
        ),
    )


def gather(rows: Iterable[Row], graph: ServedGraph) -> tuple[GatheredGroup, ...]:
    """Return the links of one node in groups, and in each by plan and relation."""
    by_group: dict[str, dict[tuple[str, str], list[Row]]] = {}
    for row in rows:
        parts = by_group.setdefault(row.text("group"), {})
        parts.setdefault((row.text("plan"), row.text("relation")), []).append(row)
    return tuple(_make_group(code, by_group[code], graph) for code in HEADINGS if code in by_group)


def index_groups(rows: Iterable[Row], column: str, graph: ServedGraph) -> dict[str, dict[str, GatheredGroup]]:
    """Return the groups of each node that ``column`` names, by their codes."""
    by_node: dict[str, list[Row]] = {}
    for row in rows:
        by_node.setdefault(row.text(column), []).append(row)
    return {node: {group.code: group for group in gather(own, graph)} for node, own in by_node.items()}


def _make_group(code: str, parts: Mapping[tuple[str, str], list[Row]], graph: ServedGraph) -> GatheredGroup:
    made = tuple(_make_part(plan, relation, rows, graph) for (plan, relation), rows in parts.items())
    return GatheredGroup(code, HEADINGS[code], sum(len(part.items) for part in made), made)


def _make_part(plan: str, relation: str, rows: list[Row], graph: ServedGraph) -> GatheredPart:
    by_item: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_item.setdefault((row.text("node"), row.text("basis")), []).append(row)
    items = (_make_item(own, graph) for own in by_item.values())
    return GatheredPart(
        plan=Link(rows[0].text("planLabel") or split_name(plan), graph.site.to_page(plan)) if plan else None,
        relation=relation,
        items=tuple(sorted(items, key=lambda item: (natural_key(item.number or "~"), natural_key(item.value.text)))),
    )


def _make_item(rows: list[Row], graph: ServedGraph) -> GatheredItem:
    first = rows[0]
    sources = dict.fromkeys(source for row in rows if (source := make_source(row, graph)) is not None)
    return GatheredItem(
        value=_make_value(first, graph),
        number=first.text("number"),
        details=tuple(dict.fromkeys(detail for row in rows for detail in _list_details(row, graph))),
        basis=to_basis(first.text("basis")),
        sources=tuple(sources),
        reading=next((each for row in rows if (each := make_reading(row.find("reason"), row.find("curator")))), None),
    )


def _make_value(row: Row, graph: ServedGraph) -> Value:
    node = row.text("node")
    if not row.is_node("node"):
        return Value(node, language=row.language("node"))
    figure = " ".join(part for part in (row.text("qualifier"), row.text("published")) if part)
    label = row.text("nodeLabel") or split_name(node)
    return Value(f"{figure} – {label}" if figure else label, graph.site.to_page(node))


def _list_details(row: Row, graph: ServedGraph) -> Iterable[Value]:
    detail = row.find("detail")
    if detail and row.text("detailNode") != row.text("plan"):
        yield Value(detail, graph.site.to_page(row.text("detailNode")) if row.find("detailNode") else None)
    if row.text("node").startswith(LEGISLATION_BASE):
        yield Value("legislation.gov.uk", row.text("node"))
    status = row.find("status")
    if status:
        valid = row.find("valid")
        yield Value(f"{status}, as of {valid}" if valid else status)


def _list_shown(row: Row, graph: ServedGraph) -> Iterable[Shown]:
    node, detail = row.text("node"), row.find("detailNode")
    yield row.text("property"), graph.site.to_page(node) if row.is_node("node") else node
    if detail:
        yield from ((each, graph.site.to_page(detail)) for each in _MEMBERSHIP)
