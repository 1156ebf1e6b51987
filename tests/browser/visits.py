"""A look at each kind of page, once, with everything that the tests of all pages want to know of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

AXE = Path("web/assets/node_modules/axe-core/axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPEN_BRANCHES = "document.querySelectorAll('details').forEach(branch => { branch.open = true; })"
LEVELS = "[...document.querySelectorAll('h1,h2,h3,h4')].map(heading => Number(heading.tagName[1]))"
WIDE, NARROW = 1280, 360
TIMES = 3
"""How often a page with scripts is opened: at the third time all that it needs comes from the browser's cache."""


@dataclass(frozen=True)
class Visit:
    """What was seen: broken rules and the page's width by the width of the screen, complaints, and who was asked."""

    broken_rules: dict[int, list[tuple[str, str, str]]]
    widths: dict[int, int]
    levels: list[int]
    complaints: list[str]
    asked: list[str]

    def find_too_wide(self) -> dict[int, int]:
        """Return the page's width by the width of each screen that it does not fit."""
        return {screen: width for screen, width in self.widths.items() if width > screen}


@dataclass
class Visitor:
    """Opens pages, with scripts or without, each once; later questions are answered from what was seen."""

    browser: Browser
    server: str
    repository: Path
    _seen: dict[tuple[str, bool], Visit] = field(default_factory=dict)

    def see(self, address: str, has_scripts: bool = True) -> Visit:
        """Return what the page at ``address`` looks like."""
        key = (address, has_scripts)
        if key not in self._seen:
            with self._open(has_scripts) as page:
                self._seen[key] = self._look(page, address, TIMES if has_scripts else 1)
        return self._seen[key]

    def close(self) -> None:
        """Leave."""
        for context in (self._with_scripts, self._without_scripts):
            context.close()

    @cached_property
    def _with_scripts(self) -> BrowserContext:
        return self._enter()

    @cached_property
    def _without_scripts(self) -> BrowserContext:
        context = self._enter()
        context.route(lambda url: "/static/" not in url, drop_scripts)
        return context

    def _enter(self) -> BrowserContext:
        context = self.browser.new_context(base_url=self.server)
        context.set_default_timeout(60_000)
        return context

    @contextmanager
    def _open(self, has_scripts: bool) -> Iterator[Page]:
        page = (self._with_scripts if has_scripts else self._without_scripts).new_page()
        yield page
        page.close()

    def _look(self, page: Page, address: str, times: int) -> Visit:
        asked: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("requestfailed", lambda request: complaints.extend(list_failures(request)))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.set_viewport_size({"width": WIDE, "height": 900})
        for _ in range(times):
            page.goto(address, wait_until="load")
        heard = list(complaints)
        page.evaluate(OPEN_BRANCHES)
        page.evaluate((self.repository / AXE).read_text("utf-8"))
        rules, widths = {}, {}
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": 900})
            widths[width] = page.evaluate("document.documentElement.scrollWidth")
            rules[width] = list_broken_rules(page)
        return Visit(rules, widths, page.evaluate(LEVELS), heard, asked)


def list_failures(request: Request) -> list[str]:
    """Return what failed; a request that going on to the next page cut short did not."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.url}: {request.failure}"]


def list_broken_rules(page: Page) -> list[tuple[str, str, str]]:
    """Return each rule of WCAG 2.2 AA that the page breaks, where it does and how."""
    result = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [(each["id"], each["nodes"][0]["html"], each["nodes"][0]["failureSummary"]) for each in result["violations"]]


def drop_scripts(route: Route) -> None:
    """Give a page as it is without its scripts, so that axe, a script itself, can look at it."""
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r"<script.*?</script>", "", answer.text(), flags=re.DOTALL))
