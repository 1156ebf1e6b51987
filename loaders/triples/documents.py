"""A document to quads: its header, cover, appendices, links, omissions, and each of its records by type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, Quad

from graph.iris import Addresses, slugify
from loaders.records.transcript import Appendix, CoverFact, Link, Transcript
from loaders.register_files import Registers
from loaders.triples import evidence, governance, plan
from loaders.triples.money import BudgetTableWriter
from loaders.triples.tables import MeasureTableWriter
from loaders.triples.terms import DCT, GT, LABEL, SCHEMA, SKOS, TYPE, to_code, to_date, to_english
from loaders.triples.writer import GraphWriter, Place, Register
from loaders.yaml_source import YamlSource

STATED_RELATIONS = {
    "involves": GT["involves"],
    "delivered-by": GT["deliveredBy"],
    "has-duty": GT["hasDuty"],
    "has-evidence": GT["hasEvidence"],
    "has-case-study": GT["hasCaseStudy"],
    "has-strategy": GT["hasStrategy"],
    "has-legal-basis": GT["hasLegalBasis"],
    "responds-to": GT["respondsTo"],
    "delivers": GT["delivers"],
    "references": DCT["references"],
    "about": SCHEMA["about"],
}
"""A link's relation to its predicate."""


@dataclass(frozen=True)
class LoadedTranscript:
    """A validated transcript and the file it came from."""

    transcript: Transcript
    source: YamlSource


def write_document(
    loaded: LoadedTranscript, addresses: Addresses, register: Register, registers: Registers
) -> Iterator[Quad]:
    """Yield the quads of a document's own graph."""
    header = loaded.transcript.document
    place = Place(loaded.source.path, loaded.source.find_line(("document",)), header.id)
    graph = addresses.mint_graph(f"document/{header.id}")
    writer = GraphWriter(addresses, header.id, graph, register, place, issued=header.issued)
    _write_header(writer, loaded.transcript)
    writers = _find_writers(writer, MeasureTableWriter(writer, registers), BudgetTableWriter(writer))
    for index, record in enumerate(loaded.transcript.records):
        name = getattr(record, "id", None) or getattr(record, "title", None) or record.type
        writer.current = Place(loaded.source.path, loaded.source.find_line(("records", index)), name)
        writers[record.type](record)
    _write_omissions(writer, loaded)
    yield from writer.quads()


def _find_writers(
    writer: GraphWriter, measures: MeasureTableWriter, budget: BudgetTableWriter
) -> dict[str, Callable[..., object]]:
    """Return the function for each record type, bound to what it writes into."""
    of_type: dict[str, Callable[..., object]] = {
        "plan": plan.write_plan,
        "vision": plan.write_element,
        "priority": plan.write_priority,
        "outcome": plan.write_element,
        "aim": plan.write_element,
        "principle": plan.write_principle,
        "action": plan.write_action,
        "target": plan.write_target,
        "funding-statement": plan.write_funding_statement,
        "figure": plan.write_figure,
        "body": governance.write_body,
        "membership": governance.write_membership,
        "reporting-line": governance.write_reporting_line,
        "change-event": governance.write_change_event,
        "recommendation": governance.write_recommendation,
        "decision": governance.write_decision,
        "review": governance.write_review,
        "event": governance.write_event,
        "legal-basis": evidence.write_legal_basis,
        "strategy": evidence.write_strategy,
        "evidence": evidence.write_evidence,
        "engagement": evidence.write_engagement,
        "finding": evidence.write_finding,
        "case-study": evidence.write_case_study,
        "link": _write_link,
        "appendix": _write_appendix,
        "cover-fact": _write_cover_fact,
    }
    bound = {name: _bind(writer, write) for name, write in of_type.items()}
    bound |= {"measure-table": measures.write_table, "measure": measures.write_measure}
    bound |= {"budget-table": budget.write_table, "budget-row": budget.write_row}
    return bound


def _bind(writer: GraphWriter, write: Callable[..., object]) -> Callable[..., object]:
    return lambda record: write(writer, record)


def _write_header(writer: GraphWriter, transcript: Transcript) -> None:
    header = transcript.document
    node = writer.describe(f"document/{header.id}", GT["Document"])
    writer.add(node, SKOS["prefLabel"], to_english(header.title))
    writer.add(node, LABEL, to_english(header.label or header.title))
    writer.add(node, DCT["type"], to_code(header.kind))
    writer.add(node, DCT["issued"], to_date(header.issued))
    writer.add(node, GT["issuedBasis"], to_english(header.issued_basis))
    writer.add(node, DCT["publisher"], writer.refer(header.publisher, "publisher"))
    writer.add(node, GT["sha256"], Literal(header.sha256))
    writer.add(node, GT["holding"], to_code("holding-held"))
    writer.cite(node, header.locator)
    for reference in header.references:
        writer.add(node, DCT["references"], writer.refer(reference, "references"))


def _write_link(writer: GraphWriter, link: Link) -> None:
    for source in link.source:
        for target in link.target:
            writer.state(
                writer.refer(source, "from"),
                STATED_RELATIONS[link.relation],
                writer.refer(target, "to"),
                basis=link.basis,
                locators=link.locator,
                valid=link.valid,
                note=link.note,
            )


def _write_appendix(writer: GraphWriter, appendix: Appendix) -> None:
    node = plan.write_node(writer, appendix, GT["Document"])
    writer.add(node, DCT["type"], to_code("document-appendix"))
    writer.add(node, GT["holding"], to_code("holding-not-held"))
    writer.add(writer.refer(f"document/{writer.origin}", "id"), DCT["hasPart"], node)


def _write_cover_fact(writer: GraphWriter, fact: CoverFact) -> None:
    node = writer.describe(f"document/{writer.origin}/cover/{slugify(fact.label)}", GT["CoverFact"])
    writer.add(node, LABEL, to_english(fact.label))
    writer.add(node, GT["publishedValue"], Literal(fact.value))
    writer.cite(node, fact.locator)
    writer.add_note(node, fact.note)
    writer.add(writer.refer(f"document/{writer.origin}", "label"), GT["hasCoverFact"], node)


def _write_omissions(writer: GraphWriter, loaded: LoadedTranscript) -> None:
    for index, omission in enumerate(loaded.transcript.left_out):
        line = loaded.source.find_line(("left_out", index))
        writer.current = Place(loaded.source.path, line, f"left out: {omission.locator}")
        passage = writer.passage(omission.locator)
        writer.add(passage, TYPE, GT["Omission"])
        writer.add(passage, GT["omissionReason"], to_code(f"left-out-{omission.reason}"))
        writer.add_note(passage, omission.note)
