"""What a councillor asks an officer, answered from the front page by typing and clicking, with scripts or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page at the front, of somebody whose browser runs scripts or does not."""
    context = browser.new_context(
        base_url=server, java_script_enabled=request.param, viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def get_main(page: Page) -> Locator:
    """Return what stands on the page itself, without header and footer."""
    return page.get_by_role("main")


def search(page: Page, words: str) -> None:
    """Type words into the search of the front page."""
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("button", name="Search").click()


def expect_heading(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def test_find_a_priority_by_words_that_are_misspelt(page: Page) -> None:
    search(page, "clean and gren borough")
    get_main(page).get_by_role("link", name="People live in a borough that is clean and green").first.click()
    expect_heading(page, "People live in a borough that is clean and green")


def test_follow_an_outcome_to_a_budget_figure_and_its_source(page: Page) -> None:
    search(page, "affordable homes and well-designed neighbourhoods")
    get_main(page).get_by_role("link", name="People live in good quality affordable homes").first.click()
    get_main(page).get_by_role("region", name="Budget, as printed").get_by_role("link", name="14.5", exact=True).click()
    expect(page.locator(".gt-head__figure")).to_contain_text("14.5")
    page.locator(".gt-facts .gt-source").first.click()
    expect_heading(page, "Tower Hamlets Strategic Plan 2021-24")
    place = page.locator(":target")
    expect(place).to_be_visible()
    expect(place).to_contain_text("14.5")


def test_compare_a_priority_with_what_came_after_it_in_the_next_plan(page: Page) -> None:
    search(page, "strong resilient and safe communities")
    get_main(page).get_by_role("link", name="Strong, resilient and safe communities").first.click()
    counterparts = page.get_by_role("region", name="In other plans")
    counterparts.get_by_role("link", name=re.compile("^Compare with")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare")
    for facet in ("Wording", "Measures", "Boards", "Money"):
        expect(get_main(page).get_by_role("heading", name=re.compile(facet)).first).to_be_visible()
    expect(page.get_by_role("heading", name="Strong, resilient and safe communities")).to_be_visible()
    expect(page.locator(".gt-side")).to_have_count(2)


def test_find_who_answers_for_a_duty(page: Page) -> None:
    get_main(page).get_by_role("link", name="What requires it?").click()
    get_main(page).get_by_role("link", name=re.compile("serious.violence", re.IGNORECASE)).first.click()
    expect_heading(page, re.compile("serious violence", re.IGNORECASE))
    expect(get_main(page).get_by_role("link", name="Community Safety Partnership").first).to_be_visible()


def test_list_the_measures_that_got_worse(page: Page) -> None:
    get_main(page).get_by_role("link", name="Which measures got worse?").click()
    page.get_by_label("What became of it").select_option("worsened")
    page.get_by_role("button", name="Narrow").click()
    expect(page.get_by_role("status").first).to_contain_text(re.compile(r"\d+ measures of \d+"))
    rows = get_main(page).locator("tbody tr")
    trends = [row.inner_text() for row in rows.all()]
    assert len(trends) > 5
    assert [text for text in trends if "Worsened" not in text] == []


def test_print_a_thread_on_a_sheet_with_numbered_sources(page: Page) -> None:
    search(page, "clean and green")
    get_main(page).get_by_role("link", name="People live in a borough that is clean and green").first.click()
    get_main(page).get_by_role("link", name="thread alone").click()
    get_main(page).get_by_role("link", name="To print").click()
    expect_heading(page, "clean and green")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main pages")).to_be_hidden()
    notes = page.locator(".gt-sheet__notes li")
    mark = page.locator(".gt-sheet__marks a").first
    expect(mark).to_have_text("Note [1]")
    expect(notes.first).to_contain_text("Outcome 5 / What actions will we take? / 1")
    assert notes.count() > 10
