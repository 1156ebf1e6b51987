from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import QuerySyntaxError
from graph.syntax_advice import improve_syntax_error, read_grammar

ENGINES = QuerySyntaxError("the engine's own words")


@pytest.mark.parametrize(
    ("query", "place", "words"),
    [
        ("SELECT * WHER", (1, 10), "'WHER' cannot stand at line 1, column 10; expected '{', FROM or WHERE"),
        ("SELEC ?s { ?s ?p ?o }", (1, 1), "expected ASK, BASE, CONSTRUCT, DESCRIBE, PREFIX or SELECT"),
        ("SELECT ?s\nWHERE { ?s ?p }", (2, 15), "a variable"),
        ("SELECT ?s\nWHERE { ?s ?p ?o\n", (2, 17), "the query ends at line 2, column 17; expected '}'"),
        ("SELECT * { ?s ?p ?o } ORDER ?s", (1, 29), "expected BY"),
        ("PREFIX gt <http://x> ASK {}", (1, 8), "expected a prefix with its colon"),
        ("SELECT (COUNT(?s) { ?s ?p ?o }", (1, 19), "expected AS"),
        ("ASK { ?s <http://x y> ?o }", (1, 10), "may hold no space"),
        ("ASK { } }", (1, 9), "expected the end of the query"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_was_expected(query: str, place: tuple[int, int], words: str) -> None:
    better = improve_syntax_error(query, ENGINES)
    assert (better.line, better.column) == place
    assert words in str(better)


def test_where_the_grammar_finds_nothing_wrong_the_engines_words_stay() -> None:
    assert improve_syntax_error("SELECT ?s ?p { ?s ?p ?o } GROUP BY ?s", ENGINES) is ENGINES


def test_every_named_query_is_sound_to_the_grammar(repository: Path) -> None:
    for path in (repository / "queries").rglob("*.rq"):
        assert read_grammar().parse(path.read_text("utf-8")).data == "start"
