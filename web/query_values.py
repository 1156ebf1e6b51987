"""The values that a request gives the parameters of a named query, held to what the graph knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from flask import request
from pyoxigraph import NamedNode
from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.parameters import Parameter
from graph.queries import NamedQuery
from graph.search import list_hits
from graph.word_index import to_plain
from web.errors import UnknownValueError
from web.live import ServedGraph
from web.parts import Link
from web.query_choices import NAMING, list_choices
from web.results import RESERVED

MOST_SUGGESTIONS = 6
LEAST_LIKENESS = 0.7
LONGEST_WORDS = 200
"""Characters of a value that are searched for."""

_WORD = re.compile(r"[^\W\d_]{3,}")

Values = Mapping[str, list[str]]


def read_values() -> dict[str, list[str]]:
    """Return what the address gives to each parameter, without what says how to show the result."""
    return {
        name: [value.strip() for value in request.args.getlist(name) if value.strip()]
        for name in request.args
        if name not in RESERVED
    }


def to_pairs(values: Values) -> list[tuple[str, str]]:
    """Return values as an address has them."""
    return [(name, value) for name, several in values.items() for value in several]


def require_known(graph: ServedGraph, query: NamedQuery, values: Values, path: str) -> None:
    """Check that every value fits, and that those that name a node name one that is in the graph.

    Raises:
        ParameterError: when a value does not fit, or a needed one is missing.
        UnknownValueError: when one names nothing in the graph; it links ``path`` asked with what comes close.
    """
    named = {each.name: each for each in query.parameters if each.type in NAMING}
    given = [(named[name], value) for name, value in to_pairs(values) if name in named]
    nodes = {value: node for parameter, value in given if (node := _find_node(query, parameter, value)) is not None}
    known = _find_known(graph, list(nodes.values()))
    for parameter, value in given:
        if value in nodes and nodes[value].value in known:
            continue
        links = tuple(_suggest(graph, query, parameter, value, values, path))
        if value in nodes or links:
            raise UnknownValueError(query.name, parameter.name, value, parameter.example, links)
    query.bind(values)


def _find_node(query: NamedQuery, parameter: Parameter, value: str) -> NamedNode | None:
    try:
        term = parameter.to_term(value, query.resolve_node)
    except ValueError:
        return None
    return term if isinstance(term, NamedNode) else None


def _find_known(graph: ServedGraph, nodes: list[NamedNode]) -> frozenset[str]:
    if not nodes:
        return frozenset()
    return frozenset(row.text("node") for row in graph.read("pages/known_nodes", {"node": nodes}))


def _suggest(
    graph: ServedGraph, query: NamedQuery, parameter: Parameter, value: str, values: Values, path: str
) -> Iterator[Link]:
    """Yield the same question of what comes close: by how it is written, then by its words."""
    for written, label in list(dict(_find_close(graph, query, parameter, value)).items())[:MOST_SUGGESTIONS]:
        asked = urlencode(to_pairs({**values, parameter.name: [written]}), quote_via=quote)
        yield Link(f"{label}: {written}", f"{path}?{asked}")


def _find_close(graph: ServedGraph, query: NamedQuery, parameter: Parameter, value: str) -> Iterator[tuple[str, str]]:
    choices = {each.value: each.label for each in list_choices(graph, query, parameter)}
    plain = graph.site.shorten(value) or value
    close = process.extract(
        plain, list(choices), scorer=OSA.normalized_similarity, score_cutoff=LEAST_LIKENESS, limit=3
    )
    yield from ((written, choices[written]) for written, _, _ in close)
    words = " ".join(_WORD.findall(value[-LONGEST_WORDS:].rpartition("/")[2]))
    hits = list_hits(graph.words.search(words, most=MOST_SUGGESTIONS))
    named = [(graph.site.shorten(hit.node) or hit.node, to_plain(hit.label)) for hit in hits]
    yield from sorted(named, key=lambda each: each[0] not in choices)
