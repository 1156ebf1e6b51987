"""Anytown, the small authority under ``data/anytown``: its facts, and copies of it to break."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from graph.iris import Addresses
from graph.namespaces import compact, expand
from graph.queries import QueryLibrary
from graph.settings import read_settings
from loaders.build import Built, build, read_inputs
from loaders.triples.curated import write_curated
from loaders.triples.documents import write_document
from loaders.triples.naming import choose_names
from loaders.triples.writer import Register

ANYTOWN = Path(__file__).parent / "data" / "anytown"
ADDRESSES = Addresses(authority="anytown")
PLAN = "transcripts/together-plan-2022-25.yaml"
REPORT = "transcripts/cabinet-report-2020.yaml"
CROSSWALK = "crosswalks/partnership-2019-22--together-2022-25.sssom.tsv"


def copy_anytown(folder: Path, old: str = "", new: str = "", file: str = PLAN) -> Path:
    """Copy Anytown into ``folder``, replacing the first ``old`` of a file by ``new``; return the copy."""
    copy = folder / "anytown"
    shutil.copytree(ANYTOWN, copy)
    if old:
        text = (copy / file).read_text("utf-8")
        assert old in text, f"{old!r} is not in {file}"
        (copy / file).write_text(text.replace(old, new, 1), "utf-8")
    return copy


def build_into(data: Path, *folders: Path) -> Built:
    """Build folders of authorities into a data folder."""
    settings = replace(read_settings({}), data=data)
    inputs = [read_inputs(folder) for folder in folders]
    return build(settings, inputs, QueryLibrary.read(), report=lambda _: None)


def write_facts(folder: Path = ANYTOWN) -> Iterator[Quad]:
    """Yield every fact of an authority's folder, before anything is inferred."""
    inputs = read_inputs(folder)
    names = choose_names(inputs.registers.labels(), [loaded.transcript for loaded in inputs.transcripts])
    register = Register(names)
    for loaded in inputs.transcripts:
        yield from write_document(loaded, ADDRESSES, register, inputs.registers)
    yield from write_curated(inputs.registers, inputs.crosswalks, ADDRESSES, register)
    register.require_described()


@cache
def read_facts() -> tuple[Quad, ...]:
    """Return every fact of Anytown."""
    return tuple(write_facts())


def show(term: object) -> str:
    """Write a term briefly: a node as its path, another address with its prefix, a literal as its text."""
    if isinstance(term, NamedNode):
        return ADDRESSES.find_path(term.value) or compact(term.value)
    assert isinstance(term, Literal)
    return term.value


def describe(path: str, quads: Iterable[Quad] | None = None) -> dict[str, set[str]]:
    """Return what is said of a node: compact predicate to the values, written briefly."""
    node = ADDRESSES.mint_node(path)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for quad in read_facts() if quads is None else quads:
        if quad.subject == node:
            found[show(quad.predicate)].add(show(quad.object))
    return found


def find_statement(subject: str, predicate: str, value: str) -> dict[str, set[str]]:
    """Return what is said of the one statement of a link between two nodes; ``predicate`` is compact."""
    has_subject, node = NamedNode(expand("rdf:subject")), ADDRESSES.mint_node(subject)
    paths = [show(quad.subject) for quad in read_facts() if quad.predicate == has_subject and quad.object == node]
    statements = [describe(path) for path in paths]
    found = [facts for facts in statements if facts["rdf:predicate"] == {predicate} and facts["rdf:object"] == {value}]
    assert len(found) == 1, f"{len(found)} statements of {subject} {predicate} {value}"
    return found[0]
