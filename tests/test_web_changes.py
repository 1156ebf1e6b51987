"""What changed from release to release, as pages and feeds, over two releases of Anytown that differ in four places."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import feedparser  # type: ignore[import-untyped]  # it has no type hints
import pytest
from anytown import ANYTOWN, PLAN, REPORT, build_into, copy_anytown
from lxml import etree
from web_site import ask, open_page, read_text

from graph.releases import list_releases, roll_back
from graph.settings import Settings, read_settings

PRIORITY = "anytown/plan/together-2022-25/priority/1"
OUTCOME = "anytown/plan/together-2022-25/outcome/1"
OTHER = "anytown/plan/together-2022-25/outcome/2"
COUNCIL = "anytown/org/anytown-council"
WRITTEN = (1_700_000_000, 1_700_086_400)
"""When the two releases say that they were written: 14 and 15 November 2023."""


@cache
def read_grammar() -> etree.RelaxNG:
    """Return the grammar of Atom."""
    return etree.RelaxNG(etree.parse(Path(__file__).parent / "data" / "atom.rng"))


def date_releases(data: Path) -> None:
    """Give the releases the days that the tests know."""
    for release, seconds in zip(list_releases(data), WRITTEN, strict=False):
        os.utime(release.folder / "manifest.json", (seconds, seconds))


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose data folder holds two releases: a title and a reason reworded, a principle gone, another come."""
    folder = tmp_path_factory.mktemp("changes")
    data = folder / "data"
    build_into(data, ANYTOWN)
    copy = copy_anytown(
        folder, "title: Plant 200 trees along main roads by March 2024", "title: Plant 300 trees along main roads"
    )
    topics = copy / "registers" / "topics.yaml"
    topics.write_text(topics.read_text("utf-8").replace("Both are about streets.", "Both say so."), "utf-8")
    plan = copy / PLAN
    lines = plan.read_text("utf-8").splitlines(keepends=True)
    principle = next(line for line in lines if "principle/open" in line)
    added = (
        principle.replace("principle/open", "principle/fair")
        .replace("title: Open", "title: Fair")
        .replace("/ 1}", "/ 2}")
    )
    plan.write_text("".join(added if line == principle else line for line in lines), "utf-8")
    build_into(data, copy)
    date_releases(data)
    return replace(read_settings({}), data=data)


def read_feed(settings: Settings, address: str) -> feedparser.FeedParserDict:
    """Return a feed as a reader understands it, after holding it to the grammar of Atom."""
    answer = ask(settings, address)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    grammar = read_grammar()
    assert grammar.validate(etree.fromstring(answer.data)), grammar.error_log
    feed = feedparser.parse(answer.data)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def test_the_page_says_in_words_what_came_went_and_changed(settings: Settings) -> None:
    text = read_text(settings, "/changes")
    assert "15 November 2023: 1 added, 1 removed and " in text
    assert "Title: “Plant 200 trees along main roads by March 2024” became “Plant 300 trees along main roads”" in text
    assert "Has principle: Fair added; “Open” taken away" in text
    assert "Reason: “Both are about streets.” became “Both say so.”" in text


def test_what_is_there_is_a_link_and_what_is_gone_is_not(settings: Settings) -> None:
    page = open_page(settings, "/changes")
    assert 'href="/page/anytown/plan/together-2022-25/principle/fair"' in page
    assert 'href="/page/anytown/plan/together-2022-25/principle/open"' not in page
    assert "“Open”" in page


def test_passages_and_what_is_inferred_are_not_told(settings: Settings) -> None:
    told = read_feed(settings, "/feeds/changes.atom").entries[0].content[0].value.lower()
    assert "passage" not in told
    assert "traces to" not in told


def test_the_feed_of_everything_has_an_entry_for_the_newer_release(settings: Settings) -> None:
    feed = read_feed(settings, "/feeds/changes.atom")
    assert [entry.title.partition(":")[0] for entry in feed.entries] == [
        f"Release {list_releases(settings.data)[1].name[:12]}"
    ]
    assert "became “Plant 300 trees along main roads”" in feed.entries[0].content[0].value


