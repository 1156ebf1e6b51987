"""Every named query gives the same answer from a remote endpoint as from the store in this process."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from urllib.request import Request, urlopen

import pytest
from anytown import ADDRESSES as ANYTOWN_ADDRESSES
from anytown import ANYTOWN, build_into
from query_answers import MEDIA_TYPES, Answer, read_answer
from query_case_files import Case, Parameters, read_anytown_parameters, read_cases

from benchmarks.services import serve_oxigraph
from graph.iris import Addresses
from graph.queries import NamedQuery, QueryLibrary
from graph.release import Release
from graph.remote import RemoteStore
from graph.store import EmbeddedStore, Store

LIBRARY = QueryLibrary.read(resolve_node=Addresses().resolve)
ANYTOWN_LIBRARY = QueryLibrary.read(resolve_node=ANYTOWN_ADDRESSES.resolve)


def ask(store: Store, query: NamedQuery, parameters: Parameters) -> Answer:
    content = store.serialize(query.bind(parameters), MEDIA_TYPES[query.form])
    return read_answer(query.form, content, Addresses())


@pytest.fixture(scope="module")
def anytown(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return build_into(tmp_path_factory.mktemp("anytown"), ANYTOWN).release


@pytest.fixture(scope="module")
def anytown_here(anytown: Release) -> EmbeddedStore:
    return anytown.open_store(memory_max_quads=1_000_000)


@pytest.fixture(scope="module")
def anytown_there(anytown: Release) -> Iterator[RemoteStore]:
    """Anytown's store on disk, served by another process."""
    with serve_oxigraph("serve-read-only", "--location", str(anytown.store_folder)) as server:
        yield RemoteStore.connect(f"{server.address}/query", ANYTOWN_LIBRARY)


@pytest.fixture(scope="module")
def real_there(real_release: Release) -> Iterator[RemoteStore]:
    """The five documents' dump in a server whose union default graph gives a triple of two graphs twice."""
    with serve_oxigraph("serve", "--union-default-graph") as server:
        dump = gzip.decompress(real_release.dump_nquads.read_bytes())
        with urlopen(Request(f"{server.address}/store", dump, {"Content-Type": "application/n-quads"})):
            yield RemoteStore.connect(f"{server.address}/query", LIBRARY)


@pytest.mark.parametrize("query", ANYTOWN_LIBRARY, ids=lambda query: query.name)
def test_a_query_gives_the_same_answer_from_a_server_of_the_release(
    anytown_here: EmbeddedStore, anytown_there: RemoteStore, query: NamedQuery
) -> None:
    parameters = read_anytown_parameters(query.name)
    assert ask(anytown_there, query, parameters) == ask(anytown_here, query, parameters)


@pytest.mark.parametrize("case", read_cases(), ids=str)
def test_a_case_gives_the_same_answer_where_a_union_repeats_triples(
    real_store: EmbeddedStore, real_there: RemoteStore, case: Case
) -> None:
    query = LIBRARY.get_query(case.query)
    assert ask(real_there, query, case.parameters) == ask(real_store, query, case.parameters)
