from __future__ import annotations

import re

import pytest
from flask import Flask
from pyoxigraph import Literal, NamedNode

from graph.parameters import XSD
from web.addresses import SiteAddresses
from web.contexts.results import Chart
from web.grid import make_grid
from web.result_chart import make_chart

SITE = SiteAddresses("https://w3id.org/goldenthread/", "anytown")
FUNDS = [("General fund", "12.5", "2021"), ("Housing", "3", "2021"), ("Schools", "-4.25", "2022")]


@pytest.fixture
def flask_app() -> Flask:
    return Flask("charts")


def amount(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(f"{XSD}decimal"))


def draw(app: Flask, rows: list[tuple[str, str, str]], asked: str = "") -> Chart:
    terms = [(Literal(fund), amount(number), Literal(year)) for fund, number, year in rows]
    with app.test_request_context(f"/sparql?{asked}"):
        return make_chart(terms, make_grid(["fund", "amount", "year"], terms, False, SITE), more=False)


def count_marks(chart: Chart, kind: str) -> int:
    marks = re.search(rf'class="mark-{kind} role-mark[^>]*>(.*?)</g>', chart.svg)
    return marks[1].count("<path") if marks else 0


def test_rows_with_names_of_their_own_are_bars(flask_app: Flask) -> None:
    chart = draw(flask_app, FUNDS)
    assert count_marks(chart, "rect") == 3
    assert chart.caption == "Each row: amount by fund. Nothing is added up."


def test_rows_that_share_a_name_are_dots_and_never_one_bar(flask_app: Flask) -> None:
    chart = draw(flask_app, [*FUNDS, ("Housing", "7", "2022")])
    assert count_marks(chart, "rect") == 0
    assert count_marks(chart, "symbol") == 4
    assert "told apart by year" in chart.caption


def test_a_visitor_chooses_the_columns(flask_app: Flask) -> None:
    chart = draw(flask_app, FUNDS, "chart-label=year&chart-colour=fund")
    assert "amount by year, told apart by fund" in chart.caption
    assert [choice.chosen for choice in chart.choices] == ["year", "amount", "fund"]


def test_a_column_that_is_not_there_is_no_choice(flask_app: Flask) -> None:
    assert draw(flask_app, FUNDS, "chart-label=nothing&chart-number=fund").caption == draw(flask_app, FUNDS).caption


def test_of_several_columns_of_numbers_the_one_that_varies_is_drawn(flask_app: Flask) -> None:
    rows = [(Literal(name), amount("0"), amount(value)) for name, value in (("a", "1"), ("b", "2"))]
    with flask_app.test_request_context("/sparql"):
        chart = make_chart(rows, make_grid(["name", "stretch", "value"], rows, False, SITE), more=False)
    assert chart.caption.startswith("Each row: value by name")


def test_a_result_without_numbers_has_a_reason_in_place_of_a_chart(flask_app: Flask) -> None:
    rows = [(Literal("a"),)]
    with flask_app.test_request_context("/sparql"):
        chart = make_chart(rows, make_grid(["name"], rows, False, SITE), more=False)
    assert (chart.svg, chart.choices) == ("", ())
    assert "needs a column of numbers" in chart.problem


def test_a_picture_needs_no_style_and_no_script(flask_app: Flask) -> None:
    svg = draw(flask_app, [("<script>x</script>", "1", "2021")]).svg
    assert "<script" not in svg
    assert "style=" not in svg
    assert "http" not in svg.replace("http://www.w3.org/", "")


def test_small_counts_have_no_mark_between_whole_numbers(flask_app: Flask) -> None:
    svg = draw(flask_app, [("a", "0", "2021"), ("b", "3", "2021")]).svg
    assert {"0", "1", "2", "3"} <= set(re.findall(r">([^<]*)</text>", svg))
    assert ".5<" not in svg


def test_a_number_without_a_place_on_the_scale_is_left_out(flask_app: Flask) -> None:
    double = NamedNode(f"{XSD}double")
    rows = [(Literal(text), Literal(text, datatype=double)) for text in ("INF", "NaN", "2.5E0")]
    with flask_app.test_request_context("/sparql"):
        chart = make_chart(rows, make_grid(["name", "value"], rows, False, SITE), more=False)
    assert count_marks(chart, "rect") == 1
