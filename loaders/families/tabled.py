"""What tables give: measures with their values, budgets, steps with their dates, facts of a cover, figures in cells."""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders.documents.passages import SEPARATOR, Passage
from loaders.documents.sections import COVER
from loaders.families.context import Context
from loaders.families.dates import find_dates
from loaders.families.draft_records import (
    DraftRecord,
    LeftOutPassage,
    UnplacedPassage,
    even_out_title,
    to_slug,
)
from loaders.families.tables import (
    Table,
    describe_budget,
    describe_measure_columns,
    gather_tables,
    is_budget_table,
    is_legend,
    is_measure_table,
    is_total,
    split_number,
)
from loaders.families.topical_tables import add_cells

_PERSONAL = re.compile(r"report of\b.*|.*\bofficers?\b.*|.*\bauthors?\b.*|.*\bcontact\b.*", re.IGNORECASE)
_STEP = re.compile(r"(?:action|step|milestone|task)s?", re.IGNORECASE)
_WHEN = re.compile(r"(?:by )?when|(?:target |due )?date|deadline", re.IGNORECASE)
_PAGES = re.compile(r"[0-9]{1,3}(?:\s?[-–]\s?[0-9]{1,3})?")
_FOOTNOTE = re.compile(r"not (?:directly )?comparable", re.IGNORECASE)
_MARK = re.compile(r"\s*(?P<mark>[*†‡])")


def add_tables(context: Context) -> None:
    """Add the records of every table."""
    rows = [passage for passage in context.outline.passages if passage.kind == "row"]
    for table in gather_tables(rows):
        reason = _find_reason(context, table)
        if reason is not None:
            context.findings.left_out += [LeftOutPassage(row, reason) for row in (*table.headings, *table.rows)]
        else:
            next(add for is_so, add in _KINDS if is_so(table))(context, table)


def _find_reason(context: Context, table: Table) -> str | None:
    """Return why a table is left out: its section is, or it only explains signs; None for one that is read."""
    section = context.find_section((table.rows or table.headings)[0])
    if section is not None and section.rule.left_out and _is_left_out(section.rule.left_out, table):
        return section.rule.left_out
    return "picture" if all(is_legend(row) for row in (*table.headings, *table.rows)) else None


def _is_left_out(reason: str, table: Table) -> bool:
    """Say whether a table is of what its section leaves out: a list of contents ends its rows in page numbers."""
    last = [[cell for cell in row.cells if cell][-1:] for row in (*table.headings, *table.rows)]
    return reason != "navigation" or sum(1 for cell in last if cell and _PAGES.fullmatch(cell[0])) * 2 > len(last)


def _add_measures(context: Context, table: Table) -> None:
    columns, unknown = describe_measure_columns(table, context.registers)
    if unknown:
        for row in (*table.headings, *table.rows):
            why = f"registers/areas.yaml has no area called {', '.join(unknown)}."
            context.findings.unplaced.append(UnplacedPassage(row, why))
        return
    parent = _find_parent(context, table)
    slug = _mint_slug(context, table.place.split(SEPARATOR)[-1])
    header = DraftRecord({"type": "measure-table", "id": slug, "locator": table.place, "columns": columns})
    notes = _find_footnotes(context, table)
    if notes:
        header.fields["footnotes"] = notes
        header.add_look("Say in your own words what the footnote means.")
    context.use(table.headings, context.findings.add(header))
    for row in table.rows:
        title, *cells = row.cells
        if is_legend(row) or not title:
            context.findings.left_out.append(LeftOutPassage(row, "picture" if is_legend(row) else "damaged-text"))
            continue
        path = context.findings.mint_path(f"{context.plan}/measure", title)
        fields = {"type": "measure", "id": path, "under": parent, "basis": "by-layout", "title": title, "table": slug}
        unit = _find_unit(title, cells)
        record = DraftRecord(
            {**fields, **({"unit": unit} if unit else {}), "cells": cells, "locator": f"{table.place} / {title}"}
        )
        context.use([row], context.findings.add(record))


def _mint_slug(context: Context, words: str) -> str:
    return context.findings.mint_path("table", words).removeprefix("table/")


def _find_parent(context: Context, table: Table) -> str:
    """Return the priority or outcome that a table's heading names, else what its section stands in."""
    place = even_out_title(table.place)
    named = [
        record
        for record in context.findings.records
        if record.type in {"priority", "outcome"} and even_out_title(str(record.fields.get("title", "-"))) in place
    ]
    return str(named[0].id) if named else context.find_parent((table.rows or table.headings)[0])


def _find_unit(title: str, cells: list[str]) -> str | None:
    if any(cell.rstrip("*").endswith("%") for cell in cells):
        return "unit-percent"
    return "unit-count" if title.lower().startswith("number of") else None


