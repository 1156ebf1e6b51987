"""Tables of measures and of money, and the facts of a cover table, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.cells import read_number
from loaders.documents.passages import SEPARATOR, Passage
from loaders.families.draft_records import to_slug
from loaders.register_files import Registers

_MEASURE_HEADING = re.compile(r"measures?|indicators?|performance (?:measure|indicator)s?", re.IGNORECASE)
_YEAR = re.compile(r"(?P<start>(?:19|20)[0-9]{2})\s?[/-]\s?(?P<end>(?:(?:19|20)[0-9]{2}|[0-9]{2}))\b")
_BASELINE = re.compile(r"\bbaseline\b", re.IGNORECASE)
_POLARITY = re.compile(r"polarity|good (?:is|performance)|better", re.IGNORECASE)
_TREND = re.compile(r"trend|direction|change", re.IGNORECASE)
_TREND_WORDS = frozenset(
    {"improved", "improving", "worsened", "worsening", "the same", "no change", "data unavailable"}
)
_MILLIONS = re.compile(r"£\s?m\b|£\s?million", re.IGNORECASE)
_FUNDS = (
    (re.compile(r"schools", re.IGNORECASE), "fund-dedicated-schools-budget", "dsb"),
    (re.compile(r"\bHRA\b|housing revenue", re.IGNORECASE), "fund-hra", "hra"),
    (re.compile(r"\bcapital\b", re.IGNORECASE), "fund-capital", "capital"),
    (re.compile(r"\btotal\b", re.IGNORECASE), "fund-all", "total"),
    (re.compile(r"revenue|general fund", re.IGNORECASE), "fund-net-revenue", "net"),
)
_FUNDING = re.compile(r"\bfund(?:ed|ing)\b|\bincome\b|\bsources?\b", re.IGNORECASE)
_SPENDING = re.compile(r"\bspend(?:ing)?\b|\bexpenditure\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<number>[0-9]{1,2})\.\s+(?P<title>.+)")
_TOTAL = re.compile(r"(?:grand )?total\b.*", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """One table: the passages of its heading rows and of its rows."""

    headings: tuple[Passage, ...]
    rows: tuple[Passage, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings of its columns."""
        return (self.rows or self.headings)[0].columns

    @property
    def place(self) -> str:
        """The locator of the section that it stands in."""
        return SEPARATOR.join((self.rows or self.headings)[0].place)


def gather_tables(rows: Sequence[Passage]) -> Iterator[Table]:
    """Gather rows that follow one another into tables."""
    gathered: list[Passage] = []
    for row in rows:
        if gathered and (row.table, row.place) != (gathered[-1].table, gathered[-1].place):
            yield _make_table(gathered)
            gathered = []
        gathered.append(row)
    if gathered:
        yield _make_table(gathered)


def _make_table(rows: Sequence[Passage]) -> Table:
    return Table(tuple(row for row in rows if row.row == 0), tuple(row for row in rows if row.row))


def is_measure_table(table: Table) -> bool:
    """Say whether a table's first column names measures and another holds the values of a year."""
    columns = table.columns
    return (
        bool(table.rows)
        and bool(columns)
        and _MEASURE_HEADING.fullmatch(columns[0]) is not None
        and any(map(_YEAR.search, columns))
    )


def is_budget_table(table: Table) -> bool:
    """Say whether two columns or more are of millions of pounds."""
    return bool(table.rows) and sum(1 for column in table.columns if _MILLIONS.search(column)) >= 2


def is_legend(row: Passage) -> bool:
    """Say whether a row only explains the signs of trends."""
    cells = [cell for cell in row.cells if cell.strip(" -\u2013")]
    return bool(cells) and all(cell.casefold() in _TREND_WORDS for cell in cells)


def describe_measure_columns(table: Table, registers: Registers) -> tuple[list[dict[str, str]], list[str]]:
    """Return the columns after the first, each with its part, and the headings that no part was found for."""
    columns: list[dict[str, str]] = []
    unknown: list[str] = []
    for heading in table.columns[1:]:
        column = _describe_measure_column(heading, registers)
        columns.append(column)
        if "area" not in column and column["role"] == "comparator":
            unknown.append(heading)
    return columns, unknown


