from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import ReleaseError
from graph.queries import QueryLibrary
from graph.release import Release
from graph.store import EmbeddedStore
from graph.tables import guard_cell, write_tables

ORG = "http://www.w3.org/ns/org#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
BODY = NamedNode("https://example.org/id/riverside/org/board")


def make_store(*names: str) -> EmbeddedStore:
    graph = NamedNode("https://example.org/graph/riverside/curated")
    quads = [Quad(BODY, TYPE, NamedNode(f"{ORG}Organization"), graph)]
    return EmbeddedStore.load_quads([*quads, *(Quad(BODY, LABEL, Literal(name), graph) for name in names)])


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        ("-4.9%", "-4.9%"),
        ("+1.5", "+1.5"),
        ("-", "-"),
        ("(135.0)", "(135.0)"),
        ("Clean and green", "Clean and green"),
    ],
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str, cell: str) -> None:
    assert guard_cell(text) == cell


def test_a_formula_in_the_graph_is_no_formula_in_the_file(library: QueryLibrary, tmp_path: Path) -> None:
    write_tables(make_store('=HYPERLINK("https://example.org")'), library, tmp_path)
    assert [row["name"] for row in read_rows(tmp_path / "organisations.csv")] == ['\'=HYPERLINK("https://example.org")']


def test_two_rows_of_one_key_stop_the_build(library: QueryLibrary, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"tables/organisations: the row of .*org/board> stands twice"):
        write_tables(make_store("Board", "The Board"), library, tmp_path)


def test_every_table_of_the_release_has_the_rows_of_its_query(
    real_release: Release, real_store: EmbeddedStore, library: QueryLibrary
) -> None:
    for query in library.find_queries("tables"):
        rows = read_rows(real_release.folder / f"{query.path.stem}.csv")
        assert len(rows) == len(query.select(real_store)) > 10
        assert list(rows[0]) == [column.name for column in query.columns]


def test_no_printed_text_of_the_documents_needs_an_apostrophe(real_release: Release, library: QueryLibrary) -> None:
    for query in library.find_queries("tables"):
        with (real_release.folder / f"{query.path.stem}.csv").open(encoding="utf-8", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(("'=", "'+", "'-", "'@"))]
