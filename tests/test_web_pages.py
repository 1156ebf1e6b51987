from __future__ import annotations

import pyoxigraph as ox
import pytest
from web_site import NODE, OUTCOME, PLAN, ask, open_page, read_text

from graph.settings import Settings

ID = "/id/tower-hamlets/plan/strategic-2021-24/outcome/5"
DATA = "/data/tower-hamlets/plan/strategic-2021-24/outcome/5"
BUDGET = "/page/tower-hamlets/budget/strategic-plan-2021-24/spending/5/net-2021-22"
DOCUMENT = "/page/tower-hamlets/document/cabinet-2024-05-16-partnership-review"


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        ("text/html", OUTCOME),
        ("*/*", OUTCOME),
        ("text/turtle", f"{DATA}.ttl"),
        ("application/ld+json", f"{DATA}.jsonld"),
        ("application/n-triples, text/html;q=0.9", f"{DATA}.nt"),
        ("application/rdf+xml", f"{DATA}.rdf"),
    ],
)
def test_a_permanent_address_leads_to_what_the_client_reads(
    real_settings: Settings, accept: str, location: str
) -> None:
    answer = ask(real_settings, ID, accept)
    assert (answer.status_code, answer.location) == (303, location)
    assert "Accept" in answer.headers["Vary"].split(", ")


def test_a_permanent_address_that_nobody_can_read_is_not_acceptable(real_settings: Settings) -> None:
    assert ask(real_settings, ID, "image/png").status_code == 406


@pytest.mark.parametrize("prefix", ["/id", "/page", "/data"])
def test_an_address_without_a_node_is_not_found(real_settings: Settings, prefix: str) -> None:
    suffix = ".ttl" if prefix == "/data" else ""
    assert ask(real_settings, f"{prefix}/tower-hamlets/plan/strategic-2021-24/outcome/99{suffix}").status_code == 404


def test_a_path_without_its_authority_suggests_the_page_that_it_means(real_settings: Settings) -> None:
    answer = ask(real_settings, "/page/plan/strategic-2021-24/outcome/5", "application/json")
    assert answer.json is not None
    assert OUTCOME in answer.json["suggestions"]


def test_a_page_that_is_not_found_suggests_the_nearest_one(real_settings: Settings) -> None:
    page = open_page(real_settings, f"{PLAN}/outcome/99")
    assert f'<a class="govuk-link" href="{PLAN}">Strategic Plan 2021-24</a>' in page


def test_a_page_that_is_not_found_suggests_pages_by_the_words_of_its_address(real_settings: Settings) -> None:
    assert "Air Quality Action Plan" in read_text(real_settings, "/page/tower-hamlets/plans/air-quality-action")


