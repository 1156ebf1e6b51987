from __future__ import annotations

import json
import shutil
from pathlib import Path

import frictionless
import pytest
from csvw import CSVW  # type: ignore[import-untyped]  # it has no types

from graph.query_header import Column
from graph.release import Release
from graph.settings import Settings
from graph.table_metadata import CSVW_FILE, PACKAGE_FILE

pytestmark = [  # of the validators themselves: old calls, and files left open
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def folder(real_release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the release's files that a test may damage; Frictionless reads only below where it stands."""
    copy = tmp_path / "release"
    shutil.copytree(real_release.folder, copy, ignore=shutil.ignore_patterns("store"))
    monkeypatch.chdir(copy)
    return copy


def check_package() -> list[str]:
    report = frictionless.validate(PACKAGE_FILE)
    return [str(error) for error in report.flatten(["name", "type", "message"])]


def test_frictionless_finds_nothing_wrong_with_any_file_of_the_release(folder: Path) -> None:
    assert (folder / PACKAGE_FILE).is_file()
    assert check_package() == []


def test_a_reader_of_csv_on_the_web_finds_nothing_wrong_with_any_table(folder: Path) -> None:
    tables = CSVW(str(folder / CSVW_FILE), validate=True)
    assert tables.is_valid
    assert len(tables.tables) == 7


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("budget.csv", ",12.6,", ",twelve,"), ("measures.csv", "\r\n", ",more\r\n"), ("graph.nq.gz", "", "")],
)
def test_a_damaged_file_is_noticed(folder: Path, file: str, old: str, new: str) -> None:
    content = (folder / file).read_bytes()
    damaged = content.replace(old.encode(), new.encode(), 1) if old else content + b"\0"
    assert damaged != content
    (folder / file).write_bytes(damaged)
    assert check_package()


@pytest.mark.filterwarnings("always::UserWarning")
def test_a_value_of_another_type_is_noticed_on_the_web_too(folder: Path) -> None:
    path = folder / "budget.csv"
    path.write_bytes(path.read_bytes().replace(b",12.6,", b",twelve,", 1))
    assert not CSVW(str(folder / CSVW_FILE), validate=True).is_valid


def test_both_descriptions_state_release_publisher_and_licence(
    folder: Path, real_release: Release, real_settings: Settings
) -> None:
    csvw, package = (json.loads((folder / name).read_text("utf-8")) for name in (CSVW_FILE, PACKAGE_FILE))
    assert (csvw["dc:identifier"], package["version"]) == (real_release.id, real_release.id)
    assert (csvw["dc:publisher"], package["contributors"][0]["title"]) == (real_settings.publisher,) * 2
    assert (csvw["dc:license"]["@id"], package["licenses"][0]["path"]) == (real_settings.licence,) * 2


def test_a_column_says_the_same_in_both_descriptions(folder: Path) -> None:
    csvw, package = (json.loads((folder / name).read_text("utf-8")) for name in (CSVW_FILE, PACKAGE_FILE))
    said = [
        [(each["name"], each["dc:description"]) for each in table["tableSchema"]["columns"]] for table in csvw["tables"]
    ]
    tables = [each for each in package["resources"] if "schema" in each]
    assert said == [[(each["name"], each["description"]) for each in table["schema"]["fields"]] for table in tables]


def test_a_column_is_text_and_may_be_empty_unless_it_says_otherwise() -> None:
    column = Column("title", "The title")
    assert (column.type, column.is_key, column.is_required, column.refers_to) == ("text", False, False, "")
