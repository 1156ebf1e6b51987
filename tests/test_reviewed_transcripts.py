"""The reviewed transcripts as they stood before any extraction was scored against them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from loaders.verify import find_transcripts
from loaders.yaml_source import Value, read_yaml

FROZEN = Path(__file__).parent / "data" / "extraction" / "frozen-transcripts.json"


def hash_records(path: Path) -> str:
    """Return the SHA-256 of what a transcript's records say, whatever their layout in the file.

    What is scored counts. What was left out does not, nor where a record says that it stands: a locator may be made
    more exact without a fact changing.
    """
    value = read_yaml(path).value
    assert isinstance(value, dict)
    said = json.dumps(_without_places(value["records"]), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def _without_places(value: Value) -> Value:
    if isinstance(value, list):
        return [_without_places(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_places(own) for key, own in value.items() if not key.endswith("locator")}
    return value


def test_the_frozen_hashes_name_every_reviewed_transcript() -> None:
    assert sorted(json.loads(FROZEN.read_text("utf-8"))) == [path.name for path in find_transcripts()]


@pytest.mark.parametrize("path", find_transcripts(), ids=lambda path: path.stem)
def test_a_reviewed_transcript_says_what_it_said_before_extraction_was_scored(path: Path) -> None:
    frozen = json.loads(FROZEN.read_text("utf-8"))
    assert hash_records(path) == frozen[path.name], (
        "the records changed since they were frozen: if a person corrected them, note the new hash here and score again"
    )


def test_a_changed_title_changes_the_hash(tmp_path: Path) -> None:
    original = find_transcripts()[0]
    changed = tmp_path / original.name
    changed.write_text(original.read_text("utf-8").replace("title: Digital inclusion", "title: Digital exclusion"))
    assert hash_records(changed) != hash_records(original)
