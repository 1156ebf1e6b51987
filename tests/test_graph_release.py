from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from graph_sample import write_sample

from graph.dumps import open_gzip
from graph.release import check_release


def test_a_small_release_is_served_from_memory_and_a_large_one_from_disk(tmp_path: Path) -> None:
    release = write_sample(tmp_path)
    in_memory = release.open_store(memory_max_quads=18)
    shutil.rmtree(release.store_folder)
    assert in_memory.count_quads() == 18


def test_above_the_limit_the_dump_is_not_read(tmp_path: Path) -> None:
    release = write_sample(tmp_path)
    release.dump_nquads.unlink()
    assert release.open_store(memory_max_quads=17).count_quads() == 18


def test_a_sound_release_has_no_findings(tmp_path: Path) -> None:
    assert check_release(write_sample(tmp_path)) == ()


def test_a_changed_dump_is_found(tmp_path: Path) -> None:
    release = write_sample(tmp_path)
    with open_gzip(release.dump_trig) as file:
        file.write(b"something else")
    assert check_release(release) == ("graph.trig.gz is not what was written",)


@pytest.mark.parametrize(
    ("name", "finding"), [("graph.nq.gz", "graph.nq.gz is missing"), ("store", "its store is missing")]
)
def test_what_is_missing_is_found(tmp_path: Path, name: str, finding: str) -> None:
    release = write_sample(tmp_path)
    (release.folder / name).rename(tmp_path / "elsewhere")
    assert finding in check_release(release)
