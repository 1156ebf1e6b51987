from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from web_site import ask, read_text

from graph.releases import Release
from graph.settings import Settings


def test_the_service_says_that_it_runs(real_settings: Settings) -> None:
    answer = ask(real_settings, "/health")
    assert (answer.json, answer.headers["Cache-Control"]) == ({"status": "ok"}, "no-store")


def test_the_service_says_which_release_it_serves(real_settings: Settings, real_release: Release) -> None:
    assert ask(real_settings, "/health/ready").json == {"status": "ready", "release": real_release.name}


def test_without_a_release_it_runs_but_is_not_ready(real_settings: Settings, tmp_path: Path) -> None:
    empty = replace(real_settings, data=tmp_path)
    assert ask(empty, "/health").status_code == 200
    assert ask(empty, "/health/ready").status_code == 503


def test_without_a_release_every_page_says_how_to_make_one(real_settings: Settings, tmp_path: Path) -> None:
    text = read_text(replace(real_settings, data=tmp_path), "/plans")
    assert "There is no graph to show yet" in text
    assert "goldenthread build" in text
