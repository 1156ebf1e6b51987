"""The kinds of file that a release publishes, declared once for the downloads page, the catalogue and the package."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FileKind:
    """What a file is: ``media_type`` is that of its content, unpacked when ``is_packed``."""

    suffix: str
    title: str
    media_type: str
    about: str
    is_packed: bool = False


KINDS: tuple[FileKind, ...] = (
    FileKind(
        ".nq.gz",
        "N-Quads",
        "application/n-quads",
        "Every quad, one on each line, sorted: for loading into a store, and for comparing two releases line by line.",
        True,
    ),
    FileKind(
        ".trig.gz",
        "TriG",
        "application/trig",
        "Every quad by named graph, with prefixes: for reading by people who know RDF.",
        True,
    ),
    FileKind(
        ".ttl.gz",
        "Turtle",
        "text/turtle",
        "Every triple once, without the named graphs: for tools that know only triples.",
        True,
    ),
    FileKind(
        ".jsonld.gz",
        "JSON-LD",
        "application/ld+json",
        "Every quad by named graph, as JSON: for programs that read JSON.",
        True,
    ),
    FileKind(".csv", "CSV", "text/csv", "A table, for spreadsheets and data frames."),
    FileKind(
        "csv-metadata.json",
        "CSV on the Web",
        "application/csvm+json",
        "What each column of the tables means, with types and keys, as the W3C describes tables.",
    ),
    FileKind(
        "datapackage.json",
        "Data Package",
        "application/json",
        "The same and all files with sizes and checksums, as the Frictionless tools read it.",
    ),
    FileKind(
        "manifest.json",
        "Manifest",
        "application/json",
        "What the release was built from, and how much each named graph holds.",
    ),
)
"""Every kind, in the order in which files are offered."""


def find_kind(name: str) -> FileKind:
    """Return the kind of a file by how its name ends; a file of no kind is only itself."""
    found = next((kind for kind in KINDS if name.endswith(kind.suffix)), None)
    return found or FileKind("", name, "application/octet-stream", "")
