from __future__ import annotations

from pathlib import Path

from anytown import ANYTOWN, build_into

from graph.authorities import find_home_authority
from graph.iris import DEFAULT_BASE_IRI
from graph.queries import QueryLibrary
from graph.releases import get_current
from graph.store import EmbeddedStore


def test_paths_mean_the_authority_whose_plans_the_graph_holds(real_store: EmbeddedStore, library: QueryLibrary) -> None:
    assert find_home_authority(real_store, library, DEFAULT_BASE_IRI) == "tower-hamlets"


def test_another_council_needs_only_its_data_to_be_the_one_that_paths_mean(
    tmp_path: Path, library: QueryLibrary
) -> None:
    build_into(tmp_path, ANYTOWN)
    store = get_current(tmp_path).open_store(memory_max_quads=1_000_000)
    assert find_home_authority(store, library, DEFAULT_BASE_IRI) == "anytown"
