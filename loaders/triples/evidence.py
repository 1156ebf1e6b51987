"""Law, strategies, evidence, engagement, findings and case studies to quads."""

from __future__ import annotations

from loaders.records.evidence import CaseStudy, EngagementExercise, EvidenceItem, Finding, LegalBasis, Strategy
from loaders.triples.plan import write_dates, write_node
from loaders.triples.terms import DCT, GT, PROV, SCHEMA, to_code, to_date
from loaders.triples.writer import GraphWriter


def write_legal_basis(writer: GraphWriter, record: LegalBasis) -> None:
    """Write what the law says, whom it binds, and the legislation it arises from."""
    classes = [GT["LegalBasis"]] + ([GT["StatutoryDuty"]] if record.kind == "legal-duty" else [])
    node = write_node(writer, record, *classes)
    writer.add(node, DCT["type"], to_code(record.kind))
    for body in record.bearers:
        writer.state(node, GT["dutyBearer"], writer.refer(body, "bearers"), basis=record.basis, locators=record.locator)
    for path in record.arises_from:
        legislation = writer.refer(path, "arises_from")
        writer.state(node, GT["arisesFrom"], legislation, basis=record.basis, locators=record.locator)


def write_strategy(writer: GraphWriter, record: Strategy) -> None:
    """Write a strategy that the document names, which this graph does not hold."""
    node = write_node(writer, record, GT["Strategy"])
    writer.add_optional(node, GT["statedPeriod"], record.years)
    write_dates(writer, node, record)
    writer.add(node, GT["holding"], to_code("holding-named-only"))


def write_evidence(writer: GraphWriter, record: EvidenceItem) -> None:
    """Write a survey, paper or analysis."""
    node = write_node(writer, record, GT["EvidenceItem"])
    writer.add(node, DCT["type"], to_code(record.kind))
    write_dates(writer, node, record)


def write_engagement(writer: GraphWriter, record: EngagementExercise) -> None:
    """Write an engagement exercise and when it took place."""
    node = write_node(writer, record, GT["EngagementExercise"])
    writer.add_optional(node, GT["publishedDate"], record.published_date)
    if record.start is not None:
        writer.add(node, SCHEMA["startDate"], to_date(record.start))
    if record.end is not None:
        writer.add(node, SCHEMA["endDate"], to_date(record.end))


def write_finding(writer: GraphWriter, record: Finding) -> None:
    """Write a finding, what it is about, and what found it."""
    node = write_node(writer, record, GT["Finding"])
    writer.add(node, DCT["type"], to_code(record.kind))
    for subject in record.about:
        writer.add(node, SCHEMA["about"], writer.refer(subject, "about"))
    for source in record.found_by:
        writer.add(node, GT["foundBy"], writer.refer(source, "found_by"))


def write_case_study(writer: GraphWriter, record: CaseStudy) -> None:
    """Write a case study and the body that reports it."""
    node = write_node(writer, record, GT["CaseStudy"])
    if record.reported_by is not None:
        writer.add(node, PROV["wasAttributedTo"], writer.refer(record.reported_by, "reported_by"))
