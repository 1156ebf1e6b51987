"""Copies a release's files out of the data folder, for publishing them elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from graph.errors import ReleaseError
from graph.manifest import MANIFEST_FILE
from graph.releases import Release


def export_release(release: Release, folder: Path) -> Iterator[Path]:
    """Copy every published file of a release into ``folder``, yielding each once it is there.

    Raises:
        ReleaseError: when the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (*(dump.name for dump in release.manifest.dumps), MANIFEST_FILE):
            shutil.copyfile(release.folder / name, folder / name)
            yield folder / name
    except OSError as error:
        raise ReleaseError(f"{folder} cannot be written to: {error.strerror}", "choose another folder") from error
