from __future__ import annotations

from pathlib import Path

from graph_sample import GRAPH, NODE, add_priority, write_sample
from pyoxigraph import NamedNode, Quad

from graph.comparison import Comparison, compare_releases, list_vanished


def test_a_release_does_not_differ_from_another_edition_of_itself(tmp_path: Path) -> None:
    old, new = write_sample(tmp_path), write_sample(tmp_path, app_version="1.1")
    assert compare_releases(old, new) == Comparison({}, {}, (), ())


def test_added_and_removed_quads_are_counted_by_graph_and_shown(tmp_path: Path) -> None:
    old = write_sample(tmp_path, add_priority(3))
    new = write_sample(tmp_path, add_priority(4), add_priority(0))
    found = compare_releases(old, new)
    assert (found.added, found.removed) == ({f"{GRAPH}plan": 2}, {f"{GRAPH}plan": 1})
    assert [line.count(f"{NODE}plan/2021/priority/3") for line in found.removed_sample] == [1]


def test_the_sample_is_no_longer_than_asked(tmp_path: Path) -> None:
    old = write_sample(tmp_path)
    new = write_sample(tmp_path, *(add_priority(number) for number in range(3, 9)))
    found = compare_releases(old, new, sample=2)
    assert (found.added, len(found.added_sample)) == ({f"{GRAPH}plan": 6}, 2)


def test_an_address_of_which_nothing_is_said_any_more_has_vanished(tmp_path: Path) -> None:
    board, statement = (NamedNode(f"{NODE}{path}") for path in ("org/board", "statement/curated/1"))
    link = add_priority(3)
    lost = [Quad(each, link.predicate, link.object, link.graph_name) for each in (board, statement)]
    old, new = write_sample(tmp_path, *lost), write_sample(tmp_path, link)
    base = NODE.partition("id/")[0]
    assert list_vanished(old, new, base) == (board.value,)
    assert list_vanished(new, new, base) == ()
    assert list_vanished(old, new, "https://data.example.org/") == ()
