"""The measures and their charts over the real graph."""

from __future__ import annotations

import re
import struct
from xml.etree import ElementTree

import pytest
from web_site import ask, open_page, read_text

from graph.settings import Settings

CHART = "/measures/chart/tower-hamlets/plan/partnership-2018-23/measure"


def list_measures(page: str) -> set[str]:
    """Return the slugs of the measures that a page lists."""
    return set(re.findall(r'gt-measures__name"><a class="govuk-link" href="[^"]*/measure/([^"]+)"', page))


def test_every_measure_is_listed(real_settings: Settings) -> None:
    assert len(list_measures(open_page(real_settings, "/measures"))) == 99
    assert "99 measures" in read_text(real_settings, "/measures")


def test_measures_that_worsened_are_those_published_or_computed_so(real_settings: Settings) -> None:
    measures = list_measures(open_page(real_settings, "/measures?status=worsened"))
    assert {"business-survival-rate", "happiness", "satisfied-with-area"} <= measures
    assert "employment-rate" not in measures


def test_a_trend_is_said_in_words(real_settings: Settings) -> None:
    text = read_text(real_settings, "/measures?theme=plan/partnership-2018-23/priority/b")
    assert "72.9% 2021/22 ▲ Improved ▲ Improved London 74.9%" in text


def test_a_value_that_is_not_comparable_says_so_and_has_no_computed_trend(real_settings: Settings) -> None:
    text = read_text(real_settings, "/measures?theme=plan/partnership-2018-23/priority/c&status=not-comparable")
    assert "74%* 2020/21 not comparable with earlier values ▼ Worsened none computed London 83%" in text


def test_measures_of_a_board_are_found_by_the_board(real_settings: Settings) -> None:
    measures = list_measures(open_page(real_settings, "/measures?board=org/workpath-partnership"))
    assert "workpath-partnership-into-employment" in measures
    assert len(measures) < 99


def test_fields_narrow_together_and_nothing_found_says_what_to_do(real_settings: Settings) -> None:
    text = read_text(real_settings, "/measures?plan=plan/strategic-2021-24&status=improved")
    assert "No measure answers to all of that" in text


def test_a_value_that_no_field_has_is_a_bad_request(real_settings: Settings) -> None:
    assert ask(real_settings, "/measures?status=splendid", "text/html").status_code == 400


def test_a_chart_is_an_svg_that_prints_the_values_as_published(real_settings: Settings) -> None:
    answer = ask(real_settings, f"{CHART}/safe-during-the-day.svg")
    assert answer.mimetype == "image/svg+xml"
    texts = {"".join(element.itertext()) for element in ElementTree.fromstring(answer.data).iter() if element.text}
    assert {"86%", "89%*", "not comparable", "blank", "London 94% (no year)"} <= texts


def test_a_chart_is_a_png_twice_as_wide_as_it_is_shown(real_settings: Settings) -> None:
    answer = ask(real_settings, f"{CHART}/employment-rate.png")
    assert answer.mimetype == "image/png"
    assert answer.data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", answer.data[16:20])[0] > 1200


def test_a_measure_without_a_value_has_no_chart(real_settings: Settings) -> None:
    path = "tower-hamlets/plan/strategic-2021-24/measure/hate-crime"
    assert ask(real_settings, f"/measures/chart/{path}.svg").status_code == 404
    assert "gt-chart" not in open_page(real_settings, f"/page/{path}")


@pytest.mark.parametrize("path", ["tower-hamlets/plan/nowhere", "nobody/x"])
def test_a_chart_of_nothing_is_not_found(real_settings: Settings, path: str) -> None:
    assert ask(real_settings, f"/measures/chart/{path}.png").status_code == 404


def test_a_measures_page_shows_its_chart_with_the_same_in_words(real_settings: Settings) -> None:
    page = open_page(real_settings, "/page/tower-hamlets/plan/partnership-2018-23/measure/safe-during-the-day")
    assert f'src="{CHART}/safe-during-the-day.svg"' in page
    assert "2020/21: 89%* (not comparable with the years before)" in page
