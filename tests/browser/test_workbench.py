"""The workbench as a visitor uses it: with the editor, with the keyboard alone, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

AXE = Path("web/assets/node_modules/axe-core/axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
COUNT = "SELECT ?kind (COUNT(*) AS ?number)\n{ ?x a ?kind }\nGROUP BY ?kind"


@pytest.fixture
def plain(browser: Browser, server: str) -> Iterator[Page]:
    """A page of a visitor whose browser runs no script."""
    context = browser.new_context(base_url=server, java_script_enabled=False, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def complaints(page: Page, server: str) -> list[str]:
    """What the browser has to complain of, and what it asks of other hosts."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(server) else found.append(request.url))
    return found


def open_editor(page: Page) -> Locator:
    """Return the input of the editor, empty and focused."""
    page.goto("/sparql")
    expect(page.locator(".yasqe")).to_be_visible()
    editor = page.get_by_role("textbox", name="Query", exact=True)
    editor.focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    return editor


def read_query(page: Page) -> str:
    return page.locator("textarea[name=query]").input_value()


def find_violations(page: Page, repository: Path) -> list[tuple[str, str]]:
    page.evaluate((repository / AXE).read_text("utf-8"))
    result = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [(each["id"], each["nodes"][0]["html"]) for each in result["violations"]]


def read_permalink(page: Page) -> str:
    return page.locator(".gt-permalink").inner_text()


def test_a_visitor_types_a_query_completes_a_term_and_runs_it(page: Page, complaints: list[str]) -> None:
    open_editor(page)
    page.keyboard.type("SELECT * { ?plan a gt:Prior")
    expect(page.get_by_role("option", name="gt:Priority")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type(" }")
    assert read_query(page) == ("PREFIX gt: <https://w3id.org/goldenthread/def#>\nSELECT * { ?plan a gt:Priority }")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("15 rows.")).to_be_visible()
    assert complaints == []


def test_the_list_of_completions_keeps_to_the_rules_of_wcag(page: Page, repository: Path) -> None:
    open_editor(page)
    page.keyboard.type("SELECT * { ?plan gt:has")
    expect(page.get_by_role("listbox", name="Completions")).to_be_visible()
    assert find_violations(page, repository) == []


def test_prefixes_are_completed_from_this_service(page: Page, complaints: list[str]) -> None:
    open_editor(page)
    page.keyboard.type("PREFIX sdmx-mea")
    page.get_by_role("option", name="sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>").click()
    assert read_query(page) == "PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>"
    assert complaints == []


def test_a_word_is_completed_when_the_visitor_asks(page: Page) -> None:
    open_editor(page)
    page.keyboard.type("SELECT * { ?plan a priorit")
    page.keyboard.press("Control+Space")
    page.get_by_role("option", name="gt:Priority").click()
    assert "a gt:Priority" in read_query(page)


def test_tab_indents_and_after_esc_it_leaves_the_editor(page: Page) -> None:
    editor = open_editor(page)
    page.keyboard.press("Tab")
    expect(editor).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Run")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(editor).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    expect(editor).not_to_be_focused()
    expect(page.get_by_text("press Esc, then Tab")).to_be_visible()


def test_the_editor_has_the_name_and_the_note_of_the_plain_field(page: Page) -> None:
    editor = open_editor(page)
    expect(editor).to_have_accessible_description(
        "SELECT, ASK, CONSTRUCT or DESCRIBE Prefixes and terms complete while you type, or at Ctrl and Space. Ctrl and "
        "Enter runs the query. To leave the editor with the keyboard, press Esc, then Tab."
    )


def test_a_mistake_is_said_in_words_while_one_types(page: Page) -> None:
    open_editor(page)
    page.keyboard.type("SELECT * {\n?a ?b ?c ?d }")
    expect(page.get_by_role("status").filter(has_text="Line 2 is not SPARQL yet")).to_be_visible()


def test_the_link_of_an_error_leads_into_the_editor(page: Page) -> None:
    page.goto("/sparql?query=SELECT%20*%20WHER")
    page.locator(".govuk-error-summary a").click()
    expect(page.get_by_role("textbox", name="Query", exact=True)).to_be_focused()


