"""What every page has round its content: the ways to the main pages, the release it shows, and whom to tell of a fault.

The navigation holds few ways, those that answer most questions; the index on the front page holds all of them. A way is
shown when the application answers at its address, so a page enters both by being registered.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, g, request
from werkzeug.exceptions import HTTPException
from werkzeug.urls import iri_to_uri

from graph.settings import Settings
from web.contact import Contact, Report


@dataclass(frozen=True)
class Way:
    """A main page, with a sentence on what is there.

    It holds the addresses that begin with its own or with one of ``prefixes``, and those with a ``part``; where several
    ways do, the part that stands furthest to the right decides.
    """

    text: str
    href: str
    about: str
    prefixes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    is_main: bool = False

    def rank(self, path: str) -> int:
        """Return how closely the page at ``path`` belongs here; -1 when it does not."""
        if any(path == own or path.startswith(f"{own}/") for own in (self.href, *self.prefixes)):
            return len(path)
        return max((path.rfind(part) for part in self.parts), default=-1)


@dataclass(frozen=True)
class WayGroup:
    """Ways that serve the same purpose."""

    heading: str
    ways: tuple[Way, ...]


INDEX: tuple[WayGroup, ...] = (
    WayGroup(
        "What was promised",
        (
            Way("Plans", "/plans", "Each plan with its priorities, outcomes and actions.", (), ("/plan/",), True),
            Way("Timeline", "/timeline", "How the themes moved from one plan to the next."),
            Way("Compare", "/compare", "Two plans or two of their elements, side by side."),
            Way(
                "Topics", "/topics", "One subject, or one protected characteristic, across all plans.", (), ("/topic/",)
            ),
        ),
    ),
    WayGroup(
        "What became of it",
        (
            Way("Measures", "/measures", "Values, targets and trends.", (), ("/measure/", "/observation/"), True),
            Way(
                "Money", "/money", "Spending and funding, by outcome and by fund.", (), ("/budget/", "/funding/"), True
            ),
            Way("Boards", "/boards", "Who answers for what, and to whom they report.", (), ("/org/",), True),
            Way(
                "Duties",
                "/duties",
                "What the law requires, and what discharges it.",
                (),
                ("/duty/", "/legislation/"),
                True,
            ),
            Way("Evidence", "/evidence", "Surveys, engagement and papers.", (), ("/evidence/", "/engagement/")),
            Way("Recommendations", "/recommendations", "From challenge to answer.", (), ("/recommendation/",)),
        ),
    ),
    WayGroup(
        "How far to trust it",
        (
            Way("Gaps", "/gaps", "What each plan leaves open, and what would mend it.", is_main=True),
            Way("Quality", "/quality", "Contradictions and misprints, with both passages.", (), ("/note/",)),
            Way("Documents", "/documents", "Each source with its facts, place by place.", (), ("/document/",)),
            Way("Changes", "/changes", "What changed from one release to the next."),
        ),
    ),
    WayGroup(
        "For researchers",
        (
            Way("Search", "/search", "Everything that has a name, found by words."),
            Way("Questions", "/queries", "Ready questions, each with its answer as a table and a file."),
            Way("SPARQL", "/sparql", "A query of your own to the whole graph."),
            Way("Downloads", "/downloads", "The whole graph as files.", ("/catalog",)),
            Way("Definitions", "/def", "What the words mean, and the code lists.", ("/code",)),
        ),
    ),
)
"""Every main page there is or is to be."""

ALL_PAGES = {"text": "All pages", "href": "/#all-pages", "active": False}


def add_navigation(app: Flask, settings: Settings) -> None:
    """Give every template of ``app`` the navigation, the release, the publisher and the contact."""
    contact = Contact.read(settings.contact)

    def report_problem(title: str, passage: str) -> Report:
        return contact.report(title, iri_to_uri(request.url), _get_release(), passage)

    @app.context_processor
    def provide() -> dict[str, object]:
        index = find_index(app)
        return {
            "navigation": make_navigation(index, request.path),
            "index": index,
            "release": _get_release(),
            "address": iri_to_uri(request.url),
            "licence": settings.licence,
            "publisher": settings.publisher,
            "contact": contact,
            "report_problem": report_problem,
        }


def find_index(app: Flask) -> tuple[WayGroup, ...]:
    """Return the ways at whose addresses ``app`` answers, in groups, none of them empty."""
    groups = (WayGroup(group.heading, tuple(way for way in group.ways if _is_there(app, way))) for group in INDEX)
    return tuple(group for group in groups if group.ways)


def find_way(index: tuple[WayGroup, ...], path: str) -> Way | None:
    """Return the way that the page at ``path`` belongs to most closely, None when it belongs to none."""
    ways = [way for group in index for way in group.ways]
    closest = max(ways, key=lambda way: way.rank(path), default=None)
    return closest if closest is not None and closest.rank(path) >= 0 else None


def make_navigation(index: tuple[WayGroup, ...], path: str) -> list[dict[str, object]]:
    """Return the entries of the navigation for the page at ``path``, at most one of them active."""
    ways = [way for group in index for way in group.ways]
    active = find_way(index, path)
    entries = [{"text": way.text, "href": way.href, "active": way is active} for way in ways if way.is_main]
    return [*entries, ALL_PAGES]


def _is_there(app: Flask, way: Way) -> bool:
    try:
        app.url_map.bind("localhost").match(way.href, "GET")
    except HTTPException:
        return False
    return True


def _get_release() -> str:
    return g.graph.release.id[:12] if "graph" in g else ""
