"""Crosswalks between plan generations: SSSOM TSV in, mappings out.

The format is SSSOM 1.0 (https://mapping-commons.github.io/sssom/): a YAML header in lines that begin with ``#``, then
a tab-separated table. The reference library is not used to read it: it drops rows that it does not understand and
names no line (``docs/decisions/0007-crosswalks.md``); a test holds our files to it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from graph.errors import InputError
from graph.iris import DEFAULT_BASE_IRI
from loaders.records.fields import CONFIDENCE, CURIE, Date, Entry, Text
from loaders.refusals import describe_problem
from loaders.yaml_source import read_yaml_text

NO_TERM_FOUND = "sssom:NoTermFound"
PREDICATES = ("skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")

Curie = Annotated[str, StringConstraints(pattern=CURIE)]
Confidence = Annotated[str, StringConstraints(pattern=CONFIDENCE)]


class Row(Entry):
    """One mapping as the table gives it; ``comment`` is the written reason."""

    subject_id: Curie
    subject_label: Text
    predicate_id: Literal["skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch"]
    object_id: Curie
    object_label: Text | None = None
    object_source: Curie | None = None
    mapping_justification: Annotated[str, StringConstraints(pattern=r"^semapv:[A-Za-z]+$")]
    confidence: Confidence
    mapping_date: Date
    comment: Annotated[Text, Field(min_length=20)]
    curator_role: Text
    basis: Literal["curated"]


@dataclass(frozen=True)
class ElementMapping:
    """One mapping: node paths, None as object where a curator found no counterpart in ``source_path``."""

    row: Row
    line: int
    subject_path: str
    object_path: str | None
    source_path: str | None


@dataclass(frozen=True)
class Crosswalk:
    """The mappings of one file."""

    path: Path
    mappings: tuple[ElementMapping, ...]


def read_crosswalk(path: Path) -> Crosswalk:
    """Read one SSSOM TSV file.

    Raises:
        InputError: for the first row that is not a mapping this project understands, with its line.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            path, None, f"the file cannot be read: {error}", "check its name and save it as UTF-8"
        ) from error
    header = [line[1:] for line in takewhile(lambda line: line.startswith("#"), lines)]
    prefixes = _read_prefixes(path, header)
    body = lines[len(header) :]
    reader = csv.DictReader(io.StringIO("\n".join(body)), delimiter="\t", strict=True)
    try:
        mappings = [_read_row(path, len(header) + reader.line_num, cells, prefixes) for cells in reader]
    except csv.Error as error:
        line = len(header) + reader.reader.line_num
        raise InputError(path, line, f"this is not a tab-separated row: {error}", "remove the stray quote") from error
    _require_unique(path, mappings)
    return Crosswalk(path, tuple(mappings))


def _read_prefixes(path: Path, header: list[str]) -> Mapping[str, str]:
    metadata = read_yaml_text(path, "\n".join(header)).value if header else None
    prefixes = metadata.get("curie_map") if isinstance(metadata, dict) else None
    if not isinstance(prefixes, dict):
        raise InputError(path, 1, "the header has no curie_map", "begin the file as the other crosswalks do")
    return {prefix: iri for prefix, iri in prefixes.items() if isinstance(iri, str)}


def _read_row(path: Path, line: int, cells: Mapping[str | None, object], prefixes: Mapping[str, str]) -> ElementMapping:
    if None in cells or None in cells.values():
        raise InputError(path, line, "the row has more or fewer cells than the header has columns", "count its tabs")
    try:
        row = Row.model_validate({name: value for name, value in cells.items() if value})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "row"
        place = f"mapping of {cells.get('subject_id')!r}, column {field!r}"
        raise InputError(
            path, line, f"{place}: {describe_problem(first)}", "compare the row with the others"
        ) from error
    is_missing = row.object_id == NO_TERM_FOUND
    if is_missing != (row.object_source is not None):
        raise InputError(
            path,
            line,
            f"column 'object_source' goes with {NO_TERM_FOUND}, and only with it",
            "name the plan searched there",
        )
    return ElementMapping(
        row,
        line,
        _to_path(path, line, row.subject_id, prefixes),
        None if is_missing else _to_path(path, line, row.object_id, prefixes),
        None if row.object_source is None else _to_path(path, line, row.object_source, prefixes),
    )


def _to_path(path: Path, line: int, curie: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, name = curie.partition(":")
    base = prefixes.get(prefix)
    if base is None or not base.startswith(DEFAULT_BASE_IRI + "id/"):
        raise InputError(path, line, f"{curie!r} has a prefix that curie_map does not give an authority's address")
    return name


def _require_unique(path: Path, mappings: list[ElementMapping]) -> None:
    seen: dict[tuple[str, str, str | None, str | None], int] = {}
    for mapping in mappings:
        key = (mapping.subject_path, mapping.row.predicate_id, mapping.object_path, mapping.source_path)
        if key in seen:
            raise InputError(path, mapping.line, f"the same mapping stands at line {seen[key]}", "remove one of them")
        seen[key] = mapping.line
