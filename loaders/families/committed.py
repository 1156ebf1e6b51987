"""What sentences of prose commit somebody to: actions for a person to word, each told apart by its place alone.

The layout declares the wordings. The draft holds none of the sentence: prose is the document's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.documents.passages import Passage
from loaders.families.context import Context
from loaders.families.draft_records import DraftRecord, as_one, even_out_title
from loaders.families.layout import CommitmentRule
from loaders.families.outline import match_heading

_SENTENCE_END = re.compile(r"(?<=[\w)\]\"'’”])[.;]\s+(?=[A-Z])")
_FURTHER_CLAUSE = re.compile(r",? and (?=(?:[\w'’-]+ ){1,6}will )")
"""Where a second clause with a "will" of its own begins: it commits by itself."""
_LOOK = (
    "A sentence of this passage commits somebody, or tells what was begun: word it, or remove it if it is no action."
)


def add_commitments(context: Context) -> None:
    """Add an action for each committing clause of prose; a sentence that is printed again gets a further place."""
    known: dict[str, DraftRecord] = {}
    for passage in context.outline.passages:
        if not _may_commit(context, passage):
            continue
        for clause, rule in _find_commitments(context, passage.text):
            key, locator = even_out_title(clause), context.find_locator(passage)
            if key in known:
                places = list(dict.fromkeys((*known[key].locators, locator)))
                known[key].fields["locator"] = as_one(places)
                context.use([passage], known[key])
            else:
                known[key] = context.use([passage], _add_action(context, passage, clause, rule))


def _may_commit(context: Context, passage: Passage) -> bool:
    """Say whether a passage is prose that no other rule made an action of, in sections that commit."""
    made = context.made_of.get(passage.line)
    if passage.kind != "paragraph" or (made is not None and made.type in {"action", "recommendation"}):
        return False
    return all(section.rule.commits == "yes" for section in context.outline.find_chain(passage.headings))


def _find_commitments(context: Context, text: str) -> Iterator[tuple[str, CommitmentRule]]:
    """Yield each clause that commits, with the rule that says so; a sentence that leads to a list is the list's."""
    sentences = (one for one in _SENTENCE_END.split(text) if not one.rstrip().endswith((":", "-", "–", "—")))
    for clause in (clause for sentence in sentences for clause in _FURTHER_CLAUSE.split(sentence)):
        words = clause.strip().rstrip(".")
        rule = next((one for one in context.layout.commitments if match_heading(one.wording, words)), None)
        if rule is not None:
            yield words, rule


def _add_action(context: Context, passage: Passage, clause: str, rule: CommitmentRule) -> DraftRecord:
    locator, parent = context.find_locator(passage), context.find_parent(passage)
    bodies = context.find_bodies(passage) or _find_actor(context, clause, rule)
    fields: dict[str, object] = {
        "type": "action",
        "id": context.findings.mint_path(f"{context.plan}/action", f"{context.document_id} {locator}"),
        "under": parent,
        "label": f"What {locator} commits to",
        "kind": rule.kind,
        "delivered_by": as_one(bodies) if bodies else "",
        "status": rule.status or "",
        "basis": "by-layout",
        "locator": locator,
    }
    kept = {key: value for key, value in fields.items() if value}
    return context.findings.add(DraftRecord(kept, float(rule.confidence), _LOOK, passage.line))


def _find_actor(context: Context, clause: str, rule: CommitmentRule) -> list[str]:
    """Return the registered bodies that the clause names as those who act."""
    match = match_heading(rule.wording, clause)
    actor = (match.groupdict().get("actor") if match else None) or ""
    return list(dict.fromkeys(name.path for name in context.names.find_names(actor) if not name.is_new))
