"""Pages that come close to an address at which there is nothing."""

from __future__ import annotations

import re

from graph.search import list_hits
from graph.word_index import to_plain
from web.live import ServedGraph
from web.parts import Link

MOST = 6
_WORD = re.compile(r"[a-z]{4,}", re.IGNORECASE)


def find_suggestions(graph: ServedGraph, iri: str) -> tuple[Link, ...]:
    """Return the page that a path without its authority means, the pages above, and those named by its last words."""
    above = _find_above(graph, iri)
    words = _WORD.findall(iri.rsplit("/", 1)[-1])
    hits = list_hits(graph.words.search(" ".join(words), most=MOST))
    named = tuple(Link(to_plain(hit.label), graph.site.to_page(hit.node)) for hit in hits)
    return tuple(dict.fromkeys((*above, *named)))[:MOST]


def _find_above(graph: ServedGraph, iri: str) -> tuple[Link, ...]:
    path = graph.site.find_path(iri)
    if path is None:
        return ()
    parts = path.split("/")
    lengths = range(len(parts) - 1, 1, -1)
    home = graph.site.authority
    addresses = [graph.site.to_iri(f"{home}/{path}"), *(graph.site.to_iri("/".join(parts[:each])) for each in lengths)]
    found = graph.tracer.read_items(addresses)
    return tuple(Link(found[each].label, graph.site.to_page(each)) for each in addresses if each in found)
