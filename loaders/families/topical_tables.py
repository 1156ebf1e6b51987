"""Tables that are neither of measures nor of money: figures and bodies cell by cell, under the topics over them.

A topic is the heading of a column, or a short cell without a figure that begins a block of its own farther down.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.documents.passages import Passage
from loaders.families.context import Context
from loaders.families.draft_records import DraftRecord, LeftOutPassage, UnplacedPassage
from loaders.families.facts import add_bodies, add_figures
from loaders.families.tables import Table

_MOST_TOPIC_WORDS = 5


def add_cells(context: Context, table: Table) -> None:
    """Add the figures and bodies of a table, each located by its topic and its position below that."""
    cells = _Cells(context, table)
    for row in table.rows:
        cells.add_row(row)
    cells.account_for_topics()


@dataclass
class _Cells:
    """A table on its way: the topic over each column now, and the cells that were topics, with what they lead to."""

    context: Context
    table: Table
    topics: list[str] = field(init=False)
    counts: dict[str, int] = field(default_factory=dict)
    leads: dict[int, tuple[Passage, int]] = field(default_factory=dict)
    cells_of_topics: list[tuple[Passage, int]] = field(default_factory=list)
    telling: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.topics = list((self.table.rows or self.table.headings)[0].columns)

    def add_row(self, row: Passage) -> None:
        found = [self._add_cell(row, index, cell) for index, cell in enumerate(row.cells) if cell]
        if any(found):
            self.context.use([row], DraftRecord({"type": "figure", "locator": row.locator}))
        elif not any(one is row for one, _ in self.cells_of_topics):
            _add_unplaced(self.context, row)

    def _add_cell(self, row: Passage, index: int, cell: str) -> bool:
        """Add what a cell holds; say whether it is anything."""
        if index < len(self.topics) and _may_be_topic(cell):
            self.topics[index] = cell
            self.leads[index] = (row, index)
            self.cells_of_topics.append((row, index))
            return False
        topic = self.topics[index] if index < len(self.topics) else f"column {index + 1}"
        self.counts[topic] = self.counts.get(topic, 0) + 1
        locator = f"{self.table.place} / table {row.table} / {topic or index + 1} / {self.counts[topic]}"
        has_figures = add_figures(self.context, row, cell, locator)
        has_bodies = add_bodies(self.context, cell, locator)
        if (has_figures or has_bodies) and index in self.leads:
            self.telling.add((self.leads[index][0].line, index))
        return has_figures or has_bodies

    def account_for_topics(self) -> None:
        """Leave out the topics that led to something; the rows of others, if nothing has used them, have no place."""
        if any(self.context.is_used(row) for row in self.table.rows):
            for row in self.table.headings:
                self.context.use([row], DraftRecord({"type": "figure", "locator": row.locator}))
        else:
            for row in self.table.headings:
                _add_unplaced(self.context, row)
        for row, index in self.cells_of_topics:
            if (row.line, index) in self.telling:
                self.context.use([row], DraftRecord({"type": "figure", "locator": row.locator}))
                locator = f"{self.table.place} / table {row.table} / row {row.row} / column {index + 1}"
                self.context.findings.left_out.append(LeftOutPassage(row, "navigation", locator))
        for row, _ in self.cells_of_topics:
            if not self.context.is_used(row):
                _add_unplaced(self.context, row)


def _may_be_topic(cell: str) -> bool:
    return not any(letter.isdigit() for letter in cell) and len(cell.split()) <= _MOST_TOPIC_WORDS


def _add_unplaced(context: Context, row: Passage) -> None:
    why = "No cell of the row holds a figure, and no rule knows the table."
    if not any(one.passage is row for one in context.findings.unplaced):
        context.findings.unplaced.append(UnplacedPassage(row, why))
