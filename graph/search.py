"""Finds nodes by words of their names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.errors import AmbiguousNodeError, UnknownNodeError
from graph.iris import Addresses
from graph.queries import QueryLibrary
from graph.store import Store
from graph.terms import to_iri, to_text
from graph.trace import Tracer

_WORD = re.compile(r"[^\W_]+")
_KIND_ORDER = ("Plan", "Priority", "Outcome", "Vision", "Aim", "Action", "Measure")


@dataclass(frozen=True)
class Hit:
    """A node whose name holds the words: ``text`` is the form that does, ``kind`` the last part of its class."""

    node: str
    label: str
    text: str
    kind: str


_MOST_SHOWN = 20


def find_node(store: Store, library: QueryLibrary, addresses: Addresses, text: str) -> str:
    """Return the address of the node that an address, a path or words name.

    Raises:
        UnknownNodeError: when there is none.
        AmbiguousNodeError: when words fit several; it lists them.
    """
    node = _find_address(store, library, addresses, text)
    if node is not None:
        return node
    hits = find_by_words(store, library, text)
    if not hits:
        raise UnknownNodeError(
            f"nothing in the graph is called {text!r} or has that address",
            "give a path such as plan/strategic-2021-24/outcome/6, or fewer words",
        )
    exact = [hit for hit in hits if text.casefold() in {hit.label.casefold(), hit.text.casefold()}]
    if len(hits) == 1 or len(exact) == 1:
        return (exact or hits)[0].node
    raise AmbiguousNodeError(_list_hits(text, hits, addresses))


def _find_address(store: Store, library: QueryLibrary, addresses: Addresses, text: str) -> str | None:
    if not text.strip() or " " in text.strip():
        return None
    try:
        node = addresses.resolve(text).value
    except UnknownNodeError:
        return None
    return node if node in Tracer(store, library).read_items([node]) else None


def _list_hits(text: str, hits: tuple[Hit, ...], addresses: Addresses) -> str:
    lines = [f"{len(hits)} things answer to {text!r}; name one of them by its path:"]
    lines += [f"  {addresses.find_path(hit.node) or hit.node}  {hit.kind}: {hit.label}" for hit in hits[:_MOST_SHOWN]]
    if len(hits) > _MOST_SHOWN:
        lines.append(f"  … and {len(hits) - _MOST_SHOWN} more: add a word")
    return "\n".join(lines)


def find_by_words(store: Store, library: QueryLibrary, text: str, most: int = 50) -> tuple[Hit, ...]:
    """Return the nodes that hold every word of ``text``, plans and priorities first; empty when there is none."""
    words = tuple(dict.fromkeys(match.lower() for match in _WORD.findall(text)))
    if not words:
        return ()
    hits: dict[str, Hit] = {}
    for row in library.get_query("search/by_words").select(store, {"word": words}).to_dicts():
        if int(to_text(row["matches"])) == len(words):
            hit = Hit(to_iri(row["node"]), to_text(row["label"]), to_text(row["text"]), _to_kind(to_iri(row["class"])))
            hits.setdefault(hit.node, hit)
    return tuple(sorted(hits.values(), key=lambda hit: (_rank(hit.kind), hit.node))[:most])


def _to_kind(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]


def _rank(kind: str) -> int:
    return _KIND_ORDER.index(kind) if kind in _KIND_ORDER else len(_KIND_ORDER)
