"""What any passage may print: figures, names of bodies, Acts and regulations."""

from __future__ import annotations

import re

from loaders.documents.passages import Passage
from loaders.families.context import Context
from loaders.families.draft_records import DraftRecord, as_one
from loaders.families.figures import FoundFigure, find_figures
from loaders.families.legislation import find_legal_kind, find_legislation

_REFERENCE_PLACE = re.compile(r"background (?:documents|papers)|linked reports?|appendi(?:x|ces)", re.IGNORECASE)
_MOST_LOCATORS = 4


def add_figures(context: Context, passage: Passage, text: str, locator: str) -> bool:
    """Add the figures of a text; say whether it has any."""
    about = context.made_of.get(passage.line)
    found = list(find_figures(text))
    for figure in found:
        made = _make_figure(figure, locator, _find_about(context, passage, about))
        equal = context.figures[figure.value, figure.unit]
        again = next((one for one in equal if _is_same_figure(one, made)), None)
        if again is None:
            made.line = passage.line
            equal.append(context.findings.add(made))
        else:
            again.fields["locator"] = as_one(list(dict.fromkeys((*again.locators, locator))))
    return bool(found)


def _is_same_figure(one: DraftRecord, other: DraftRecord) -> bool:
    """Say whether two figures of one value are one, printed twice: they have a word in common of what they count."""
    if one.locators == other.locators:
        return False
    words = [
        {word for word in str(figure.fields["label"]).casefold().split() if len(word) > 4} for figure in (one, other)
    ]
    return bool(words[0] & words[1])


def _find_about(context: Context, passage: Passage, record: DraftRecord | None) -> str:
    if record is not None and record.id and record.type in {"action", "measure", "priority", "outcome", "finding"}:
        return record.id
    parent = context.find_parent(passage)
    return next(iter(context.find_bodies(passage)), parent) if parent == context.plan else parent


def _make_figure(figure: FoundFigure, locator: str, about: str) -> DraftRecord:
    fields = {
        "type": "figure",
        "of": about,
        "label": figure.counted or "What is counted",
        "published_value": figure.published_value,
        "qualifier": figure.qualifier,
        "value": figure.value,
        "unit": figure.unit,
        "stated_period": figure.stated_period,
        "kind": figure.kind,
        "locator": locator,
    }
    kept = {key: value for key, value in fields.items() if value is not None}
    look = "Say in your own words what it counts" + ("" if figure.counted else ": the text goes on otherwise") + "."
    return DraftRecord(dict(kept), 0.8 if figure.unit != "unit-rank" else 0.6, look)


def add_bodies(context: Context, text: str, locator: str) -> bool:
    """Add the bodies that a text names, each once for the document with its wordings; say whether it names any."""
    names = list(context.names.find_names(text))
    for name in names:
        record = next((one for one in context.findings.records if one.type == "body" and one.id == name.path), None)
        if record is None:
            fields = {"type": "body", "id": name.path, "title": name.printed, "locator": [locator]}
            look = "This body is in no register: add it, or say which registered one is meant." if name.is_new else None
            context.findings.add(DraftRecord(dict(fields), 0.5 if name.is_new else 0.95, look))
            if name.is_new:
                context.findings.proposed_bodies[name.path] = name.printed
            continue
        _add_place(record, name.printed, locator)
    return bool(names)


def _add_place(record: DraftRecord, printed: str, locator: str) -> None:
    """Note a further place of a name, or a further wording of it."""
    known = list(record.locators)
    if printed == record.fields["title"]:
        if locator not in known and len(known) < _MOST_LOCATORS:
            record.fields["locator"] = [*known, locator]
        return
    wordings = record.fields.setdefault("wordings", [])
    assert isinstance(wordings, list)
    if not any(one["text"] == printed for one in wordings):
        wordings.append({"text": printed, "locator": locator})


def add_legislation(context: Context, text: str, locator: str) -> bool:
    """Add what a text names of the law, each Act once for the document; say whether it names any."""
    found = list(find_legislation(text, context.registers.legislation.legislation))
    for named in found:
        if named.path is None:
            if named.printed not in context.findings.unknown_legislation:
                context.findings.unknown_legislation.append(named.printed)
                _add_legal_basis(context, named.printed, None, text, locator)
        elif _REFERENCE_PLACE.search(locator) or _REFERENCE_PLACE.match(text):
            _add_reference(context, named.path, locator)
        else:
            _add_legal_basis(context, named.printed, named.path, text, locator)
    return bool(found)


def _add_reference(context: Context, path: str, locator: str) -> None:
    source = f"document/{context.document_id}"
    if any(one.fields.get("to") == path for one in context.findings.records):
        return
    fields = {"type": "link", "from": source, "relation": "references", "to": path, "locator": locator}
    context.findings.add(DraftRecord(dict(fields), 0.9))


def _add_legal_basis(context: Context, printed: str, path: str | None, text: str, locator: str) -> None:
    known = next((one for one in context.findings.records if path and one.fields.get("arises_from") == path), None)
    if known is not None:
        known.fields["locator"] = as_one(list(dict.fromkeys((*known.locators, locator))))
        return
    fields = {
        "type": "legal-basis",
        "id": context.findings.mint_path("duty", printed),
        "label": f"What the document says of the {printed}",
        "kind": find_legal_kind(text),
        "arises_from": path,
        "locator": locator,
    }
    look = "Say in your own words what the law asks, and of whom (bearers)."
    if path is None:
        look = f"The register of legislation does not have it: add it with its legislation.gov.uk identifier. {look}"
    kept = {key: value for key, value in fields.items() if value is not None}
    context.findings.add(DraftRecord(dict(kept), 0.7 if path else 0.5, look))
