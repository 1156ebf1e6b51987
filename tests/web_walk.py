"""A walk over the whole site from its front page, in process, as one who follows every link.

There are thousands of addresses of some kinds. Of each kind the first few are opened and their links followed; of the
others it is checked that the node which they name is in the graph (``test_web_crawl`` opens the page of every node).
"""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from flask.testing import FlaskClient
from web_site import BROWSER

LINK = re.compile(r'<(?:a|link|img|script)\b[^>]*?\s(?:href|src)="([^"]*)"|<form\b[^>]*?\saction="([^"#]*)')
"""Where links and forms lead; which part of a page a form leads to depends on what is filled in."""

ID = re.compile(r'\sid="([^"]+)"')
BY_NODE = ("page", "data", "id", "lineage", "changes", "feeds", "code", "graph")
"""First parts of addresses that name a node; the rest of the address is the node's path, and perhaps a form."""

FORMS = re.compile(r"\.(?:ttl|nt|rdf|jsonld|atom|svg|png|csv|json|html)$")


@dataclass
class Page:
    """What an address answered: its status, the ids that links may point to, and whether it is a page at all."""

    status: int
    is_html: bool
    ids: frozenset[str]


@dataclass
class Walk:
    """Everything that a walk met: pages by address, where each link stood, and what was not opened."""

    client: FlaskClient
    most_of_a_kind: int
    pages: dict[str, Page] = field(default_factory=dict)
    found_on: dict[str, str] = field(default_factory=dict)
    fragments: dict[tuple[str, str], str] = field(default_factory=dict)
    passed_by: set[str] = field(default_factory=set)

    def follow(self, start: str) -> None:
        """Open the page at ``start`` and whatever it leads to."""
        kinds: Counter[tuple[str, ...]] = Counter()
        waiting = deque([start])
        self.found_on[start] = ""
        while waiting:
            address = waiting.popleft()
            kind = find_kind(address)
            kinds[kind] += 1
            if kinds[kind] > self.most_of_a_kind:
                self.passed_by.add(address)
                continue
            for target in self.open(address):
                if target not in self.found_on:
                    self.found_on[target] = address
                    waiting.append(target)

    def open(self, address: str) -> list[str]:
        """Fetch an address, keep what it answered, and return where its links lead on this site."""
        answer = self.client.get(address, headers={"Accept": BROWSER})
        with answer:
            is_html = answer.mimetype == "text/html"
            text = answer.text if is_html else ""
        self.pages[address] = Page(answer.status_code, is_html, frozenset(map(unescape, ID.findall(text))))
        hrefs = (unescape(href or action) for href, action in LINK.findall(text))
        return [target for href in hrefs if (target := self._note(address, href))]

    def _note(self, address: str, href: str) -> str:
        target, _, fragment = urljoin(f"http://localhost{address}", href).partition("#")
        if not target.startswith("http://localhost/"):
            return ""
        target = target.removeprefix("http://localhost")
        if fragment:
            self.fragments.setdefault((target, unquote(fragment)), address)
        return target


def find_kind(address: str) -> tuple[str, ...]:
    """Return what sort of address it is: page, sort of the node that it names, form, names of its fields."""
    parts = urlsplit(address)
    first, _, rest = parts.path.strip("/").partition("/")
    fields = tuple(sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}))
    form = FORMS.search(parts.path)
    suffix = form[0] if form else ""
    if first in BY_NODE and rest:
        return (first, suffix, *fields) if suffix else (first, *find_sort(rest), *fields)
    if first == "sparql":
        title = re.search(r"#\+ title: (.*)|^\s*$", dict(parse_qsl(parts.query)).get("query", ""))
        return (first, title[0] if title else "", *fields)
    return (parts.path, *fields)


def find_sort(path: str) -> tuple[str, ...]:
    """Return the sort of a node from its path: what stands before names and numbers, ``plan, priority`` in a plan."""
    steps = path.split("/")[1:]
    return (
        tuple(steps[place] for place in range(0, len(steps), 2) if place < 3)
        if steps[:1] == ["plan"]
        else tuple(steps[:1])
    )


def find_node_path(address: str) -> str:
    """Return the path of the node that an address names, without its form; empty where it names none."""
    first, _, rest = urlsplit(address).path.strip("/").partition("/")
    return unquote(FORMS.sub("", rest)) if first in BY_NODE else ""
