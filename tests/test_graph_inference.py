"""The closure of the thread, on the real graph and on a small one."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad

from graph.inference import infer_thread
from graph.iris import Addresses
from graph.namespaces import find_namespace
from graph.queries import QueryLibrary
from graph.store import EmbeddedStore
from graph.terms import to_iri

NODES = Addresses("https://example.org/", "anytown")
GT = find_namespace("gt")
INFERRED_CURATED = NODES.mint_graph("inferred/curated")
STATED, CURATED = NODES.mint_graph("document/plan"), NODES.mint_graph("curated")


def find_path(term: object) -> str:
    return str(NODES.find_path(to_iri(term)))


def link(parent: str, hop: str, child: str, graph: NamedNode = STATED) -> Quad:
    return Quad(NODES.mint_node(parent), GT[hop], NODES.mint_node(child), graph)


@pytest.fixture
def reach(library: QueryLibrary) -> set[tuple[str, str, str]]:
    facts = [
        link("plan/p", "hasPriority", "plan/p/priority/1"),
        link("plan/p/priority/1", "hasAction", "plan/p/action/1"),
        link("plan/p/action/1", "deliveredBy", "org/board"),
        link("plan/p/priority/1", "hasDuty", "duty/d", CURATED),
        link("plan/q/priority/1", "deliveredBy", "org/board"),
        link("org/board", "hasLegalBasis", "duty/other"),
    ]
    inferred = infer_thread(EmbeddedStore.load_quads(facts), library, NODES)
    traces = [quad for quad in inferred if quad.predicate == GT["tracesTo"]]
    return {
        (
            find_path(quad.subject),
            find_path(quad.object),
            "curated" if quad.graph_name == INFERRED_CURATED else "stated",
        )
        for quad in traces
    }


def test_a_trace_runs_down_its_plan_and_ends_after_one_context_hop(reach: set[tuple[str, str, str]]) -> None:
    ends = {end for start, end, _ in reach if start == "plan/p"}
    assert ends == {"plan/p/priority/1", "plan/p/action/1", "org/board", "duty/d"}


def test_a_board_shared_by_two_plans_leaks_nothing(reach: set[tuple[str, str, str]]) -> None:
    assert not [end for start, end, _ in reach if start == "org/board"]
    assert {end for start, end, _ in reach if start == "plan/q/priority/1"} == {"org/board"}


def test_a_route_with_a_curated_hop_is_kept_apart(reach: set[tuple[str, str, str]]) -> None:
    assert ("plan/p", "duty/d", "curated") in reach
    assert ("plan/p", "org/board", "stated") in reach
