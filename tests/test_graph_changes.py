from __future__ import annotations

from pathlib import Path

from graph_sample import GRAPH, GT, NODE, PREFIXES, add_priority, write_sample
from pyoxigraph import Literal, NamedNode, Quad

from graph.changes import ThingChange, find_changes

PLAN = f"{NODE}plan/2021"
PRIORITY = f"{NODE}plan/2021/priority/9"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode(f"{PREFIXES['skos']}prefLabel")


def say(subject: str, predicate: NamedNode, value: NamedNode | Literal, graph: str = "plan") -> Quad:
    return Quad(NamedNode(subject), predicate, value, NamedNode(GRAPH + graph))


def name_priority(label: str) -> list[Quad]:
    """Return a priority with its title."""
    return [say(PRIORITY, TYPE, NamedNode(f"{GT}Priority")), say(PRIORITY, LABEL, Literal(label))]


def get_change(changes: tuple[ThingChange, ...], iri: str) -> ThingChange:
    return next(each for each in changes if each.iri == iri)


def test_a_thing_that_came_is_added_and_what_leads_to_it_changed(tmp_path: Path) -> None:
    old, new = write_sample(tmp_path), write_sample(tmp_path, add_priority(9), *name_priority("Clean air"))
    changes = find_changes(old, new)
    added = get_change(changes, PRIORITY)
    assert (added.how, added.label, added.facts) == ("added", "Clean air", ())
    fact = get_change(changes, PLAN).facts[0]
    assert (fact.property, [value.text for value in fact.after], fact.before) == (f"{GT}hasPriority", ["Clean air"], ())


def test_a_thing_that_went_keeps_the_name_that_it_had(tmp_path: Path) -> None:
    old, new = write_sample(tmp_path, *name_priority("Clean air")), write_sample(tmp_path)
    assert [(each.how, each.label) for each in find_changes(old, new)] == [("removed", "Clean air")]


def test_a_title_that_changed_is_told_from_what_to_what(tmp_path: Path) -> None:
    old, new = (write_sample(tmp_path, *name_priority(label)) for label in ("Clean air", "Cleaner air"))
    (change,) = find_changes(old, new)
    (fact,) = change.facts
    assert ([value.text for value in fact.before], [value.text for value in fact.after]) == (
        ["Clean air"],
        ["Cleaner air"],
    )


def test_a_change_concerns_whatever_has_the_thing_in_its_thread(tmp_path: Path) -> None:
    thread = say(PLAN, NamedNode(f"{GT}tracesTo"), NamedNode(PRIORITY), "inferred/stated")
    old, new = (write_sample(tmp_path, thread, *name_priority(label)) for label in ("Clean air", "Cleaner air"))
    assert {PLAN, PRIORITY} <= get_change(find_changes(old, new), PRIORITY).about


def test_what_is_inferred_is_no_change(tmp_path: Path) -> None:
    thread = say(PLAN, NamedNode(f"{GT}tracesTo"), NamedNode(PRIORITY), "inferred/stated")
    old, new = (
        write_sample(tmp_path, *name_priority("Clean air")),
        write_sample(tmp_path, thread, *name_priority("Clean air")),
    )
    assert find_changes(old, new) == ()


def test_a_fact_that_a_second_document_repeats_is_no_change(tmp_path: Path) -> None:
    first = name_priority("Clean air")
    old, new = (
        write_sample(tmp_path, *first),
        write_sample(tmp_path, *first, say(PRIORITY, LABEL, Literal("Clean air"), "review")),
    )
    assert [each.iri for each in find_changes(old, new) if each.how == "changed" and each.facts] == []
