"""The parameters of a named query as fields of a form: label, kind, example, and what the graph has to offer."""

from __future__ import annotations

from collections.abc import Mapping

from graph.errors import ParameterError
from graph.queries import NamedQuery
from web.contexts.queries import QueryField
from web.failures import to_sentence
from web.live import ServedGraph
from web.query_choices import list_choices
from web.query_values import Values

KINDS: Mapping[str, str] = {
    "node": "The path or address of something in the graph",
    "iri": "An address",
    "string": "Text",
    "integer": "A whole number",
    "decimal": "A number",
    "boolean": "true or false",
    "date": "A date, written year-month-day",
    "year": "A year",
    "language": "A language tag",
}
"""What a value of each type of parameter is, in words."""

INPUT_MODES = {"integer": "numeric", "decimal": "decimal", "year": "numeric"}


def make_fields(
    graph: ServedGraph, query: NamedQuery, values: Values, problem: ParameterError | None
) -> tuple[QueryField, ...]:
    """Return a field for each parameter; the one that ``problem`` is about says so."""
    wrong = problem.parameter if problem else ""
    return tuple(
        QueryField(
            name=each.name,
            label=_to_words(each.name),
            kind=KINDS[each.type],
            description=each.description,
            example=each.example,
            values=tuple(values.get(each.name) or [""]),
            required=each.required,
            default=each.default or "",
            input_mode=INPUT_MODES.get(each.type, ""),
            suggestions=list_choices(graph, query, each),
            error=to_sentence(problem.message.partition(": ")[2]) if problem and each.name == wrong else "",
        )
        for each in query.parameters
    )


def _to_words(name: str) -> str:
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return spaced.replace("_", " ").strip().capitalize()
