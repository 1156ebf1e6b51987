"""Reads a document at hand for whoever shows it, passage by passage with the locators that name each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph.errors import InputError
from graph.source_texts import SourcePassage, SourceText
from loaders.documents.passages import Document, Passage
from loaders.documents.places import Places
from loaders.documents.read import find_document, read_document
from loaders.records.transcript import Transcript
from loaders.verify import TRANSCRIPTS_FOLDER
from loaders.yaml_source import read_model

MOST_DOCUMENTS = 8
"""Documents that are kept as they were read, while their files do not change."""


@dataclass(frozen=True)
class FolderReader:
    """Reads from a folder of documents, with the transcripts that say where unprinted headings stand."""

    documents: Path
    transcripts: Path = TRANSCRIPTS_FOLDER

    def read_source(self, document: str, sha256: str, cited: Collection[str], left_out: Collection[str]) -> SourceText:
        """Return the text of the document of that id, if its file has that hash."""
        path = find_document(self.documents, document)
        if path is None:
            return SourceText("not there")
        try:
            read = _read(_File(path, path.stat().st_mtime_ns, path.stat().st_size))
        except InputError as error:
            return SourceText("unreadable", error.message)
        if read.sha256 != sha256:
            return SourceText("another edition", read.sha256)
        begins = _read_unprinted_headings(self.transcripts / f"{document}.yaml", sha256)
        return SourceText("at hand", passages=tuple(_place(read, cited, left_out, begins)))


@dataclass(frozen=True)
class _File:
    """A file as it is now: a changed one is another."""

    path: Path
    changed_ns: int
    size: int


@lru_cache(maxsize=MOST_DOCUMENTS)
def _read(file: _File) -> Document:
    return read_document(file.path)


def _read_unprinted_headings(path: Path, sha256: str) -> Mapping[int, str]:
    """Return line to heading, from the transcript of the same file; nothing where there is none."""
    if not path.is_file():
        return {}
    try:
        transcript, _ = read_model(path, Transcript)
    except InputError:
        return {}
    if transcript.document.sha256 != sha256:
        return {}
    return {int(heading.line): heading.heading for heading in transcript.unprinted_headings}


def _place(
    read: Document, cited: Collection[str], left_out: Collection[str], begins: Mapping[int, str]
) -> Iterator[SourcePassage]:
    places = Places(read, (*cited, *left_out), begins)
    used: defaultdict[int, list[str]] = defaultdict(list)
    omitted: defaultdict[int, list[str]] = defaultdict(list)
    for locator in cited:
        place = places.find(locator)
        for passage in (place.passages or place.within[:1]) if place else ():
            used[id(passage)].append(locator)
    for locator in left_out:
        place = places.find(locator)
        # A section is left out with all that stands in it, as verify counts it.
        for passage in (place.within if place.is_section or not place.passages else place.passages) if place else ():
            omitted[id(passage)].append(locator)
    for passage in places.passages:
        yield _make_passage(passage, used[id(passage)], omitted[id(passage)])


def _make_passage(passage: Passage, used: list[str], omitted: list[str]) -> SourcePassage:
    number = f"{passage.number} " if passage.number and passage.kind == "paragraph" else ""
    text = passage.text if passage.text.startswith(passage.number) else f"{number}{passage.text}"
    return SourcePassage(passage.kind, text, passage.cells, passage.page, tuple(used), tuple(omitted))
