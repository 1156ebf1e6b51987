"""Holds a graph to its own rules: the SHACL shapes, and the integrity queries under ``queries/check``.

A check query returns one row for each finding: ``severity`` ("violation" stops a build, "warning" is listed),
``focus`` (the node) and ``message``.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.findings import Finding, Severity
from graph.queries import NamedQuery, QueryLibrary
from graph.shapes import check_shapes, read_shape_graph
from graph.store import Store
from graph.terms import to_iri, to_text

NTRIPLES = "application/n-triples"


def check_graph(store: Store, library: QueryLibrary) -> list[Finding]:
    """Return everything that shapes and check queries find in a store, violations first."""
    triples = store.serialize(library.get_query("check/every_triple").bind({}), NTRIPLES)
    findings = check_shapes(triples, read_shape_graph())
    for query in library.find_queries("check"):
        if query.form == "select":
            findings.extend(check_query(store, query))
    return sorted(findings, key=lambda finding: finding.severity != "violation")


def check_query(store: Store, query: NamedQuery) -> Iterator[Finding]:
    """Yield what one check query finds."""
    for row in query.select(store, {}).to_dicts():
        severity: Severity = "violation" if to_text(row["severity"]) == "violation" else "warning"
        yield Finding(severity, to_iri(row["focus"]), "", to_text(row["message"]), query.name)
