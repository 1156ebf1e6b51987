"""Bodies, members, reporting lines, recommendations, decisions, reviews and events to quads."""

from __future__ import annotations

from graph.iris import slugify
from loaders.records.governance import (
    Body,
    ChangeEvent,
    Decision,
    Event,
    Membership,
    Recommendation,
    ReportingLine,
    Review,
)
from loaders.triples.plan import write_dates, write_node, write_status
from loaders.triples.terms import DCT, GT, LABEL, ORG, PROV, SCHEMA, SKOS, to_code, to_date, to_english
from loaders.triples.writer import GraphWriter

LINE_PREDICATES = {"reports-to": ORG["reportsTo"], "part-of": ORG["subOrganizationOf"]}


def write_body(writer: GraphWriter, record: Body) -> None:
    """Write what a document calls a body, whose identity is in the register."""
    writer.refer(record.id, "id")
    write_node(writer, record)


def write_membership(writer: GraphWriter, record: Membership) -> None:
    """Write a body's member, or the holder of a public role in it, as a membership and a plain link."""
    organisation = writer.refer(record.organisation, "organisation")
    name = record.member or record.holder or record.role or ""
    who = "--".join(slugify(part) for part in (name.rsplit("/", 1)[-1], record.role or "") if part)
    path = f"membership/{writer.origin}/{record.organisation.removeprefix('org/')}/{who}"
    node = writer.describe(path, ORG["Membership"])
    writer.add(node, ORG["organization"], organisation)
    writer.add(node, LABEL, to_english(" as ".join(part for part in (record.holder, record.role) if part) or "member"))
    writer.add_optional(node, GT["publishedRole"], record.role)
    writer.cite(node, record.locator)
    writer.add_note(node, record.note)
    if record.valid is not None:
        writer.add(node, DCT["valid"], to_date(record.valid))
    if record.member is not None:
        member = writer.refer(record.member, "member")
        writer.add(node, ORG["member"], member)
        writer.state(
            organisation,
            ORG["hasMember"],
            member,
            basis=record.basis,
            locators=record.locator,
            valid=record.valid,
        )


def write_reporting_line(writer: GraphWriter, record: ReportingLine) -> None:
    """Write that a body reports to, or is a part of, another."""
    writer.state(
        writer.refer(record.body, "body"),
        LINE_PREDICATES[record.relation],
        writer.refer(record.to, "to"),
        basis=record.basis,
        locators=record.locator,
        valid=record.valid,
        note=record.note,
    )


def write_change_event(writer: GraphWriter, record: ChangeEvent) -> None:
    """Write a change in organisation that the document states."""
    node = write_node(writer, record, ORG["ChangeEvent"])
    if record.kind is not None:
        writer.add(node, DCT["type"], to_code(record.kind))
    for body in record.original:
        original = writer.refer(body, "original")
        writer.state(node, ORG["originalOrganization"], original, basis=record.basis, locators=record.locator)
    for body in record.resulting:
        resulting = writer.refer(body, "resulting")
        writer.state(node, ORG["resultingOrganization"], resulting, basis=record.basis, locators=record.locator)
    write_dates(writer, node, record)


def write_recommendation(writer: GraphWriter, record: Recommendation) -> None:
    """Write a recommendation in its scheme, who made it and whom it addresses."""
    node = write_node(writer, record, GT["Recommendation"])
    writer.add(node, SKOS["inScheme"], writer.refer(record.id.rsplit("/", 1)[0], "id"))
    writer.add_optional(node, SKOS["notation"], record.number)
    if record.made_by is not None:
        writer.add(node, PROV["wasAttributedTo"], writer.refer(record.made_by, "made_by"))
    if record.addressed_to is not None:
        writer.add(node, GT["addressedTo"], writer.refer(record.addressed_to, "addressed_to"))


def write_decision(writer: GraphWriter, record: Decision) -> None:
    """Write a decision and this document's word on where it stands."""
    node = write_node(writer, record, GT["Decision"])
    for subject in record.on:
        writer.add(node, GT["decisionOn"], writer.refer(subject, "on"))
    for maker in record.maker:
        writer.add(node, PROV["wasAssociatedWith"], writer.refer(maker, "maker"))
    write_status(writer, node, record.status, record.locator)
    write_dates(writer, node, record)


def write_review(writer: GraphWriter, record: Review) -> None:
    """Write a review, what it looked at and who carried it out."""
    node = write_node(writer, record, GT["Review"])
    for subject in record.of:
        writer.add(node, SCHEMA["about"], writer.refer(subject, "of"))
    for body in record.carried_out_by:
        writer.add(node, PROV["wasAssociatedWith"], writer.refer(body, "carried_out_by"))
    write_dates(writer, node, record)


def write_event(writer: GraphWriter, record: Event) -> None:
    """Write a summit, congress, workshop or campaign with its status."""
    node = write_node(writer, record, SCHEMA["Event"], PROV["Activity"])
    write_status(writer, node, record.status, record.locator)
    if record.organiser is not None:
        writer.add(node, SCHEMA["organizer"], writer.refer(record.organiser, "organiser"))
    write_dates(writer, node, record)
