from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from graph.document_names import read_document_names, write_date
from graph.iris import Addresses
from graph.namespaces import expand
from graph.queries import QueryLibrary
from graph.store import EmbeddedStore


@pytest.mark.parametrize(
    ("text", "datatype", "words"),
    [
        ("2023-11-29", "xsd:date", "29 November 2023"),
        ("2024-05", "xsd:gYearMonth", "May 2024"),
        ("2018", "xsd:gYear", "2018"),
    ],
)
def test_a_date_is_written_as_precisely_as_it_is_known(text: str, datatype: str, words: str) -> None:
    assert write_date(Literal(text, datatype=NamedNode(expand(datatype)))) == words


def test_a_document_is_called_by_its_kind_and_date_or_else_by_its_title(
    real_store: EmbeddedStore, library: QueryLibrary
) -> None:
    names = read_document_names(real_store, library)
    document = Addresses().mint_node("document/x").value.removesuffix("x")
    assert names[f"{document}cabinet-2024-05-16-partnership-review"] == "Cabinet report, 16 May 2024"
    assert names[f"{document}cabinet-2018-appendix-a"] == "The Tower Hamlets Plan 2018-23"


def test_no_two_documents_go_by_one_name(real_store: EmbeddedStore, library: QueryLibrary) -> None:
    names = read_document_names(real_store, library)
    assert len(set(names.values())) == len(names)