@pytest.mark.parametrize(
    ("suffix", "syntax"),
    [
        (".ttl", ox.RdfFormat.TURTLE),
        (".nt", ox.RdfFormat.N_TRIPLES),
        (".rdf", ox.RdfFormat.RDF_XML),
        (".jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_the_triples_of_a_node_come_in_every_form(real_settings: Settings, suffix: str, syntax: ox.RdfFormat) -> None:
    answer = ask(real_settings, DATA + suffix)
    triples = {quad.triple for quad in ox.parse(answer.data, format=syntax)}
    node = ox.NamedNode(f"{NODE}plan/strategic-2021-24/outcome/5")
    notation = ox.NamedNode("http://www.w3.org/2004/02/skos/core#notation")
    assert ox.Triple(node, notation, ox.Literal("5")) in triples


def test_triples_hold_the_statements_about_a_node(real_settings: Settings) -> None:
    text = ask(real_settings, f"{DATA}.nt").text
    subject = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject>"
    assert f"{subject} <{NODE}plan/strategic-2021-24/outcome/5>" in text


def test_a_form_that_there_is_not_is_refused(real_settings: Settings) -> None:
    assert ask(real_settings, f"{DATA}.docx").status_code == 406


def test_the_title_of_a_page_names_its_thing(real_settings: Settings) -> None:
    title = "<title>People live in a borough that is clean and green – Strategic Plan 2021-24 – Golden thread</title>"
    assert title in open_page(real_settings, OUTCOME)


def test_an_outcome_shows_its_thread_down_to_the_money_with_its_place(real_settings: Settings) -> None:
    text = read_text(real_settings, OUTCOME)
    assert "5 People live in a borough that is clean and green 12.6 37.1" in text
    assert "Council Spending by Strategic Priority Outcome / 5 / Net Revenue Budget 2021-22 £m" in text


def test_an_action_shows_which_priority_it_serves(real_settings: Settings) -> None:
    page = open_page(real_settings, f"{OUTCOME}/action/1")
    above = page[page.index('id="above"') : page.index('id="facts"')]
    assert f'href="{PLAN}/priority/2"' in above


def test_what_is_said_of_the_whole_plan_stands_apart_from_the_thread(real_settings: Settings) -> None:
    page = open_page(real_settings, OUTCOME)
    assert page.index('id="below"') < page.index('id="whole-plan"')
    assert "It is no part of the thread above" in page


def test_a_counterpart_in_another_plan_looks_curated_and_gives_its_reason(real_settings: Settings) -> None:
    page = open_page(real_settings, OUTCOME)
    mappings = page[page.index('id="mappings"') : page.index('id="below"')]
    assert mappings.count("gt-basis--curated") == mappings.count('class="gt-mapping"') > 0
    assert mappings.count("On the word of a data editor: ") == mappings.count('class="gt-mapping"')


def test_a_crossing_to_one_plan_leads_on_to_the_next(real_settings: Settings) -> None:
    page = open_page(real_settings, "/page/tower-hamlets/plan/partnership-2023-28/priority/3")
    onward = page[page.index("And from there onward") : page.index('id="below"')]
    assert "/page/tower-hamlets/plan/partnership-2018-23/priority/" in onward


def test_a_curated_link_of_a_thread_gives_its_reason_and_on_whose_word_it_is(real_settings: Settings) -> None:
    text = read_text(real_settings, "/page/tower-hamlets/plan/partnership-2023-28/priority/3")
    assert "curated On the word of a data editor: " in text[text.index("Its thread") :]


def test_a_budget_figure_is_shown_as_printed_with_its_unit_and_source(real_settings: Settings) -> None:
    text = read_text(real_settings, BUDGET)
    assert "12.6 Net Revenue Budget 2021-22, millions of pounds sterling" in text
    assert "Strategic plan, 2021, Our budget and funding" in text


def test_an_outcome_shows_its_budget_as_one_table_with_the_note_on_the_sum_that_fails(real_settings: Settings) -> None:
    page = open_page(real_settings, f"{PLAN}/outcome/6")
    assert page.count('<table class="govuk-table gt-budget">') == 1
    text = read_text(real_settings, f"{PLAN}/outcome/6")
    assert (
        "The printed total 348.3 of this row differs by -0.1 from the sum" in text[text.index("Budget, as printed") :]
    )


def test_neither_net_column_is_shown_without_a_warning_never_to_add_them(real_settings: Settings) -> None:
    text = read_text(real_settings, f"{PLAN}/outcome/6")
    assert "Net Revenue Budget 2021-22 £m never add to “Net Revenue £m”" in text
    assert "Net Revenue £m under “Budget 2021-22” never add to “Net Revenue Budget 2021-22 £m”" in text


def test_a_dash_in_a_budget_is_called_a_dash(real_settings: Settings) -> None:
    assert "- (a dash is printed: no value, and not zero)" in read_text(real_settings, f"{PLAN}/outcome/6")


def test_a_measure_shows_its_published_trend_and_polarity_and_its_row_year_by_year(real_settings: Settings) -> None:
    text = read_text(real_settings, "/page/tower-hamlets/plan/partnership-2018-23/measure/business-survival-rate")
    assert "Published trend: worsened stated ; Computed trend: worsened computed . For this measure higher is" in text
    assert "2021/22 Tower Hamlets Data Unavailable the document says that it has no value" in text


def test_a_page_can_be_cited_by_its_permanent_address(real_settings: Settings) -> None:
    page = open_page(real_settings, BUDGET)
    assert f"{NODE}budget/strategic-plan-2021-24/spending/5/net-2021-22</p>" in page


def test_a_document_lists_its_facts_by_place(real_settings: Settings) -> None:
    page = open_page(real_settings, DOCUMENT)
    assert 'id="at-3.1"' in page


def test_a_source_leads_to_its_place_on_the_page_of_the_document(real_settings: Settings) -> None:
    page = open_page(real_settings, BUDGET)
    start = page.index('href="/page/tower-hamlets/document/strategic-plan-2021-24#at-')
    address, _, place = page[start + 6 : page.index('"', start + 6)].partition("#")
    assert f'id="{place}"' in open_page(real_settings, address)


def test_a_plan_shows_its_priorities_with_their_outcomes_and_how_much_hangs_on_them(real_settings: Settings) -> None:
    text = read_text(real_settings, PLAN)
    assert "Outcome 5 People live in a borough that is clean and green 8 actions · 6 measures" in text


@pytest.mark.parametrize("page", ["plan/partnership-2018-23", "plan/partnership-2018-23/priority/a"])
def test_an_element_is_called_by_one_word_and_keeps_the_words_printed_for_it(
    real_settings: Settings, page: str
) -> None:
    text = read_text(real_settings, f"/page/tower-hamlets/{page}")
    assert "Priority a (printed as “areas of focus” and “priorities”)" in text


def test_an_element_that_the_print_itself_numbers_is_called_by_the_printed_word(real_settings: Settings) -> None:
    text = read_text(real_settings, "/page/tower-hamlets/plan/partnership-2023-28/priority/3")
    assert "Call to action 3 of Partnership Plan 2023-28" in text


def test_somebody_elses_address_has_a_page_when_the_graph_speaks_of_it(real_settings: Settings) -> None:
    area = "http%3A%2F%2Fstatistics.data.gov.uk%2Fid%2Fstatistical-geography%2FE09000030"
    assert "Tower Hamlets" in read_text(real_settings, f"/page?iri={area}")


def test_somebody_elses_address_of_which_nothing_is_said_shows_what_names_it(real_settings: Settings) -> None:
    year = "http%3A%2F%2Freference.data.gov.uk%2Fid%2Fgovernment-year%2F2017-2018"
    page = open_page(real_settings, f"/page?iri={year}")
    assert "An address of somebody else" in page
    assert "/page/tower-hamlets/observation/annual-review-2021-22/" in page


def test_an_address_that_nothing_names_is_not_found(real_settings: Settings) -> None:
    assert ask(real_settings, "/page?iri=http%3A%2F%2Fexample.org%2Fnothing").status_code == 404


@pytest.mark.parametrize("address", ["/page", "/page?iri=nowhere"])
def test_a_page_of_no_address_at_all_is_a_bad_request(real_settings: Settings, address: str) -> None:
    assert ask(real_settings, address).status_code == 400


def test_an_address_that_is_only_named_here_offers_no_data_of_its_own(real_settings: Settings) -> None:
    page = open_page(real_settings, "/page?iri=http%3A%2F%2Freference.data.gov.uk%2Fid%2Fgovernment-year%2F2017-2018")
    assert "What names it here" in page
    assert '<link rel="alternate"' not in page


def test_a_property_of_another_vocabulary_that_is_used_here_has_a_page(real_settings: Settings) -> None:
    text = read_text(real_settings, "/page?iri=http%3A%2F%2Fwww.w3.org%2F2004%2F02%2Fskos%2Fcore%23definition")
    assert "It is used here as a property" in text
    assert ask(real_settings, "/page?iri=http%3A%2F%2Fexample.org%2Fnever").status_code == 404


def test_a_code_of_another_vocabulary_that_is_no_topic_has_a_page(real_settings: Settings) -> None:
    code = "http%3A%2F%2Fpurl.org%2Flinked-data%2Fsdmx%2F2009%2Fcode%23obsStatus-A"
    assert "obsStatus-A" in open_page(real_settings, f"/page?iri={code}")
