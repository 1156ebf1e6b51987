"""What the pages call relations, notes and the properties of foreign vocabularies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from graph.outline import BASES
from web.parts import Basis

RELATIONS: dict[str, str] = {
    "closeMatch": "close to",
    "broadMatch": "part of a wider",
    "narrowMatch": "covers the narrower",
    "relatedMatch": "related to",
}

NOTES: dict[str, str] = {
    "reportsFigure": "prints the figure",
    "setsTarget": "sets the target",
    "hasLegalBasis": "rests on",
    "reportsFundingStatement": "says of money",
    "arisesFrom": "arises from",
    "dutyBearer": "binds",
    "reportsTo": "reports to",
    "subOrganizationOf": "is part of",
    "hasMember": "has the member",
}

TERMS: dict[str, str] = {
    "https://w3id.org/sssom/NoTermFound": "none was found",
    "https://w3id.org/semapv/vocab/ManualMappingCuration": "a person read both and compared them",
    "http://www.w3.org/ns/dqv#qualityAssessment": "to judge the facts",
    **{f"http://www.w3.org/2004/02/skos/core#{name}": words for name, words in RELATIONS.items()},
}
"""Terms of other vocabularies that facts lead to and that no page here describes, in words."""

MISSING: dict[str, str] = {
    "status-blank": "the cell is blank",
    "status-dash": "a dash is printed: no value, and not zero",
    "obsStatus-M": "the document says that it has no value",
}
"""What a cell without a value is, by the last part of its status."""

_PROPERTIES: dict[str, str] = {
    "http://purl.org/dc/terms/type": "Kind",
    "http://purl.org/dc/terms/issued": "Issued",
    "http://purl.org/dc/terms/publisher": "Publisher",
    "http://purl.org/dc/terms/references": "Refers to",
    "http://purl.org/dc/terms/hasPart": "Has part",
    "http://purl.org/dc/terms/isVersionOf": "Belongs to the series",
    "http://purl.org/dc/terms/replaces": "Follows",
    "http://purl.org/dc/terms/temporal": "Years",
    "http://purl.org/dc/terms/subject": "Topic",
    "http://purl.org/dc/terms/description": "Description, in our words",
    "http://purl.org/linked-data/cube#dataSet": "Data set",
    "http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure": "Unit",
    "http://purl.org/linked-data/sdmx/2009/attribute#obsStatus": "Status of the value",
    "http://purl.org/linked-data/sdmx/2009/dimension#refArea": "Area",
    "http://purl.org/linked-data/sdmx/2009/dimension#refPeriod": "Period",
    "http://purl.org/linked-data/sdmx/2009/measure#obsValue": "Value as a number",
    "http://www.w3.org/2004/02/skos/core#prefLabel": "Title",
    "http://www.w3.org/2000/01/rdf-schema#label": "Name",
    "http://www.w3.org/2004/02/skos/core#altLabel": "Other wording",
    "http://www.w3.org/2004/02/skos/core#inScheme": "Stands in",
    "http://www.w3.org/2004/02/skos/core#notation": "Printed number",
    "http://www.w3.org/2004/02/skos/core#note": "Note",
    "http://www.w3.org/2002/07/owl#annotatedProperty": "How the one matches the other",
    "http://www.w3.org/2002/07/owl#annotatedSource": "The one",
    "http://www.w3.org/2002/07/owl#annotatedTarget": "The other",
    "https://w3id.org/sssom/object_source": "Searched in",
    "https://w3id.org/sssom/mapping_justification": "How it was found",
    "https://w3id.org/sssom/confidence": "Confidence, from 0 to 1",
    "http://purl.org/dc/terms/created": "Decided on",
    "http://www.w3.org/2000/01/rdf-schema#comment": "Reason",
    "https://w3id.org/goldenthread/def#curatorRole": "On the word of a",
    "http://www.w3.org/ns/oa#hasTarget": "About",
    "http://www.w3.org/ns/oa#bodyValue": "What is odd",
    "http://www.w3.org/ns/oa#motivatedBy": "Why it was written",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject": "Begins at",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate": "Says",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#object": "Leads to",
    "http://www.w3.org/ns/prov#hadPrimarySource": "Stands at",
    "http://www.w3.org/ns/prov#wasDerivedFrom": "Derived from",
    "http://www.w3.org/ns/prov#wasAttributedTo": "Attributed to",
    "http://www.w3.org/ns/prov#wasAssociatedWith": "Carried out by",
    "https://schema.org/about": "About",
    "https://schema.org/value": "Value as a number",
    "https://schema.org/endDate": "End date",
    "https://schema.org/startDate": "Start date",
}

_INVERSES: dict[str, str] = {
    "http://purl.org/dc/terms/hasPart": "Part of",
    "http://purl.org/dc/terms/publisher": "Published by this",
    "http://purl.org/dc/terms/references": "Referred to by",
    "http://purl.org/dc/terms/replaces": "Followed by",
    "http://purl.org/dc/terms/subject": "On this topic",
    "http://purl.org/linked-data/sdmx/2009/dimension#refArea": "Values of this area",
    "http://purl.org/linked-data/sdmx/2009/dimension#refPeriod": "Values of this period",
    "http://www.w3.org/2004/02/skos/core#inScheme": "Stands in this",
    "http://www.w3.org/ns/org#hasMember": "Has this as a member",
    "http://www.w3.org/ns/org#reportsTo": "Reports to this",
    "http://www.w3.org/ns/org#subOrganizationOf": "Part of this",
    "http://www.w3.org/ns/prov#wasAssociatedWith": "Carried out by this",
    "http://www.w3.org/ns/prov#wasAttributedTo": "Attributed to this",
    "http://www.w3.org/ns/prov#wasDerivedFrom": "Derived from this",
    "https://schema.org/about": "About this",
    "https://w3id.org/goldenthread/def#addressedTo": "Addressed to this",
    "https://w3id.org/goldenthread/def#arisesFrom": "Arises from this",
    "https://w3id.org/goldenthread/def#budgetHeading": "Amounts in this row",
    "https://w3id.org/goldenthread/def#decisionOn": "Decided",
    "https://w3id.org/goldenthread/def#delivers": "Delivered by",
    "https://w3id.org/goldenthread/def#dutyBearer": "Binds this",
    "https://w3id.org/goldenthread/def#hasCoverFact": "On the cover of",
    "https://w3id.org/goldenthread/def#hasLegalBasis": "Rests on this",
    "https://w3id.org/goldenthread/def#ofMeasure": "Trends",
    "https://w3id.org/goldenthread/def#reportsFigure": "Printed by",
    "https://w3id.org/goldenthread/def#reportsFundingStatement": "Said by",
    "https://w3id.org/goldenthread/def#respondsTo": "Responds to this",
    "https://w3id.org/goldenthread/def#setsTarget": "Set by",
    "https://w3id.org/goldenthread/def#targetHolder": "Targets of this",
}
"""Properties read backwards, from the thing that they lead to."""

_WORD_BREAK = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z])[-_]+|[-_]+(?=[A-Za-z])")


def to_basis(code: str) -> Basis:
    """Return a basis from its code's address or last part, such as ``basis-by-layout``."""
    name = code.rsplit("/", 1)[-1]
    return Basis(name.removeprefix("basis-"), BASES.get(name, split_name(name)))


