"""One release in its folder: where its parts are, how it is opened, and whether it is still what was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.dumps import NQUADS_DUMP, TRIG_DUMP, hash_facts
from graph.manifest import MANIFEST_FILE, Manifest, record_dump
from graph.store import EmbeddedStore


@dataclass(frozen=True)
class Release:
    """A release in its folder. ``name`` is unique in a data folder; ``manifest.id`` is that of its facts."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """The name of the release, which changes whenever any of it does."""
        return self.folder.name

    @property
    def id(self) -> str:
        """The SHA-256 of the sorted N-Quads of every graph but meta, 64 hex digits."""
        return self.manifest.id

    @property
    def written_at(self) -> datetime:
        """When the release was written, in UTC and whole seconds; it belongs to this copy, not to the facts."""
        return datetime.fromtimestamp(int((self.folder / MANIFEST_FILE).stat().st_mtime), tz=UTC)

    @property
    def store_folder(self) -> Path:
        """The store on disk."""
        return self.folder / "store"

    @property
    def dump_nquads(self) -> Path:
        """Every quad, sorted, as gzipped N-Quads."""
        return self.folder / NQUADS_DUMP

    @property
    def dump_trig(self) -> Path:
        """Every quad, by named graph, as gzipped TriG."""
        return self.folder / TRIG_DUMP

    def open_store(self, memory_max_quads: int) -> EmbeddedStore:
        """Load the release into memory if it is at most that large; else open it on disk for reading only."""
        if self.manifest.total_quads <= memory_max_quads:
            return EmbeddedStore.load_dump(self.dump_nquads, self.manifest.total_quads)
        return EmbeddedStore.open_folder(self.store_folder)


def check_release(release: Release) -> tuple[str, ...]:
    """Return what is wrong with a release's files, nothing when they are as its manifest and its id say."""
    findings = []
    for expected in release.manifest.dumps:
        path = release.folder / expected.name
        if not path.is_file():
            findings.append(f"{expected.name} is missing")
        elif record_dump(path) != expected:
            findings.append(f"{expected.name} is not what was written")
    if not findings and hash_facts(release.dump_nquads, release.manifest.meta_counts) != release.id:
        findings.append("its facts do not give its id")
    if not (release.store_folder / "CURRENT").is_file():
        findings.append("its store is missing")
    return tuple(findings)
