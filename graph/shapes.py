"""SHACL, by pySHACL: the one module of the graph layer that speaks rdflib."""

from __future__ import annotations

from collections.abc import Iterator

from pyshacl import validate
from rdflib import Graph, Namespace, URIRef
from rdflib.term import Node

from graph.findings import Finding, Severity
from graph.ontology import read_shapes

SH = Namespace("http://www.w3.org/ns/shacl#")


def read_shape_graph() -> Graph:
    """Read every shape into one graph."""
    shapes = Graph()
    shapes.parse(data=read_shapes(), format="nt")
    return shapes


def check_shapes(ntriples: bytes, shapes: Graph) -> list[Finding]:
    """Hold triples, given as N-Triples, to the shapes; return what breaks them in a fixed order.

    Raises:
        TypeError: when pySHACL gives no report.
    """
    data = Graph()
    data.parse(data=ntriples, format="nt")
    _, report, _ = validate(data, shacl_graph=shapes, inplace=True, meta_shacl=False, advanced=False)
    if not isinstance(report, Graph):
        raise TypeError(f"pySHACL gave no report graph but {report!r}")
    return sorted(_read_results(report), key=lambda finding: (finding.severity, finding.focus, finding.message))


def _read_results(report: Graph) -> Iterator[Finding]:
    for result in report.objects(None, SH.result):
        severity: Severity = "violation" if report.value(result, SH.resultSeverity) == SH.Violation else "warning"
        path = report.value(result, SH.resultPath)
        message = str(report.value(result, SH.resultMessage) or "breaks a shape")
        value = report.value(result, SH.value)
        yield Finding(
            severity=severity,
            focus=str(report.value(result, SH.focusNode)),
            path=str(path) if isinstance(path, URIRef) else "",
            message=message + _show(value),
            rule=str(report.value(result, SH.sourceShape)),
        )


def _show(value: Node | None) -> str:
    return "" if value is None else f" (found: {str(value)[:120]})"
