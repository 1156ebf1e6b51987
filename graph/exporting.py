"""Copies a release's files out of the data folder, for publishing them elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from graph.errors import ReleaseError
from graph.iris import DEFAULT_BASE_IRI
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


def find_base_iri(release: Release) -> str:
    """Return what every address of a release begins with, from the name of its meta graph."""
    return min(release.manifest.meta_counts, key=len).removesuffix("graph/meta")


def warn_of_base(base_iri: str, set_base_iri: str) -> str:
    """Say where the addresses of exported files answer, and what to do where nobody else can reach them."""
    if base_iri != set_base_iri:
        return (
            f"The addresses begin with {base_iri}, and GOLDENTHREAD_BASE_IRI is {set_base_iri}: "
            "build again before you publish."
        )
    if base_iri == DEFAULT_BASE_IRI:
        return (
            f"The addresses begin with {base_iri}, which answers only where it is registered: "
            "set GOLDENTHREAD_BASE_IRI to an address of your own and build again before you publish."
        )
    if _is_local(urlsplit(base_iri).hostname or ""):
        return (
            f"The addresses begin with {base_iri}, which nobody elsewhere can reach: "
            "set GOLDENTHREAD_BASE_IRI to a public address and build again before you publish."
        )
    return f"The addresses begin with {base_iri}: they answer while this service is reachable there."


def _is_local(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".internal"))
