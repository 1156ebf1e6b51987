from __future__ import annotations

import pytest

from graph.errors import QueryLimitError, QueryRefusedError, QuerySyntaxError
from graph.query_text import QueryText, check_query_text

MAX_BYTES, MAX_DEPTH = 100_000, 50


def check(query: str) -> QueryText:
    return check_query_text(query, MAX_BYTES, MAX_DEPTH)


@pytest.mark.parametrize(
    ("query", "form", "kind"),
    [
        ("SELECT * WHERE { ?s ?p ?o }", "select", "solutions"),
        ("prefix ask: <https://example.org/> ask{?s ask:construct ?o}", "ask", "boolean"),
        ("BASE <https://example.org/SELECT> # SELECT\nCONSTRUCT WHERE { ?s ?p ?o }", "construct", "graph"),
        ("DESCRIBE <https://example.org/plan>", "describe", "graph"),
    ],
)
def test_the_form_is_the_first_word_that_is_one(query: str, form: str, kind: str) -> None:
    text = check(query)
    assert (text.form, text.kind) == (form, kind)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1 }service silent <https://example.org/sparql> {}",
        r"SELECT * { \u0053ERVICE <https://example.org/sparql> { ?s ?p ?o } }",
        r"SELECT * { SERV\U00000049CE <https://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2) SERVICE<https://example.org/sparql>{} }",
        "SELECT * { ?s ?p 'it\\'s' . SERVICE <https://example.org/sparql> {} }",
        "SELECT * { # a comment\u000aSERVICE <https://example.org/sparql> {} }",
        "SELECT * { ?s ?p true SERVICE <https://example.org/sparql> {} }",
    ],
)
def test_service_is_refused_however_it_is_written(query: str) -> None:
    with pytest.raises(QueryRefusedError) as caught:
        check(query)
    assert caught.value.feature == "SERVICE"


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE" , """a "SERVICE" """, \'INSERT\' }',
        "SELECT ?service { ?service <https://example.org/SERVICE> $insert }",
        "PREFIX insert: <https://example.org/> SELECT * { ?s insert:delete _:service ; insert:SERVICE 1 } # SERVICE",
        "SELECT * { ?s ?p 'x'@service }",
        r"SELECT * { ?s ?p 'a \u0022 quotation mark' }",
    ],
)
def test_words_inside_names_strings_and_comments_are_no_keywords(query: str) -> None:
    assert check(query).form == "select"


@pytest.mark.parametrize("word", ["INSERT", "delete", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"])
def test_an_update_is_refused_by_name(word: str) -> None:
    with pytest.raises(QueryRefusedError, match=f"this service is read-only, so {word.upper()} is not available"):
        check(f"PREFIX gt: <https://example.org/> {word} DATA {{ }}")


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ FILTER{'(' * 20_000}1{')' * 20_000} }}",
        f"SELECT * {'{' * 51}{'}' * 51}",
        f"SELECT * {{ FILTER({'! ' * 60}true) }}",
        f"SELECT * {{ ?s {'^' * 60}?p ?o }}",
    ],
)
def test_absurd_nesting_is_refused(query: str) -> None:
    with pytest.raises(QueryLimitError) as caught:
        check(query)
    assert (caught.value.limit, caught.value.allowed) == ("nesting", MAX_DEPTH)


def test_brackets_side_by_side_are_not_nesting() -> None:
    assert check(f"SELECT * {{ {'{ ?s ?p ?o } UNION ' * 500} {{}} }}").form == "select"


def test_a_long_text_is_refused_before_it_is_read() -> None:
    with pytest.raises(QueryLimitError) as caught:
        check("SELECT * { } #" + "é" * MAX_BYTES)
    assert caught.value.limit == "length"


@pytest.mark.parametrize(
    "query", ["", "# SELECT", "PREFIX gt: <https://example.org/>", "half \ud800", "SELECT * { ?s ?p 'x }"]
)
def test_what_is_no_query_is_a_syntax_error(query: str) -> None:
    with pytest.raises(QuerySyntaxError):
        check(query)


@pytest.mark.parametrize("piece", ["'\\'", "'''\\'", "a-", "a.", "<a", ":\\a", "@a-", '""', "\\u0041", "{}", "# \n"])
def test_no_text_is_slow_to_read(piece: str) -> None:
    """Text that is read again from each character would keep this test, and the service, for minutes."""
    with pytest.raises((QuerySyntaxError, QueryRefusedError)):
        check(piece * (MAX_BYTES // len(piece) - 1))
