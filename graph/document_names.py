"""What documents are called where they are cited: by kind and date, such as "Cabinet report, 29 November 2023"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from pyoxigraph import Literal

from graph.namespaces import expand
from graph.queries import QueryLibrary
from graph.store import Store, Term
from graph.terms import to_iri, to_optional_text, to_text


def read_document_names(store: Store, library: QueryLibrary) -> dict[str, str]:
    """Return the name of each document by its address.

    A document with no date, and one that shares its kind and date with another, goes by its title.
    """
    rows = library.get_query("pages/document_names").select(store, {}).to_dicts()
    return _name_apart((to_iri(row["document"]), to_text(row["label"]), _name_by_kind(row)) for row in rows)


def write_date(literal: Literal) -> str:
    """Return a date, a month or a year as people write it: "29 November 2023", "November 2023", "2018"."""
    if literal.datatype.value == expand("xsd:date"):
        day = date.fromisoformat(literal.value[:10])
        return f"{day.day} {day:%B %Y}"
    if literal.datatype.value == expand("xsd:gYearMonth"):
        return f"{date.fromisoformat(f'{literal.value[:7]}-01'):%B %Y}"
    return literal.value


def _name_by_kind(row: Mapping[str, Term | None]) -> str:
    kind, issued = to_optional_text(row["kind"]), row["issued"]
    return f"{kind[:1].upper()}{kind[1:]}, {write_date(issued)}" if kind and isinstance(issued, Literal) else ""


def _name_apart(found: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    documents = list(dict.fromkeys(found))
    uses = Counter(name for _, _, name in documents)
    return {iri: name if name and uses[name] == 1 else title for iri, title, name in documents}
