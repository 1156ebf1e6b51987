"""The JSON Schema of transcripts, made from the record models: for editors, and for whoever checks one elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeAlias

from pydantic.json_schema import GenerateJsonSchema

from graph.iris import DEFAULT_BASE_IRI
from loaders.records.transcript import Transcript

SCHEMA_PATH = Path(__file__).resolve().parent / "records" / "transcript.schema.json"
SCHEMA_ID = f"{DEFAULT_BASE_IRI}schema/transcript.schema.json"
SCHEMA_TITLE = "Transcript of a council document"

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


class _Generator(GenerateJsonSchema):
    """Pydantic's generator without a title for each field, which would only repeat its name."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's own signature
        return False


def write_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a transcript whose scalars are read as text.

    The text is the same every time.
    """
    made = Transcript.model_json_schema(by_alias=True, mode="validation", schema_generator=_Generator)
    head: dict[str, Json] = {"$schema": GenerateJsonSchema.schema_dialect, "$id": SCHEMA_ID, "title": SCHEMA_TITLE}
    body = {key: value for key, value in _tidy_object(made).items() if key != "title"}
    return json.dumps(head | body, indent=2, ensure_ascii=False) + "\n"


def _tidy(schema: Json) -> Json:
    """Leave out what text read from YAML can never be, and write descriptions on one line."""
    if isinstance(schema, list):
        return [_tidy(item) for item in schema if item != {"type": "null"}]
    return _tidy_object(schema) if isinstance(schema, dict) else schema


def _tidy_object(schema: dict[str, Json]) -> dict[str, Json]:
    if isinstance(discriminator := schema.get("discriminator"), dict):
        return _choose_by_type(discriminator["mapping"])
    kept = {key: _tidy(value) for key, value in schema.items() if value is not None}
    if isinstance(description := kept.get("description"), str):
        kept["description"] = " ".join(description.replace("``", "'").split())
    choices = kept.get("anyOf")
    if isinstance(choices, list) and len(choices) == 1 and isinstance(only := choices[0], dict):
        del kept["anyOf"]
        return only | kept
    return kept


def _choose_by_type(references: Json) -> dict[str, Json]:
    """Write a union as one choice for each ``type``, so that an error names the field and not thirty failed members."""
    of_type = dict(references) if isinstance(references, dict) else {}
    choices: list[Json] = [
        {"if": {"properties": {"type": {"const": name}}}, "then": {"$ref": reference}}
        for name, reference in of_type.items()
    ]
    return {
        "type": "object",
        "properties": {"type": {"enum": [*of_type]}},
        "required": ["type"],
        "allOf": choices,
    }
