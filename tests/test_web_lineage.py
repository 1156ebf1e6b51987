from __future__ import annotations

from web_site import ask, open_page, read_text

from graph.settings import Settings

PRIORITY = "/lineage/tower-hamlets/plan/strategic-2021-24/priority/2"
CALL = "/lineage/tower-hamlets/plan/partnership-2023-28/priority/3"


def test_a_thread_reaches_from_the_priority_to_the_budget_figure(real_settings: Settings) -> None:
    page = open_page(real_settings, PRIORITY)
    below = page[page.index('id="below"') :]
    assert "/page/tower-hamlets/plan/strategic-2021-24/outcome/5/action/1" in below
    assert "/page/tower-hamlets/budget/strategic-plan-2021-24/spending/5/net-2021-22" in below


def test_a_thread_names_the_basis_of_its_weakest_link(real_settings: Settings) -> None:
    assert "as strong as its weakest link" in read_text(real_settings, PRIORITY)


def test_breaks_are_said_in_words_with_what_would_mend_them(real_settings: Settings) -> None:
    text = read_text(real_settings, CALL)
    assert "No measure: none in the reports held. It would take" in text


def test_a_thread_leads_up_as_well(real_settings: Settings) -> None:
    page = open_page(real_settings, CALL)
    above = page[page.index('id="above"') : page.index('id="below"')]
    assert 'href="/page/tower-hamlets/plan/partnership-2023-28"' in above


def test_a_node_on_which_nothing_hangs_says_so(real_settings: Settings) -> None:
    text = read_text(real_settings, "/lineage/tower-hamlets/budget/strategic-plan-2021-24/spending/5/net-2021-22")
    assert "Nothing hangs on it: a thread ends here." in text


def test_the_thread_of_an_unknown_node_is_not_found(real_settings: Settings) -> None:
    assert ask(real_settings, "/lineage/tower-hamlets/plan/nowhere").status_code == 404
