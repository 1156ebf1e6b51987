"""What the researchers' guide tells them to type does what it says."""

from __future__ import annotations

import re
import shlex
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner
from web_site import ask

from goldenthread import main
from graph.settings import Settings
from graph.store import EmbeddedStore

GUIDE = (Path(__file__).parent.parent / "docs" / "guides" / "researchers.md").read_text("utf-8")
COMMANDS = re.findall(r"^    goldenthread (query.*)$", GUIDE, re.MULTILINE)
ADDRESSES = sorted(set(re.findall(r"http://127\.0\.0\.1:8000(/[^'\"\s`]+)", GUIDE)))
QUERIES = re.findall(r"PREFIX gt:.*?\}(?: ORDER BY [?\w ]+)?(?=['\n])", GUIDE, re.DOTALL)
PYTHON = textwrap.dedent(
    "\n".join(re.findall(r"^    import io.*?queryAndConvert.*?$", GUIDE, re.MULTILINE | re.DOTALL))
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_guide_runs(real_settings: Settings, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("GOLDENTHREAD_DATA", str(real_settings.data))
    result = CliRunner().invoke(main, shlex.split(command))
    assert (result.exit_code, "No rows" in result.output) == (0, False)
    assert len(result.output.splitlines()) > 4


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_of_the_guide_answers(real_settings: Settings, address: str) -> None:
    assert ask(real_settings, address).status_code == 200


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_of_the_guide_finds_something(real_store: EmbeddedStore, query: str) -> None:
    assert len(real_store.select(query)) > 10


def test_the_guide_has_all_four_ways_and_its_python_is_python() -> None:
    assert len(COMMANDS) == len(ADDRESSES) == 4
    assert len(QUERIES) == 2
    compile(PYTHON, "researchers.md", "exec")
