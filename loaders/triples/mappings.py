"""Crosswalks to quads: mappings between generations, as SSSOM prescribes them in RDF."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from loaders.crosswalk import NO_TERM_FOUND, Crosswalk, ElementMapping
from loaders.triples.terms import (
    DCT,
    GT,
    OWL,
    RDFS,
    SEMAPV,
    SKOS,
    SSSOM,
    TYPE,
    XSD,
    to_code,
    to_date,
    to_english,
)
from loaders.triples.writer import GraphWriter, Place


def write_crosswalk(writer: GraphWriter, crosswalk: Crosswalk) -> None:
    """Write every mapping of a crosswalk."""
    for mapping in crosswalk.mappings:
        writer.current = Place(crosswalk.path, mapping.line, mapping.subject_path)
        _write_mapping(writer, mapping)


def _write_mapping(writer: GraphWriter, mapping: ElementMapping) -> None:
    row = mapping.row
    subject = writer.refer(mapping.subject_path, "subject_id")
    predicate = SKOS[row.predicate_id.partition(":")[2]]
    node, target = _write_target(writer, mapping, subject, predicate)
    writer.add(node, TYPE, SSSOM["Mapping"])
    writer.add(node, TYPE, OWL["Axiom"])
    writer.add(node, OWL["annotatedSource"], subject)
    writer.add(node, OWL["annotatedProperty"], predicate)
    writer.add(node, OWL["annotatedTarget"], target)
    writer.add(node, SSSOM["mapping_justification"], SEMAPV[row.mapping_justification.partition(":")[2]])
    writer.add(node, SSSOM["confidence"], Literal(row.confidence, datatype=XSD["double"]))
    writer.add(node, DCT["created"], to_date(row.mapping_date))
    writer.add(node, RDFS["comment"], to_english(row.comment))
    writer.add(node, GT["basis"], to_code("basis-curated"))
    writer.add(node, GT["curatorRole"], Literal(row.curator_role))
    writer.register.places.setdefault(node.value, writer.current)


def _write_target(
    writer: GraphWriter, mapping: ElementMapping, subject: NamedNode, predicate: NamedNode
) -> tuple[NamedNode, NamedNode]:
    """Write what a mapping leads to, and return the mapping's address and its target.

    A counterpart gets the plain SKOS triple. Where there is none, the plan searched takes its place in the address.
    """
    if mapping.source_path is None:
        target = writer.refer(mapping.object_path or "", "object_id")
        writer.add(subject, predicate, target)
        return writer.addresses.mint_mapping(Triple(subject, predicate, target)), target
    source = writer.refer(mapping.source_path, "object_source")
    node = writer.addresses.mint_mapping(Triple(subject, predicate, source))
    writer.add(node, SSSOM["object_source"], source)
    return node, SSSOM[NO_TERM_FOUND.partition(":")[2]]
