"""Each cell of a table gives the facts that the ontology asks for: values, gaps, trends, amounts and totals."""

from __future__ import annotations

import pytest
from anytown import describe, find_statement

PLAN = "plan/together-2022-25"
PLAN_PASSAGE = "document/together-plan-2022-25/passage"


def test_a_measure_has_its_unit_and_polarity_where_they_are_printed() -> None:
    facts = describe(f"{PLAN}/measure/trips-on-foot")
    assert facts["gt:polarity"] == {"gtc:polarity-higher-is-better"}
    assert facts["sdmx-attribute:unitMeasure"] == {"gtc:unit-percent"}
    assert "gt:polarity" not in describe(f"{PLAN}/measure/trees")


def test_a_value_is_an_observation_with_every_dimension() -> None:
    facts = describe("observation/together-plan-2022-25/trips-on-foot/E07999999/2019-20")
    assert (facts["gt:publishedValue"], facts["sdmx-measure:obsValue"]) == ({"41.0%"}, {"41.0"})
    assert facts["sdmx-dimension:refPeriod"] == {"http://reference.data.gov.uk/id/government-year/2019-2020"}
    assert facts["sdmx-dimension:refArea"] == {"http://statistics.data.gov.uk/id/statistical-geography/E07999999"}
    assert (facts["gt:statedPeriod"], facts["gt:isBaseline"]) == ({"Baseline: 2019/20"}, {"true"})
    assert facts["sdmx-attribute:obsStatus"] == {"sdmx-code:obsStatus-A"}


def test_a_starred_value_breaks_its_series_and_says_why() -> None:
    facts = describe("observation/together-plan-2022-25/trips-on-foot/E07999999/2021-22")
    assert facts["gt:publishedValue"] == {"44%*"}
    assert facts["sdmx-attribute:obsStatus"] == {"sdmx-code:obsStatus-B"}
    assert facts["skos:note"] == {"The question was asked in another way."}


def test_a_measure_of_unknown_unit_says_so_in_its_values() -> None:
    facts = describe("observation/together-plan-2022-25/missed-bins/E07999999/2019-20")
    assert facts["sdmx-attribute:unitMeasure"] == {"gtc:unit-unstated"}


def test_a_comparator_has_no_period_and_several_in_one_cell_are_several() -> None:
    inner = describe("observation/together-plan-2022-25/trips-on-foot/E13999991/unstated")
    assert (inner["gt:publishedValue"], inner["gt:publishedCell"]) == ({"39%"}, {"Inner: 39% Outer: 30%"})
    assert inner["sdmx-dimension:refPeriod"] == {"gtc:period-unstated"}
    assert describe("observation/together-plan-2022-25/trips-on-foot/E13999992/unstated")["sdmx-measure:obsValue"] == {
        "30"
    }


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("missed-bins/E07999999/2020-21", "gtc:status-dash"),
        ("trees/E07999999/2021-22", "gtc:status-blank"),
        ("trees/E07999999/2019-20", "sdmx-code:obsStatus-M"),
        ("trees/polarity", "gtc:status-blank"),
    ],
)
def test_each_kind_of_gap_in_a_table_is_a_missing_cell_outside_the_cube(cell: str, status: str) -> None:
    facts = describe(f"missing/together-plan-2022-25/{cell}")
    assert facts["rdf:type"] == {"gt:MissingCell"}
    assert facts["sdmx-attribute:obsStatus"] == {status}
    assert "qb:dataSet" not in facts


def test_a_published_trend_is_kept_as_published() -> None:
    facts = describe("trend/together-plan-2022-25/missed-bins/published")
    assert (facts["gt:trend"], facts["gt:publishedValue"]) == ({"gtc:trend-improved"}, {"Improved"})
    assert facts["gt:basis"] == {"gtc:basis-stated"}
    assert describe("trend/together-plan-2022-25/trees/published")["gt:trend"] == {"gtc:trend-unavailable"}


def test_a_budget_line_is_in_the_cube_and_hangs_on_its_outcome() -> None:
    path = "budget/together-plan-2022-25/spending/1/capital"
    facts = describe(path)
    assert facts["rdf:type"] == {"qb:Observation", "gt:BudgetLine"}
    assert (facts["gt:amount"], facts["gt:publishedValue"]) == ({"1.5"}, {"1.5"})
    assert (facts["gt:fund"], facts["gt:flow"]) == ({"gtc:fund-capital"}, {"gtc:flow-spending"})
    assert facts["gt:budgetHeading"] == {f"{PLAN}/outcome/1"}
    assert find_statement(f"{PLAN}/outcome/1", "gt:hasBudgetLine", path)


def test_a_printed_total_is_in_no_cube() -> None:
    for path in ("spending/total/capital", "spending/1/total"):
        facts = describe(f"budget/together-plan-2022-25/{path}")
        assert facts["rdf:type"] == {"gt:BudgetTotal"}
        assert "qb:dataSet" not in facts


def test_a_disputed_period_is_not_resolved() -> None:
    facts = describe("budget/together-plan-2022-25/spending/1/revenue")
    assert facts["sdmx-dimension:refPeriod"] == {"gtc:period-disputed"}
    assert facts["gt:statedPeriod"] == {"2022-25"}


def test_a_row_that_funds_no_outcome_has_a_heading_of_its_own_on_the_plan() -> None:
    heading = "budget-heading/together-plan-2022-25/spending/corporate-costs"
    assert describe(heading)["rdfs:label"] == {"Corporate costs"}
    line = "budget/together-plan-2022-25/spending/corporate-costs/revenue"
    assert describe(line)["gt:budgetHeading"] == {heading}
    assert find_statement(PLAN, "gt:hasBudgetLine", line)


def test_an_amount_in_parentheses_keeps_its_sign_and_a_dash_is_no_nought() -> None:
    assert describe("budget/together-plan-2022-25/funding/council-tax/revenue")["gt:amount"] == {"-9.1"}
    dash = describe("missing/together-plan-2022-25/spending/2/capital")
    assert dash["sdmx-attribute:obsStatus"] == {"gtc:status-dash"}
    assert "gt:amount" not in dash


def test_what_a_transcriber_remarks_on_a_table_stays_with_its_passage() -> None:
    facts = describe(f"{PLAN_PASSAGE}/our-money--spending")
    assert facts["skos:note"] == {"The years are printed in the heading above both tables."}
