"""What belongs to a board, duty, evidence item or recommendation, gathered into groups; and the lists of these."""

from __future__ import annotations

from dataclasses import dataclass

from web.contexts.nodes import NodePage
from web.parts import Basis, Filter, Link, MadeBy, Reading, Source, Value


@dataclass(frozen=True)
class GatheredItem:
    """The other end of a link, or a name as printed; ``details`` say more of it, such as a role or a status."""

    value: Value
    number: str
    details: tuple[Value, ...]
    basis: Basis
    sources: tuple[Source, ...]
    reading: Reading | None


@dataclass(frozen=True)
class GatheredPart:
    """Items of one plan that are linked in the same way; ``plan`` is None for what stands in none."""

    plan: Link | None
    relation: str
    items: tuple[GatheredItem, ...]


@dataclass(frozen=True)
class GatheredGroup:
    """Items of one sort; ``code`` is the sort, ``size`` counts its items."""

    code: str
    heading: str
    size: int
    parts: tuple[GatheredPart, ...]


@dataclass(frozen=True)
class GatheredSection:
    """The groups that one named query made."""

    groups: tuple[GatheredGroup, ...]
    made_by: MadeBy


@dataclass(frozen=True)
class GatheredPage:
    """A node's page with what belongs to it above its facts."""

    node: NodePage
    sections: tuple[GatheredSection, ...]


@dataclass(frozen=True)
class ListLine:
    """A duty, evidence item or recommendation in its list, with its groups by their codes.

    ``kind`` says what sort of thing it is, ``aside`` when or in which set; ``documents`` are where it stands.
    """

    node: Link
    number: str
    kind: str
    aside: str
    groups: dict[str, GatheredGroup]
    documents: tuple[Link, ...] = ()


@dataclass(frozen=True)
class ListSection:
    """The lines under one heading; ``id`` is its anchor, ``text`` says what they have in common."""

    id: str
    heading: str
    text: str
    lines: tuple[ListLine, ...]


@dataclass(frozen=True)
class ListPage:
    """A list in sections, narrowed to ``size`` of ``whole`` lines, with the queries that made it."""

    sections: tuple[ListSection, ...]
    filters: tuple[Filter, ...]
    size: int
    whole: int
    is_filtered: bool
    made_by: tuple[MadeBy, ...]
