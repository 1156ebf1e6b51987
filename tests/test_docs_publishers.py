"""What the publishers' guide tells them to type does what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import frictionless
import pytest
from click.testing import CliRunner, Result
from web_site import ask

from goldenthread import main
from graph.file_kinds import find_kind
from graph.release import Release
from graph.settings import Settings

GUIDE = (Path(__file__).parent.parent / "docs" / "guides" / "publishers.md").read_text("utf-8")
COMMANDS = re.findall(r"^    (?:\.venv/bin/)?goldenthread ([^#\n]+?)(?:\s+#.*)?$", GUIDE, re.MULTILINE)
ADDRESSES = sorted(set(re.findall(r"http://127\.0\.0\.1:8000(/[^'\"\s`]+)", GUIDE)))
FILES = set(re.findall(r"`([a-z_-]+\.(?:csv|json|(?:nq|trig|ttl|jsonld)\.gz))`", GUIDE))


def run(settings: Settings, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    monkeypatch.setenv("GOLDENTHREAD_DATA", str(settings.data))
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_guide_exists_with_its_options(command: str) -> None:
    name, *words = shlex.split(command)
    known = {option for parameter in main.commands[name].params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_releases_are_listed_compared_and_rolled_back_as_the_guide_says(
    real_settings: Settings, real_release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"* {real_release.name}" in run(real_settings, monkeypatch, "releases").output
    compared = run(real_settings, monkeypatch, "releases", "compare", real_release.name, real_release.name)
    assert "0 quads added" in compared.output
    assert run(real_settings, monkeypatch, "releases", "rollback", real_release.name).exit_code == 0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # frictionless leaves files open
def test_an_exported_folder_holds_the_files_of_the_guide_and_is_sound(
    real_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run(real_settings, monkeypatch, "export", str(tmp_path))
    assert result.exit_code == 0
    assert "set GOLDENTHREAD_BASE_IRI" in result.output
    assert {path.name for path in tmp_path.iterdir()} == FILES
    monkeypatch.chdir(tmp_path)
    assert frictionless.validate("datapackage.json").valid


def test_every_file_is_of_a_kind_that_the_downloads_page_explains(real_release: Release) -> None:
    assert [dump.name for dump in real_release.manifest.dumps if not find_kind(dump.name).about] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_of_the_guide_answers(real_settings: Settings, address: str) -> None:
    assert ask(real_settings, address).status_code in (200, 303)


def test_the_guide_has_its_commands_and_addresses() -> None:
    assert {command.split()[0] for command in COMMANDS} == {"build", "serve", "releases", "export"}
    assert len(ADDRESSES) == 5
