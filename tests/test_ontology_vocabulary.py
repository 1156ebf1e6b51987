"""The vocabulary: every term says what it is, rests on an established one or says why not, and is used as defined."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import DCAT, DCTERMS, FOAF, ORG, OWL, PROV, QB, RDF, RDFS, SH, SKOS, TIME, VANN, VOID, XSD, Graph, URIRef
from rdflib.namespace import DCMITYPE, SDO, DefinedNamespace
from rdflib.term import BNode

from graph.namespaces import PREFIXES
from graph.ontology import ONTOLOGY_FOLDER, list_vocabulary_files

REPOSITORY = ONTOLOGY_FOLDER.parent
GT = PREFIXES["gt"]
FILES = sorted(ONTOLOGY_FOLDER.rglob("*.ttl"))
CLOSED_VOCABULARIES: tuple[type[DefinedNamespace], ...] = (
    DCAT, DCMITYPE, DCTERMS, FOAF, ORG, OWL, PROV, QB, RDF, RDFS, SDO, SH, SKOS, TIME, VANN, VOID, XSD,
)  # fmt: skip
PARENTS = (RDFS.subClassOf, RDFS.subPropertyOf)
MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
TERM_STATUS = URIRef(PREFIXES["vs"] + "term_status")
TERM_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
MAPPING_PREDICATES = {"skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch"}
ORG_LINKS = {
    "org:reportsTo", "org:subOrganizationOf", "org:hasMember", "org:memberOf", "org:originalOrganization",
    "org:resultingOrganization",
}  # fmt: skip
LEGAL_LINKS = {"gt:arisesFrom", "gt:dutyBearer", "gt:hasLegalBasis"}


@cache
def read_vocabulary() -> Graph:
    vocabulary = Graph()
    for path in list_vocabulary_files():
        vocabulary.parse(path)
    return vocabulary


def find_own_terms() -> set[URIRef]:
    kinds = (read_vocabulary().subjects(RDF.type, kind) for kind in TERM_KINDS)
    return {term for terms in kinds for term in terms if isinstance(term, URIRef) and term.startswith(GT)}


@cache
def find_addresses() -> set[str]:
    triples = (triple for path in FILES for triple in Graph().parse(path))
    return {str(term) for triple in triples for term in triple if isinstance(term, URIRef)}


def read_sources() -> dict[Path, str]:
    folders = {"graph": "*.py", "loaders": "*.py", "web": "*.py", "queries": "*.rq"}
    return {path: path.read_text("utf-8") for name, form in folders.items() for path in (REPOSITORY / name).rglob(form)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_holds_the_same_triples_for_two_parsers(path: Path) -> None:
    read_by_oxigraph = len(set(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)))
    assert len(Graph().parse(path, format="turtle")) == read_by_oxigraph > 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_declares_only_prefixes_of_the_table_and_uses_each(path: Path) -> None:
    text = path.read_text("utf-8")
    declared = dict(re.findall(r"^@prefix ([a-z-]+): <([^>]+)> \.$", text, re.MULTILINE))
    body = re.sub(r"^@prefix.*$|^#.*$", "", text, flags=re.MULTILINE)
    assert declared.items() <= PREFIXES.items()
    assert [prefix for prefix in declared if not re.search(rf"(?<![\w-]){prefix}:", body)] == []


def test_every_prefix_of_the_table_is_used_somewhere() -> None:
    sources = [path.read_text("utf-8") for path in FILES if path.name != "prefixes.ttl"] + list(read_sources().values())
    unused = {p for p in PREFIXES if not any(re.search(rf"(?<![\w-]){p}:\w|\"{p}\"", text) for text in sources)}
    assert unused == set()


def test_nothing_that_enters_a_release_is_a_blank_node() -> None:
    assert not [triple for triple in read_vocabulary() if any(isinstance(term, BNode) for term in triple)]


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition, RDFS.isDefinedBy, TERM_STATUS])
def test_every_term_is_described_once(predicate: URIRef) -> None:
    counts = {term: len(list(read_vocabulary().objects(term, predicate))) for term in find_own_terms()}
    assert [term for term, count in counts.items() if count != 1] == []


def test_no_two_terms_share_a_label_and_kind_or_a_definition() -> None:
    vocabulary = read_vocabulary()
    named = [(vocabulary.value(t, RDFS.label), vocabulary.value(t, RDF.type) == OWL.Class) for t in find_own_terms()]
    defined = [vocabulary.value(term, SKOS.definition) for term in find_own_terms()]
    assert len(named) == len(set(named))
    assert len(defined) == len(set(defined))


def rests_on_established_term(term: URIRef, vocabulary: Graph) -> bool:
    if any(vocabulary.objects(term, match) for match in MATCHES if (term, match, None) in vocabulary):
        return True
    parents = {parent for link in PARENTS for parent in vocabulary.transitive_objects(term, link)}
    return any(not str(parent).startswith(GT) for parent in parents)


def test_every_term_rests_on_an_established_one_or_says_why_there_is_none() -> None:
    vocabulary = read_vocabulary()
    notes = vocabulary.subject_objects(SKOS.editorialNote)
    explained = {term for term, note in notes if str(note).startswith("No established term: ")}
    alone = {term for term in find_own_terms() if not rests_on_established_term(term, vocabulary)}
    assert alone - explained == set()


def test_every_gt_address_in_the_ontology_is_defined() -> None:
    defined = {str(subject) for subject in read_vocabulary().subjects()}
    assert sorted(a for a in find_addresses() if a.startswith((GT, PREFIXES["gtc"])) and a not in defined | {GT}) == []


def test_every_gt_term_in_code_and_queries_is_defined() -> None:
    defined = {str(subject).removeprefix(GT) for subject in read_vocabulary().subjects() if str(subject).startswith(GT)}
    uses = re.compile(r"\bGT\[\"(\w+)\"\]|(?<![\w-])gt:(\w+)")
    used = {(path.name, a or b) for path, text in read_sources().items() for a, b in uses.findall(text)}
    assert sorted((path, name) for path, name in used if name not in defined) == []


@pytest.mark.parametrize("vocabulary", CLOSED_VOCABULARIES, ids=lambda vocabulary: vocabulary.__name__)
def test_every_term_taken_from_a_vocabulary_exists_there(vocabulary: type[DefinedNamespace]) -> None:
    base = str(vocabulary)
    taken = {address.removeprefix(base) for address in find_addresses() if address.startswith(base)}
    assert sorted(name for name in taken if name and "#" not in name and URIRef(base + name) not in vocabulary) == []


def test_no_term_has_a_domain_for_levels_are_ruled_by_shapes() -> None:
    assert list(read_vocabulary().triples((None, RDFS.domain, None))) == []


def test_the_header_says_what_another_tool_needs() -> None:
    header = URIRef("https://w3id.org/goldenthread/def")
    wanted = {
        DCTERMS.title, DCTERMS.creator, DCTERMS.license, DCTERMS.issued, OWL.versionIRI, VANN.preferredNamespacePrefix,
        VANN.preferredNamespaceUri,
    }  # fmt: skip
    said = dict(read_vocabulary().predicate_objects(header))
    assert wanted <= said.keys()
    assert str(said[OWL.versionIRI]) == f"{header}/{said[OWL.versionInfo]}"


def test_exactly_hops_names_statuses_mappings_and_links_of_law_and_bodies_need_a_statement() -> None:
    vocabulary = read_vocabulary()
    tops = (URIRef(GT + "structuralHop"), URIRef(GT + "contextHop"))
    hops = {sub for top in tops for sub in vocabulary.transitive_subjects(RDFS.subPropertyOf, top)} - set(tops)
    named = MAPPING_PREDICATES | ORG_LINKS | LEGAL_LINKS | {"skos:altLabel", "gt:status", "gt:readAsPeriod"}
    wanted = {str(hop) for hop in hops} | {PREFIXES[p] + name for p, name in (curie.split(":") for curie in named)}
    assert {str(predicate) for predicate in vocabulary.subjects(URIRef(GT + "needsStatement"))} == wanted


@pytest.mark.parametrize("other", [URIRef(GT + "BudgetLine"), QB.Observation])
def test_a_budget_total_is_disjoint_from_all_that_a_sum_counts(other: URIRef) -> None:
    assert (URIRef(GT + "BudgetTotal"), OWL.disjointWith, other) in read_vocabulary()
