"""What a heading opens: a priority, an outcome, a board, a case study, a recommendation."""

from __future__ import annotations

from loaders.documents.passages import Passage
from loaders.families.context import Context
from loaders.families.draft_records import DraftRecord, even_out_title
from loaders.families.outline import Section, match_heading


def open_section(context: Context, passage: Passage, last_priority: str | None) -> DraftRecord | None:
    """Make or complete the record that a heading opens; None for a heading that opens nothing."""
    section = context.find_section(passage)
    if section is None or section.rule.opens is None or passage.headings != section.path:
        return None
    match = match_heading(section.rule.heading, passage.text)
    groups = match.groupdict() if match else {}
    opens = section.rule.opens
    if opens in {"priority", "outcome"}:
        return _open_element(context, passage, section, groups, last_priority)
    if opens == "body":
        return _open_body(context, passage, section)
    if opens == "case-study":
        return _open_case_study(context, passage, section, groups.get("title"))
    return _open_recommendation(context, passage, groups)


def set_title(context: Context, record: DraftRecord, passage: Passage) -> None:
    """Take the line after a heading that is a mere label as the title of what it opened."""
    context.use([passage], record)
    add_name(record, passage.text, context.find_locator(passage))


def add_name(record: DraftRecord, title: str, locator: str) -> None:
    """Give a record its title, or a further wording where it has another one, and the place that prints it."""
    own = record.fields.get("title")
    if not isinstance(own, str):
        record.fields.pop("label", None)
        record.fields["title"] = title
    elif even_out_title(own) != even_out_title(title):
        _add_wording(record, title, locator)
        return
    known = list(record.locators)
    if locator not in known:
        record.fields["locator"] = [*known, locator]


def _add_wording(record: DraftRecord, text: str, locator: str) -> None:
    wordings = record.fields.setdefault("wordings", [])
    assert isinstance(wordings, list)
    if not any(one["text"] == text for one in wordings):
        wordings.append({"text": text, "locator": locator})


def _open_element(
    context: Context, passage: Passage, section: Section, groups: dict[str, str | None], last_priority: str | None
) -> DraftRecord:
    kind = str(section.rule.opens)
    number = str(groups.get("number") or "").lower()
    path = f"{context.plan}/{kind}/{number}"
    context.elements[section.path] = path
    record = context.findings.find(path)
    if record is None:
        under = last_priority if kind == "outcome" and last_priority else context.plan
        fields = {"type": kind, "id": path, "under": under, "number": number, "label": passage.text}
        if kind == "priority":
            fields["published_term"] = str(groups.get("term") or section.rule.term or "Priority")
        if under != context.plan:
            fields["basis"] = "by-layout"
        record = context.findings.add(DraftRecord({**fields, "locator": context.find_locator(passage)}))
        if under == context.plan and kind == "outcome":
            record.add_look("No priority was found that it hangs on.")
    context.use([passage], record)
    if title := groups.get("title"):
        add_name(record, title, context.find_locator(passage))
    return record


def _open_body(context: Context, passage: Passage, section: Section) -> DraftRecord | None:
    heading = passage.text.rstrip(": ")
    whole = context.names.find_whole(heading)
    paths = [whole] if whole else list(dict.fromkeys(name.path for name in context.names.find_names(heading)))
    if not paths:
        path = f"org/{context.findings.mint_path('org', heading).removeprefix('org/')}"
        context.findings.proposed_bodies[path] = heading
        paths = [path]
    context.bodies[section.path] = paths
    context.use([passage], DraftRecord({"type": "body", "locator": context.find_locator(passage)}))
    return None


def add_involved(context: Context) -> None:
    """Link each priority or outcome to the bodies whose sections stand under it, once lists have named them all."""
    known: set[tuple[str, str]] = set()
    for passage in context.outline.passages:
        paths = context.bodies.get(passage.headings, []) if passage.kind == "heading" else []
        parent = context.find_parent(passage) if paths else context.plan
        for path in paths:
            if parent == context.plan or (parent, path) in known:
                continue
            known.add((parent, path))
            link = {"type": "link", "from": parent, "relation": "involves", "to": path, "basis": "by-layout"}
            context.findings.add(DraftRecord({**link, "locator": context.find_locator(passage)}, confidence=0.8))


def _open_case_study(context: Context, passage: Passage, section: Section, title: str | None) -> DraftRecord:
    bodies = context.find_bodies(passage)
    holder = section.path[-2] if len(section.path) > 1 else context.document_id
    path = context.findings.mint_path("case-study", title or holder)
    name = {"title": title} if title else {"label": f"Case study of {holder}"}
    reported = {"reported_by": bodies[0]} if len(bodies) == 1 else {}
    fields: dict[str, object] = {"type": "case-study", "id": path, **name, **reported, "basis": "by-layout"}
    look = None if title else "The heading prints no title: say in your own words what it is about."
    record = DraftRecord({**fields, "locator": passage.locator}, 0.9 if title else 0.7, look)
    context.elements[section.path] = path
    return context.use([passage], context.findings.add(record))


def _open_recommendation(context: Context, passage: Passage, groups: dict[str, str | None]) -> DraftRecord:
    number = str(groups.get("number") or "")
    name = {"title": title} if (title := groups.get("title")) else {"label": passage.text}
    path = f"recommendation/{context.document_id}-quoted/{number}"
    fields = {"type": "recommendation", "id": path, "number": number, **name, "locator": context.find_locator(passage)}
    record = DraftRecord(dict(fields), 0.8, "Whose recommendation is this? Give its scheme, made_by and addressed_to.")
    return context.use([passage], context.findings.add(record))
