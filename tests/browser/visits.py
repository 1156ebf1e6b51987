"""A look at each kind of page, once, with everything that the tests of all pages want to know of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, Route

AXE = Path("web/assets/node_modules/axe-core/axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPEN_BRANCHES = "document.querySelectorAll('details').forEach(branch => { branch.open = true; })"
RUN_AXE = """async rules => {
    const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
    return found.violations.map(({ id, nodes: [first] }) => [id, first.html, first.failureSummary]);
}"""
"""What axe passes stays in the browser: it is a hundred times as much as what it finds."""

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
    _asked: list[str] = field(default_factory=list)
    _complaints: list[str] = field(default_factory=list)

    def see(self, address: str, has_scripts: bool = True) -> Visit:
        """Return what the page at ``address`` looks like."""
        key = (address, has_scripts)
        if key not in self._seen:
            page = self._with_scripts if has_scripts else self._without_scripts
            self._seen[key] = self._look(page, address, TIMES if has_scripts else 1)
        return self._seen[key]

    def close(self) -> None:
        """Leave."""
        for page in (self._with_scripts, self._without_scripts):
            page.context.close()

    @cached_property
    def _with_scripts(self) -> Page:
        return self._enter()

    @cached_property
    def _without_scripts(self) -> Page:
        page = self._enter()
        page.route(lambda url: "/static/" not in url, drop_scripts)
        return page

    def _enter(self) -> Page:
        context = self.browser.new_context(base_url=self.server)
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.on("request", lambda request: self._asked.append(request.url))
        page.on("requestfailed", lambda request: self._complaints.extend(list_failures(request)))
        page.on("console", lambda message: self._complaints.append(message.text))
        page.on("pageerror", lambda error: self._complaints.append(str(error)))
        return page

    def _look(self, page: Page, address: str, times: int) -> Visit:
        page.set_viewport_size({"width": WIDE, "height": 900})
        self._asked.clear()
        self._complaints.clear()
        for _ in range(times):
            page.goto(address, wait_until="load")
        asked, heard = list(self._asked), list(self._complaints)
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
    return [tuple(each) for each in page.evaluate(RUN_AXE, RULES)]


def drop_scripts(route: Route) -> None:
    """Give a page as it is without its scripts, so that axe, a script itself, can look at it."""
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r"<script.*?</script>", "", answer.text(), flags=re.DOTALL))
