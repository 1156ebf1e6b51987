from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from anytown import ANYTOWN, PLAN, REPORT, copy_anytown
from pydantic import TypeAdapter, ValidationError

from graph.ontology import read_codes
from loaders.records import codes
from loaders.records.codes import CodeOf
from loaders.records.evidence import Strategy
from loaders.records.fields import Date, GovernmentYear, Locators, SomePaths
from loaders.records.governance import Decision
from loaders.records.plan import Outcome
from loaders.records.registers import PlanRegister
from loaders.records.tables import BudgetColumn, Measure, MeasureColumn
from loaders.records.transcript import AnyRecord, LeftOut, Link
from loaders.yaml_source import read_yaml

OUTCOME = {"type": "outcome", "id": "plan/a/outcome/1", "under": "plan/a", "locator": "1.1"}
BUDGET_COLUMN = {"heading": "Net", "slug": "net", "stated_period": "2021-22", "period": "2021-22"}


def refuse(model: Any, data: object) -> str:  # models and plain types alike
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(model).validate_python(data)
    return str(caught.value)


def test_a_code_that_is_not_in_its_list_is_refused_with_the_list_and_the_nearest_code() -> None:
    words = refuse(BudgetColumn, BUDGET_COLUMN | {"fund": "fund-capitol"})
    assert "'fund-capitol' is not in the list fund (ontology/schemes/fund.ttl): fund-all, fund-capital" in words
    assert "did you mean fund-capital" in words


def test_a_code_of_another_list_is_refused() -> None:
    assert "'unit-percent' is not in the list fund" in refuse(BudgetColumn, BUDGET_COLUMN | {"fund": "unit-percent"})


def test_every_code_type_names_a_list_that_exists() -> None:
    types = [value for value in vars(codes).values() if hasattr(value, "__value__")]
    lists = [mark.list_name for value in types for mark in get_args(value.__value__) if isinstance(mark, CodeOf)]
    assert len(lists) == len(types) > 15
    assert set(lists) <= set(read_codes())


def test_a_code_type_takes_every_code_of_its_list() -> None:
    unit = TypeAdapter(codes.Unit)
    assert {unit.validate_python(code) for code in read_codes()["unit"]} == read_codes()["unit"]


def test_a_reason_for_leaving_out_is_written_without_the_name_of_its_list() -> None:
    assert LeftOut.model_validate({"locator": "Forewords", "reason": "prose"}).reason == "prose"
    assert "did you mean prose" in refuse(LeftOut, {"locator": "Forewords", "reason": "left-out-prose"})


def test_every_type_of_record_stands_in_anytown() -> None:
    union, _ = get_args(AnyRecord)
    types = {get_args(member.model_fields["type"].annotation)[0] for member in get_args(union)}
    sources = [read_yaml(ANYTOWN / file).value for file in (PLAN, REPORT)]
    found = {record["type"] for source in sources for record in source["records"]}  # type: ignore[index, call-overload]  # transcripts are mappings
    assert types == found


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ({}, "needs either a title"),
        ({"title": "A", "label": "B"}, "needs either a title"),
        ({"label": "B", "text_status": "truncated"}, "has a text_status but no title"),
        ({"title": "A", "text_status": "rejoined"}, "a rejoined title lists its parts"),
        ({"title": "A", "parts": [{"text": "A", "locator": "1.1"}]}, "a rejoined title lists its parts"),
    ],
)
def test_a_node_has_one_name_and_says_truly_how_it_is_printed(names: dict[str, object], words: str) -> None:
    assert words in refuse(Outcome, OUTCOME | names)


def test_one_text_stands_for_a_list_of_one() -> None:
    outcome = Outcome.model_validate(OUTCOME | {"title": "A"})
    assert (outcome.under, outcome.locator) == (["plan/a"], ["1.1"])


@pytest.mark.parametrize("model", [SomePaths, Locators])
def test_a_list_of_none_is_refused_where_one_is_needed(model: object) -> None:
    assert "at least 1" in refuse(model, [])


@pytest.mark.parametrize("written", ["2023", "2023-11", "2024-02-29"])
def test_a_date_is_a_year_a_month_or_a_day(written: str) -> None:
    assert TypeAdapter(Date).validate_python(written) == written


@pytest.mark.parametrize("written", ["2023-13", "2023-02-29", "23", "2023-1", "2023-11-29T00:00", "0000", "٢٠٢٣"])
def test_a_date_that_no_calendar_has_is_refused(written: str) -> None:
    assert "validation error" in refuse(Date, written)


@pytest.mark.parametrize("written", ["2017-19", "2017", "2017/18", "2017-2018"])
def test_a_government_year_is_two_years_that_follow_each_other(written: str) -> None:
    assert "validation error" in refuse(GovernmentYear, written)
    assert TypeAdapter(GovernmentYear).validate_python("1999-00") == "1999-00"


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ({"role": "value"}, "a value column has a period"),
        ({"role": "trend", "period": "2017-18"}, "a value column has a period"),
        ({"role": "comparator"}, "a comparator column has an area"),
        ({"role": "value", "period": "2017-18", "area": "E12000007"}, "a comparator column has an area"),
    ],
)
def test_a_column_has_what_its_role_asks_for_and_no_more(column: dict[str, str], words: str) -> None:
    assert words in refuse(MeasureColumn, {"heading": "H"} | column)


def test_a_measure_with_cells_names_their_table() -> None:
    assert "names no table" in refuse(Measure, OUTCOME | {"type": "measure", "title": "A", "cells": ["1"]})


def test_a_decision_may_have_several_makers_and_needs_one() -> None:
    decision = {"type": "decision", "id": "decision/a", "label": "A", "on": "plan/a", "status": "status-agreed"}
    made = Decision.model_validate(decision | {"maker": ["org/a", "org/b"], "locator": "1.1"})
    assert made.maker == ["org/a", "org/b"]
    assert refuse(Decision, decision | {"locator": "1.1"}).splitlines()[1] == "maker"


def test_a_strategy_may_be_dated_as_printed_and_as_typed() -> None:
    data = {"type": "strategy", "id": "strategy/a", "title": "A", "locator": "1.1", "published_date": "May 2019"}
    assert Strategy.model_validate(data | {"date": "2019-05"}).date == "2019-05"


def test_a_link_has_both_ends() -> None:
    link = {"type": "link", "from": "plan/a", "relation": "about", "to": [], "locator": "1.1"}
    assert refuse(Link, link).splitlines()[1] == "to"


def test_a_record_cannot_be_changed_after_it_was_checked() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Outcome.model_validate(OUTCOME | {"title": "A"}).title = "B"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('end: "2022"', 'end: "2018"', "ends in 2018, before it starts in 2019"),
        ('    end: "2022"\n', "", "has one year of two"),
        ("    line: plan-line/partnership\n", "    line: plan-line/county\n", "which is not one of plan_lines"),
        ("    order_note", "    replaces: plan/partnership-2019-22\n    order_note", "without a passage that says so"),
    ],
)
def test_the_register_of_plans_refuses_what_does_not_hang_together(
    old: str, new: str, words: str, tmp_path: Path
) -> None:
    folder = copy_anytown(tmp_path, old, new, "registers/plans.yaml")
    assert words in refuse(PlanRegister, read_yaml(folder / "registers" / "plans.yaml").value)
