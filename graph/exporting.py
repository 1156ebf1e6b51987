"""Copies a release's dumps out of the data folder, for publishing them elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from graph.errors import ReleaseError
from graph.manifest import MANIFEST_FILE
from graph.releases import Release


def export_release(release: Release, folder: Path) -> Iterator[Path]:
    """Copy a release's dumps and manifest into ``folder``, yielding each file once it is there.

    Raises:
        ReleaseError: when the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in (release.dump_nquads, release.dump_trig, release.folder / MANIFEST_FILE):
            shutil.copyfile(path, folder / path.name)
            yield folder / path.name
    except OSError as error:
        raise ReleaseError(f"{folder} cannot be written to: {error.strerror}", "choose another folder") from error
