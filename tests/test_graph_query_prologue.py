from __future__ import annotations

import pytest

from graph.errors import QuerySyntaxError
from graph.query_prologue import QueryDataset, read_dataset, read_form, require_prefixes

KNOWN = {"gt": "https://w3id.org/goldenthread/def#", "skos": "http://www.w3.org/2004/02/skos/core#"}


@pytest.mark.parametrize(
    ("query", "default", "named"),
    [
        ("SELECT * { ?from ?p 'FROM <http://a/>' }", (), ()),
        ("SELECT * FROM <http://a/> FROM NAMED <http://b/> FROM <http://a/> {}", ("http://a/",), ("http://b/",)),
        ("PREFIX g: <http://a/> SELECT * FROM g:one from named g:two {}", ("http://a/one",), ("http://a/two",)),
        ("BASE <http://a/b/> ASK FROM <c> {}", ("http://a/b/c",), ()),
        ("# FROM <http://a/>\nASK FROM :x { }", (), ()),
    ],
)
def test_the_graphs_that_a_query_names_are_read(query: str, default: tuple[str, ...], named: tuple[str, ...]) -> None:
    assert read_dataset(query) == QueryDataset(default, named)


def test_the_form_is_read() -> None:
    assert read_form("PREFIX select: <http://a/> describe <http://a/>") == "describe"
    assert not read_form("# nothing")


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("ASK { ?s a gt:Plan }", "PREFIX gt: <https://w3id.org/goldenthread/def#>"),
        ("ASK { ?s a scos:Concept }", "did you mean skos: (PREFIX skos: <http://www.w3.org/2004/02/skos/core#>)"),
        ("PREFIX plans: <http://a/> ASK { ?s a plan:x }", "did you mean plans:, which the query declares"),
        ("ASK { ?s a :Plan }", "declare it: PREFIX : <…>"),
        ("ASK { ?s a qqqq:Plan }", "declare it: PREFIX qqqq: <…>"),
    ],
)
def test_a_prefix_that_is_not_declared_is_named_with_the_right_one(query: str, advice: str) -> None:
    with pytest.raises(QuerySyntaxError, match="is not declared") as caught:
        require_prefixes(query, KNOWN)
    assert advice in caught.value.advice
    assert caught.value.line == 1


@pytest.mark.parametrize(
    "query",
    [
        "prefix gt: <http://a/> ASK { ?s a gt:Plan ; gt:p 'x:y' , _:b }",
        "ASK { ?s ?p <http://a/gt:b> } # gt:Plan",
        r"PREFIX g\u0074: <http://a/> ASK { ?s a gt:Plan }",
    ],
)
def test_a_text_that_declares_its_prefixes_passes(query: str) -> None:
    require_prefixes(query, KNOWN)
