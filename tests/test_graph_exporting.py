from __future__ import annotations

from pathlib import Path

import pytest
from graph_sample import write_sample

from graph.errors import ReleaseError
from graph.exporting import export_release, find_base_iri, warn_of_base
from graph.iris import DEFAULT_BASE_IRI
from graph.release import Release

OWN = "https://data.anytown.gov.uk/"


@pytest.mark.parametrize(
    ("base_iri", "set_base_iri", "said"),
    [
        (DEFAULT_BASE_IRI, DEFAULT_BASE_IRI, "answers only where it is registered: set GOLDENTHREAD_BASE_IRI"),
        (DEFAULT_BASE_IRI, OWN, f"GOLDENTHREAD_BASE_IRI is {OWN}: build again"),
        (OWN, DEFAULT_BASE_IRI, f"GOLDENTHREAD_BASE_IRI is {DEFAULT_BASE_IRI}: build again"),
        ("http://127.0.0.1:8123/", "http://127.0.0.1:8123/", "nobody elsewhere can reach: set GOLDENTHREAD_BASE_IRI"),
        ("http://[fd00::1]/", "http://[fd00::1]/", "nobody elsewhere can reach"),
        ("http://threads.local/", "http://threads.local/", "nobody elsewhere can reach"),
        ("http://localhost:8000/", "http://localhost:8000/", "nobody elsewhere can reach"),
        (OWN, OWN, "answer while this service is reachable there"),
    ],
)
def test_an_export_says_where_its_addresses_answer(base_iri: str, set_base_iri: str, said: str) -> None:
    assert said in warn_of_base(base_iri, set_base_iri)


def test_the_base_of_a_release_is_read_from_the_release(real_release: Release) -> None:
    assert find_base_iri(real_release) == DEFAULT_BASE_IRI


def test_a_folder_that_is_a_file_is_refused_with_its_name(tmp_path: Path) -> None:
    place = tmp_path / "taken"
    place.write_text("", "utf-8")
    with pytest.raises(ReleaseError, match=f"{place} cannot be written to"):
        list(export_release(write_sample(tmp_path), place))
