"""The library of named queries as people look through it: by folder, and by words."""

from __future__ import annotations

from graph.queries import NamedQuery, QueryLibrary
from web.contexts.queries import QueryEntry, QueryFolder
from web.parts import Link

INTERNAL = ("check", "infer", "pages", "store")
"""Folders of queries that the service asks itself, and nobody else has a use for."""

EVERYBODY = "Everybody"

HEADINGS = {
    "lineage": "The thread",
    "compare": "Across generations",
    "money": "Money",
    "measures": "Measures",
    "governance": "Boards and recommendations",
    "duties": "Duties",
    "gaps": "Gaps",
    "evidence": "Evidence",
    "search": "Names",
}
"""What a folder is called, in the order of the list; another one is called by its own name, and comes last."""


def list_folders(library: QueryLibrary, words: str = "") -> tuple[QueryFolder, ...]:
    """Return the queries for people that hold every word of ``words``, by folder; no folder is empty."""
    wanted = words.casefold().split()
    by_folder: dict[str, list[QueryEntry]] = {}
    for query in library:
        folder = query.name.partition("/")[0]
        entry = _make_entry(query)
        if folder not in INTERNAL and all(word in entry.words for word in wanted):
            by_folder.setdefault(folder, []).append(entry)
    order = [*(name for name in HEADINGS if name in by_folder), *(name for name in by_folder if name not in HEADINGS)]
    return tuple(QueryFolder(name, HEADINGS.get(name, name.capitalize()), tuple(by_folder[name])) for name in order)


def _make_entry(query: NamedQuery) -> QueryEntry:
    audience = query.audience or EVERYBODY
    names = [query.name.replace("_", " ").replace("/", " "), *(each.name for each in query.parameters)]
    names += [text for column in query.columns for text in (column.name, column.description)]
    words = " ".join([query.title, query.description, audience, *names]).casefold()
    return QueryEntry(Link(query.title, f"/queries/{query.name}"), query.name, query.description, audience, words)
