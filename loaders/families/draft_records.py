"""What an extraction gives: records with a confidence each, what was left out, and what found no place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.documents.passages import Passage

_SMALL_WORDS = frozenset(
    re.findall("[a-z]+", "a an and as at by for from in into of on or our that the their to this with which who are is")
)
_MOST_SLUG_WORDS = 6


@dataclass
class DraftRecord:
    """A record as the extractor makes it: its fields in their order, how sure it is, and what to look at.

    ``line`` is that of the passage it was made from, 0 where only its locator says where it stands.
    """

    fields: dict[str, object]
    confidence: float = 0.95
    look: str | None = None
    line: int = 0

    @property
    def type(self) -> str:
        """The record's type."""
        return str(self.fields["type"])

    @property
    def id(self) -> str | None:
        """The record's node path, None for a record that describes no node."""
        return str(self.fields["id"]) if "id" in self.fields else None

    @property
    def locators(self) -> tuple[str, ...]:
        """Where it stands."""
        locator = self.fields["locator"]
        return tuple(str(one) for one in locator) if isinstance(locator, list) else (str(locator),)

    @property
    def places_of_wordings(self) -> tuple[str, ...]:
        """Where its further wordings stand."""
        wordings = self.fields.get("wordings")
        return tuple(str(one["locator"]) for one in wordings) if isinstance(wordings, list) else ()

    def add_look(self, words: str) -> None:
        """Ask for a look, for one reason more."""
        if words not in (self.look or ""):
            self.look = f"{self.look} {words}" if self.look else words


@dataclass(frozen=True)
class LeftOutPassage:
    """A passage that gives no record, with the reason from the closed list.

    ``locator`` is that of a part of it, or another than the outline gives it; "" where the outline's own will do.
    """

    passage: Passage
    reason: str
    locator: str = ""


@dataclass(frozen=True)
class UnplacedPassage:
    """A passage that no rule has a place for, and why; ``locator`` as that of what is left out."""

    passage: Passage
    why: str
    locator: str = ""


@dataclass
class Findings:
    """What has been found so far; ``used`` are the lines of the passages that gave a record."""

    records: list[DraftRecord] = field(default_factory=list)
    left_out: list[LeftOutPassage] = field(default_factory=list)
    unplaced: list[UnplacedPassage] = field(default_factory=list)
    proposed_bodies: dict[str, str] = field(default_factory=dict)
    unknown_legislation: list[str] = field(default_factory=list)
    slugs: dict[str, int] = field(default_factory=dict)

    def add(self, record: DraftRecord) -> DraftRecord:
        """Add a record and return it."""
        self.records.append(record)
        return record

    def find(self, record_id: str) -> DraftRecord | None:
        """Return the record with an id, None when there is none."""
        return next((record for record in self.records if record.id == record_id), None)

    def mint_path(self, stem: str, words: str) -> str:
        """Return a node path under ``stem`` that no record has yet, made of the words of a title."""
        path = f"{stem}/{to_slug(words, _MOST_SLUG_WORDS + words.count('-'))}"
        self.slugs[path] = self.slugs.get(path, 0) + 1
        return path if self.slugs[path] == 1 else f"{path}-{self.slugs[path]}"


def to_slug(words: str, most: int = _MOST_SLUG_WORDS) -> str:
    """Return the first words of a title that say something, as the last part of an address."""
    plain = unicodedata.normalize("NFKD", words.replace("&", " and ")).encode("ascii", "ignore").decode()
    parts = re.findall(r"[a-z0-9]+", plain.lower().replace("'", ""))
    telling = [part for part in parts if part not in _SMALL_WORDS] or parts or ["untitled"]
    return "-".join(telling[:most])


def even_out_title(text: str) -> str:
    """Return a title for comparing: without case, closing stop, quotation marks and dashes of different kinds."""
    plain = re.sub("[\u2018\u2019`\u00b4]", "'", re.sub("[\u201c\u201d]", '"', text))
    plain = re.sub("[\u2010-\u2015\u2212]", "-", plain)
    return " ".join(plain.split()).rstrip(" .;,:").casefold()


def as_one(values: Sequence[str]) -> str | list[str]:
    """Return one value by itself and several as a list, as a transcript writes them."""
    return values[0] if len(values) == 1 else list(values)