def _find_footnotes(context: Context, table: Table) -> list[dict[str, str]]:
    """Return the notes under a table that explain a mark which its cells bear."""
    marks = {cell[-1] for row in table.rows for cell in row.cells if cell[-1:] in {"*", "†", "‡"}}
    notes = []
    for passage in context.outline.passages:
        if passage.kind == "paragraph" and passage.place == table.rows[0].place and marks:
            match = _MARK.match(passage.lines[0] if passage.lines else passage.text)
            if (match and match["mark"] in marks) or (len(marks) == 1 and _FOOTNOTE.search(passage.text)):
                mark = match["mark"] if match else next(iter(marks))
                status = "break" if _FOOTNOTE.search(passage.text) else "note"
                note = {"mark": mark, "label": "What the mark means", "status": status, "locator": passage.locator}
                notes.append(note)
                context.use([passage], DraftRecord({"type": "measure-table", "locator": passage.locator}))
    return [note for note in notes if note["status"] == "break"]


def _add_budget(context: Context, table: Table) -> None:
    layout = describe_budget(table)
    slug = _mint_slug(context, layout.flow.removeprefix("flow-"))
    place = table.place if table.place.endswith(layout.title) else f"{table.place} / {layout.title}"
    header = {"type": "budget-table", "id": slug, "title": layout.title, "plan": context.plan, "flow": layout.flow}
    header_record = DraftRecord(
        {**header, "unit": "unit-gbp-million", "locator": place, "columns": layout.columns},
        0.8,
        "Is the period printed over the columns that of each of them?",
    )
    context.use(table.headings, context.findings.add(header_record))
    for row in table.rows:
        printed = row.cells[layout.title_column]
        number, title = split_number(printed)
        if not printed:
            context.findings.unplaced.append(UnplacedPassage(row, "The row of the budget has no title."))
            continue
        outcome = f"{context.plan}/outcome/{number}"
        of = outcome if number and context.findings.find(outcome) else context.plan
        fields: dict[str, object] = {
            "type": "budget-row",
            "table": slug,
            "heading": number or to_slug(title),
            "title": title,
            "of": of,
        }
        if is_total(title):
            fields["is_total"] = "yes"
        cells = [row.cells[index] for index in layout.indexes]
        record = DraftRecord({**fields, "cells": cells, "locator": f"{place} / {number or title}"})
        context.use([row], context.findings.add(record))


def _is_of_steps(table: Table) -> bool:
    first = (*table.headings, *table.rows)[0].cells
    return len(first) >= 2 and _STEP.fullmatch(first[0]) is not None and _WHEN.fullmatch(first[1]) is not None


def _add_steps(context: Context, table: Table) -> None:
    rows = (*table.headings, *table.rows)
    context.use(rows[:1], DraftRecord({"type": "action", "locator": rows[0].locator}))
    for number, row in enumerate(rows[1:], start=1):
        step, when = row.cells[0], row.cells[1]
        record = make_step(context, row, step, when)
        record.fields["locator"] = f"{table.place} / row {number}"


def make_step(context: Context, passage: Passage, step: str, when: str) -> DraftRecord:
    """Add a dated next step."""
    due = next((date for _, date in find_dates(when)), None)
    path = context.findings.mint_path(f"{context.plan}/action", step)
    fields = {"type": "action", "id": path, "under": context.plan, "title": step, "kind": "action-next-step"}
    dated = {"by_when": when} | ({"due": due} if due else {})
    record = DraftRecord({**fields, **(dated if when else {}), "locator": context.find_locator(passage)}, 0.85)
    return context.use([passage], context.findings.add(record))


def _is_of_cover(table: Table) -> bool:
    return (table.rows or table.headings)[0].headings == COVER


def _add_cover(context: Context, table: Table) -> None:
    for row in (*table.headings, *table.rows):
        filled = [cell for cell in row.cells if cell]
        if filled and _PERSONAL.fullmatch(filled[0]):
            context.findings.left_out.append(LeftOutPassage(row, "contact-details"))
        elif len(filled) == 2 and row.cells[0] == filled[0]:
            fields = {"type": "cover-fact", "label": filled[0], "value": filled[1], "locator": f"Cover / {filled[0]}"}
            context.use([row], context.findings.add(DraftRecord(dict(fields))))
        else:
            context.findings.left_out.append(LeftOutPassage(row, "navigation"))


_KINDS: tuple[tuple[Callable[[Table], bool], Callable[[Context, Table], None]], ...] = (
    (is_measure_table, _add_measures),
    (is_budget_table, _add_budget),
    (_is_of_steps, _add_steps),
    (_is_of_cover, _add_cover),
    (lambda _: True, add_cells),
)
"""How each kind of table is read: the first whose sign it shows."""
