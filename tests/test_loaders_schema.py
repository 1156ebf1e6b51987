from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from anytown import ANYTOWN
from jsonschema import Draft202012Validator

from loaders.records.transcript import AnyRecord
from loaders.schema import SCHEMA_ID, SCHEMA_PATH, write_schema
from loaders.verify import find_transcripts
from loaders.yaml_source import read_yaml

TRANSCRIPTS = [*find_transcripts(), *find_transcripts(ANYTOWN / "transcripts")]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:  # the JSON of a schema
    return json.loads(SCHEMA_PATH.read_text("utf-8"))  # type: ignore[no-any-return]  # the JSON of a schema


@pytest.fixture(scope="module")
def validator(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema)


def test_the_published_schema_is_what_the_models_say() -> None:
    assert SCHEMA_PATH.read_text("utf-8") == write_schema(), "run: goldenthread schema --write"


def test_the_schema_is_itself_sound_and_has_an_address(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == SCHEMA_ID


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_every_transcript_keeps_to_the_schema(path: Path, validator: Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(read_yaml(path).value)] == []


def test_every_record_type_is_told_by_the_constant_of_its_type(schema: dict[str, Any]) -> None:
    union, _ = get_args(AnyRecord)
    choices = schema["properties"]["records"]["items"]["allOf"]
    wanted = {choice["if"]["properties"]["type"]["const"]: choice["then"]["$ref"] for choice in choices}
    assert len(wanted) == len(get_args(union))
    for name, reference in wanted.items():
        assert schema["$defs"][reference.rsplit("/", 1)[-1]]["properties"]["type"]["const"] == name


def test_every_record_type_and_code_list_says_what_it_is(schema: dict[str, Any]) -> None:
    records = [part for part in schema["$defs"].values() if part.get("type") == "object"]
    assert [part["title"] for part in records if "description" not in part] == []
    assert "fund-capital" in schema["$defs"]["Fund"]["enum"]


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "principle-of-sorts"},
        {"title": None},
        {"label": "A second name"},
        {"locator": []},
        {"note": "two  spaces"},
        {"colour": "red"},
        {"id": "Plan 1"},
    ],
)
def test_the_schema_refuses_what_the_models_refuse(change: dict[str, object], validator: Draft202012Validator) -> None:
    data: Any = read_yaml(ANYTOWN / "transcripts" / "together-plan-2022-25.yaml").value
    principle = next(record for record in data["records"] if record["type"] == "principle")
    changed = {key: value for key, value in (principle | change).items() if value is not None}
    assert not validator.is_valid(data | {"records": [changed]})


def test_an_error_of_the_schema_points_at_the_field(validator: Draft202012Validator) -> None:
    data: Any = read_yaml(ANYTOWN / "transcripts" / "together-plan-2022-25.yaml").value
    broken = data["records"][0] | {"value": ""}
    errors = validator.iter_errors(data | {"records": [broken]})
    assert {tuple(error.absolute_path) for error in errors} == {("records", 0, "value")}
