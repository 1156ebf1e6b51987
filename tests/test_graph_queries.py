from __future__ import annotations

from pathlib import Path

import pytest
from graph_sample import NODE, PREFIXES, read_sample
from pyoxigraph import Literal, NamedNode

from graph.errors import ParameterError, QueryFileError, UnknownQueryError
from graph.parameters import Given
from graph.queries import QUERIES_FOLDER, NamedQuery, QueryLibrary, read_query
from graph.store import EmbeddedStore

LABELS = """\
#+ title: Labels
#+ description: The labels of nodes.
#+ form: select
#+ parameters:
#+   - {name: node, type: node, description: The nodes., example: "https://example.org/plan", required: yes}
#+   - {name: label, type: string, description: A label., example: Cleaner air}
#+   - {name: language, type: language, description: A language., example: cy, default: en}
#+ columns:
#+   - {name: node, description: The node}
#+   - {name: label, description: Its label}

PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?node ?label WHERE {
  # the parameters come first
  VALUES ?node { UNDEF }
  VALUES ?label { UNDEF }
  VALUES ?language { UNDEF }
  ?node skos:prefLabel ?label .
  FILTER(LANG(?label) = ?language)
} ORDER BY ?node
"""


@pytest.fixture
def store() -> EmbeddedStore:
    return EmbeddedStore.load_quads(read_sample())


def write_query(folder: Path, text: str = LABELS, name: str = "labels") -> NamedQuery:
    path = folder / "search" / f"{name}.rq"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read_query(path, lambda text: NamedNode(text if ":" in text else NODE + text))


def test_a_query_is_filled_and_run(tmp_path: Path, store: EmbeddedStore) -> None:
    table = write_query(tmp_path).select(store, {"node": "plan/2021"})
    assert table.rows == ((NamedNode(f"{NODE}plan/2021"), Literal("Riverside plan 2021", language="en")),)


def test_a_parameter_takes_several_values(tmp_path: Path, store: EmbeddedStore) -> None:
    nodes: Given = ["plan/2021/priority/1", NamedNode(f"{NODE}plan/2021/priority/2")]
    assert len(write_query(tmp_path).select(store, {"node": nodes})) == 2


def test_a_default_gives_way_to_a_value(tmp_path: Path, store: EmbeddedStore) -> None:
    table = write_query(tmp_path).select(store, {"node": "plan/2021", "language": "cy"})
    assert table.rows[0][1] == Literal("Cynllun Glan-yr-afon 2021", language="cy")


@pytest.mark.parametrize("absent", [None, "", [], [None, ""]])
def test_an_optional_parameter_without_value_restricts_nothing(tmp_path: Path, absent: Given) -> None:
    query = write_query(tmp_path).bind({"node": "plan/2021", "label": absent})
    assert "VALUES ?label { UNDEF }" in query


def test_a_value_cannot_become_part_of_the_query(tmp_path: Path, store: EmbeddedStore) -> None:
    hostile = '" } ?s ?p ?o . # \\" \n } UNION { ?s ?p ?o'
    query = write_query(tmp_path)
    assert query.select(store, {"node": "plan/2021", "label": hostile}).rows == ()
    assert str(Literal(hostile)) in query.bind({"node": "plan/2021", "label": hostile})


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "parameter node of search/labels: it needs a value. Give one such as https://example.org/plan"),
        (
            {"node": "plan/2021", "lable": "x"},
            "parameter lable of search/labels: there is no such parameter. It takes label",
        ),
        (
            {"node": "plan/2021", "language": "eng lish"},
            "parameter language of search/labels: 'eng lish' is no language",
        ),
    ],
)
def test_a_wrong_value_is_refused_by_query_and_parameter(tmp_path: Path, values: dict[str, str], words: str) -> None:
    with pytest.raises(ParameterError) as caught:
        write_query(tmp_path).bind(values)
    assert str(caught.value).startswith(words)


TWO_BRANCHES = """\
#+ title: Names
#+ description: Labels and notes of a node.
#+ form: select
#+ parameters: [{name: node, type: node, description: The node., example: "https://example.org/plan"}]
#+ columns: [{name: node, description: The node}, {name: text, description: A label or note}]
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?node ?text WHERE {
  { VALUES ?node { UNDEF } ?node skos:prefLabel ?text }
  UNION
  { values $node {undef} ?node skos:note ?text }
}
"""


def test_a_slot_that_stands_in_two_branches_is_filled_in_both(tmp_path: Path, store: EmbeddedStore) -> None:
    table = write_query(tmp_path, TWO_BRANCHES).select(store, {"node": "air"})
    assert sorted(str(text) for _, text in table) == ['"Counted at two stations"@en', '"Days of poor air"@en']


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  VALUES ?label { UNDEF }\n", "", "line 1: parameter label has no slot"),
        (
            "?language { UNDEF }",
            "?language { UNDEF } VALUES ?year { UNDEF }",
            "line 17: the slot ?year is no parameter",
        ),
        ("  VALUES ?node { UNDEF }", "  ?node ?p ?o . VALUES ?node { UNDEF }", "line 15: the slot ?node is not first"),
        ("?node skos:prefLabel ?label .", "?node skos:prefLabel .", "line 18: the query does not parse"),
        ("SELECT ?node ?label", "SELECT ?label ?node", "line 1: the query returns label, node and the header declares"),
        ("form: select", "form: ask", "line 1: the query is no ask"),
    ],
)
def test_header_and_query_must_agree(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(QueryFileError) as caught:
        write_query(tmp_path, LABELS.replace(old, new))
    assert f"search/labels.rq, {words}" in str(caught.value)


def test_a_construct_is_serialised_with_prefixes(tmp_path: Path, store: EmbeddedStore) -> None:
    header = "#+ title: All\n#+ description: All of it.\n#+ form: construct\n"
    query = write_query(tmp_path, header + "CONSTRUCT WHERE { ?s ?p ?o }")
    assert len(query.construct(store)) == 17
    assert b"a gt:Plan" in query.serialize(store, None, "text/turtle", PREFIXES)


def test_an_ask_answers(tmp_path: Path, store: EmbeddedStore) -> None:
    header = "#+ title: Any\n#+ description: Is there anything?\n#+ form: ask\n"
    assert write_query(tmp_path, header + "ASK { ?s ?p ?o }").ask(store) is True


def test_a_library_is_read_by_folder_and_file(tmp_path: Path) -> None:
    write_query(tmp_path, name="names")
    write_query(tmp_path)
    library = QueryLibrary.read(tmp_path)
    assert [query.name for query in library] == ["search/labels", "search/names"]
    assert ("search/labels" in library, len(library.find_queries("search")), library.find_queries("gaps")) == (
        True,
        2,
        (),
    )


@pytest.mark.parametrize("name", ["labels", "find/labels", "search/label"])
def test_an_unknown_name_is_refused_with_the_one_that_was_meant(tmp_path: Path, name: str) -> None:
    write_query(tmp_path)
    with pytest.raises(UnknownQueryError, match="Did you mean search/labels"):
        QueryLibrary.read(tmp_path).get_query(name)


def test_the_repositorys_own_queries_are_all_sound() -> None:
    assert len(QueryLibrary.read(QUERIES_FOLDER)) > 0
