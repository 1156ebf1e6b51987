"""A build gives one sound release, the same for the same input wherever and whenever it is made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from anytown import ADDRESSES, ANYTOWN, CROSSWALK, PLAN, REPORT, build_into, copy_anytown

from graph.errors import InputError
from graph.queries import QueryLibrary
from graph.releases import Release, check_release, find_current_name, list_releases
from graph.settings import read_settings
from loaders.build import check_inputs, read_inputs

ROOT = ANYTOWN.parent.parent.parent


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    build_into(folder, ANYTOWN)
    return folder


@pytest.fixture(scope="module")
def release(data: Path) -> Release:
    (only,) = list_releases(data)
    return only


def test_anytown_builds_into_the_current_release(data: Path, release: Release) -> None:
    assert find_current_name(data) == release.name
    assert check_release(release) == ()


def test_a_release_names_every_file_that_it_was_made_from(release: Release) -> None:
    registers = {f"registers/{path.name}" for path in (ANYTOWN / "registers").iterdir()}
    assert {file.name for file in release.manifest.inputs} == registers | {PLAN, REPORT, CROSSWALK}


def test_a_release_has_a_graph_for_each_document_and_for_each_kind_of_ground(release: Release) -> None:
    prefix = f"{ADDRESSES.base_iri}graph/"
    names = {iri.removeprefix(prefix).removeprefix("anytown/") for iri in release.manifest.counts}
    documents = {"document/together-plan-2022-25", "document/cabinet-report-2020"}
    assert names >= documents | {"curated", "computed", "inferred/stated", "inferred/curated", "vocabulary"}


def test_a_warning_names_file_line_and_record(tmp_path: Path) -> None:
    (warning,) = build_into(tmp_path, ANYTOWN).warnings
    assert warning.startswith(
        "together-plan-2022-25.yaml, line 92, record 'plan/together-2022-25/measure/trips-on-foot'"
    )
    assert "crosses a break in the series" in warning


def test_checking_the_inputs_writes_no_release(tmp_path: Path) -> None:
    settings = replace(read_settings({}), data=tmp_path / "data")
    assert len(check_inputs(settings, [read_inputs(ANYTOWN)], QueryLibrary.read(), report=lambda _: None)) == 1
    assert not (tmp_path / "data").exists()


def test_building_the_same_again_adds_no_release(data: Path, release: Release) -> None:
    assert build_into(data, ANYTOWN).release == release
    assert list_releases(data) == (release,)


def test_a_remark_in_a_file_changes_the_inputs_and_not_the_facts(tmp_path: Path, release: Release) -> None:
    folder = copy_anytown(tmp_path, "authority: anytown", "# a remark\nauthority: anytown")
    assert build_into(tmp_path / "data", folder).release.id == release.id


def test_a_change_of_one_figure_changes_the_id(tmp_path: Path, release: Release) -> None:
    folder = copy_anytown(tmp_path, 'value: "340"', 'value: "341"', REPORT)
    assert build_into(tmp_path / "data", folder).release.id != release.id


def test_a_transcript_of_another_authority_is_refused(tmp_path: Path) -> None:
    folder = copy_anytown(tmp_path, "authority: anytown", "authority: othertown")
    with pytest.raises(InputError, match="the transcript is of 'othertown', its registers are of 'anytown'"):
        build_into(tmp_path / "data", folder)


BUILD_SCRIPT = (
    "import sys; from pathlib import Path; from anytown import build_into; build_into(*map(Path, sys.argv[1:]))"
)


def build_elsewhere(data: Path, folder: Path, hash_seed: str) -> Release:
    """Build in a process of its own, with its own order of sets and its own working folder."""
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-c", BUILD_SCRIPT, str(data), str(folder)]
    subprocess.run(command, env=environ, cwd=data.parent, capture_output=True, text=True, check=True)
    (release,) = list_releases(data)
    return release


def copy_in_reverse(folder: Path) -> Path:
    """Copy Anytown file by file, the last name first, so that the folder may list them in another order."""
    for path in sorted(ANYTOWN.rglob("*.*"), reverse=True):
        copy = folder / path.relative_to(ANYTOWN)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return folder


def test_the_same_input_gives_the_same_id_and_the_same_bytes_anywhere(tmp_path: Path, release: Release) -> None:
    first = build_elsewhere(tmp_path / "data", ANYTOWN, "1")
    second = build_elsewhere(tmp_path / "other data", copy_in_reverse(tmp_path / "a copy"), "2")
    assert first.id == second.id == release.id
    assert first.dump_nquads.read_bytes() == second.dump_nquads.read_bytes() == release.dump_nquads.read_bytes()
    assert first.dump_trig.read_bytes() == second.dump_trig.read_bytes() == release.dump_trig.read_bytes()


def test_an_address_that_is_withdrawn_and_still_in_use_is_refused_by_file_and_line(tmp_path: Path) -> None:
    folder = copy_anytown(tmp_path, "org/anytown-partnership-board", "org/town-forum", file="registers/withdrawn.yaml")
    with pytest.raises(InputError, match=r"withdrawn.yaml, line \d+: .*org/town-forum is withdrawn here"):
        build_into(tmp_path / "data", folder)
