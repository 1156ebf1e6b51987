"""Pages that are made once and sent again as they were."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from web_site import BROWSER, OUTCOME, ask, get_app

from graph.settings import Settings
from web.kept_pages import get_kept_pages

CHART = "/money/chart/tower-hamlets/strategic-plan-2021-24/spending/funds.svg"


def count_hits(settings: Settings) -> int:
    return get_kept_pages(get_app(settings)).hits


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
@pytest.mark.parametrize("address", [OUTCOME, "/timeline", "/search?q=children", CHART])
def test_a_page_is_made_once_and_is_the_same_again(real_settings: Settings, address: str, encoding: str) -> None:
    first = ask(real_settings, address, BROWSER, Accept_Encoding=encoding)
    hits = count_hits(real_settings)
    again = ask(real_settings, address, BROWSER, Accept_Encoding=encoding)
    assert count_hits(real_settings) == hits + 1
    assert (again.status_code, again.data) == (200, first.data)
    assert dict(again.headers) | {"X-Request-ID": ""} == dict(first.headers) | {"X-Request-ID": ""}


@pytest.mark.parametrize(
    "address", ["/page/tower-hamlets/plan/none", "/quality?kind=lies", "/data/tower-hamlets/plan/strategic-2021-24.ttl"]
)
def test_errors_and_data_are_not_kept(real_settings: Settings, address: str) -> None:
    ask(real_settings, address, BROWSER)
    hits = count_hits(real_settings)
    ask(real_settings, address, BROWSER)
    assert count_hits(real_settings) == hits


def test_the_memory_for_pages_is_a_setting(real_settings: Settings) -> None:
    settings = replace(real_settings, page_cache_mb=0)
    for _ in range(2):
        assert ask(settings, "/plans", BROWSER).status_code == 200
    assert (count_hits(settings), get_kept_pages(get_app(settings)).size_bytes) == (0, 0)


def test_how_often_pages_are_sent_again_is_measured(real_settings: Settings) -> None:
    for _ in range(2):
        ask(real_settings, "/plans", BROWSER)
    measured = ask(real_settings, "/metrics").text
    hits = re.search(r"^goldenthread_page_cache_hits_total (\S+)$", measured, re.MULTILINE)
    assert hits is not None
    assert float(hits[1]) >= 1
