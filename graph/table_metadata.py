"""What the files of a release say of themselves: CSV on the Web (W3C, 2015) and a Data Package (Frictionless, v1).

Both are made from the columns that the queries declare, so that no description can drift from its file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.file_kinds import find_kind
from graph.manifest import Dump
from graph.query_header import Column
from graph.tables import TableFile

CSVW_FILE = "csv-metadata.json"
"""The name at which a reader of CSV on the Web looks by itself."""

PACKAGE_FILE = "datapackage.json"

_CSVW_TYPES = {"text": "string", "iri": "anyURI"}
_PACKAGE_TYPES = {"text": "string", "iri": "string", "decimal": "number"}

Json = dict[str, object]


@dataclass(frozen=True)
class Imprint:
    """What every file of a release states: which release it is of (``iri`` ends in ``id``), by whom, on which terms."""

    id: str
    iri: str
    publisher: str
    licence: str

    @property
    def title(self) -> str:
        """The name of the release."""
        return f"Golden thread, release {self.id[:12]}"


def write_metadata(tables: tuple[TableFile, ...], dumps: Iterable[Dump], imprint: Imprint, folder: Path) -> None:
    """Write both descriptions into ``folder``."""
    _write_json(describe_csvw(tables, imprint), folder / CSVW_FILE)
    _write_json(describe_package(tables, dumps, imprint), folder / PACKAGE_FILE)


def describe_csvw(tables: Iterable[TableFile], imprint: Imprint) -> Json:
    """Return the group of tables as CSV on the Web describes it."""
    tables = tuple(tables)
    keys = {table.name: table.key for table in tables}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": imprint.title,
        "dc:identifier": imprint.id,
        "dc:isPartOf": {"@id": imprint.iri},
        "dc:publisher": imprint.publisher,
        "dc:license": {"@id": imprint.licence},
        "tables": [_describe_table(table, keys) for table in tables],
    }


def _describe_table(table: TableFile, keys: dict[str, tuple[str, ...]]) -> Json:
    schema: Json = {
        "columns": [_describe_column(column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    foreign = [
        {
            "columnReference": [column.name],
            "reference": {"resource": f"{column.refers_to}.csv", "columnReference": list(keys[column.refers_to])},
        }
        for column in table.columns
        if column.refers_to
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "url": table.file.name,
        "dc:title": table.title,
        "dc:description": table.description,
        "tableSchema": schema,
    }


def _describe_column(column: Column) -> Json:
    described: Json = {
        "name": column.name,
        "titles": column.name,
        "dc:description": _say(column),
        "datatype": _CSVW_TYPES.get(column.type, column.type),
    }
    if column.is_required:
        described["required"] = True
    return described


def describe_package(tables: Iterable[TableFile], dumps: Iterable[Dump], imprint: Imprint) -> Json:
    """Return all files of a release as a data package; ``dumps`` are those that are no tables."""
    tables = tuple(tables)
    keys = {table.name: table.key for table in tables}
    return {
        "profile": "data-package",
        "name": "goldenthread",
        "id": imprint.iri,
        "version": imprint.id,
        "title": imprint.title,
        "licenses": [{"path": imprint.licence}],
        "contributors": [{"title": imprint.publisher, "role": "publisher"}],
        "resources": [
            *(_describe_resource(table, keys) for table in tables),
            *(_describe_dump(dump) for dump in dumps),
        ],
    }


def _describe_resource(table: TableFile, keys: dict[str, tuple[str, ...]]) -> Json:
    schema: Json = {"fields": [_describe_field(column) for column in table.columns], "primaryKey": list(table.key)}
    foreign = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.refers_to == table.name else column.refers_to,
                "fields": list(keys[column.refers_to]),
            },
        }
        for column in table.columns
        if column.refers_to
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.file.name,
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": table.file.size_bytes,
        "hash": f"sha256:{table.file.sha256}",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": schema,
    }


def _describe_field(column: Column) -> Json:
    field: Json = {
        "name": column.name,
        "type": _PACKAGE_TYPES.get(column.type, column.type),
        "description": _say(column),
    }
    if column.type == "iri":
        field["format"] = "uri"
    if column.is_required:
        field["constraints"] = {"required": True}
    return field


def _describe_dump(dump: Dump) -> Json:
    kind = find_kind(dump.name)
    return {
        "name": dump.name.removesuffix(".gz").replace(".", "-"),
        "path": dump.name,
        "title": kind.title,
        "description": kind.about,
        "format": "gz",
        "mediatype": "application/gzip",
        "bytes": dump.size_bytes,
        "hash": f"sha256:{dump.sha256}",
    }


def _say(column: Column) -> str:
    return f"{column.description} ({column.unit})" if column.unit else column.description


def _write_json(content: Json, path: Path) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
