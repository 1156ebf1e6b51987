"""The addresses of everything in the graph (``ontology.md``, section 5): same input, same address."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from graph.errors import UnknownNodeError

DEFAULT_BASE_IRI = "https://w3id.org/goldenthread/"
LEGISLATION_BASE = "http://www.legislation.gov.uk/id/"
GOVERNMENT_YEAR_BASE = "http://reference.data.gov.uk/id/government-year/"
INTERVAL_BASE = "http://reference.data.gov.uk/id/gregorian-interval/"
STATISTICAL_AREA_BASE = "http://statistics.data.gov.uk/id/statistical-geography/"

_LEGISLATION_PREFIX = "legislation/"
_NOT_IN_SLUG = re.compile(r"[^a-z0-9.]+")
_NOT_IN_PATH = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
_YEAR_PAIR = re.compile(r"(\d{4})-(\d{2})")


def slugify(text: str) -> str:
    """Return ``text`` in lower-case ASCII with every run of other characters, full stops apart, as one hyphen."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_SLUG.sub("-", ascii_text).strip("-.")


def slugify_locator(locator: str) -> str:
    """Return a locator's slug: its parts as slugs, joined by two hyphens."""
    return "--".join(slugify(part) for part in locator.split(" / "))


def mint_government_year(period: str) -> NamedNode:
    """Return the reference.data.gov.uk address of a government year written "2017-18".

    Raises:
        ValueError: when it is not written so.
    """
    match = _YEAR_PAIR.fullmatch(period)
    if match is None or int(match[2]) != (int(match[1]) + 1) % 100:
        raise ValueError(f"{period!r} is not a government year: write it as 2017-18")
    return NamedNode(f"{GOVERNMENT_YEAR_BASE}{match[1]}-{int(match[1]) + 1}")


def mint_government_years(start: str, end: str) -> NamedNode:
    """Return the reference.data.gov.uk address of the government years from April of ``start`` to April of ``end``."""
    return NamedNode(f"{INTERVAL_BASE}{start}-04-01T00:00:00/P{int(end) - int(start)}Y")


def mint_area(code: str) -> NamedNode:
    """Return the address of a statistical area from its ONS code."""
    return NamedNode(STATISTICAL_AREA_BASE + code)


@dataclass(frozen=True)
class Addresses:
    """Mints the addresses of one authority's part of the graph.

    ``base_iri`` ends in a slash; ``authority`` is a slug of ``registers/authorities.yaml``.
    """

    base_iri: str = DEFAULT_BASE_IRI
    authority: str = "tower-hamlets"

    @property
    def node_base(self) -> str:
        """What every node's address of this authority begins with."""
        return f"{self.base_iri}id/{self.authority}/"

    def mint_node(self, path: str) -> NamedNode:
        """Return the address of a node from its path; legislation keeps legislation.gov.uk's."""
        if path.startswith(_LEGISLATION_PREFIX):
            return NamedNode(LEGISLATION_BASE + path.removeprefix(_LEGISLATION_PREFIX))
        return NamedNode(self.node_base + path)

    def mint_passage(self, document: str, locator: str) -> NamedNode:
        """Return the address of the passage at ``locator`` of the document with that slug."""
        return self.mint_node(f"document/{document}/passage/{slugify_locator(locator)}")

    def mint_graph(self, name: str) -> NamedNode:
        """Return the address of a named graph: ``document/{slug}``, ``curated``, ``computed`` or ``inferred/…``."""
        return NamedNode(f"{self.base_iri}graph/{self.authority}/{name}")

    def mint_vocabulary_graph(self) -> NamedNode:
        """Return the address of the graph of terms and code lists, shared by all authorities."""
        return NamedNode(f"{self.base_iri}graph/vocabulary")

    def mint_statement(self, origin: str, triple: Triple, valid: str | None = None) -> NamedNode:
        """Return the address of the statement of ``triple``; ``origin`` is a document's slug or "curated"."""
        return self.mint_node(f"statement/{origin}/{self.hash_triple(triple, valid)}")

    def mint_mapping(self, triple: Triple) -> NamedNode:
        """Return the address of the mapping whose subject, predicate and object ``triple`` holds."""
        return self.mint_node(f"mapping/{self.hash_triple(triple)}")

    def hash_triple(self, triple: Triple, valid: str | None = None) -> str:
        """Return 16 hex digits of the SHA-256 of the triple as N-Triples, base made relative, and its date."""
        text = " ".join(self._to_relative(term) for term in (triple.subject, triple.predicate, triple.object)) + " ."
        if valid is not None:
            text += valid
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def _to_relative(self, term: object) -> str:
        if isinstance(term, NamedNode):
            return f"<{term.value.removeprefix(self.base_iri)}>"
        if isinstance(term, Literal):
            return str(term)
        raise TypeError(f"no blank node or nested triple enters a release: {term}")

    def find_path(self, iri: str) -> str | None:
        """Return the path of a node's address, None when it is no node of this authority nor legislation."""
        if iri.startswith(self.node_base):
            return iri.removeprefix(self.node_base)
        if iri.startswith(LEGISLATION_BASE):
            return _LEGISLATION_PREFIX + iri.removeprefix(LEGISLATION_BASE)
        return None

    def resolve(self, text: str) -> NamedNode:
        """Return the node that an address or a path names, whether or not it exists.

        Raises:
            UnknownNodeError: when the text can be neither.
        """
        text = text.strip()
        if text.startswith(("http://", "https://")):
            path = text
        else:
            path = text.strip("/").removeprefix(f"id/{self.authority}/")
        if not path or _NOT_IN_PATH.search(path):
            raise UnknownNodeError(
                f"{text!r} is neither an address nor a path", "write it as plan/strategic-2021-24/outcome/6"
            )
        return NamedNode(path) if path.startswith("http") else self.mint_node(path)
