"""Which authority a graph is of: the one that paths without an authority, such as ``plan/…``, mean."""

from __future__ import annotations

from collections import Counter

from graph.iris import Addresses
from graph.queries import QueryLibrary
from graph.store import Store
from graph.terms import to_iri


def find_home_authority(store: Store, library: QueryLibrary, base_iri: str) -> str:
    """Return the slug of the authority with the most plans, the first by name where several have as many.

    A graph without plans has the authority that addresses have by default.
    """
    rows = library.get_query("pages/authorities").select(store, {}).to_dicts()
    plans = {to_iri(row["plan"]) for row in rows}
    start = f"{base_iri}id/"
    counts = Counter(plan.removeprefix(start).partition("/")[0] for plan in plans if plan.startswith(start))
    return min(counts, key=lambda slug: (-counts[slug], slug), default=Addresses(base_iri).authority)
