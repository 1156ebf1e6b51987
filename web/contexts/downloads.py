"""The pages of downloads and of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from web.parts import DataLink, Link, MadeBy


@dataclass(frozen=True)
class DownloadFile:
    """A file with its kind in words, its size and its SHA-256 in hex digits."""

    name: str
    kind: str
    href: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class DownloadRelease:
    """A release that is kept, with its files; ``written`` is its day in words, ``written_on`` the same as a date."""

    name: str
    written: str
    written_on: str
    quads: int
    files: tuple[DownloadFile, ...]


@dataclass(frozen=True)
class DownloadsPage:
    """The current release, those before it, and what each kind of file is for."""

    current: DownloadRelease
    older: tuple[DownloadRelease, ...]
    kinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CataloguePage:
    """What is published, in words: ``advice`` is for the operator, empty when nothing is amiss."""

    advice: str
    release: DownloadRelease
    older: tuple[DownloadRelease, ...]
    totals: tuple[tuple[str, int], ...]
    endpoint: str
    graphs: tuple[tuple[Link, int], ...]
    made_by: MadeBy
    formats: tuple[DataLink, ...]
