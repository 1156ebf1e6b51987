"""The releases that the data folder keeps, as the pages about them see it."""

from __future__ import annotations

from pathlib import Path

from flask import current_app

from graph.release import Release
from graph.releases import list_releases
from graph.settings import Settings
from web.live import get_graph

MOST = 20
"""How many releases are offered: the newest."""

SETTINGS = "goldenthread-settings"


def get_settings() -> Settings:
    """Return the settings that the application was made with."""
    settings: Settings = current_app.extensions[SETTINGS]
    return settings


def get_data_folder() -> Path:
    """Return the folder of releases."""
    return get_settings().data


def list_kept() -> tuple[Release, ...]:
    """Return the releases that are kept, the one that is served first and then the newest first."""
    served = get_graph().release
    others = [each for each in reversed(list_releases(get_data_folder())) if each.name != served.name]
    return (served, *others[: MOST - 1])
