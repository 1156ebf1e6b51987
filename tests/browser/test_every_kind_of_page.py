from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from addresses import MISTAKES, PAGES
from playwright.sync_api import Browser, Page, expect
from visits import NARROW, WIDE, Visitor


def for_each(addresses: dict[str, str]) -> pytest.MarkDecorator:
    """Run a test for each address; all tests of one go to the same process, which opens its page once."""
    return pytest.mark.parametrize(
        "address",
        [pytest.param(address, id=name, marks=pytest.mark.xdist_group(name)) for name, address in addresses.items()],
    )


EVERY = for_each(PAGES | MISTAKES)
GOOD = for_each(PAGES)


@pytest.fixture(scope="module")
def visitor(browser: Browser, server: str, repository: Path) -> Iterator[Visitor]:
    """Somebody who looks at every kind of page."""
    visitor = Visitor(browser, server, repository)
    yield visitor
    visitor.close()


@EVERY
def test_a_page_keeps_to_the_rules_of_wcag_2_2_aa_on_wide_and_narrow_screens(visitor: Visitor, address: str) -> None:
    assert visitor.see(address).broken_rules == {WIDE: [], NARROW: []}


@EVERY
def test_a_page_fits_its_screen_without_moving_sideways(visitor: Visitor, address: str) -> None:
    assert visitor.see(address).find_too_wide() == {}


@EVERY
def test_a_page_without_scripts_keeps_to_the_rules_and_to_its_screen(visitor: Visitor, address: str) -> None:
    seen = visitor.see(address, has_scripts=False)
    assert seen.broken_rules == {WIDE: [], NARROW: []}
    assert seen.find_too_wide() == {}


@GOOD
def test_a_page_gives_the_browser_nothing_to_complain_of_even_from_its_cache(visitor: Visitor, address: str) -> None:
    assert visitor.see(address).complaints == []


@EVERY
def test_a_page_asks_nobody_but_the_service(visitor: Visitor, server: str, address: str) -> None:
    assert [url for url in visitor.see(address).asked if not url.startswith(f"{server}/")] == []


@EVERY
def test_a_page_has_one_heading_of_the_first_level_and_skips_none(visitor: Visitor, address: str) -> None:
    levels = visitor.see(address).levels
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
    expect(page.get_by_role("link", name="Level of household recycling", exact=True)).to_be_hidden()
    summary.press("Enter")
    expect(page.get_by_role("link", name="Level of household recycling", exact=True)).to_be_visible()


def test_on_paper_every_branch_is_whole_and_the_navigation_is_gone(page: Page) -> None:
    page.goto(PAGES["outcome"])
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main pages").get_by_role("link", name="All pages")).to_be_hidden()
    expect(page.get_by_role("link", name="Liveable Streets").first).to_be_visible()
