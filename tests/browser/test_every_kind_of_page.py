from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from addresses import MISTAKES, PAGES
from playwright.sync_api import Page, expect

AXE = Path("web/assets/node_modules/axe-core/axe.min.js")
OPEN_BRANCHES = "document.querySelectorAll('details').forEach(branch => { branch.open = true; })"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EVERY = pytest.mark.parametrize("address", (PAGES | MISTAKES).values(), ids=(PAGES | MISTAKES).keys())


@EVERY
@pytest.mark.parametrize("width", [1280, 360])
def test_a_page_keeps_to_the_rules_of_wcag_2_2_aa(page: Page, repository: Path, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.evaluate(OPEN_BRANCHES)
    page.evaluate((repository / AXE).read_text("utf-8"))
    result = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    found = [
        (each["id"], each["nodes"][0]["html"], each["nodes"][0]["failureSummary"]) for each in result["violations"]
    ]
    assert found == []


@EVERY
def test_a_page_fits_a_narrow_screen_without_moving_sideways(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    page.evaluate(OPEN_BRANCHES)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_a_page_asks_nobody_else_and_gives_the_browser_nothing_to_complain_of(
    page: Page, server: str, address: str
) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address, wait_until="load")
    assert complaints == []
    assert [url for url in asked if not url.startswith(f"{server}/")] == []


@EVERY
def test_a_page_has_one_heading_of_the_first_level_and_skips_none(page: Page, address: str) -> None:
    page.goto(address)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(heading => Number(heading.tagName[1]))")
    assert levels.count(1) == 1
    main = levels[levels.index(1) :]
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(main))


def test_the_first_tab_leads_past_the_navigation(page: Page) -> None:
    page.goto("/plans")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()


def test_the_menu_of_a_narrow_screen_works_by_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/plans")
    menu = page.get_by_role("button", name="Menu")
    menu.press("Enter")
    expect(page.get_by_role("navigation", name="Main pages").get_by_role("link", name="All pages")).to_be_visible()
    menu.press("Enter")
    expect(page.get_by_role("navigation", name="Main pages").get_by_role("link", name="All pages")).to_be_hidden()


def test_branches_open_and_close_by_keyboard(page: Page) -> None:
    page.goto(PAGES["outcome"])
    summary = page.locator("summary", has_text="Measures").first
    summary.press("Enter")
    expect(page.get_by_role("link", name="Level of household recycling")).to_be_hidden()
    summary.press("Enter")
    expect(page.get_by_role("link", name="Level of household recycling")).to_be_visible()


def test_on_paper_every_branch_is_whole_and_the_navigation_is_gone(page: Page) -> None:
    page.goto(PAGES["outcome"])
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main pages").get_by_role("link", name="All pages")).to_be_hidden()
    expect(page.get_by_role("link", name="Liveable Streets").first).to_be_visible()
