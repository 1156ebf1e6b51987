"""YAML read as text with line numbers, so that an error can say where.

YAML's own types are switched off: ``3.10`` would become 3.1 and a bare ``-`` a syntax error. Anchors, tags, merge keys
and duplicate keys are refused: a record must say what it says where it stands. Values are made from the parser's
events, not from its node tree: the C library builds that tree by recursion and deep nesting would end the process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from graph.errors import InputError
from loaders.refusals import describe_refusal

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Location: TypeAlias = tuple[int | str, ...]
Model = TypeVar("Model", bound=BaseModel)

MAX_BYTES = 8_000_000
MAX_DEPTH = 12
_TOO_DEEP = f"values are nested more than {MAX_DEPTH} deep"


@dataclass(frozen=True)
class YamlSource:
    """The values of one YAML file and the line (1-based) of each."""

    path: Path
    value: Value
    lines: Mapping[Location, int]

    def find_line(self, location: Location) -> int:
        """Return the line of the value at ``location``, or of the nearest value that holds it."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)


def read_yaml(path: Path) -> YamlSource:
    """Read one YAML file as text values.

    Raises:
        InputError: when the file cannot be read, is not YAML, or uses what a transcript may not.
    """
    return read_yaml_text(path, _read_text(path))


def read_yaml_text(path: Path, text: str) -> YamlSource:
    """Read YAML that stands in a file, or in a part of it, as text values.

    Raises:
        InputError: when it is not YAML, or uses what a transcript may not.
    """
    try:
        return _EventReader(path, iter(yaml.parse(text, Loader=yaml.CBaseLoader))).read_source()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        if "nesting depth" in str(error.problem):  # the parser gives up before a value is made
            raise InputError(path, line, _TOO_DEEP, "see docs/transcripts.md") from error
        message = f"this is not YAML: {error.problem or error.context}"
        raise InputError(path, line, message, "mend the line or the one above") from error
    except yaml.YAMLError as error:
        raise InputError(path, 1, f"this is not YAML: {error}", "save the file as UTF-8 text") from error


def read_model(path: Path, model: type[Model]) -> tuple[Model, YamlSource]:
    """Read one YAML file as a ``model``.

    Raises:
        InputError: for the first thing in the file that the model refuses, with its line.
    """
    source = read_yaml(path)
    try:
        return model.model_validate(source.value), source
    except ValidationError as error:
        raise InputError(*_place_refusal(source, error)) from error


def _place_refusal(source: YamlSource, error: ValidationError) -> tuple[Path, int, str, str]:
    """Return file, line, words and advice for the first thing that a model refuses."""
    refusal = describe_refusal(source.value, error)
    more = error.error_count() - 1
    return (
        source.path,
        source.find_line(refusal.location),
        f"{refusal.words} (and {more} more in this file)" if more else refusal.words,
        "compare the record with its type in loaders/records and docs/transcripts.md",
    )


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise InputError(path, None, message, "check the name and its rights") from error
    if len(data) > MAX_BYTES:
        raise InputError(path, None, f"the file has {len(data)} bytes, more than {MAX_BYTES}", "split the document")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(path, line, "the file is not UTF-8 text", "save it as UTF-8") from error


class _EventReader:
    """Builds the values of one YAML document from the parser's events."""

    def __init__(self, path: Path, events: Iterator[yaml.Event]) -> None:
        self._path = path
        self._events = events
        self._lines: dict[Location, int] = {}

    def read_source(self) -> YamlSource:
        next(self._events)  # the start of the stream
        if not isinstance(next(self._events), yaml.DocumentStartEvent):
            raise InputError(self._path, 1, "the file is empty", "see docs/transcripts.md for what belongs in it")
        value = self._read_value(next(self._events), ())
        next(self._events)  # the end of the document
        after = next(self._events)
        if isinstance(after, yaml.DocumentStartEvent):
            raise self._refuse(after, "a second document begins here", "keep one document in each file")
        return YamlSource(self._path, value, self._lines)

    def _read_value(self, event: yaml.Event, at: Location) -> Value:
        self._lines.setdefault(at, _find_line(event))
        self._require_plain(event)
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        if len(at) >= MAX_DEPTH:
            raise self._refuse(event, _TOO_DEEP, "see docs/transcripts.md")
        return self._read_items(at) if isinstance(event, yaml.SequenceStartEvent) else self._read_pairs(at)

    def _read_items(self, at: Location) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._read_value(event, (*at, len(items))))
        return items

    def _read_pairs(self, at: Location) -> dict[str, Value]:
        pairs: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            self._require_plain(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._refuse(event, "a key is a list or a mapping", "write the key as one word")
            key = str(event.value)
            if key in pairs:
                raise self._refuse(event, f"the key {key!r} stands twice in one record", "remove one of them")
            self._lines[*at, key] = _find_line(event)
            pairs[key] = self._read_value(next(self._events), (*at, key))
        return pairs

    def _require_plain(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise self._refuse(event, "anchors and aliases are not used here", "write the values out")
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise self._refuse(event, f"the tag {tag} is not used here", "write the value without it")

    def _refuse(self, event: yaml.Event, message: str, advice: str) -> InputError:
        return InputError(self._path, _find_line(event), message, advice)


def _find_line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
