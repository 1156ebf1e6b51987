"""Every locator of a transcript, with the record that stands there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.records.fields import Entry
from loaders.records.transcript import Transcript
from loaders.yaml_source import Location, YamlSource

_FIELDS = ("locator", "under_locator")


@dataclass(frozen=True)
class UsedLocator:
    """A locator as written: the place of its record in the file, and its own line (1-based)."""

    locator: str
    at: Location
    line: int


def list_locators(transcript: Transcript, source: YamlSource) -> tuple[UsedLocator, ...]:
    """Return the locators of the document and of all records, those of wordings, parts and footnotes included."""
    found = list(_list_within(transcript.document, ("document",), source))
    for index, record in enumerate(transcript.records):
        found += _list_within(record, ("records", index), source)
    return tuple(found)


def _list_within(entry: Entry, at: Location, source: YamlSource) -> Iterator[UsedLocator]:
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if name in _FIELDS:
            line = source.find_line((*at, name))
            yield from (UsedLocator(locator, at[:2], line) for locator in value or ())
        elif isinstance(value, list):
            inner = [(index, item) for index, item in enumerate(value) if isinstance(item, Entry)]
            for index, item in inner:
                yield from _list_within(item, (*at, name, index), source)