def _describe_measure_column(heading: str, registers: Registers) -> dict[str, str]:
    year = _YEAR.search(heading)
    if year is not None and not _TREND.search(heading):
        column = {"heading": heading, "role": "value", "period": f"{year['start']}-{year['end'][-2:]}"}
        return column | ({"is_baseline": "yes"} if _BASELINE.search(heading) else {})
    if _POLARITY.search(heading):
        return {"heading": heading, "role": "polarity"}
    if _TREND.search(heading):
        return {"heading": heading, "role": "trend"}
    code = registers.find_area_code(heading)
    return {"heading": heading, "role": "comparator"} | ({"area": code} if code else {})


@dataclass(frozen=True)
class BudgetLayout:
    """How a budget table is laid out: which column names its rows, and what each other column is."""

    title_column: int
    title: str
    flow: str
    columns: list[dict[str, str]]
    indexes: list[int]


def describe_budget(table: Table) -> BudgetLayout:
    """Return the layout of a budget table: the column of words names the rows, each column of millions is a fund."""
    money = [index for index, heading in enumerate(table.columns) if _MILLIONS.search(heading)]
    words = [index for index in range(len(table.columns)) if index not in money]
    title_column = max(words, key=lambda index: sum(_is_words(row.cells[index]) for row in table.rows), default=0)
    parts = [part for part in table.columns[title_column].split(" / ") if part]
    block = _find_block(table, money)
    columns = [_describe_fund(table.columns[index], block.get(index, "")) for index in money]
    slugs: dict[str, int] = {}
    for column in columns:
        slugs[column["slug"]] = slugs.get(column["slug"], 0) + 1
        column["slug"] += f"-{slugs[column['slug']]}" if slugs[column["slug"]] > 1 else ""
    heading = " ".join(table.columns)
    own = " ".join(parts)
    is_of_funding = _FUNDING.search(own) or (_FUNDING.search(table.place) and not _SPENDING.search(own))
    flow = "flow-funding" if is_of_funding else "flow-spending"
    title = parts[0] if parts else table.place.split(SEPARATOR)[-1] or heading
    return BudgetLayout(title_column, title, flow, columns, money)


def _is_words(cell: str) -> bool:
    return bool(cell) and read_number(cell) is None and cell not in {"-", "\u2013", "\u2014"}


def _find_block(table: Table, money: Sequence[int]) -> dict[int, str]:
    """Return, for each column of money without a period of its own, the period printed over the block it stands in."""
    over = next(
        (cell for row in table.headings for cell in row.cells if _YEAR.search(cell) and not _MILLIONS.search(cell)), ""
    )
    return {index: over for index in money if not _YEAR.search(table.columns[index])}


def _describe_fund(heading: str, block: str) -> dict[str, str]:
    printed = heading.rsplit(" / ", maxsplit=1)[-1]
    fund, slug = next(((fund, slug) for pattern, fund, slug in _FUNDS if pattern.search(printed)), ("fund-all", ""))
    own = _YEAR.search(printed)
    year = own or _YEAR.search(block)
    period = f"{year['start']}-{year['end'][-2:]}" if year else "disputed"
    stated = _MILLIONS.sub("", printed).strip() if own else block or printed
    column = {
        "heading": printed,
        "slug": (slug or to_slug(printed)) + (f"-{period}" if own else ""),
        "fund": fund,
        "stated_period": stated,
        "period": period,
    }
    return column | ({"is_total": "yes"} if slug == "total" else {})


def split_number(title: str) -> tuple[str, str]:
    """Return the number before a row's title, "" where there is none, and the title."""
    match = _NUMBERED.fullmatch(title)
    return (match["number"], match["title"]) if match else ("", title)


def is_total(title: str) -> bool:
    """Say whether a row's title is that of a row of sums."""
    return _TOTAL.fullmatch(title) is not None
