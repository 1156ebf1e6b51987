from __future__ import annotations

from graph.kinds import KINDS, find_kind
from graph.namespaces import find_namespace

GT, ORG = find_namespace("gt"), find_namespace("org")


def test_a_node_is_of_the_first_kind_that_one_of_its_classes_belongs_to() -> None:
    assert find_kind([GT["LegalBasis"].value, GT["StatutoryDuty"].value]).name == "duty"
    assert find_kind([ORG["Organization"].value, "http://example.org/Thing"]).name == "body"


def test_a_node_of_no_known_class_is_of_the_last_kind() -> None:
    assert find_kind(["http://example.org/Thing"]) == find_kind([]) == KINDS[-1]


def test_no_class_belongs_to_two_kinds() -> None:
    classes = [name for kind in KINDS for name in kind.classes]
    assert len(classes) == len(set(classes))
