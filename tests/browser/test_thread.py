from __future__ import annotations

import re

import pytest
from addresses import PAGES
from playwright.sync_api import Browser, Locator, Page, expect

OUTCOME = PAGES["thread of an outcome"]
PRIORITY = "/lineage/tower-hamlets/plan/strategic-2021-24/priority/2"


def get_box(page: Page, name: str) -> Locator:
    return page.locator(".gt-picture__box", has=page.locator("a.gt-picture__link", has_text=name)).first


def test_a_box_with_the_focus_lights_its_thread_and_no_other(page: Page) -> None:
    page.goto(OUTCOME)
    get_box(page, "Action 3").locator("a").first.focus()
    for name in ("Strategic Plan 2021-24", "Outcome 6", "Action 3", "National planning policy"):
        expect(get_box(page, name)).to_have_class(re.compile("is-lit"))
    for name in ("Action 2", "Lettings to overcrowded households"):
        expect(get_box(page, name)).not_to_have_class(re.compile("is-lit"))


def test_the_keyboard_goes_from_box_to_box_and_into_a_thread(page: Page) -> None:
    page.goto(OUTCOME)
    get_box(page, "Action 1").locator("a.gt-picture__link").focus()
    page.keyboard.press("Tab")
    expect(get_box(page, "Action 1").locator("a.gt-picture__source")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/lineage/tower-hamlets/.+"))
    expect(page).not_to_have_url(re.compile(f"{OUTCOME}$"))


def test_pointing_at_a_box_lights_its_thread_until_the_pointer_leaves(page: Page) -> None:
    page.goto(OUTCOME)
    get_box(page, "Action 2").hover()
    expect(get_box(page, "Action 2")).to_have_class(re.compile("is-lit"))
    page.get_by_role("heading", level=1).hover()
    expect(page.locator(".is-lit")).to_have_count(0)


def test_words_of_the_picture_stay_inside_their_boxes_in_any_font(page: Page) -> None:
    page.goto(OUTCOME)
    wider = page.evaluate(
        """() => [...document.querySelectorAll('.gt-picture__box')].flatMap(box => {
          const frame = box.querySelector('.gt-picture__frame').getBoundingClientRect();
          return [...box.querySelectorAll('text')].filter(text => {
            const own = text.getBoundingClientRect();
            return own.right > frame.right || own.bottom > frame.bottom + 1;
          }).map(text => text.textContent);
        })"""
    )
    assert wider == []


def test_a_visitor_without_javascript_opens_a_layer_and_follows_a_box(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto(PRIORITY)
    page.get_by_role("link", name="Open actions").click()
    get_box(page, "Liveable Streets").or_(get_box(page, "Action 1")).first.locator("a.gt-picture__link").click()
    expect(page.get_by_role("heading", name="Up: what it serves")).to_be_visible()
    context.close()


def test_the_link_of_a_line_is_copied_and_leads_to_it(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(OUTCOME)
    branch = page.locator("#below ~ div .gt-branch").first
    branch.locator("[data-hop]").first.click()
    expect(branch.get_by_role("status").first).to_have_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    page.goto("/")
    page.goto(link)
    expect(page.locator(":target")).to_be_visible()
    assert link.partition("#")[2] == page.locator(":target").get_attribute("id")


@pytest.mark.parametrize(
    ("name", "begins"),
    [("CSV", b"scope,"), ("Turtle", b"@prefix"), ("JSON-LD", b"["), ("SVG", b"<svg"), ("PNG", b"\x89PNG")],
)
def test_a_thread_is_downloaded_from_its_page(page: Page, name: str, begins: bytes) -> None:
    page.goto(OUTCOME)
    address = page.locator(".gt-formats").get_by_role("link", name=name, exact=True).get_attribute("href")
    answer = page.request.get(str(address))
    assert answer.ok
    assert answer.body().strip().startswith(begins)


def test_a_picture_opened_as_a_file_draws_itself_and_complains_of_nothing(page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.route("**/favicon.ico", lambda route: route.fulfill(body=b""))
    page.goto(f"{OUTCOME}.svg")
    assert page.locator("rect").count() > 30
    assert complaints == []


@pytest.mark.parametrize("path", ["strategic-2021-24/outcome/6", "strategic-2021-24", "partnership-2018-23/priority/a"])
def test_a_sheet_is_one_or_two_pages_of_paper(page: Page, path: str) -> None:
    page.goto(f"/lineage/tower-hamlets/plan/{path}?sheet")
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "12mm")
    paper = page.pdf(format="A4", margin=margin)  # type: ignore[arg-type]  # a plain dict is what Playwright reads
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) in (1, 2)


def test_a_visitor_finds_a_priority_by_words_and_prints_its_thread(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox", name="Search for a priority").fill("afordable homes")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="People live in good quality affordable homes").first.click()
    page.get_by_role("link", name="See the thread alone").click()
    page.get_by_role("link", name="To print").click()
    expect(page.get_by_role("heading", name="Notes: where it is written")).to_be_visible()