def test_dates_are_those_of_the_releases_and_not_the_clocks(settings: Settings) -> None:
    feed = read_feed(settings, "/feeds/changes.atom")
    assert (feed.feed.updated, feed.entries[0].updated) == ("2023-11-15T22:13:20+00:00",) * 2


def test_ids_stay_when_the_service_has_another_address(settings: Settings) -> None:
    feeds = [
        feedparser.parse(ask(settings, "/feeds/changes.atom", Host=host).data) for host in ("a.example", "b.example")
    ]
    assert len({feed.feed.id for feed in feeds}) == len({feed.entries[0].id for feed in feeds}) == 1
    assert [feed.feed.links[0].href for feed in feeds] == [
        "http://a.example/feeds/changes.atom",
        "http://b.example/feeds/changes.atom",
    ]


def test_every_link_of_a_feed_is_absolute_and_answers(settings: Settings) -> None:
    feed = read_feed(settings, "/feeds/changes.atom")
    content = feed.entries[0].content[0].value
    links = [feed.entries[0].link, feed.feed.link, *re.findall(r'href="([^"]+)"', content)]
    assert len(links) > 4
    assert [link for link in links if ask(settings, link.removeprefix("http://localhost")).status_code != 200] == []


def test_the_feed_of_a_priority_has_what_hangs_on_it(settings: Settings) -> None:
    content = read_feed(settings, f"/feeds/{PRIORITY}.atom").entries[0].content[0].value
    assert "Plant 300 trees" in content
    assert "Both say so." in content
    assert "Fair" not in content


def test_the_feed_of_a_node_that_nothing_concerns_is_empty_and_valid(settings: Settings) -> None:
    feed = read_feed(settings, f"/feeds/{OTHER}.atom")
    assert feed.entries == []
    assert feed.feed.updated == "2023-11-15T22:13:20+00:00"
    assert "changed anything that concerns it" in read_text(settings, f"/changes/{OTHER}")


def test_entries_of_two_feeds_about_one_release_have_ids_of_their_own(settings: Settings) -> None:
    ids = [read_feed(settings, f"/feeds/{name}.atom").entries[0].id for name in ("changes", PRIORITY, OUTCOME)]
    assert len(set(ids)) == 3


@pytest.mark.parametrize("path", [PRIORITY, COUNCIL])
def test_the_page_of_a_board_or_priority_leads_to_its_changes_and_feed(settings: Settings, path: str) -> None:
    page = open_page(settings, f"/page/{path}")
    assert f'<link rel="alternate" type="application/atom+xml" href="/feeds/{path}.atom"' in page
    assert f'<a class="govuk-link" href="/changes/{path}">' in page


def test_what_is_gone_still_has_its_changes(settings: Settings) -> None:
    assert "principle" in read_text(settings, "/changes/anytown/plan/together-2022-25/principle/open")


@pytest.mark.parametrize("address", ["/changes/anytown/plan/nowhere", "/feeds/anytown/plan/nowhere.atom"])
def test_a_node_that_never_was_is_not_found(settings: Settings, address: str) -> None:
    assert ask(settings, address).status_code == 404


def test_a_reader_that_comes_again_is_told_that_nothing_is_new(settings: Settings) -> None:
    tag = ask(settings, "/feeds/changes.atom").headers["ETag"]
    assert ask(settings, "/feeds/changes.atom", If_None_Match=tag).status_code == 304


def test_one_release_alone_is_an_empty_state_and_a_valid_feed(tmp_path: Path) -> None:
    alone = replace(read_settings({}), data=tmp_path / "data")
    build_into(alone.data, ANYTOWN)
    assert "There is one release only" in read_text(alone, "/changes")
    assert read_feed(alone, "/feeds/changes.atom").entries == []


def test_after_a_roll_back_what_came_later_is_not_told(tmp_path: Path) -> None:
    rolled = replace(read_settings({}), data=tmp_path / "data")
    build_into(rolled.data, ANYTOWN)
    build_into(rolled.data, copy_anytown(tmp_path, "title: good work near home", "title: good work", REPORT))
    assert len(read_feed(rolled, "/feeds/changes.atom").entries) == 1
    roll_back(rolled.data, list_releases(rolled.data)[0].name)
    assert read_feed(rolled, "/feeds/changes.atom").entries == []
