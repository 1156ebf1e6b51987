"""The page of money: what is printed of spending and funding, and what may be worked out from it."""

from __future__ import annotations

from dataclasses import dataclass

from web.contexts.tables import Budget
from web.parts import Filter, Link, MadeBy, Reading, Source


@dataclass(frozen=True)
class Picture:
    """A picture of one printed column, or of one table: its address and size, what it shows in words, and its files."""

    id: str
    caption: str
    block: str
    href: str
    width: int
    height: int
    text: str
    files: tuple[Link, ...]


@dataclass(frozen=True)
class PriorityRow:
    """A priority with the sum of its amounts in each column, empty where it has none there."""

    node: Link
    number: str
    sums: tuple[str, ...]


@dataclass(frozen=True)
class PriorityTable:
    """The priorities of a plan against the columns of one table."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[PriorityRow, ...]


@dataclass(frozen=True)
class FundRow:
    """A printed column: the sum of its amounts, how much of it stands in rows of outcomes, and its printed total."""

    flow: str
    column: str
    fund: str
    lines: int
    sum: str
    aligned: str
    not_aligned: str
    total: Link | None


@dataclass(frozen=True)
class LooseRow:
    """An amount in a row that is no outcome."""

    heading: str
    column: str
    cell: Link
    source: Source


@dataclass(frozen=True)
class PlanMoney:
    """The money of one plan; ``charts`` are of columns, ``fund_charts`` and ``maps`` of whole tables or columns."""

    id: str
    plan: Link
    charts: tuple[Picture, ...]
    amounts_made_by: MadeBy
    budget: Budget | None
    priorities: tuple[PriorityTable, ...]
    priorities_made_by: MadeBy
    fund_charts: tuple[Picture, ...]
    funds: tuple[FundRow, ...]
    funds_made_by: MadeBy
    maps: tuple[Picture, ...]


@dataclass(frozen=True)
class NetRow:
    """A row with its two net amounts, which are never added."""

    heading: Link
    number: str
    year: str
    block: str


@dataclass(frozen=True)
class NetColumns:
    """The two net columns beside each other: what each is headed, and what a curator reads the second as."""

    flow: str
    year_column: str
    block_column: str
    block_period: str
    read_as: str
    reading: Reading | None
    rows: tuple[NetRow, ...]


@dataclass(frozen=True)
class SumRow:
    """A printed total held to its lines; ``difference`` is empty, and ``note`` None, where they agree."""

    total: Link
    direction: str
    heading: str
    column: str
    flow: str
    lines: int
    sum: str
    difference: str
    note: Link | None


@dataclass(frozen=True)
class FundingRow:
    """A statement that gives no amount, with what it is about and where it stands."""

    statement: Link
    note: str
    about: tuple[Link, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class MoneyPage:
    """Everything that the documents print of money, narrowed by ``filters``."""

    filters: tuple[Filter, ...]
    is_filtered: bool
    plans: tuple[PlanMoney, ...]
    loose: tuple[LooseRow, ...]
    loose_made_by: MadeBy
    nets: tuple[NetColumns, ...]
    nets_made_by: MadeBy
    failed: tuple[SumRow, ...]
    agreed: tuple[SumRow, ...]
    sums_made_by: MadeBy
    statements: tuple[FundingRow, ...]
    statements_made_by: MadeBy