def test_a_very_long_query_runs_too(page: Page) -> None:
    open_editor(page)
    page.evaluate("text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", COUNT + "#" + "x" * 9000)
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("heading", name="Result", exact=True)).to_be_visible()
    assert page.url.endswith("/sparql#result")


def see_a_chart(page: Page) -> None:
    page.goto("/sparql")
    page.get_by_role("button", name="Run").click()
    page.get_by_role("navigation", name="Ways to look at the result").get_by_role("link", name="Chart").click()
    expect(page.get_by_role("img", name="outcomes by label")).to_be_visible()
    page.get_by_label("Names from").select_option("plan")
    page.get_by_role("button", name="Draw again").click()
    expect(page.get_by_role("img", name="outcomes by plan")).to_be_visible()


def follow_the_library(page: Page) -> None:
    page.goto("/sparql")
    page.get_by_role("searchbox", name="Search the questions").fill("costs")
    page.get_by_role("searchbox", name="Search the questions").press("Enter")
    page.get_by_role("link", name="What each outcome costs").click()
    page.get_by_role("combobox", name="Outcome").fill("plan/strategic-2021-24/outcome/6")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("cell", name="HRA £m").first).to_be_visible()
    page.get_by_role("link", name="Change this query in the workbench").click()
    assert "outcome/6>" in read_query(page)
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("cell", name="HRA £m").first).to_be_visible()


def test_a_visitor_looks_at_a_result_as_a_chart(page: Page, complaints: list[str]) -> None:
    see_a_chart(page)
    assert complaints == []


def test_a_visitor_without_javascript_looks_at_a_result_as_a_chart(plain: Page) -> None:
    see_a_chart(plain)


def test_a_visitor_follows_a_ready_question_fills_it_in_and_takes_it_to_the_workbench(
    page: Page, complaints: list[str]
) -> None:
    follow_the_library(page)
    assert complaints == []


def test_a_visitor_without_javascript_follows_a_ready_question_too(plain: Page) -> None:
    follow_the_library(plain)


def test_the_library_narrows_while_one_types(page: Page) -> None:
    page.goto("/sparql")
    page.get_by_role("searchbox", name="Search the questions").press_sequentially("councillors")
    expect(page.get_by_role("link", name="What each outcome costs")).to_be_visible()
    expect(page.get_by_role("link", name="Thread down")).to_be_hidden()
    left = page.locator("[data-words]:visible").count()
    expect(page.get_by_role("status").filter(has_text=f"{left} questions")).to_be_visible()


def test_a_field_offers_what_the_graph_has(page: Page) -> None:
    page.goto("/queries/money/cost_of_outcomes")
    offered = page.evaluate("[...document.getElementById('outcome').list.options].map(each => each.value)")
    assert "plan/strategic-2021-24/outcome/6" in offered


def test_a_copied_permalink_opens_the_same_result_elsewhere(page: Page, browser: Browser) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/sparql")
    page.get_by_role("button", name="Run").click()
    page.get_by_role("button", name="Copy link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert "release=" in link
    other = browser.new_context().new_page()
    other.goto(link)
    expect(other.get_by_text("15 rows.")).to_be_visible()
    other.context.close()


def test_a_permalink_without_javascript_opens_the_same_result_elsewhere(plain: Page, browser: Browser) -> None:
    plain.goto("/queries/measures/trends")
    link = read_permalink(plain)
    other = browser.new_context().new_page()
    other.goto(link)
    assert other.locator("tbody tr").count() == plain.locator("tbody tr").count() > 3
    other.context.close()


def test_copied_code_keeps_its_lines(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/queries/measures/trends")
    page.locator("#code-r summary").click()
    page.locator("#code-r").get_by_role("button", name="Copy code").click()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#code-r code").inner_text()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    "address", ["/sparql", "/sparql?query=SELECT%20*%20WHER", "/queries", "/queries/measures/trends"]
)
def test_without_javascript_the_pages_keep_to_the_rules_of_wcag(
    browser: Browser, server: str, repository: Path, address: str, width: int
) -> None:
    context = browser.new_context(base_url=server, viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())  # the page without its scripts; axe itself needs one
    page.goto(address)
    assert find_violations(page, repository) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
