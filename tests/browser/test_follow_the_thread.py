from __future__ import annotations

from playwright.sync_api import Browser, Page, expect


def follow_to_the_source(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Strategic Plan 2021-24").click()
    structure = page.get_by_role("region", name="Priorities and outcomes")
    structure.get_by_role("link", name="People live in a borough that is clean and green").click()
    page.get_by_role("link", name="12.6", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Net Revenue Budget 2021-22 £m")
    page.locator(".gt-facts .gt-source").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tower Hamlets Strategic Plan 2021-24")


def test_a_visitor_goes_from_the_front_page_to_the_source_of_a_budget_figure(page: Page) -> None:
    follow_to_the_source(page)
    place = page.locator(":target")
    expect(place).to_be_visible()
    expect(place).to_contain_text("12.6")


def test_a_visitor_without_javascript_goes_the_same_way(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    follow_to_the_source(context.new_page())
    context.close()


def test_without_javascript_a_page_has_its_navigation_and_every_branch(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/page/tower-hamlets/plan/strategic-2021-24/outcome/5")
    expect(page.get_by_role("navigation", name="Main pages").get_by_role("link", name="All pages")).to_be_visible()
    closed = page.locator("details:not([open]) > summary", has_text="Strategies and programmes").first
    closed.click()
    expect(page.get_by_role("link", name="Liveable Streets").first).to_be_visible()
    context.close()


def test_a_visitor_asks_a_question_and_gets_a_table(page: Page) -> None:
    page.goto("/queries/evidence/passages_of_node")
    page.get_by_label("Node").fill("plan/strategic-2021-24/outcome/5")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("cell", name="Outcome 5", exact=True)).to_be_visible()


def test_a_visitor_runs_a_query_and_follows_a_result(page: Page) -> None:
    page.goto("/sparql")
    page.get_by_role("button", name="Run").click()
    page.get_by_role("link", name="plan/strategic-2021-24/priority/1").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("People are aspirational")


def test_a_visitor_copies_a_citation(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/page/tower-hamlets/plan/strategic-2021-24/outcome/5")
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").endswith("plan/strategic-2021-24/outcome/5")


def test_a_visitor_opens_and_closes_every_branch(page: Page) -> None:
    page.goto("/page/tower-hamlets/plan/strategic-2021-24/outcome/5")
    page.get_by_role("button", name="Open every branch").click()
    assert page.locator("[data-outline] details:not([open])").count() == 0
    page.get_by_role("button", name="Close every branch").click()
    assert page.locator("[data-outline] details[open]").count() == 0
