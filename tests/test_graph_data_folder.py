from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from graph_sample import add_priority, write_sample

from graph.data_folder import find_current, find_current_name, get_current, list_releases, open_release, roll_back
from graph.errors import ReleaseError


def test_an_empty_folder_has_no_current_release(tmp_path: Path) -> None:
    assert (find_current(tmp_path), find_current_name(tmp_path), list_releases(tmp_path)) == (None, None, ())
    with pytest.raises(ReleaseError, match="Build the graph first"):
        get_current(tmp_path)


def test_releases_are_listed_in_the_order_of_their_builds(tmp_path: Path) -> None:
    built = [write_sample(tmp_path), write_sample(tmp_path, add_priority(3)), write_sample(tmp_path, add_priority(4))]
    assert [release.name for release in list_releases(tmp_path)] == [release.name for release in built]


def test_a_release_is_opened_by_its_name_or_a_beginning_of_it(tmp_path: Path) -> None:
    release = write_sample(tmp_path)
    assert open_release(tmp_path, release.name) == open_release(tmp_path, release.name[:8]) == release


@pytest.mark.parametrize("name", ["", "ab", "0" * 64, "../releases"])
def test_a_name_of_no_release_is_refused_with_those_that_there_are(tmp_path: Path, name: str) -> None:
    release = write_sample(tmp_path)
    with pytest.raises(ReleaseError, match=f"There are: {release.name[:12]}"):
        open_release(tmp_path, name)


def test_a_beginning_that_two_share_is_refused_and_an_edition_tells_them_apart(tmp_path: Path) -> None:
    first, second = write_sample(tmp_path), write_sample(tmp_path, app_version="1.1")
    with pytest.raises(ReleaseError, match=f"more than one release is named .*{second.id[:12]}.2"):
        open_release(tmp_path, first.name[:10])
    assert open_release(tmp_path, f"{first.name[:10]}.2") == second


def test_rolling_back_serves_the_earlier_release_again(tmp_path: Path) -> None:
    old, new = write_sample(tmp_path), write_sample(tmp_path, add_priority(3))
    assert find_current(tmp_path) == new
    assert roll_back(tmp_path, old.name[:12]) == old
    assert get_current(tmp_path) == old


def test_a_damaged_release_is_not_rolled_back_to(tmp_path: Path) -> None:
    old, new = write_sample(tmp_path), write_sample(tmp_path, add_priority(3))
    old.dump_nquads.write_bytes(b"")
    with pytest.raises(ReleaseError, match=r"is damaged: graph\.nq\.gz is not what was written"):
        roll_back(tmp_path, old.name)
    assert get_current(tmp_path) == new


@pytest.mark.parametrize("content", [b"0000000000000000", b"\xff\xfe", b"../releases"])
def test_a_damaged_current_names_no_release_and_a_rollback_mends_it(tmp_path: Path, content: bytes) -> None:
    release = write_sample(tmp_path)
    (tmp_path / "current").write_bytes(content)
    with pytest.raises(ReleaseError, match="no release is named"):
        find_current(tmp_path)
    roll_back(tmp_path, release.name)
    assert get_current(tmp_path) == release


def test_a_folder_in_place_of_current_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    release = write_sample(tmp_path)
    (tmp_path / "current").unlink()
    (tmp_path / "current").mkdir()
    with pytest.raises(ReleaseError, match=r"cannot be read: Is a directory.*Take it away"):
        find_current_name(tmp_path)
    with pytest.raises(ReleaseError, match=r"cannot be written.*has not changed"):
        roll_back(tmp_path, release.name)


def test_a_current_release_that_is_gone_is_an_error_and_not_a_fresh_start(tmp_path: Path) -> None:
    shutil.rmtree(write_sample(tmp_path).folder)
    with pytest.raises(ReleaseError, match="no release is named"):
        find_current(tmp_path)


def test_a_release_of_another_version_is_left_out_of_the_list(tmp_path: Path) -> None:
    release = write_sample(tmp_path)
    manifest = release.folder / "manifest.json"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace('"format_version": 1', '"format_version": 99'), encoding="utf-8"
    )
    assert list_releases(tmp_path) == ()
