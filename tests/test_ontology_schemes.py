"""The code lists: one file each, every code whole, and every code that anything uses in its list."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, URIRef

from graph.namespaces import PREFIXES
from graph.ontology import ONTOLOGY_FOLDER, read_codes
from loaders.records.fields import Basis, TextStatus

REPOSITORY = ONTOLOGY_FOLDER.parent
GTC = PREFIXES["gtc"]
FILES = sorted((ONTOLOGY_FOLDER / "schemes").glob("*.ttl"))
MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)
CODE_FIELDS = re.compile(
    r"""(?:kind|status|unit|fund|flow|classification|holding|change): "?((?:[a-z]+-)[a-z0-9-]+|break)"?(?=[,}\s])"""
)
MAPPED = {
    "unit-percent": "http://qudt.org/vocab/unit/PERCENT",
    "unit-gbp": "http://qudt.org/vocab/unit/CCY_GBP",
    "unit-per-km2": "http://qudt.org/vocab/unit/NUM-PER-KiloM2",
    "break": "http://purl.org/linked-data/sdmx/2009/code#obsStatus-B",
    "status-blank": "http://purl.org/linked-data/sdmx/2009/code#obsStatus-M",
    "evidence-theory-of-change": "https://ontology.commonapproach.org/cids#ImpactModel",
}


@cache
def read_scheme(path: Path) -> Graph:
    return Graph().parse(path)


def find_all_codes() -> set[str]:
    return {code for codes in read_codes().values() for code in codes}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_one_list_named_after_it(path: Path) -> None:
    assert list(read_scheme(path).subjects(RDF.type, SKOS.ConceptScheme)) == [URIRef(f"{GTC}{path.stem}-scheme")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_code_of_a_list_is_whole(path: Path) -> None:
    scheme, graph = URIRef(f"{GTC}{path.stem}-scheme"), read_scheme(path)
    for code in graph.subjects(RDF.type, SKOS.Concept):
        assert all(graph.value(code, p, any=False) for p in (SKOS.prefLabel, SKOS.definition, RDFS.isDefinedBy)), code
        assert str(graph.value(code, SKOS.notation)) == str(code).removeprefix(GTC)
        assert {(code, p, scheme) for p in (SKOS.inScheme, SKOS.topConceptOf)} <= set(graph), code
        assert (scheme, SKOS.hasTopConcept, code) in graph


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_list_says_what_it_is_and_names_no_code_that_it_lacks(path: Path) -> None:
    scheme, graph = URIRef(f"{GTC}{path.stem}-scheme"), read_scheme(path)
    assert graph.value(scheme, SKOS.prefLabel)
    assert graph.value(scheme, SKOS.definition)
    assert set(graph.objects(scheme, SKOS.hasTopConcept)) == set(graph.subjects(RDF.type, SKOS.Concept))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_two_codes_of_a_list_share_a_label_or_a_definition(path: Path) -> None:
    for predicate in (SKOS.prefLabel, SKOS.definition):
        texts = list(read_scheme(path).objects(None, predicate))
        assert len(texts) == len(set(texts))


def test_every_list_is_read_by_the_name_of_its_file() -> None:
    assert list(read_codes()) == [path.stem for path in FILES]


def test_no_code_stands_in_two_lists() -> None:
    assert sum(len(codes) for codes in read_codes().values()) == len(find_all_codes())


@pytest.mark.parametrize(("code", "established"), MAPPED.items())
def test_a_code_is_tied_to_the_established_term(code: str, established: str) -> None:
    graphs = [read_scheme(path) for path in FILES]
    assert any((URIRef(GTC + code), match, URIRef(established)) in graph for graph in graphs for match in MATCHES)


def test_no_code_is_said_to_be_exactly_another_of_ours() -> None:
    matched = [str(target) for path in FILES for match in MATCHES for target in read_scheme(path).objects(None, match)]
    assert [target for target in matched if target.startswith((GTC, PREFIXES["gt"]))] == []


def test_the_fixed_words_of_a_transcript_are_codes_of_their_lists() -> None:
    codes = read_codes()
    assert {f"text-{status}" for status in get_args(TextStatus)} < codes["text"]
    assert {f"basis-{basis}" for basis in get_args(Basis)} < codes["basis"]


def test_every_code_in_the_transcripts_and_registers_is_in_a_list() -> None:
    paths = sorted((REPOSITORY / "loaders").rglob("*.yaml"))
    used = {(path.name, code) for path in paths for code in CODE_FIELDS.findall(path.read_text("utf-8"))}
    assert ("organisations.yaml", "body-council") in used
    assert sorted((path, code) for path, code in used if code not in find_all_codes()) == []


def test_every_code_in_code_and_queries_is_in_a_list() -> None:
    sources = [p for name in ("graph", "loaders", "web", "queries") for p in (REPOSITORY / name).rglob("*.[pr][yq]")]
    uses = re.compile(r"GTC\[\"([a-z0-9-]+)\"\]|to_code\(\"([a-z0-9-]+)\"\)|(?<![\w-])gtc:([a-z0-9-]+)")
    used = {(path.name, *found) for path in sources for found in uses.findall(path.read_text("utf-8"))}
    names = {(path, a or b or c) for path, a, b, c in used}
    known = find_all_codes() | {f"{name}-scheme" for name in read_codes()}
    assert sorted((path, name) for path, name in names if name not in known) == []
