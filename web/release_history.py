"""The releases that led to the one that is served, each with what changed from the one before it, for pages and feeds.

A release's date is when it was written into this data folder: its facts carry none, since the same input makes the same
release at any time (docs/decisions/0032-dates-of-releases.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from graph.changes import ChangedValue, ThingChange, find_changes
from graph.kinds import KINDS, find_kind
from graph.release import Release
from graph.releases import list_releases, open_release
from web.addresses import CODES
from web.contexts.changes import ChangedFact, ChangedThing, ChangeGroup, ReleaseEntry
from web.kept_releases import get_data_folder
from web.live import ServedGraph
from web.parts import Count, Value
from web.words import name_property, split_name

MOST_RELEASES = 20
"""How far back the history goes, in releases."""

MOST_THINGS = 100
"""How many things of one group an entry shows."""

_HEADINGS = {"added": "Added", "removed": "Removed", "changed": "Changed"}
_OTHER = KINDS[-1]


def list_history(graph: ServedGraph) -> tuple[Release, ...]:
    """Return the releases up to the one that is served, the oldest first: what came after a roll-back is not shown."""
    known = list_releases(get_data_folder())
    names = [each.name for each in known]
    end = names.index(graph.release.name) + 1 if graph.release.name in names else 0
    return known[max(0, end - MOST_RELEASES) : end]


def read_entries(graph: ServedGraph, history: tuple[Release, ...], about: str | None) -> tuple[ReleaseEntry, ...]:
    """Return what changed with each release, the newest first; ``about`` keeps to what concerns one node.

    A release in which nothing changed, or nothing that concerns the node, has no entry.
    """
    entries = []
    for older, newer in pairwise(history):
        things = _find_changes(get_data_folder(), older.name, newer.name)
        own = [each for each in things if about is None or about in each.about]
        if own:
            entries.append(_make_entry(graph, older, newer, own, about))
    return tuple(reversed(entries))


@lru_cache(maxsize=MOST_RELEASES)
def _find_changes(data_folder: Path, older: str, newer: str) -> tuple[ThingChange, ...]:
    """Compare two releases once: neither ever changes."""
    return find_changes(open_release(data_folder, older), open_release(data_folder, newer))


def _make_entry(
    graph: ServedGraph, older: Release, newer: Release, things: list[ThingChange], about: str | None
) -> ReleaseEntry:
    by_way = {how: [each for each in things if each.how == how] for how in _HEADINGS}
    path = graph.site.find_path(about) or about if about else ""
    return ReleaseEntry(
        id=f"{graph.site.base_iri}release/{newer.name}#changes{f'-in-{path}' if path else ''}",
        anchor=f"release-{newer.name[:12]}",
        name=newer.name[:12],
        older=older.name[:12],
        written_at=newer.written_at,
        counts=tuple(Count(len(found), how) for how, found in by_way.items() if found),
        groups=tuple(_make_group(graph, how, found) for how, found in by_way.items() if found),
    )


def _make_group(graph: ServedGraph, how: str, things: list[ThingChange]) -> ChangeGroup:
    ranked = sorted(things, key=lambda each: KINDS.index(find_kind(each.classes)))
    shown = tuple(_make_thing(graph, each) for each in ranked[:MOST_THINGS])
    return ChangeGroup(_HEADINGS[how], shown, len(things) - len(shown))


def _make_thing(graph: ServedGraph, thing: ThingChange) -> ChangedThing:
    text = thing.label or split_name(thing.iri)
    node = Value(text) if thing.how == "removed" else Value(text, graph.site.to_page(thing.iri))
    return ChangedThing(node, _name_kind(thing), tuple(_list_facts(graph, thing)))


def _name_kind(thing: ThingChange) -> str:
    if thing.iri.startswith(CODES):
        return "code"
    kind = find_kind(thing.classes)
    return kind.one if kind != _OTHER else next((split_name(each) for each in thing.classes), "")


def _list_facts(graph: ServedGraph, thing: ThingChange) -> Iterable[ChangedFact]:
    for fact in thing.facts:
        before = tuple(_make_value(graph, each, is_there=False) for each in fact.before)
        after = tuple(_make_value(graph, each, is_there=True) for each in fact.after)
        yield ChangedFact(name_property(fact.property, fact.label), before, after)


def _make_value(graph: ServedGraph, value: ChangedValue, is_there: bool) -> Value:
    if value.iri is None:
        return Value(value.text)
    return Value(value.text or split_name(value.iri), graph.site.to_page(value.iri) if is_there else None)
