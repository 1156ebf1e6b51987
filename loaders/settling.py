"""Settles a draft's account of its document: what no record uses is left out for a plain reason, or listed as unplaced.

The extractor goes by the sections of a layout, a transcript by those that its locators name. So what a draft passes
over is known only when the draft is held to its document, as ``verify`` will hold it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from graph.errors import InputError
from loaders.coverage import Part
from loaders.documents.passages import SEPARATOR, Passage
from loaders.documents.places import Places
from loaders.families.draft_records import LeftOutPassage, UnplacedPassage
from loaders.families.extract import Draft
from loaders.families.writing import find_sections_left_out, write_draft
from loaders.records.transcript import Transcript
from loaders.refusals import describe_refusal
from loaders.verify import Verification
from loaders.yaml_source import YamlSource, read_yaml_text

_MOST_ROUNDS = 3
"""A locator that is added may name a section anew, and so move its neighbours."""


def settle(draft: Draft, target: Path) -> None:
    """List all that a draft passes over as left out or unplaced; locators that name nothing are dropped from both.

    Raises:
        InputError: when the draft, to be written to ``target``, would not be sound.
    """
    repeated = _find_repeated_headings(draft.passages)
    for _ in range(_MOST_ROUNDS):
        verification = Verification(*require_sound(target, write_draft(draft)), draft.document)
        places, parts = verification.places, verification.list_parts("not accounted for")
        if _divide_sections(draft, places):
            continue
        _drop_what_names_nothing(draft, places)
        if not parts:
            return
        settled = [part for part in parts if _find_reason(part, repeated)]
        left_out = (
            LeftOutPassage(part.passage, str(_find_reason(part, repeated)), find_locator(places, part))
            for part in settled
        )
        draft.findings.left_out += dict.fromkeys(left_out)
        others = [part for part in parts if part not in settled]
        draft.findings.unplaced += list_unplaced(places, others, draft.findings.unplaced)


def list_unplaced(
    places: Places, parts: Iterable[Part], known: Sequence[UnplacedPassage] = ()
) -> Iterator[UnplacedPassage]:
    """Yield an entry for each passage that has parts among these, with the reason that is ``known`` where one is."""
    reasons = {one.passage.line: one.why for one in known}
    done: set[str] = set()
    for part in parts:
        whole = Part(part.kind, part.passage, part.passage.text)
        locator = find_locator(places, whole)
        if locator not in done:
            done.add(locator)
            yield UnplacedPassage(part.passage, reasons.get(part.passage.line) or _say_why(part), locator)


def _say_why(part: Part) -> str:
    if part.kind == "amount":
        return f"No record holds the amount {part.text}."
    if part.column is not None:
        return f"No record holds column {part.column + 1} of the row."
    return "No rule of the family has a place for it."


def require_sound(target: Path, text: str) -> tuple[Transcript, YamlSource]:
    """Return the transcript that a text is, to be written to ``target``.

    Raises:
        InputError: for the first record that the schema would refuse: the extractor or the transcript is broken.
    """
    source = read_yaml_text(target, text)
    try:
        return Transcript.model_validate(source.value), source
    except ValidationError as error:
        refusal = describe_refusal(source.value, error)
        line = source.find_line(refusal.location)
        raise InputError(
            target, line, f"the draft would not be sound: {refusal.words}", "report it with the document"
        ) from error


def _divide_sections(draft: Draft, places: Places) -> bool:
    """Leave out one by one what was left out as a section that holds more; say whether there was any."""
    left_out = draft.findings.left_out
    lines = {one.passage.line for one in left_out}
    wide = {
        path
        for path, locator in find_sections_left_out(draft).items()
        if (place := places.find(locator))
        and any(one.line not in lines for one in place.within if one.kind != "heading")
    }
    for index, one in enumerate(left_out):
        if one.passage.headings in wide and not one.locator:
            row = SEPARATOR.join((*one.passage.place, f"table {one.passage.table}", f"row {one.passage.row}"))
            left_out[index] = replace(one, locator=row if one.passage.row else draft.locate(one.passage))
    return bool(wide)


def _drop_what_names_nothing(draft: Draft, places: Places) -> None:
    found = draft.findings
    found.left_out[:] = [one for one in found.left_out if places.find(draft.place_of(one)) is not None]
    found.unplaced[:] = [one for one in found.unplaced if places.find(draft.place_of(one)) is not None]


def _find_repeated_headings(passages: Iterable[Passage]) -> frozenset[int]:
    """Return the lines of the headings that begin a section again."""
    begun: set[tuple[str, ...]] = set()
    repeated: set[int] = set()
    for passage in passages:
        if passage.kind == "heading":
            repeated |= {passage.line} if passage.headings in begun else set()
            begun.add(passage.headings)
    return frozenset(repeated)


def _find_reason(part: Part, repeated: frozenset[int]) -> str | None:
    """Return why a part may be left out without a look, None where a person must look."""
    if part.passage.kind == "row" and part.passage.row == 0:
        return "navigation"
    return "repeated-heading" if part.passage.line in repeated and part.kind != "amount" else None


def find_locator(places: Places, part: Part) -> str:
    """Return the locator that names a passage or cell and nothing beside it, else the passage's own."""
    named = (locator for locator in _list_locators(part) if _names(places, locator, part))
    return next(named, part.passage.locator)


def _names(places: Places, locator: str, part: Part) -> bool:
    place = places.find(locator)
    if place is None or place.is_section or not place.passages or place.passages[0] is not part.passage:
        return False
    return place.column in {None, part.column} and (len(place.passages) == 1 or bool(part.passage.number))


def _list_locators(part: Part) -> Iterator[str]:
    """Yield what a part may be called, the shortest first."""
    passage = part.passage
    section = SEPARATOR.join(passage.place)
    if passage.kind != "row":
        yield passage.locator
        yield SEPARATOR.join((section, f"list {passage.list_number}", str(passage.list_ordinal)))
        return
    table = SEPARATOR.join((section, f"table {passage.table}"))
    if passage.row == 0:
        yield from (f"{place} / headings" for place in (section, table))
    elif part.column is None:
        yield f"{table} / row {passage.row}"
    yield from (f"{table} / row {passage.row} / column {number + 1}" for number in (part.column or 0,))
