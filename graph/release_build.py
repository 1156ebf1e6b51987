"""Building a release: written aside, validated, synced, then switched in one step.

A build that fails, is killed or runs out of room leaves what is served as it was; the next build sweeps what it left.
The lock is the kernel's and ends with the process that holds it.
"""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import Quad

from graph.data_folder import BUILDING, RELEASES, UNFINISHED_CURRENT, list_releases, sync_path, write_current
from graph.dumps import SortedQuads, write_dumps, write_sorted_quads, write_store
from graph.errors import ReleaseError
from graph.manifest import FORMAT_VERSION, Dump, Input, Manifest, write_manifest
from graph.release import Release, check_release
from graph.store import EmbeddedStore

Publish: TypeAlias = Callable[[EmbeddedStore, Path, str, tuple[Dump, ...]], tuple[Dump, ...]]


@dataclass(frozen=True)
class ReleaseFacts:
    """What the meta graph of a release can tell of it: its id and its quads per named graph."""

    id: str
    counts: Mapping[str, int]

    @property
    def quads(self) -> int:
        """The number of quads."""
        return sum(self.counts.values())


def write_release(
    data_folder: Path,
    quads: Iterable[Quad],
    *,
    describe: Callable[[ReleaseFacts], Iterable[Quad]],
    app_version: str,
    inputs: Iterable[Input] = (),
    publish: Publish | None = None,
    validate: Callable[[Release], None] | None = None,
    prefixes: Mapping[str, str] | None = None,
) -> Release:
    """Build a release, validate it and make it the one that is served.

    ``describe`` yields the quads of the meta graphs. ``publish`` writes more files from the store, such as tables,
    into the folder of the release and returns their records; it is told the id and the dumps. ``validate`` raises to
    refuse the release, which is whole by then but not yet served. Until the very last step nothing that is served is
    touched. Where an identical release is there already, that one is used.

    Raises:
        ReleaseError: when it cannot be written, another build is running, or ``validate`` refuses it.
    """
    outside = _Outside(describe, app_version, tuple(inputs), dict(prefixes or {}), publish)
    with _hold_build_lock(data_folder):
        try:
            _sweep_leftovers(data_folder)
            with tempfile.TemporaryDirectory(dir=data_folder / BUILDING) as work:
                release = _write_parts(data_folder, Path(work), quads, outside)
                if validate is not None:
                    validate(release)
                if release.folder.parent != data_folder / RELEASES:
                    release = _publish(data_folder, release)
            write_current(data_folder, release.name)
        except OSError as error:
            message = f"the release cannot be written to {data_folder}: {error}"
            raise ReleaseError(message, "make room there and build again; what is served has not changed") from error
    return release


@dataclass(frozen=True)
class _Outside:
    """What belongs to a release and is outside its id."""

    describe: Callable[[ReleaseFacts], Iterable[Quad]]
    app_version: str
    inputs: tuple[Input, ...]
    prefixes: Mapping[str, str]
    publish: Publish | None


def _write_parts(data_folder: Path, work: Path, quads: Iterable[Quad], outside: _Outside) -> Release:
    folder = work / "release"
    folder.mkdir()
    facts = write_sorted_quads(quads, work / "facts.nq")
    meta = write_sorted_quads(outside.describe(ReleaseFacts(facts.sha256, facts.counts)), work / "meta.nq")
    _require_apart(facts, meta)
    whole, dumps = write_dumps(facts, meta, folder, outside.prefixes)
    write_store(whole, folder / "store", facts.quads + meta.quads)
    if outside.publish is not None:
        store = EmbeddedStore.open_folder(folder / "store")
        dumps += outside.publish(store, folder, facts.sha256, dumps)
    manifest = Manifest(
        facts.sha256, FORMAT_VERSION, outside.app_version, facts.quads, facts.counts, meta.counts, outside.inputs, dumps
    )
    identical = _find_identical(data_folder, manifest)
    if identical is not None:
        return identical
    write_manifest(manifest, folder)
    return Release(folder, manifest)


def _require_apart(facts: SortedQuads, meta: SortedQuads) -> None:
    shared = sorted(set(facts.counts) & set(meta.counts))
    if shared:
        raise ReleaseError(f"{shared[0]} holds facts and cannot be a meta graph", "use a graph of its own for it")


def _find_identical(data_folder: Path, manifest: Manifest) -> Release | None:
    same = (release for release in list_releases(data_folder) if release.manifest == manifest)
    return next((release for release in same if not check_release(release)), None)


def _publish(data_folder: Path, release: Release) -> Release:
    target = data_folder / RELEASES / release.id
    edition = 1
    while target.exists():
        edition += 1
        target = target.with_name(f"{release.id}.{edition}")
    _sync_tree(release.folder)
    release.folder.rename(target)
    sync_path(target.parent)
    return Release(target, release.manifest)


@contextmanager
def _hold_build_lock(data_folder: Path) -> Iterator[None]:
    try:
        for folder in (RELEASES, BUILDING):
            (data_folder / folder).mkdir(parents=True, exist_ok=True)
        lock = (data_folder / "build.lock").open("a")
    except OSError as error:
        raise ReleaseError(
            f"{data_folder} cannot be written to: {error}", "choose another with GOLDENTHREAD_DATA"
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ReleaseError(f"another build is running in {data_folder}", "wait until it has ended") from error
        yield


def _sweep_leftovers(data_folder: Path) -> None:
    for folder in (data_folder / BUILDING).iterdir():
        shutil.rmtree(folder)
    for path in data_folder.glob(f"{UNFINISHED_CURRENT}*"):
        path.unlink()


def _sync_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        sync_path(path)
    sync_path(folder)
