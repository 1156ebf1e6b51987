from __future__ import annotations

from xml.etree import ElementTree

import pytest
from web_site import BROWSER, ask

from graph.release import Release
from graph.settings import Settings
from web import crawlers

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read_map(settings: Settings, address: str) -> list[tuple[str, str]]:
    answer = ask(settings, address)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    root = ElementTree.fromstring(answer.data)
    return [(str(each.findtext(f"{SPACE}loc")), str(each.findtext(f"{SPACE}lastmod"))) for each in root]


def test_robots_are_led_to_the_site_map_and_kept_from_endless_queries(real_settings: Settings) -> None:
    lines = ask(real_settings, "/robots.txt").text.splitlines()
    assert "Sitemap: http://localhost/sitemap.xml" in lines
    assert {"Disallow: /sparql?", "Disallow: /search?"} <= set(lines)


def test_the_site_map_holds_each_page_once_with_the_day_of_the_release(
    real_settings: Settings, real_release: Release
) -> None:
    entries = [entry for loc, _ in read_map(real_settings, "/sitemap.xml") for entry in read_map(real_settings, loc)]
    addresses = [address for address, _ in entries]
    assert len(addresses) == len(set(addresses)) > 2_000
    assert {day for _, day in entries} == {f"{real_release.written_at:%Y-%m-%d}"}
    assert "http://localhost/page/tower-hamlets/plan/strategic-2021-24" in addresses
    assert "http://localhost/plans" in addresses


def test_every_hundredth_page_of_the_site_map_is_there(real_settings: Settings) -> None:
    for address, _ in read_map(real_settings, "/sitemap-1.xml")[::100]:
        assert (address, ask(real_settings, address, BROWSER).status_code) == (address, 200)


def test_a_site_map_is_split_before_it_is_too_large(real_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_map(real_settings, "/sitemap-1.xml")
    monkeypatch.setattr(crawlers, "MOST_ADDRESSES", 1_000)
    maps = [read_map(real_settings, address) for address, _ in read_map(real_settings, "/sitemap.xml")]
    assert [entry for each in maps for entry in each] == whole
    assert max(len(each) for each in maps) == 1_000


@pytest.mark.parametrize("number", ["0", "999"])
def test_a_site_map_that_there_is_not_is_not_found(real_settings: Settings, number: str) -> None:
    assert ask(real_settings, f"/sitemap-{number}.xml").status_code == 404
