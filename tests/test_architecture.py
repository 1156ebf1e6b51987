"""The rules of the layout: who may import whom, where SPARQL stands, what may be in the repository."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = ("graph", "loaders", "web")
SPARQL = re.compile(r"\b(SELECT|CONSTRUCT|ASK|DESCRIBE)\b[^\"']*\bWHERE\s*\{|\bINSERT\s+DATA\b", re.DOTALL)
MOST_LINES = 400
CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.(gov|co|org|nhs)\.uk|\b0(20 ?\d|\d{3}) ?\d{3} ?\d{4}\b|token[=]", re.IGNORECASE)


def list_tracked(repository: Path, pattern: str) -> list[Path]:
    """Return the files of the repository that git tracks or would track."""
    command = ["git", "ls-files", "-co", "--exclude-standard", pattern]
    names = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True).stdout.splitlines()
    return [repository / name for name in names if (repository / name).is_file()]


def test_imports_point_down(repository: Path) -> None:
    command = [str(Path(sys.executable).with_name("lint-imports"))]
    result = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_the_one_in_this_repository(package: str, repository: Path) -> None:
    module = importlib.import_module(package)
    assert Path(str(module.__file__)).resolve().is_relative_to(repository)


def test_tests_are_no_package(repository: Path) -> None:
    assert not list((repository / "tests").rglob("__init__.py"))


def test_no_sparql_stands_in_python(repository: Path) -> None:
    sources = [path for name in PACKAGES for path in (repository / name).rglob("*.py")] + [
        repository / "goldenthread.py"
    ]
    assert not [path.name for path in sources if SPARQL.search(path.read_text("utf-8"))]


def test_no_module_is_too_long(repository: Path) -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in list_tracked(repository, "*.py")}
    assert not {str(path): lines for path, lines in lengths.items() if lines > MOST_LINES}


def test_no_personal_contact_detail_is_in_the_repository(repository: Path) -> None:
    texts = [
        path
        for path in list_tracked(repository, "*")
        if path.suffix in {".yaml", ".md", ".py", ".tsv", ".ttl", ".html"}
    ]
    assert not [path.name for path in texts if CONTACT.search(path.read_text("utf-8"))]


@pytest.mark.parametrize(
    "text", ["a.person@anytown" + ".gov.uk", "020 7946" + " 0000", "0207946" + " 0000", "x?token" + "=abc"]
)
def test_a_contact_detail_would_be_noticed(text: str) -> None:
    assert CONTACT.search(text)


def test_the_package_is_not_uploaded_by_accident(repository: Path) -> None:
    assert "Private :: Do Not Upload" in (repository / "pyproject.toml").read_text("utf-8")
