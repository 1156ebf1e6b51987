from __future__ import annotations

from pathlib import Path

import pytest
from graph_sample import GRAPH, NODE, PREFIXES, SAMPLE, read_sample, write_sample
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import QueryRefusedError, QuerySyntaxError, StoreError
from graph.store import EmbeddedStore, Store, Table

XSD = "http://www.w3.org/2001/XMLSchema#"
PRIORITIES = f"""
SELECT ?priority ?label ?measure WHERE {{
  ?priority a <{PREFIXES["gt"]}Priority> ; <{PREFIXES["skos"]}prefLabel> ?label .
  OPTIONAL {{ ?priority <{PREFIXES["gt"]}hasMeasure> ?measure }}
}} ORDER BY ?priority
"""


@pytest.fixture
def store() -> EmbeddedStore:
    return EmbeddedStore.load_quads(read_sample())


def test_rows_keep_their_terms_and_an_unbound_cell_is_none(store: EmbeddedStore) -> None:
    table = store.select(PRIORITIES)
    first = (NamedNode(f"{NODE}plan/2021/priority/1"), Literal("Cleaner air", language="en"), NamedNode(f"{NODE}air"))
    assert (table.columns, table.rows[0]) == (("priority", "label", "measure"), first)
    assert table.rows[1][2] is None


def test_the_default_graph_is_the_union_of_all_named_graphs(store: EmbeddedStore) -> None:
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ <{NODE}air> ?p ?o }}"
    assert store.select(query).rows == ((Literal("5", datatype=NamedNode(f"{XSD}integer")),),)


def test_a_triple_of_two_graphs_counts_once() -> None:
    twice = [Quad(quad.subject, quad.predicate, quad.object, NamedNode(f"{GRAPH}copy")) for quad in read_sample()]
    both = EmbeddedStore.load_quads([*read_sample(), *twice])
    assert len(both.select("SELECT * { ?s ?p ?o }")) == 17
    assert both.count_quads() == 34


def test_ask_answers_yes_and_no(store: EmbeddedStore) -> None:
    assert store.ask(f"ASK {{ <{NODE}air> ?p ?o }}") is True
    assert store.ask(f"ASK {{ <{NODE}water> ?p ?o }}") is False


def test_construct_returns_triples(store: EmbeddedStore) -> None:
    triples = store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{GRAPH}curated> {{ ?s ?p ?o }} }}")
    assert [triple.object for triple in triples] == [Literal("Counted at two stations", language="en")]


def test_a_table_is_serialised_by_the_engine_with_values_as_printed(store: EmbeddedStore) -> None:
    csv = store.serialize(f"SELECT ?v WHERE {{ <{NODE}air> <{PREFIXES['gt']}publishedValue> ?v }}", "text/csv")
    assert csv == b"v\r\n9.50\r\n"


def test_turtle_is_shortened_by_the_prefixes_given(store: EmbeddedStore) -> None:
    query = f"CONSTRUCT WHERE {{ <{NODE}air> a ?class }}"
    assert b"a gt:Measure" in store.serialize(query, "text/turtle", PREFIXES)


def test_a_query_of_another_form_is_refused(store: EmbeddedStore) -> None:
    with pytest.raises(StoreError, match="of another form"):
        store.select("ASK {}")


def test_a_syntax_error_shows_place_and_words(store: EmbeddedStore) -> None:
    with pytest.raises(QuerySyntaxError, match=r"'.*\?s ex:p' \(line 2, column 17\)") as caught:
        store.select("SELECT ?s\nWHERE { ?s ex:p ?o }")
    assert (caught.value.line, caught.value.column) == (2, 17)


def test_a_syntax_error_gives_the_engines_reason_where_it_has_one(store: EmbeddedStore) -> None:
    with pytest.raises(QuerySyntaxError, match="The SELECT contains a variable that is unbound"):
        store.select("SELECT ?plan (COUNT(?s) AS ?n) { ?s ?p ?plan }")


def test_a_function_that_the_engine_lacks_is_refused_by_name(store: EmbeddedStore) -> None:
    with pytest.raises(QueryRefusedError, match=r"https://example\.org/shout"):
        store.select("SELECT (<https://example.org/shout>('x') AS ?y) WHERE {}")


def test_a_dump_is_loaded_by_what_its_name_says(tmp_path: Path) -> None:
    release = write_sample(tmp_path)
    counts = [EmbeddedStore.load_dump(path).count_quads() for path in (SAMPLE, release.dump_nquads, release.dump_trig)]
    assert counts == [17, 18, 18]


def test_a_broken_dump_is_refused_with_its_name(tmp_path: Path) -> None:
    broken = tmp_path / "graph.nq.gz"
    broken.write_bytes(b"\x1f\x8b\x08no gzip at all")
    with pytest.raises(StoreError, match=r"graph\.nq\.gz cannot be loaded"):
        EmbeddedStore.load_dump(broken)


def test_a_dump_that_lost_its_content_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "graph.nq.gz"
    empty.write_bytes(b"")
    with pytest.raises(StoreError, match="holds 0 quads in place of 18"):
        EmbeddedStore.load_dump(empty, expected_quads=18)


def test_a_store_on_disk_answers_as_the_one_in_memory(tmp_path: Path, store: EmbeddedStore) -> None:
    on_disk = EmbeddedStore.open_folder(write_sample(tmp_path).store_folder)
    assert on_disk.select(PRIORITIES) == store.select(PRIORITIES)


def test_a_folder_without_store_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"holds no store\. Build the graph first"):
        EmbeddedStore.open_folder(tmp_path)


def test_the_embedded_store_is_a_store(store: EmbeddedStore) -> None:
    as_store: Store = store
    assert as_store.count_quads() == 17


def test_a_table_gives_rows_by_column_name() -> None:
    table = Table(("plan", "label"), ((NamedNode(f"{NODE}plan/2021"), None),))
    assert table.to_dicts() == [{"plan": NamedNode(f"{NODE}plan/2021"), "label": None}]
    assert (table.find_column("label"), table.find_column("year"), len(table)) == (1, None, 1)
