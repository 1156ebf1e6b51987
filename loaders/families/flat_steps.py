"""A table of steps and dates that a text has lost the columns of: each step ends where its date is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.documents.passages import SEPARATOR, Passage
from loaders.families.context import Context
from loaders.families.dates import MONTHS
from loaders.families.draft_records import DraftRecord
from loaders.families.tabled import make_step

_HEADINGS = re.compile(r"(?:actions?|steps?|milestones?)\s+(?:(?:by )?when|date|deadline)", re.IGNORECASE)
_WHEN = (
    r"(?:(?:end of|early|mid|late|by)\s+)?(?:[0-9]{1,2}(?:st|nd|rd|th)?\s+)?"
    rf"(?:{'|'.join(MONTHS)})\s+20[0-9]{{2}}(?:\s*\(TBC\))?"
)
_STEP = re.compile(rf"\s*(?P<step>.+?)\s+(?P<when>{_WHEN})(?=\s|$)", re.IGNORECASE)


def add_flat_steps(context: Context) -> None:
    """Add the dated steps of each such table."""
    passages = context.outline.passages
    for index, passage in enumerate(passages):
        if passage.kind != "row" and _HEADINGS.fullmatch(passage.text):
            context.use([passage], DraftRecord({"type": "action", "locator": passage.locator}))
            section = SEPARATOR.join(passages[index - 1].headings if index else passage.headings)
            _add_steps(context, _gather(passages[index + 1 :]), section)


def _gather(after: Sequence[Passage]) -> list[Passage]:
    """Return the passages up to the next section or numbered paragraph."""
    gathered: list[Passage] = []
    for passage in after:
        if passage.number or passage.kind in {"item", "row"}:
            break
        gathered.append(passage)
    return gathered


def _add_steps(context: Context, passages: Sequence[Passage], section: str) -> None:
    """Add the steps that stand in passages which read as headings, and are rows of a table in ``section``."""
    printed = [" ".join(" ".join(passage.lines or (passage.text,)).split()) for passage in passages]
    steps = list(_STEP.finditer(" ".join(printed)))
    if not steps:
        return
    begin = 0
    for passage, text in zip(passages, printed, strict=True):
        row = 1 + sum(match.end() <= begin for match in steps)
        context.places[passage.line] = f"{section} / row {row}"
        begin += len(text) + 1
    for number, match in enumerate(steps, start=1):
        record = make_step(context, passages[0], match["step"], match["when"])
        record.fields["locator"] = f"{section} / row {number}"
        record.add_look("The table has lost its columns: is the step whole, and is this its date?")
    context.use(passages, context.findings.records[-1])
