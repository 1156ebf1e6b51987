"""What the items of lists give, by the rule of their section, the sentence that leads to them, or a printed mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.documents.passages import SEPARATOR, Passage
from loaders.families.context import Context
from loaders.families.dates import find_deadline
from loaders.families.draft_records import DraftRecord, LeftOutPassage, UnplacedPassage, as_one
from loaders.families.layout import ItemRule
from loaders.families.opened import add_name
from loaders.families.outline import match_heading
from loaders.families.torn import WholeItem, is_address, rejoin

_TEMPLATE = re.compile(r"(?:none|nil|n/?a|not applicable|list any .*)\.?", re.IGNORECASE)
_LEAD = re.compile(
    r"(?P<lead>[^:]{3,120}?(?::[^:]{3,80}?)?):\s+(?P<rest>[a-z0-9£'\"‘“(].*|(?:the|a|an|this) .*)", re.DOTALL
)
_APPENDIX = re.compile(r"(?:appendix )?(?P<letter>[A-Z]|[0-9]{1,2})\b\s*[-–—:.]?\s+(?P<title>.+)", re.IGNORECASE)
_PROSE_WORDS = 12
_TERMS = (
    "priority",
    "theme",
    "ambition",
    "area of focus",
    "goal",
    "priorities",
    "themes",
    "ambitions",
    "areas of focus",
)
"""What documents call a priority; the first that is printed is the published term."""
_UNIT_WORDS = (("percent", "unit-percent"), ("number of", "unit-count"))


def gather_lists(context: Context) -> Iterator[tuple[ItemRule | None, list[Passage]]]:
    """Yield the lists of the document, with what may be torn pieces of them, and the rule that each goes by."""
    gathered: list[Passage] = []
    rule: ItemRule | None = None
    lead: Passage | None = None
    is_closed = False
    for passage in context.outline.passages:
        section = context.find_section(passage)
        is_closed = _is_closed(is_closed, bool(gathered), passage)
        own = section.rule.items if section and not is_closed else None
        is_of_list = passage.kind == "item" or (
            own is not None and passage.kind == "paragraph" and passage.text[:1].islower()
        )
        if gathered and (not is_of_list or passage.place != gathered[-1].place):
            yield rule, gathered
            gathered = []
        if not is_of_list:
            lead = passage if passage.kind == "paragraph" else None
            continue
        rule = rule if gathered else own or _find_lead_rule(context, lead)
        gathered.append(passage)
    if gathered:
        yield rule, gathered


def _is_closed(was_closed: bool, is_in_list: bool, passage: Passage) -> bool:
    """Say whether the list that a section's rule speaks of is over: once prose follows it, what comes is another."""
    if passage.kind == "heading":
        return False
    is_prose = passage.kind == "paragraph" and passage.text[:1].isupper() and len(passage.text.split()) >= _PROSE_WORDS
    return was_closed or (is_in_list and is_prose)


def _find_lead_rule(context: Context, lead: Passage | None) -> ItemRule | None:
    """Return the rule of a list after the sentence that leads to it."""
    sentence = re.split(r"(?<=[.;])\s", lead.text.rstrip(" -–—:"))[-2:] if lead else []
    for rule in context.layout.leads:
        if any(match_heading(rule.lead, part.rstrip(" -–—:.")) for part in (" ".join(sentence), *sentence)):
            return rule.items
    return None


def add_list(context: Context, rule: ItemRule | None, passages: Sequence[Passage]) -> None:
    """Add the records that a list gives; what finds no place is noted with its reason."""
    items, others = rejoin(passages, context.elsewhere)
    for passage in others:
        if passage.kind == "paragraph" and not is_address(passage.text):
            why = "It is a piece of an item, and no item is proven to be its own."
            context.findings.unplaced.append(UnplacedPassage(passage, why))
    for item in items:
        if _TEMPLATE.fullmatch(item.text):
            context.findings.left_out.append(LeftOutPassage(item.passages[0], "boilerplate"))
            continue
        record = _make_marked(context, item) or _make(context, rule or context.layout.items, item)
        if record is None:
            context.findings.unplaced.append(
                UnplacedPassage(item.passages[0], "No rule of the family says what this list is.")
            )
        else:
            context.use(item.passages, record)


def make_marked_paragraph(context: Context, passage: Passage) -> DraftRecord | None:
    """Make the recommendation that a paragraph prints with its number ("R1 - ..."), None where it prints none."""
    record = _make_marked(context, WholeItem([passage], pieces=[passage.text]))
    return context.use([passage], record) if record else None


def _make_marked(context: Context, item: WholeItem) -> DraftRecord | None:
    pattern = context.layout.marked_items
    match = match_heading(pattern, item.text) if pattern else None
    if match is None:
        return None
    number, title = match["number"], match["title"].strip()
    fields = {
        "type": "recommendation",
        "id": f"recommendation/{context.document_id}-marked/{number}",
        "number": number,
        "title": title,
        "locator": SEPARATOR.join((*item.passages[0].place, number)),
    }
    look = "Whose recommendation is this? Give its scheme, made_by and addressed_to."
    return context.findings.add(DraftRecord(dict(fields), 0.9, look))


