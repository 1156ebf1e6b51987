"""What templates may use beyond Jinja's own: names of compiled files, and numbers and days as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader


def add_filters(app: Flask, assets: Mapping[str, str]) -> None:
    """Register the filters and globals, and the templates of GOV.UK Frontend."""
    loaders = [PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]
    app.jinja_env.loader = ChoiceLoader([*([app.jinja_env.loader] if app.jinja_env.loader else []), *loaders])
    app.jinja_env.globals["asset"] = lambda name: f"/static/{assets[name]}"
    app.jinja_env.filters["thousands"] = write_number
    app.jinja_env.filters["count_of"] = count_of
    app.jinja_env.filters["day"] = write_day


def write_number(number: int) -> str:
    """Return a whole number with commas: 12,345."""
    return f"{number:,}"


def count_of(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 fact", "12 facts"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def write_day(day: date) -> str:
    """Return a day, or the day of a time, in words: 29 November 2023."""
    return f"{day.day} {day:%B %Y}"
