"""Result terms as plain text, where a query promises which kind of term a column holds."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode


def to_iri(term: object) -> str:
    """Return the address that a term is.

    Raises:
        TypeError: when it is none, which a column of addresses never holds.
    """
    if not isinstance(term, NamedNode):
        raise TypeError(f"an address was expected, not {term!r}")
    return term.value


def to_text(term: object) -> str:
    """Return the text of a literal.

    Raises:
        TypeError: when the term is none.
    """
    if not isinstance(term, Literal):
        raise TypeError(f"a literal was expected, not {term!r}")
    return term.value


def to_optional_iri(term: object) -> str | None:
    """Return the address that a term is, None for an unbound column."""
    return None if term is None else to_iri(term)


def to_optional_text(term: object) -> str | None:
    """Return the text of a literal, None for an unbound column."""
    return None if term is None else to_text(term)
