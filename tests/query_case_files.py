"""The cases of the named queries: ``query_cases/<folder>/<name>.yaml``, one file for each query.

``cases`` hold against the graph of the five documents: ``with`` gives the parameters, and ``rows``, ``triples``,
``answer``, ``includes`` and ``excludes`` say what comes back. ``anytown`` gives parameters that find something in the
small graph, on which engines are compared. Every scalar is text, as ``query_answers`` writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "query_cases"
FIELDS = {"asks", "with", "rows", "triples", "answer", "includes", "excludes"}

Parameters = Mapping[str, str | list[str]]
Cells = Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """What one query must answer; ``size`` is the number of rows or triples, None where a case does not say."""

    query: str
    asks: str
    parameters: Parameters
    size: int | None
    answer: str | None
    includes: tuple[Cells, ...]
    excludes: tuple[Cells, ...]

    def __str__(self) -> str:
        """Return the case's name as a test run shows it."""
        return f"{self.query}: {self.asks}"


def list_case_files() -> dict[str, Path]:
    """Return the file of each query that has one, by the query's name."""
    return {f"{path.parent.name}/{path.stem}": path for path in sorted(FOLDER.glob("*/*.yaml"))}


@cache
def read_cases() -> tuple[Case, ...]:
    """Return every case of every query."""
    return tuple(
        _to_case(name, fields) for name, path in list_case_files().items() for fields in _read_file(path)["cases"]
    )


def read_anytown_parameters(query: str) -> Parameters:
    """Return parameters for a query that find something in the graph of Anytown; none where it needs none."""
    parameters: Parameters = _read_file(list_case_files()[query]).get("anytown", {})
    return parameters


@cache
def _read_file(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert content.keys() <= {"cases", "anytown"}, f"{path.name}: {content.keys()}"
    return content


def _to_case(query: str, fields: Mapping[str, Any]) -> Case:
    assert fields.keys() <= FIELDS, f"{query}: unknown fields {fields.keys() - FIELDS}"
    assert fields.keys() - {"asks", "with"}, f"{query}: the case {fields['asks']!r} expects nothing"
    size = fields.get("rows", fields.get("triples"))
    return Case(
        query=query,
        asks=fields["asks"],
        parameters=fields.get("with", {}),
        size=None if size is None else int(size),
        answer=fields.get("answer"),
        includes=tuple(fields.get("includes", ())),
        excludes=tuple(fields.get("excludes", ())),
    )
