from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SettingError
from graph.settings import SETTINGS, Settings, read_settings


def test_without_environment_every_setting_has_its_default() -> None:
    assert read_settings({}) == Settings()


def test_other_variables_and_empty_ones_are_left_alone() -> None:
    assert read_settings({"PATH": "/bin", "GOLDENTHREAD_PORT": " "}) == Settings()


def test_a_value_is_read_as_its_type() -> None:
    settings = read_settings(
        {
            "GOLDENTHREAD_PORT": "8123",
            "GOLDENTHREAD_DATA": "/srv/riverside",
            "GOLDENTHREAD_QUERY_DEADLINE_S": "2.5",
            "GOLDENTHREAD_STORE": "http://127.0.0.1:7878/query",
        }
    )
    assert (settings.port, settings.data) == (8123, Path("/srv/riverside"))
    assert (settings.query_deadline_s, settings.store) == (2.5, "http://127.0.0.1:7878/query")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("QUERY_WORKERS", "0"),
        ("QUERY_DEADLINE_S", "0"),
        ("QUERY_DEADLINE_S", "nan"),
        ("QUERY_MAX_ROWS", "1e6"),
        ("BASE_IRI", "https://example.org/goldenthread"),
        ("BASE_IRI", "example.org/"),
        ("STORE", "file:///srv/store"),
        ("LICENCE", "https://example.org/a licence"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(SettingError, match=f"GOLDENTHREAD_{name}: '{text}' cannot be used: it must"):
        read_settings({f"GOLDENTHREAD_{name}": text})


def test_a_misspelt_setting_is_refused_with_the_name_that_was_meant() -> None:
    with pytest.raises(SettingError, match="Did you mean GOLDENTHREAD_QUERY_WORKERS"):
        read_settings({"GOLDENTHREAD_QUERY_WORKER": "4"})


def test_every_setting_explains_itself() -> None:
    assert [setting.name for setting in SETTINGS if not setting.help.endswith(".")] == []


@pytest.mark.parametrize("setting", [each for each in SETTINGS if each.default], ids=lambda setting: setting.field)
def test_every_default_is_a_value_that_could_have_been_given(setting: object) -> None:
    name, text, field = (getattr(setting, part) for part in ("name", "default", "field"))
    assert getattr(read_settings({name: text}), field) == getattr(Settings(), field)
