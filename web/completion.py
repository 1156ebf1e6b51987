"""What the editor completes: the prefixes of this project, the terms that the graph uses, and the codes."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from graph.namespaces import PREFIXES, compact
from web.caching import find_unchanged
from web.live import ServedGraph, get_graph
from web.rows import Row

blueprint = Blueprint("completion", __name__)

JSON = "application/json"


@blueprint.get("/sparql/terms.json")
def list_terms() -> Response:
    """Return every prefix, class and property that a query of this graph may want."""
    return find_unchanged(JSON) or jsonify({"prefixes": dict(PREFIXES), "terms": read_terms(get_graph())})


def read_terms(graph: ServedGraph) -> list[dict[str, str]]:
    """Return the terms of the vocabulary, those of others that the graph uses and all codes, each once, by address."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    rows = (*graph.read("pages/terms_in_use"), *graph.read("pages/vocabulary_terms"), *graph.read("pages/codes"))
    for row in rows:
        iri, sort = row.text("term") or row.text("code"), _find_sort(row)
        found.setdefault(
            (iri, sort),
            {
                "iri": iri,
                "name": compact(iri),
                "sort": sort,
                "label": row.text("label"),
                "text": row.text("definition"),
            },
        )
    return [found[key] for key in sorted(found)]


def _find_sort(row: Row) -> str:
    if row.find("code"):
        return "code"
    return row.text("sort") or ("class" if row.text("kind").endswith("#Class") else "property")
