"""What a drafted transcript says beside its records, for the person who reviews it.

A record's ``draft`` field says how sure the extractor is and what to look at; the reviewer removes it when the record
is right. A build refuses a transcript in which one is left.
"""

from __future__ import annotations

from typing import Literal

from loaders.records.fields import Entry, Locator, Slug, Text


class DraftHeader(Entry):
    """How a draft was made: ``family`` is the layout it was read by, ``look`` what of the header needs a look."""

    family: Slug
    look: Text | None = None


class Unplaced(Entry):
    """A passage that no rule of the family has a place for: make a record of it, or list it as left out."""

    locator: Locator
    kind: Literal["heading", "title", "paragraph", "item", "row"]
    why: Text


class Correction(Entry):
    """What a person changed of what the extractor drafted, and why.

    ``record`` is the record's id, or its type and locator; ``field`` is absent where the whole record was removed or
    added. ``drafted`` is what the extractor said when it was corrected: when it says something else, the difference is
    shown.
    """

    record: Text
    change: Literal["changed", "removed", "added"]
    field: Text | None = None
    drafted: str | None = None
    reason: Text
