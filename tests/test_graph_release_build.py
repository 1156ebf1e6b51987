from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from graph_sample import GRAPH, NODE, SAMPLE, add_priority, describe, read_sample, write_sample
from pyoxigraph import Literal, Quad

from graph.data_folder import find_current, get_current, list_releases
from graph.errors import ReleaseError, ValidationFailure
from graph.manifest import Input
from graph.release import Release, check_release
from graph.release_build import ReleaseFacts, write_release

TESTS = SAMPLE.parent.parent
SETUP = """
import os, resource, signal, sys
from pathlib import Path
from graph_sample import *
DATA = Path(sys.argv[1])
"""
ENVIRON = {"PYTHONPATH": f"{TESTS}:{TESTS.parent}", "PATH": os.environ["PATH"]}


def run_script(script: str, data_folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script in a process of its own, with the data folder as its argument."""
    command = [sys.executable, "-c", SETUP + script, str(data_folder)]
    return subprocess.run(command, env=ENVIRON, capture_output=True, text=True, check=False)


def test_a_release_is_named_by_its_facts_and_becomes_current(tmp_path: Path) -> None:
    release = write_sample(tmp_path)
    assert release.name == release.id
    assert get_current(tmp_path) == release
    assert check_release(release) == ()


def test_the_same_facts_give_the_same_id_in_any_order(tmp_path: Path) -> None:
    other = write_release(tmp_path / "b", reversed(read_sample()), describe=describe, app_version="1.0")
    assert write_sample(tmp_path / "a").id == other.id


def test_one_more_fact_gives_another_id(tmp_path: Path) -> None:
    assert write_sample(tmp_path).id != write_sample(tmp_path, add_priority(3)).id


def test_the_manifest_counts_facts_and_meta_apart(tmp_path: Path) -> None:
    manifest = write_sample(tmp_path).manifest
    assert manifest.counts == {f"{GRAPH}curated": 1, f"{GRAPH}plan": 11, f"{GRAPH}review": 5}
    assert (manifest.quads, manifest.meta_counts, manifest.total_quads) == (17, {f"{GRAPH}meta": 1}, 18)


def test_the_meta_graph_can_tell_the_id_and_is_outside_it(tmp_path: Path) -> None:
    release = write_sample(tmp_path)
    found = release.open_store(0).select(f"SELECT ?id WHERE {{ GRAPH <{GRAPH}meta> {{ ?s ?p ?id }} }}")
    assert found.rows == ((Literal(release.id),),)


def test_a_meta_graph_may_not_hold_facts(tmp_path: Path) -> None:
    def describe_in_plan(_: ReleaseFacts) -> Iterable[Quad]:
        return [add_priority(9)]

    with pytest.raises(ReleaseError, match="graph/riverside/plan holds facts and cannot be a meta graph"):
        write_release(tmp_path, read_sample(), describe=describe_in_plan, app_version="1.0")


def test_building_the_same_again_uses_what_is_there(tmp_path: Path) -> None:
    first = write_sample(tmp_path)
    before = first.folder.stat()
    assert write_sample(tmp_path) == first
    assert first.folder.stat().st_ino == before.st_ino
    assert len(list_releases(tmp_path)) == 1


def test_building_the_same_again_after_a_rollback_makes_it_current(tmp_path: Path) -> None:
    first = write_sample(tmp_path)
    write_sample(tmp_path, add_priority(3))
    write_sample(tmp_path)
    assert get_current(tmp_path) == first


def test_the_same_facts_from_another_version_are_another_edition(tmp_path: Path) -> None:
    first, second = write_sample(tmp_path), write_sample(tmp_path, app_version="1.1")
    assert (second.id, second.name) == (first.id, f"{first.id}.2")
    assert get_current(tmp_path) == second


def test_a_damaged_release_is_not_used_again(tmp_path: Path) -> None:
    damaged = write_sample(tmp_path)
    damaged.dump_nquads.write_bytes(b"")
    mended = write_sample(tmp_path)
    assert (mended.name, check_release(mended)) == (f"{damaged.id}.2", ())


def test_a_release_that_breaks_the_rules_is_not_served(tmp_path: Path) -> None:
    def refuse(release: Release) -> None:
        raise ValidationFailure((f"{release.open_store(0).count_quads()} quads and no board",))

    served = write_sample(tmp_path)
    with pytest.raises(ValidationFailure, match="18 quads and no board"):
        write_release(
            tmp_path, [*read_sample()[:-1], add_priority(3)], describe=describe, app_version="1", validate=refuse
        )
    assert (get_current(tmp_path), list_releases(tmp_path)) == (served, (served,))
    assert list((tmp_path / "building").iterdir()) == []


def test_a_reader_with_the_old_release_open_is_not_disturbed(tmp_path: Path) -> None:
    store = write_sample(tmp_path).open_store(memory_max_quads=0)
    write_sample(tmp_path, add_priority(3))
    assert store.ask(f"ASK {{ <{NODE}air> ?p ?o }}")


def test_two_builds_do_not_run_in_one_folder(tmp_path: Path) -> None:
    def build_inside(_: ReleaseFacts) -> Iterable[Quad]:
        write_sample(tmp_path)
        return []

    with pytest.raises(ReleaseError, match=r"another build is running .*Wait until it has ended"):
        write_release(tmp_path, read_sample(), describe=build_inside, app_version="1.0")


KILLED_IN = {
    "the quads": """
from graph.releases import write_release
def read_and_die():
    yield from read_sample()
    os.kill(os.getpid(), signal.SIGKILL)
write_release(DATA, read_and_die(), describe=describe, app_version="1")""",
    "validation": """
from graph.releases import write_release
kill = lambda release: os.kill(os.getpid(), signal.SIGKILL)
write_release(DATA, [*read_sample(), add_priority(3)], describe=describe, app_version="1", validate=kill)""",
    "the switch": """
import graph.release_build as build
build.write_current = lambda data_folder, name: os.kill(os.getpid(), signal.SIGKILL)
write_sample(DATA, add_priority(3))""",
}


@pytest.mark.parametrize("script", KILLED_IN.values(), ids=KILLED_IN)
def test_a_build_that_is_killed_leaves_what_is_served(tmp_path: Path, script: str) -> None:
    served = write_sample(tmp_path)
    assert run_script(script, tmp_path).returncode == -signal.SIGKILL
    assert get_current(tmp_path) == served
    assert check_release(served) == ()


def test_the_next_build_sweeps_what_a_killed_one_left(tmp_path: Path) -> None:
    run_script(KILLED_IN["validation"], tmp_path)
    assert len(list((tmp_path / "building").iterdir())) == 1
    rebuilt = write_sample(tmp_path, add_priority(3))
    assert list((tmp_path / "building").iterdir()) == []
    assert get_current(tmp_path) == rebuilt


FULL_AT = {"the dump": 1000, "the store": 20_000}


@pytest.mark.parametrize("limit", FULL_AT.values(), ids=FULL_AT)
def test_a_build_that_runs_out_of_room_says_so_and_leaves_what_is_served(tmp_path: Path, limit: int) -> None:
    served = write_sample(tmp_path)
    script = f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\nwrite_sample(DATA, add_priority(3))"
    failed = run_script(script, tmp_path)
    assert "make room there and build again; what is served has not changed" in failed.stderr
    assert (get_current(tmp_path), list_releases(tmp_path)) == (served, (served,))


def test_a_folder_that_cannot_be_written_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"data cannot be written to.*GOLDENTHREAD_DATA"):
        write_sample(tmp_path / "data")


def test_inputs_are_recorded_as_given(tmp_path: Path) -> None:
    given = Input("transcripts/plan.yaml", "ab" * 32, 12)
    write_release(tmp_path, read_sample(), describe=describe, app_version="1.0", inputs=[given])
    assert get_current(tmp_path).manifest.inputs == (given,)


def test_nothing_is_current_before_the_first_build_has_ended(tmp_path: Path) -> None:
    run_script(KILLED_IN["validation"], tmp_path)
    assert find_current(tmp_path) is None
