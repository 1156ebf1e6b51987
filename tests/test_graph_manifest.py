from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import ReleaseError
from graph.manifest import FORMAT_VERSION, Dump, Input, Manifest, read_manifest, write_manifest

MANIFEST = Manifest(
    id="ab" * 32,
    format_version=FORMAT_VERSION,
    app_version="1.0",
    quads=12,
    counts={"https://example.org/graph/plan": 12},
    meta_counts={"https://example.org/graph/meta": 3},
    inputs=(Input("transcripts/plan.yaml", "cd" * 32, 300),),
    dumps=(Dump("graph.nq.gz", "ef" * 32, 4000),),
)


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_manifest(MANIFEST, tmp_path)
    assert read_manifest(tmp_path) == MANIFEST


def test_the_same_manifest_gives_the_same_bytes(tmp_path: Path) -> None:
    texts = []
    for counts in ({"b": 1, "a": 2}, {"a": 2, "b": 1}):
        write_manifest(replace(MANIFEST, counts=counts), tmp_path)
        texts.append((tmp_path / "manifest.json").read_bytes())
    assert texts[0] == texts[1]


def test_the_total_counts_meta_graphs_too() -> None:
    assert MANIFEST.total_quads == 15


def test_a_manifest_of_another_format_is_refused_with_both_versions(tmp_path: Path) -> None:
    write_manifest(replace(MANIFEST, format_version=FORMAT_VERSION + 1), tmp_path)
    with pytest.raises(ReleaseError, match=f"has format {FORMAT_VERSION + 1}, and this version reads {FORMAT_VERSION}"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"id": 1', json.dumps({"id": "x", "format_version": "one"})])
def test_a_broken_manifest_is_refused_by_path(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"manifest\.json cannot be read"):
        read_manifest(tmp_path)
