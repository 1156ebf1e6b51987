"""What changed between two releases, thing by thing and in terms that a page can say in words.

Their dumps are read side by side, and neither is loaded: only the quads that differ are kept, and then the few that
name what they speak of. What is inferred is left out, since it follows from the rest, and so are passages, which facts
name. What is recorded of a link (its basis and reason) is told as a change of the link's subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.changed_things import Side, drop_known_triples, read_side
from graph.comparison import read_differences
from graph.namespaces import find_namespace
from graph.release import Release

_GT, _RDF, _RDFS, _OA = (find_namespace(prefix) for prefix in ("gt", "rdf", "rdfs", "oa"))
_TYPE = _RDF["type"]
_PREFERRED = find_namespace("skos")["prefLabel"].value
_TOLD_OF_LINKS = (_RDFS["comment"], _GT["basis"])
_INFERRED = "/inferred/"
_ORDER = ("added", "removed", "changed")


@dataclass(frozen=True)
class ChangedValue:
    """A value of a fact: its words, empty where it has none, and its address where it is a node."""

    text: str
    iri: str | None = None


@dataclass(frozen=True)
class FactChange:
    """A property of a thing whose values are not what they were: those that went and those that came."""

    property: str
    label: str
    before: tuple[ChangedValue, ...]
    after: tuple[ChangedValue, ...]


@dataclass(frozen=True)
class ThingChange:
    """A thing that was ``added``, ``removed`` or ``changed``; ``classes`` are the addresses of what it is, or was.

    ``about`` are the nodes that the change concerns: the thing itself, what its changed facts lead to, and whatever has
    it in its thread, before or after.
    """

    iri: str
    label: str
    classes: tuple[str, ...]
    how: str
    facts: tuple[FactChange, ...]
    about: frozenset[str]


def find_changes(older: Release, newer: Release) -> tuple[ThingChange, ...]:
    """Return what changed from one release to another: things added, then removed, then changed, each by name."""
    lines: tuple[list[bytes], list[bytes]] = ([], [])
    for is_added, line in read_differences(older, newer):
        lines[is_added].append(line)
    kept = (drop_known_triples(lines[0], newer), drop_known_triples(lines[1], older))
    quads = tuple(tuple(_read_told(each)) for each in kept)
    spoken_of = {iri for side in quads for quad in side for iri in _list_nodes(quad)}
    before, after = read_side(older, spoken_of), read_side(newer, spoken_of)
    things = _gather(quads, (before, after))
    made = (_make_thing(iri, own, before, after) for iri, own in things.items())
    return tuple(sorted(filter(_is_told, made), key=lambda each: (_ORDER.index(each.how), each.label, each.iri)))


def _is_told(thing: ThingChange) -> bool:
    is_passage = _OA["SpecificResource"].value in thing.classes
    return not is_passage and (bool(thing.facts) or thing.how != "changed")


def _read_told(lines: Iterable[bytes]) -> Iterator[Quad]:
    for quad in parse(b"".join(lines), format=RdfFormat.N_QUADS):
        if isinstance(quad.graph_name, NamedNode) and _INFERRED not in quad.graph_name.value:
            yield quad


def _list_nodes(quad: Quad) -> Iterator[str]:
    return (term.value for term in (quad.subject, quad.predicate, quad.object) if isinstance(term, NamedNode))


def _get_subject(quad: Quad) -> str:
    """Return the address of what a quad speaks of; no blank node enters a release."""
    return quad.subject.value if isinstance(quad.subject, NamedNode) else ""


_Quads = tuple[list[Quad], list[Quad]]


def _gather(quads: tuple[tuple[Quad, ...], ...], sides: tuple[Side, Side]) -> dict[str, _Quads]:
    """Return the removed and added quads of each thing; those of the record of a link go to the link's subject."""
    things: dict[str, _Quads] = {}
    for place, side in enumerate(sides):
        for quad in quads[place]:
            iri = side.find_link_subject(_get_subject(quad)) or _get_subject(quad)
            things.setdefault(iri, ([], []))[place].append(quad)
    return things


def _make_thing(iri: str, quads: _Quads, before: Side, after: Side) -> ThingChange:
    was, is_now = bool(before.find(iri, _TYPE)), bool(after.find(iri, _TYPE))
    how = "changed" if was == is_now else "added" if is_now else "removed"
    side = before if how == "removed" else after
    ends = {term for of_side in quads for quad in of_side if quad.predicate != _TYPE for term in _list_nodes(quad)}
    above = {each for own in (before, after) for each in (*own.find_above(iri), *own.find_subjects(iri))}
    return ThingChange(
        iri=iri,
        label=side.name(iri),
        classes=tuple(sorted(side.find(iri, _TYPE))),
        how=how,
        facts=_list_facts(quads, (before, after)) if how == "changed" else (),
        about=frozenset({iri, *ends, *above}),
    )


def _list_facts(quads: _Quads, sides: tuple[Side, Side]) -> tuple[FactChange, ...]:
    values: dict[str, tuple[list[ChangedValue], list[ChangedValue]]] = {}
    for place, side in enumerate(sides):
        for quad in quads[place]:
            if side.find_link_subject(_get_subject(quad)) is None or quad.predicate in _TOLD_OF_LINKS:
                values.setdefault(quad.predicate.value, ([], []))[place].append(_make_value(quad.object, side))
    if _PREFERRED in values:
        values.pop(_RDFS["label"].value, None)  # the same words once more
    found = (
        FactChange(name, sides[1].name(name) or sides[0].name(name), _drop(old, new), _drop(new, old))
        for name, (old, new) in sorted(values.items())
    )
    return tuple(each for each in found if each.before or each.after)


def _drop(values: list[ChangedValue], others: list[ChangedValue]) -> tuple[ChangedValue, ...]:
    """Return each value once, without those that the other side has too: another document says the same."""
    return tuple(value for value in dict.fromkeys(values) if value not in others)


def _make_value(term: object, side: Side) -> ChangedValue:
    if isinstance(term, NamedNode):
        return ChangedValue(side.name(term.value), term.value)
    return ChangedValue(term.value if isinstance(term, Literal) else "")
