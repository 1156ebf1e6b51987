"""The pages and feeds of what changed from one release to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from web.parts import Count, Link, Value


@dataclass(frozen=True)
class ChangedFact:
    """A property whose values are not what they were."""

    label: str
    before: tuple[Value, ...]
    after: tuple[Value, ...]


@dataclass(frozen=True)
class ChangedThing:
    """A thing that came, went or changed; it leads to its page where there still is one."""

    node: Value
    kind: str
    facts: tuple[ChangedFact, ...]


@dataclass(frozen=True)
class ChangeGroup:
    """The things that changed in one way; ``more`` is how many further ones are not shown."""

    heading: str
    things: tuple[ChangedThing, ...]
    more: int


@dataclass(frozen=True)
class ReleaseEntry:
    """One release with what changed from the one before it; ``id`` never changes, ``counts`` say how much."""

    id: str
    anchor: str
    name: str
    older: str
    written_at: datetime
    counts: tuple[Count, ...]
    groups: tuple[ChangeGroup, ...]


@dataclass(frozen=True)
class ChangesPage:
    """What changed, the newest release first; ``about`` is the node that the page keeps to, None for everything.

    ``releases`` is how many there are to compare, ``written_at`` when the one that is served was written.
    """

    about: Link | None
    crumbs: tuple[Link, ...]
    feed_href: str
    releases: int
    served: str
    written_at: datetime
    entries: tuple[ReleaseEntry, ...]


@dataclass(frozen=True)
class Feed:
    """An Atom feed (RFC 4287); every address is absolute."""

    id: str
    title: str
    self_href: str
    page_href: str
    site_href: str
    author: str
    updated: datetime
    entries: tuple[ReleaseEntry, ...]
