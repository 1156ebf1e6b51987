"""Releases: immutable, named by their content, switched in one step.

A data folder holds::

    releases/<name>/   manifest.json  graph.nq.gz  graph.trig.gz  store/
    current            the name of the release that is served, one line
    building/          builds under way; swept by the next build
    build.lock         held by a build; the kernel lets go of it when the build dies

``current`` is a file and not a symbolic link: its content can be synced before it takes its name, it survives copying
and systems without links, and a reader gets a name once instead of a path that changes under its feet. A release's
name is its id, or id.2, id.3 and so on where the facts are the same and only what lies outside them (meta graph,
inputs, version) is not.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from graph.errors import ReleaseError
from graph.manifest import read_manifest
from graph.release import Release, check_release

RELEASES = "releases"
BUILDING = "building"
CURRENT = "current"
UNFINISHED_CURRENT = ".current-"

_MIN_PREFIX = 8


def write_current(data_folder: Path, name: str) -> None:
    """Make a release the one that is served, in one step: before it the old one is, after it the new."""
    with tempfile.NamedTemporaryFile("w", dir=data_folder, prefix=UNFINISHED_CURRENT, delete=False) as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(data_folder / CURRENT)
    sync_path(data_folder)


def find_current_name(data_folder: Path) -> str | None:
    """Return the name of the release that is served, or None; cheap, so that a server can ask before each request.

    Raises:
        ReleaseError: when the file that says so cannot be read.
    """
    try:
        return (data_folder / CURRENT).read_text(encoding="ascii", errors="replace").strip() or None
    except FileNotFoundError:
        return None
    except OSError as error:
        message = f"{data_folder / CURRENT}, which names the release that is served, cannot be read: {error.strerror}"
        raise ReleaseError(message, "take it away, then: goldenthread releases rollback NAME") from error


def find_current(data_folder: Path) -> Release | None:
    """Return the release that is served, or None before the first build."""
    name = find_current_name(data_folder)
    return None if name is None else open_release(data_folder, name)


def get_current(data_folder: Path) -> Release:
    """Return the release that is served.

    Raises:
        ReleaseError: when there is none.
    """
    release = find_current(data_folder)
    if release is None:
        raise ReleaseError(f"there is no release in {data_folder}", "build the graph first: goldenthread build")
    return release


def open_release(data_folder: Path, name: str) -> Release:
    """Return the release of that name, or the only one whose name begins so (8 characters or more; .2 may follow).

    Raises:
        ReleaseError: when there is none or more than one.
    """
    folders = _list_folders(data_folder)
    found = [folder for folder in folders if folder.name == name]
    if not found and len(name) >= _MIN_PREFIX:
        found = [folder for folder in folders if _is_short_for(name, folder.name)]
    if len(found) != 1:
        known = ", ".join(shorten_name(folder.name) for folder in folders) or "none"
        count = "no release is" if not found else "more than one release is"
        raise ReleaseError(f"{count} named {name!r} in {data_folder}", f"there are: {known}")
    return Release(found[0], read_manifest(found[0]))


def shorten_name(name: str) -> str:
    """Return a release's name with twelve characters of its id."""
    release_id, dot, edition = name.partition(".")
    return release_id[:12] + dot + edition


def _is_short_for(short: str, name: str) -> bool:
    stem, dot, edition = short.partition(".")
    return name.startswith(stem) and (not dot or name.endswith(f".{edition}"))


def list_releases(data_folder: Path) -> tuple[Release, ...]:
    """Return every release that this version can read, the oldest build first."""
    found = []
    for folder in _list_folders(data_folder):
        try:
            found.append(Release(folder, read_manifest(folder)))
        except ReleaseError:
            continue  # of a format of another version, which may still serve it
    return tuple(sorted(found, key=lambda release: release.folder.stat().st_mtime_ns))


def roll_back(data_folder: Path, name: str) -> Release:
    """Serve an earlier (or later) release again; ``name`` as for ``open_release``.

    Raises:
        ReleaseError: when there is none of that name, its files are damaged or the switch cannot be written.
    """
    release = open_release(data_folder, name)
    findings = check_release(release)
    if findings:
        raise ReleaseError(
            f"release {release.name} is damaged: {findings[0]}", "choose another or build the graph again"
        )
    try:
        write_current(data_folder, release.name)
    except OSError as error:
        message = f"{data_folder / CURRENT} cannot be written: {error.strerror}"
        raise ReleaseError(message, "what is served has not changed; mend that and roll back again") from error
    return release


def _list_folders(data_folder: Path) -> list[Path]:
    parent = data_folder / RELEASES
    return sorted(folder for folder in parent.iterdir() if folder.is_dir()) if parent.is_dir() else []


def sync_path(path: Path) -> None:
    """Wait until a file's content, or a folder's list of names, is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
