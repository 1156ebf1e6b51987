from __future__ import annotations

import pytest

from graph.errors import QueryRefusedError
from graph.formats import FORMATS, find_format_by_suffix, find_formats, get_format, get_rdf_syntax, get_result_syntax


def test_the_preferred_form_of_each_kind_comes_first() -> None:
    preferred = {form.kind: form.name for form in reversed(FORMATS)}
    assert preferred == {"solutions": "json", "boolean": "json", "graph": "turtle", "dataset": "trig"}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: f"{form.kind}-{form.name}")
def test_a_form_is_found_by_media_type_and_by_suffix(form: object) -> None:
    media_type, suffix, kind = (getattr(form, part) for part in ("media_type", "suffix", "kind"))
    assert get_format(f"{media_type.upper()}; charset=utf-8", kind) is form
    assert find_format_by_suffix(suffix.removeprefix("."), kind) is form


def test_json_means_another_form_for_rows_than_for_triples() -> None:
    assert get_format("application/json", "solutions").name == "json"
    assert get_format("application/json", "graph").name == "jsonld"


def test_the_engine_has_a_serialiser_of_the_same_media_type() -> None:
    for form in find_formats("solutions"):
        assert get_result_syntax(form.media_type).media_type.split(";", maxsplit=1)[0] in (form.media_type, *form.also)
    for form in find_formats("graph"):
        assert get_rdf_syntax(form.media_type).media_type == form.media_type


def test_rows_do_not_come_as_turtle_and_the_error_offers_what_they_come_as() -> None:
    with pytest.raises(QueryRefusedError, match="text/csv"):
        get_result_syntax("text/turtle")


def test_an_unknown_suffix_is_no_form() -> None:
    assert find_format_by_suffix(".docx", "graph") is None
