"""What a release says about itself: ``manifest.json`` in its folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graph.errors import ReleaseError

FORMAT_VERSION = 1
"""Of the release folder; raised when an older one can no longer be read."""

MANIFEST_FILE = "manifest.json"

_READ_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Input:
    """A file that a release was built from; ``sha256`` is 64 hex digits."""

    name: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True)
class Dump:
    """A file of a release's folder that holds all of it; ``sha256`` is 64 hex digits."""

    name: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True)
class Manifest:
    """What a release holds. ``counts`` are quads per named graph, meta graphs apart, as are ``id`` and ``quads``."""

    id: str
    format_version: int
    app_version: str
    quads: int
    counts: Mapping[str, int]
    meta_counts: Mapping[str, int]
    inputs: tuple[Input, ...]
    dumps: tuple[Dump, ...]

    @property
    def total_quads(self) -> int:
        """The number of quads in the store, meta graphs included."""
        return self.quads + sum(self.meta_counts.values())


def record_dump(path: Path) -> Dump:
    """Return the record of a dump."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_READ_BYTES):
            digest.update(block)
    return Dump(path.name, digest.hexdigest(), path.stat().st_size)


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write a manifest into a release's folder: same manifest, same bytes."""
    text = json.dumps(asdict(manifest), indent=2, sort_keys=True, ensure_ascii=False)
    (folder / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a release.

    Raises:
        ReleaseError: when there is none, it cannot be read, or is of another format.
    """
    path = folder / MANIFEST_FILE
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        manifest = _to_manifest(fields)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseError(f"{path} cannot be read: {error!r}", "build the graph again") from error
    if manifest.format_version != FORMAT_VERSION:
        message = f"release {folder.name} has format {manifest.format_version}, and this version reads {FORMAT_VERSION}"
        raise ReleaseError(message, "build the graph again")
    return manifest


def _to_manifest(fields: dict[str, Any]) -> Manifest:  # Any: JSON, whose types are checked by use
    return Manifest(
        id=str(fields["id"]),
        format_version=int(fields["format_version"]),
        app_version=str(fields["app_version"]),
        quads=int(fields["quads"]),
        counts={str(graph): int(count) for graph, count in fields["counts"].items()},
        meta_counts={str(graph): int(count) for graph, count in fields["meta_counts"].items()},
        inputs=tuple(Input(**record) for record in fields["inputs"]),
        dumps=tuple(Dump(**record) for record in fields["dumps"]),
    )
