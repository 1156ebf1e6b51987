"""Plan elements to quads: visions, priorities, outcomes, actions, targets, figures and the hops between them."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from graph.iris import slugify_locator
from loaders.records.fields import DatedNode, Node
from loaders.records.plan import (
    Action,
    Element,
    Figure,
    FundingStatement,
    Plan,
    Principle,
    Priority,
    Target,
)
from loaders.triples.terms import (
    DCT,
    GT,
    LABEL,
    SCHEMA,
    SDMX_ATTRIBUTE,
    SKOS,
    to_code,
    to_date,
    to_decimal,
    to_english,
)
from loaders.triples.writer import GraphWriter

HOPS = {
    "vision": ("Vision", "hasVision"),
    "priority": ("Priority", "hasPriority"),
    "outcome": ("Outcome", "hasOutcome"),
    "aim": ("Aim", "hasAim"),
    "principle": ("Principle", "hasPrinciple"),
    "action": ("Action", "hasAction"),
    "measure": ("Measure", "hasMeasure"),
}
"""Record type to the element's class and the hop that leads to it."""


def is_of_plan(node_path: str) -> bool:
    """Say whether a node is a plan or stands inside one, so that thread hops may start at it."""
    return node_path.startswith("plan/")


def find_plan_path(node_path: str) -> str:
    """Return the path of the plan that an element's path names."""
    return "/".join(node_path.split("/")[:2])


def write_node(writer: GraphWriter, record: Node, *classes: NamedNode) -> NamedNode:
    """Write a node's classes, names, passages and note, and return it.

    Without a class the node must have its identity elsewhere, in a register.
    """
    node = writer.describe(record.id, *classes)
    writer.name(node, record)
    writer.cite(node, record.locator)
    writer.add_note(node, record.note)
    return node


def write_plan(writer: GraphWriter, record: Plan) -> None:
    """Write what a document calls a plan, whose identity is in the register."""
    write_node(writer, record)
    writer.refer(record.id, "id")


def write_element(writer: GraphWriter, record: Element) -> NamedNode:
    """Write any plan element and the hop from each of its parents."""
    class_name, hop = HOPS[str(record.type)]  # type: ignore[attr-defined]  # every subclass of Element has a type
    node = write_node(writer, record, GT["PlanElement"], GT[class_name])
    writer.add(node, SKOS["inScheme"], writer.refer(find_plan_path(record.id), "id"))
    writer.add_optional(node, SKOS["notation"], record.number)
    for parent in record.under:
        locators = record.under_locator or record.locator
        writer.state(writer.refer(parent, "under"), GT[hop], node, basis=record.basis, locators=locators)
    return node


def write_priority(writer: GraphWriter, record: Priority) -> None:
    """Write a priority with the printed word for it."""
    writer.add(write_element(writer, record), GT["publishedTerm"], Literal(record.published_term))


def write_principle(writer: GraphWriter, record: Principle) -> None:
    """Write a principle of its kind."""
    writer.add(write_element(writer, record), DCT["type"], to_code(record.kind))


def write_action(writer: GraphWriter, record: Action) -> None:
    """Write an action with its kind, status, date and the bodies that deliver it."""
    node = write_element(writer, record)
    writer.add(node, DCT["type"], to_code(record.kind))
    for body in record.delivered_by:
        writer.state(
            node, GT["deliveredBy"], writer.refer(body, "delivered_by"), basis=record.basis, locators=record.locator
        )
    if record.status is not None:
        write_status(writer, node, record.status, record.locator)
    writer.add_optional(node, GT["publishedDate"], record.by_when)
    if record.due is not None:
        writer.add(node, SCHEMA["endDate"], to_date(record.due))


def write_status(writer: GraphWriter, node: NamedNode, status: str, locators: list[str]) -> None:
    """Write a status as this document states it, dated by the document."""
    writer.state(node, GT["status"], to_code(status), basis="stated", locators=locators, valid=writer.issued)


def write_dates(writer: GraphWriter, node: NamedNode, record: DatedNode) -> None:
    """Write a date as printed, and as typed."""
    writer.add_optional(node, GT["publishedDate"], record.published_date)
    if record.date is not None:
        writer.add(node, DCT["date"], to_date(record.date))


def write_target(writer: GraphWriter, record: Target) -> None:
    """Write a target: a hop from a plan or element, a note from anything else."""
    node = write_node(writer, record, GT["Target"])
    writer.add(node, GT["publishedValue"], Literal(record.published_value))
    writer.add(node, GT["statedPeriod"], Literal(record.stated_period))
    _write_value(writer, node, record.value, record.unit)
    if record.holder is not None:
        writer.add(node, GT["targetHolder"], writer.refer(record.holder, "holder"))
    writer.add_optional(node, GT["publishedArea"], record.area)
    _hang(writer, node, record, hop="hasTarget", note="setsTarget")


def write_funding_statement(writer: GraphWriter, record: FundingStatement) -> None:
    """Write what a document says of money without a figure."""
    node = write_node(writer, record, GT["FundingStatement"])
    _hang(writer, node, record, hop="hasFundingStatement", note="reportsFundingStatement")


def write_figure(writer: GraphWriter, record: Figure) -> None:
    """Write a number printed in prose or in a table of facts; its address counts the figures at its locator."""
    key = f"figure/{writer.origin}/{slugify_locator(record.locator[0])}"
    node = writer.describe(f"{key}/{writer.next_ordinal(key)}", GT["StatedFigure"])
    writer.add(node, LABEL, to_english(record.label))
    writer.add(node, GT["textStatus"], to_code("label-unstated"))
    writer.add(node, DCT["type"], to_code(record.kind))
    writer.add(node, GT["publishedValue"], Literal(record.published_value))
    writer.add_optional(node, GT["qualifier"], record.qualifier)
    writer.add_optional(node, GT["statedPeriod"], record.stated_period)
    writer.add_optional(node, GT["publishedArea"], record.area)
    _write_value(writer, node, record.value, record.unit)
    writer.add(node, GT["basis"], to_code(f"basis-{record.basis}"))
    writer.cite(node, record.locator)
    writer.add_note(node, record.note)
    _hang(writer, node, record, hop="hasFigure", note="reportsFigure")


def _write_value(writer: GraphWriter, node: NamedNode, value: str | None, unit: str | None) -> None:
    if value is not None:
        writer.add(node, SCHEMA["value"], to_decimal(Decimal(value)))
    if unit is not None:
        writer.add(node, SDMX_ATTRIBUTE["unitMeasure"], to_code(unit))


def _hang(
    writer: GraphWriter, node: NamedNode, record: Target | FundingStatement | Figure, *, hop: str, note: str
) -> None:
    """Hang a node on what it is of: by a thread hop on a plan or element, by a note on anything else."""
    for source in record.of:
        parent = writer.refer(source, "of")
        if is_of_plan(source):
            writer.state(parent, GT[hop], node, basis=record.basis, locators=record.locator)
        else:
            writer.add(parent, GT[note], node)