def name_missing(status: str) -> str:
    """Return in words what a cell without a value is; empty for any other status."""
    return MISSING.get(status.rsplit("/", 1)[-1].rsplit("#", 1)[-1], "")


def name_property(iri: str, label: str) -> str:
    """Return a property in words: ours where we have them, else its own label, else its name taken apart."""
    words = _PROPERTIES.get(iri) or label or split_name(iri)
    return words[:1].upper() + words[1:]


def name_inverse(iri: str, label: str) -> str:
    """Return a property in words as the thing that it leads to would say it."""
    return _INVERSES.get(iri) or f"{name_property(iri, label)}: this"


def name_element(kind: str, printed: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Return what to call an element before its number, and the other words that are printed for it, sorted.

    A word printed with a capital heads the element ("Call to action 3"). One without is the word that a sentence has
    for several of them ("areas of focus"), so that it stands beside ours and never before a number.
    """
    words = sorted(set(printed))
    word = next((each for each in words if each[:1].isupper()), kind)
    return word[:1].upper() + word[1:], tuple(each for each in words if each.casefold() != word.casefold())


def split_name(iri: str) -> str:
    """Return the last part of an address as words: ``…#refArea`` is "ref area"."""
    last = unquote(re.split(r"[#/]", iri.rstrip("/"))[-1])
    return _WORD_BREAK.sub(" ", last).strip().lower() or iri
