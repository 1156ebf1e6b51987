"""What every page has round its content: the ways to the main pages, and which release it shows."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, g, request

from graph.settings import Settings


@dataclass(frozen=True)
class Way:
    """An entry of the navigation; an address belongs to it that begins with one of ``prefixes`` or holds ``part``."""

    text: str
    href: str
    prefixes: tuple[str, ...]
    part: str = ""

    def holds(self, path: str) -> bool:
        """Return whether the page at ``path`` belongs here."""
        return path.startswith(self.prefixes) or bool(self.part and self.part in path)


WAYS: tuple[Way, ...] = (
    Way("Plans", "/plans", ("/plans",), "/plan/"),
    Way("Questions", "/queries", ("/queries",)),
    Way("SPARQL", "/sparql", ("/sparql",)),
    Way("Definitions", "/def", ("/def", "/code")),
)


def add_navigation(app: Flask, settings: Settings) -> None:
    """Give every template of ``app`` the navigation and the release."""

    @app.context_processor
    def provide() -> dict[str, object]:
        ways = [{"text": way.text, "href": way.href, "active": way.holds(request.path)} for way in WAYS]
        release = g.graph.release.id[:12] if "graph" in g else ""
        return {"navigation": ways, "release": release, "licence": settings.licence, "publisher": settings.publisher}
