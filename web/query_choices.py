"""What a parameter of a named query may be given, as far as the graph tells: things like its example."""

from __future__ import annotations

from pyoxigraph import NamedNode

from graph.parameters import Parameter
from graph.queries import NamedQuery
from web.contexts.queries import Suggestion
from web.live import ServedGraph

NAMING = ("node", "iri")
"""Types of parameters whose values are addresses."""


def list_choices(graph: ServedGraph, query: NamedQuery, parameter: Parameter) -> tuple[Suggestion, ...]:
    """Return what is of the same kind as the parameter's example; nothing where the graph has no such thing."""
    if parameter.type == "boolean":
        return Suggestion("true", ""), Suggestion("false", "")
    if parameter.type not in NAMING:
        return ()
    example = parameter.to_term(parameter.example, query.resolve_node)
    if not isinstance(example, NamedNode):
        return ()
    found: dict[str, str] = {}
    for row in graph.read("pages/alike", {"example": example}):
        node, plan = row.text("node"), row.text("plan")
        written = (graph.site.shorten(node) or node) if parameter.type == "node" else node
        found.setdefault(written, f"{row.text('label')} ({plan})" if plan else row.text("label"))
    return tuple(Suggestion(value, label) for value, label in found.items())
