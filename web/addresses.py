"""Which page shows which node: from an address in the graph to one on this site, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from graph.iris import DEFAULT_BASE_IRI, LEGISLATION_BASE, Addresses

VOCABULARY = f"{DEFAULT_BASE_IRI}def"
DEFINITIONS = f"{VOCABULARY}#"
CODES = f"{DEFAULT_BASE_IRI}code/"
_NOT_IN_ADDRESS = re.compile(r"[^\w/:@!$&'()*+,;=.~%#?-]|%(?![0-9A-Fa-f]{2})")
_SAFE = "/:@!$&'()*+,;=-._~"


@dataclass(frozen=True)
class SiteAddresses:
    """``base_iri`` ends in a slash; ``authority`` is the one that paths without an authority mean."""

    base_iri: str
    authority: str

    def to_iri(self, path: str) -> str:
        """Return the address in the graph of ``{authority}/{path of a node}``, whether or not it exists.

        Characters that no address may hold are escaped, so that what a visitor typed names nothing and breaks nothing.
        """
        authority, _, rest = _NOT_IN_ADDRESS.sub(lambda found: quote(found[0]), path.strip("/")).partition("/")
        return Addresses(self.base_iri, authority).mint_node(rest).value

    def find_path(self, iri: str) -> str | None:
        """Return ``{authority}/{path}`` of a node of any authority, None for addresses of others."""
        if iri.startswith(f"{self.base_iri}id/"):
            return iri.removeprefix(f"{self.base_iri}id/")
        if iri.startswith(LEGISLATION_BASE):
            return f"{self.authority}/legislation/{iri.removeprefix(LEGISLATION_BASE)}"
        return None

    def shorten(self, iri: str) -> str | None:
        """Return a node's path as a person would write it, without the authority that paths mean anyway."""
        path = self.find_path(iri)
        return None if path is None else path.removeprefix(f"{self.authority}/")

    def to_page(self, iri: str) -> str:
        """Return where this site shows the node, term or code with that address."""
        path = self.find_path(iri)
        if path is not None:
            return f"/page/{quote(path, safe=_SAFE)}"
        return self._find_document(iri) or f"/page?iri={quote(iri, safe='')}"

    def to_data(self, iri: str, suffix: str) -> str:
        """Return where this site gives a node's triples; ``suffix`` begins with a full stop."""
        path = self.find_path(iri)
        if path is not None:
            return f"/data/{quote(path, safe=_SAFE)}{suffix}"
        document = self._find_document(iri).partition("#")[0]
        return f"{document}{suffix}" if document else f"/data{suffix}?iri={quote(iri, safe='')}"

    def to_id(self, iri: str) -> str:
        """Return where this site answers for a node's permanent address, which for addresses of others is their own."""
        if not iri.startswith(f"{self.base_iri}id/"):
            return self._find_document(iri) or iri
        return f"/id/{quote(iri.removeprefix(f'{self.base_iri}id/'), safe=_SAFE)}"

    def to_lineage(self, iri: str) -> str:
        """Return where this site shows a node's whole thread, empty for addresses of others."""
        path = self.find_path(iri)
        return "" if path is None else f"/lineage/{quote(path, safe=_SAFE)}"

    def to_comparison(self, left: str, right: str) -> str:
        """Return where this site sets two nodes side by side; what is no address of a node stays as it is written."""
        sides = {"left": self.shorten(left) or left, "right": self.shorten(right) or right}
        return f"/compare?{urlencode(sides, safe='/')}"

    def to_changes(self, iri: str) -> str:
        """Return where this site says what changed about a node, empty for addresses of others."""
        path = self.find_path(iri)
        return "" if path is None else f"/changes/{quote(path, safe=_SAFE)}"

    def to_feed(self, iri: str) -> str:
        """Return where the same is found as a feed."""
        path = self.find_path(iri)
        return "" if path is None else f"/feeds/{quote(path, safe=_SAFE)}.atom"

    def _find_document(self, iri: str) -> str:
        """Return where this site answers for an address of a document of its own, empty for any other.

        The vocabulary and its code lists keep their addresses whatever the base of a graph is.
        """
        if iri == VOCABULARY or iri.startswith((DEFINITIONS, f"{VOCABULARY}/")):
            return quote(f"/def{iri.removeprefix(VOCABULARY)}", safe=f"{_SAFE}#")
        if iri.startswith(CODES):
            return f"/code/{quote(iri.removeprefix(CODES), safe=_SAFE)}"
        for part in ("graph/", "release/"):
            if iri.startswith(self.base_iri + part):
                return f"/{part}{quote(iri.removeprefix(self.base_iri + part), safe=_SAFE)}"
        return ""
