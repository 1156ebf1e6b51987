"""Finds the one node that a person means: by its address, by its path or by words of its names."""

from __future__ import annotations

from graph.errors import AmbiguousNodeError, UnknownNodeError
from graph.iris import Addresses
from graph.queries import QueryLibrary
from graph.store import Store
from graph.trace import Tracer
from graph.word_index import Found, Hit, WordIndex, to_plain

_MOST_SHOWN = 20


def find_node(store: Store, library: QueryLibrary, addresses: Addresses, text: str) -> str:
    """Return the address of the node that an address, a path or words name.

    Raises:
        UnknownNodeError: when there is none; it names those that come close.
        AmbiguousNodeError: when words fit several; it lists them.
    """
    node = _find_address(store, library, addresses, text)
    if node is not None:
        return node
    found = WordIndex(store, library).search(text, most=_MOST_SHOWN)
    hits = list_hits(found)
    if found.corrections or found.unknown or found.needs_any or not hits:
        raise UnknownNodeError(
            f"nothing in the graph is called {text!r} or has that address",
            _advise(hits, addresses),
            tuple(addresses.find_path(hit.node) or hit.node for hit in hits[:_MOST_SHOWN]),
        )
    for fitting in (_keep_exact(hits, text), _keep_phrase(hits, text), hits):
        if len(fitting) == 1:
            return fitting[0].node
    raise AmbiguousNodeError(
        "\n".join([f"{found.size} things answer to {text!r}; name one of them by its path:", *_list(hits, addresses)])
        + (f"\n  … and {found.size - _MOST_SHOWN} more: add a word" if found.size > _MOST_SHOWN else "")
    )


def list_hits(found: Found) -> tuple[Hit, ...]:
    """Return the hits of all kinds, in the order of the kinds."""
    return tuple(hit for group in found.groups for hit in group.hits)


def _find_address(store: Store, library: QueryLibrary, addresses: Addresses, text: str) -> str | None:
    if not text.strip() or " " in text.strip():
        return None
    try:
        node = addresses.resolve(text).value
    except UnknownNodeError:
        return None
    return node if node in Tracer(store, library).read_items([node]) else None


def _keep_exact(hits: tuple[Hit, ...], text: str) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if text.strip().casefold() in _list_names(hit))


def _keep_phrase(hits: tuple[Hit, ...], text: str) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if any(text.strip().casefold() in name for name in _list_names(hit)))


def _list_names(hit: Hit) -> tuple[str, ...]:
    return to_plain(hit.label).casefold(), to_plain(hit.name).casefold()


def _advise(hits: tuple[Hit, ...], addresses: Addresses) -> str:
    if not hits:
        return "give a path such as plan/strategic-2021-24/outcome/6, or fewer words"
    return "\n".join(["these come close; name one by its path:", *_list(hits, addresses)])


def _list(hits: tuple[Hit, ...], addresses: Addresses) -> list[str]:
    return [
        f"  {addresses.find_path(hit.node) or hit.node}  {hit.kind.one}: {to_plain(hit.label)}"
        for hit in hits[:_MOST_SHOWN]
    ]
