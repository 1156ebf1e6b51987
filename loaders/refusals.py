"""What a record model refuses, in words that a person who edits a file understands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias

from pydantic import ValidationError

from loaders.records.fields import SHAPES

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Location: TypeAlias = tuple[int | str, ...]

_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "there is no such field here",
    "string_type": "one text is expected here, not a list or several fields",
    "list_type": "a list is expected here",
    "model_type": "several fields are expected here, not one text",
    "model_attributes_type": "several fields are expected here, not one text",
    "too_short": "at least one is needed here",
    "string_too_short": "nothing is written here: leave the field out, or fill it",
}
_NAMING_FIELDS = ("id", "title", "type", "label")


@dataclass(frozen=True)
class Refusal:
    """The place of a value in its file, and what is wrong with it, naming record and field."""

    location: Location
    words: str


def describe_refusal(value: object, error: ValidationError) -> Refusal:
    """Describe the first thing that a model refuses in ``value``, the plain data that it was given."""
    first = error.errors(include_url=False)[0]
    location = _find_location(value, first["loc"])
    record, field = _name_place(value, location, first)
    place = ", ".join(part for part in (f"record {record!r}" if record else "", field) if part)
    return Refusal(location, f"{place}: {describe_problem(first)}" if place else describe_problem(first))


def describe_problem(detail: ErrorDetails) -> str:
    """Return in words what is wrong with one value, and how it is written."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "union_tag_invalid":
        close = get_close_matches(str(context["tag"]), str(context["expected_tags"]).replace("'", "").split(", "))
        return f"there is no type {context['tag']!r}" + (f": did you mean {' or '.join(close)}?" if close else "")
    if kind == "union_tag_not_found":
        return "is missing: every record says of what type it is"
    if kind == "string_pattern_mismatch":
        shape = SHAPES.get(context["pattern"], f"as the pattern {context['pattern']} has it")
        return f"{detail['input']!r} is not written as it should be: {shape}"
    if kind == "literal_error":
        return f"{detail['input']!r} is none of what may stand here: {context['expected']}"
    return _WORDS.get(kind) or str(detail["msg"]).removeprefix("Value error, ")


def _find_location(value: object, loc: Location) -> Location:
    """Drop the parts of pydantic's location that name a member of a union, not a key of the file."""
    found: Location = ()
    for part in loc:
        is_key = isinstance(value, dict) and part in value
        is_index = isinstance(value, list) and isinstance(part, int) and part < len(value)
        if is_key or is_index:
            value, found = value[part], (*found, part)  # type: ignore[index]  # it was checked just now
    return found


def _name_place(value: object, location: Location, detail: ErrorDetails) -> tuple[str, str]:
    """Return the name of the nearest record that has one, and the words for the field within it."""
    name, within = "", location
    for depth, holder in enumerate(_walk(value, location)):
        if isinstance(holder, dict) and (own := next((holder[key] for key in _NAMING_FIELDS if key in holder), "")):
            name, within = str(own), location[depth:]
    if detail["type"] == "missing":
        within = (*within, detail["loc"][-1])
    elif detail["type"].startswith("union_tag"):
        within = (*within, "type")
    parts = [str(part + 1) if isinstance(part, int) else part for part in within]
    return name, f"field {' / '.join(parts)!r}" if parts else ""


def _walk(value: object, location: Location) -> Iterator[object]:
    """Yield a value, then what stands at each further step of a location within it, the last step left out."""
    for part in location:
        yield value
        value = value[part]  # type: ignore[index]  # the location was checked against this very value
    if isinstance(value, dict):
        yield value
