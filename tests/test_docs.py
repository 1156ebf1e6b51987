"""The documents say what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goldenthread import main
from graph.queries import QueryLibrary
from graph.settings import SETTINGS, Setting

COMMAND = re.compile(r"^\s+(?:\.venv/bin/)?goldenthread (?P<words>[a-z]+.*?)(?:\s{2,}#.*)?$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?://)(?P<target>[^)#]+)")


def list_documents(repository: Path) -> list[Path]:
    """Return every page of documentation."""
    return [*repository.glob("*.md"), *repository.glob("docs/**/*.md"), *repository.glob("*/README.md")]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_the_publishers_guide_lists_every_setting_as_declared(setting: Setting, repository: Path) -> None:
    guide = (repository / "docs" / "guides" / "publishers.md").read_text("utf-8")
    assert f"| `{setting.name}` | {setting.default or 'not set'} | {setting.unit} | {setting.help} |" in guide


def test_every_command_in_the_documents_exists(repository: Path) -> None:
    texts = [path.read_text("utf-8") for path in list_documents(repository)]
    named = {match["words"].split()[0] for text in texts for match in COMMAND.finditer(text)}
    assert named
    assert named <= set(main.commands)


def test_every_query_that_the_guides_run_exists(repository: Path) -> None:
    library = QueryLibrary.read()
    texts = [path.read_text("utf-8") for path in list_documents(repository)]
    named = {match.group(1) for text in texts for match in re.finditer(r"goldenthread query ([a-z_]+/[a-z_]+)", text)}
    assert named
    assert not [name for name in named if name not in library]


def test_no_link_between_the_documents_is_dead(repository: Path) -> None:
    dead = [
        (path.name, match["target"])
        for path in list_documents(repository)
        for match in LINK.finditer(path.read_text("utf-8"))
        if not (path.parent / match["target"]).exists()
    ]
    assert not dead


def test_decisions_are_numbered_without_a_gap_or_a_clash(repository: Path) -> None:
    numbers = sorted(path.name[:4] for path in (repository / "docs" / "decisions").glob("*.md"))
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
