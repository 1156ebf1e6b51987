"""The page of money over the real graph, and its pictures."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from anytown import ANYTOWN, build_into
from web_site import ask, open_page, read_text

from graph.settings import Settings, read_settings
from web.charts import draw_chart
from web.money_charts import OTHER, OUTCOME, Bar, draw_bars, draw_map, find_bars_size

CHARTS = "/money/chart/tower-hamlets/strategic-plan-2021-24"
PICTURE = re.compile(r'<img class="gt-chart__picture[^"]*" src="([^"]+)" width="(\d+)" height="(\d+)" alt="([^"]+)"')

WALKING = Bar("People walk more", "1", 4.0, "4.0", OUTCOME, "1 Streets for people")
COSTS = Bar("Corporate costs", "", 2.0, "2.0", OTHER, "of no priority")


def test_a_picture_of_a_column_says_every_amount_in_words(real_settings: Settings) -> None:
    texts = {href: text for href, _, _, text in PICTURE.findall(open_page(real_settings, "/money"))}
    words = texts[f"{CHARTS}/spending/net-revenue-m.svg"]
    assert "6 People live in good quality affordable homes and well-designed neighbourhoods: 41.6;" in words
    assert "Not aligned - statutory function: 107.6" in words


def test_every_picture_of_the_page_is_drawn_as_svg_and_png(real_settings: Settings) -> None:
    page = open_page(real_settings, "/money")
    for href in {href for href, *_ in PICTURE.findall(page)}:
        assert ask(real_settings, href).data.startswith(b"<svg")
    assert ask(real_settings, f"{CHARTS}/spending/funds.png").data.startswith(b"\x89PNG")


def test_each_priority_has_a_sum_for_each_column_alone(real_settings: Settings) -> None:
    text = read_text(real_settings, "/money")
    assert "2 A borough that our residents are proud of and love to live in 45.9 306.8 135.1" in text


def test_the_two_net_columns_are_added_nowhere(real_settings: Settings) -> None:
    text = read_text(real_settings, "/money")
    assert "never add to" in text
    assert "1451.6" not in text  # 364.1 and 1087.5
    assert "1,451.6" not in text


def test_spending_that_no_outcome_accounts_for_is_counted_beside_the_rest(real_settings: Settings) -> None:
    text = read_text(real_settings, "/money")
    assert "net revenue 1087.5 1087.6 of 13 909.5 178.1" in text


def test_totals_that_differ_from_their_lines_lead_to_the_quality_note(real_settings: Settings) -> None:
    page = open_page(real_settings, "/money")
    assert "6 of 38 printed totals differ" in page
    assert "/page/tower-hamlets/note/sum-strategic-plan-2021-24-spending-6-total-by-row" in page


def test_a_plan_without_a_budget_shows_what_is_said_of_money(real_settings: Settings) -> None:
    text = read_text(real_settings, "/money?plan=plan/partnership-2023-28")
    assert "No document held prints an amount of that." in text
    assert "Delivery is paid for from existing resources" in text
    assert "Better Care Fund" not in text


def test_a_fund_narrows_tables_pictures_and_sums(real_settings: Settings) -> None:
    page = open_page(real_settings, "/money?fund=housing-revenue-account")
    assert "306.8" in page
    assert "1202.6" not in page
    assert "two-net" not in page


def test_an_unknown_fund_is_a_bad_request_that_names_the_funds(real_settings: Settings) -> None:
    answer = ask(real_settings, "/money?fund=gold", "text/html")
    assert answer.status_code == 400
    assert "net-revenue" in answer.text


def test_a_picture_of_nothing_is_not_found(real_settings: Settings) -> None:
    assert ask(real_settings, f"{CHARTS}/spending/gold.svg", "text/html").status_code == 404


def test_another_council_needs_no_code(tmp_path: Path) -> None:
    settings = replace(read_settings({}), data=tmp_path)
    build_into(tmp_path, ANYTOWN)
    text = read_text(settings, "/money")
    assert "Corporate costs" in text
    assert "Paid for from existing budgets" in text
    assert "The two net columns" not in text


def test_bars_are_as_large_as_the_page_says() -> None:
    width, height = find_bars_size([WALKING, COSTS])
    picture = draw_chart(draw_bars([WALKING, COSTS], "Spending"), "svg").decode()
    assert f'width="{width}" height="{height}"' in picture


def test_money_that_comes_in_grows_to_the_right_too() -> None:
    spec = draw_bars([replace(COSTS, amount=-2.0, published="(2.0)")], "Funding")
    assert "{'reverse': True}" in str(spec)


def test_a_map_holds_only_amounts_above_nought() -> None:
    picture = draw_chart(
        draw_map([WALKING, replace(COSTS, amount=-2.0, published="(2.0)")], "Spending"), "svg"
    ).decode()
    assert "4.0" in picture
    assert ">(2.0)<" not in picture