def _make(context: Context, rule: ItemRule | None, item: WholeItem) -> DraftRecord | None:
    if rule is None:
        return None
    makers = {"action": _make_action, "recommendation": _make_recommendation, "appendix": _make_appendix}
    fields = makers.get(rule.record, _make_element)(context, rule, item)
    record_id = str(fields["id"])
    locators = [context.find_locator(passage) for passage in item.passages]
    known = context.findings.find(record_id)
    if known is not None:
        add_name(known, str(fields["title"]), locators[0])
        if rule.record == "outcome" and fields["under"] != context.plan:
            known.fields["under"] = str(fields["under"])
            known.fields.pop("basis", None)
        return known
    record = DraftRecord(
        {**fields, **_describe_status(context, item), "locator": as_one(locators)}, float(rule.confidence)
    )
    for words in (*([rule.look] if rule.look else []), *item.doubts):
        record.add_look(words)
    if item.is_truncated:
        record.add_look("It breaks off: is the rest of it printed anywhere?")
    if item.is_rejoined:
        record.add_look("It was torn and is put together: do the parts belong together?")
    record.confidence = round(record.confidence - 0.25 * bool(item.is_truncated or item.is_rejoined or item.doubts), 2)
    return context.findings.add(record)


def _describe_status(context: Context, item: WholeItem) -> dict[str, object]:
    if item.is_rejoined:
        pieces = zip(item.pieces, item.passages, strict=True)
        parts = [{"text": text, "locator": context.find_locator(passage)} for text, passage in pieces]
        return {"text_status": "rejoined", "parts": parts}
    return {"text_status": "truncated"} if item.is_truncated else {}


def _find_title(rule: ItemRule, item: WholeItem) -> str:
    """Return the title of an item: its run-in lead where the rule knows of leads, else the whole item."""
    match = _LEAD.fullmatch(item.text) if rule.lead == "yes" and not item.is_rejoined else None
    return match["lead"] if match and len(match["lead"].split()) <= 20 else item.text


def _make_action(context: Context, rule: ItemRule, item: WholeItem) -> dict[str, object]:
    passage = item.passages[0]
    title, parent, bodies = _find_title(rule, item), context.find_parent(passage), context.find_bodies(passage)
    mark = passage.mark.lower()
    if "." in mark:
        path = f"{context.plan}/action/{mark}"
    elif mark.isdigit() and parent != context.plan:
        path = f"{parent}/action/{mark}"
    else:
        path = context.findings.mint_path(f"{context.plan}/action", title)
    fields: dict[str, object] = {
        "type": "action",
        "id": path,
        "under": parent,
        "number": passage.mark,
        "title": title,
        "kind": rule.kind,
    }
    fields |= find_deadline(title) | ({"delivered_by": as_one(bodies)} if bodies else {})
    return {key: value for key, value in {**fields, "basis": "by-layout"}.items() if value}


def _make_recommendation(context: Context, rule: ItemRule, item: WholeItem) -> dict[str, object]:
    passage = item.passages[0]
    number = passage.mark or str(passage.ordinal)
    path = f"recommendation/{context.document_id}/{number}"
    return {"type": rule.record, "id": path, "number": number, "title": item.text}


def _make_appendix(context: Context, rule: ItemRule, item: WholeItem) -> dict[str, object]:
    match = _APPENDIX.fullmatch(item.text)
    letter = match["letter"].lower() if match else ""
    stem = f"document/{context.document_id}"
    path = f"{stem}-appendix-{letter}" if letter else context.findings.mint_path("document", item.text)
    return {"type": rule.record, "id": path, "title": match["title"] if match else item.text}


def _make_element(context: Context, rule: ItemRule, item: WholeItem) -> dict[str, object]:
    passage = item.passages[0]
    title, parent = _find_title(rule, item), context.find_parent(passage)
    kind = {"kind": rule.kind} if rule.kind else {}
    if rule.record == "finding":
        about = next(iter(context.find_bodies(passage)), parent) if parent == context.plan else parent
        path = context.findings.mint_path("finding", f"{context.document_id} {title}")
        return {"type": "finding", "id": path, "title": title, **kind, "about": about}
    number = passage.mark.lower() if rule.record in {"priority", "outcome"} else ""
    path = (
        f"{context.plan}/{rule.record}/{number}"
        if number
        else context.findings.mint_path(f"{context.plan}/{rule.record}", title)
    )
    fields: dict[str, object] = {
        "type": rule.record,
        "id": path,
        "under": parent,
        "number": number,
        "title": title,
        **kind,
    }
    if rule.record == "priority":
        printed = (term for term in _TERMS if re.search(rf"\b{term}\b", context.elsewhere))
        fields["published_term"] = next(printed, _TERMS[0])
        fields["under"] = context.plan
    if rule.record == "measure":
        fields["unit"] = next((unit for word, unit in _UNIT_WORDS if title.lower().startswith(word)), "")
        fields["basis"] = "by-layout"
    return {key: value for key, value in fields.items() if value}
