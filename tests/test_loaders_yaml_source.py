from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from loaders.records.transcript import Transcript
from loaders.yaml_source import MAX_BYTES, MAX_DEPTH, read_model, read_yaml

HEADER = """\
authority: anytown
document: {id: notice, title: Notice, kind: document-appendix, issued: "2020", issued_basis: Cover, publisher: org/town,
  sha256: 0000000000000000000000000000000000000000000000000000000000000000, locator: Cover}
records:
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notice.yaml"


def refuse(path: Path, text: str) -> str:
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        read_yaml(path)
    return str(caught.value)


def refuse_record(path: Path, record: str) -> str:
    path.write_text(f"{HEADER}  - {record}\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_model(path, Transcript)
    return str(caught.value)


@pytest.mark.parametrize("printed", ["3.10", "yes", "null", "~", "2020-10-14", "1e3", "0x1F", "12:30", ".5"])
def test_a_scalar_stays_the_text_that_was_written(path: Path, printed: str) -> None:
    path.write_text(f"value: {printed}", "utf-8")
    assert read_yaml(path).value == {"value": printed}


def test_a_quoted_dash_and_an_empty_cell_stay_what_they_are(path: Path) -> None:
    path.write_text('cells: ["-", "", "(9.1)"]', "utf-8")
    assert read_yaml(path).value == {"cells": ["-", "", "(9.1)"]}


def test_every_value_has_its_line(path: Path) -> None:
    path.write_text("records:\n  - id: a\n    title: b\n  - id: c\n", "utf-8")
    source = read_yaml(path)
    assert source.find_line(("records", 0, "title")) == 3
    assert source.find_line(("records", 1)) == 4


def test_the_line_of_a_missing_value_is_that_of_what_should_hold_it(path: Path) -> None:
    path.write_text("records:\n  - id: a\n  - id: c\n", "utf-8")
    assert read_yaml(path).find_line(("records", 1, "title")) == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\nb: 2\na: 3", "line 3: the key 'a' stands twice"),
        ("a: &x 1\nb: *x", "line 1: anchors and aliases are not used here"),
        ("a: !!int 3", "line 1: the tag tag:yaml.org,2002:int is not used here"),
        ("a: 1\n---\nb: 2", "line 2: a second document begins here"),
        ("? [a]\n: b", "line 1: a key is a list or a mapping"),
        ("? " * 100_000, "line 1: a key is a list or a mapping"),
        ("a: 1\nb: c: d", "line 2: this is not YAML"),
        ("a: [1, 2\nb: 3\n", "this is not YAML"),
        ("a: \x07", "this is not YAML"),
        ("# nothing but a remark", "line 1: the file is empty"),
    ],
)
def test_what_yaml_allows_and_a_transcript_does_not_is_refused_with_its_line(path: Path, text: str, words: str) -> None:
    assert words in refuse(path, text)


@pytest.mark.parametrize("opening", ["[", "- ", "{a: "])
def test_absurd_nesting_is_refused_before_it_can_end_the_process(path: Path, opening: str) -> None:
    assert f"nested more than {MAX_DEPTH} deep" in refuse(path, opening * 100_000)


def test_a_file_that_is_not_utf8_names_the_line_of_the_first_wrong_byte(path: Path) -> None:
    path.write_bytes("a: 1\nb: £2".encode("latin-1"))
    with pytest.raises(InputError, match="line 2: the file is not UTF-8 text"):
        read_yaml(path)


def test_a_missing_file_is_named(path: Path) -> None:
    with pytest.raises(InputError, match=r"notice\.yaml: the file cannot be read: No such file"):
        read_yaml(path)


def test_a_huge_file_is_refused_unread(path: Path) -> None:
    path.write_bytes(b" " * (MAX_BYTES + 1))
    with pytest.raises(InputError, match="more than 8000000"):
        read_yaml(path)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("{type: outcom, id: plan/a/outcome/1}", "line 5: record 'plan/a/outcome/1', field 'type': there is no type"),
        ("{id: plan/a/outcome/1}", "field 'type': is missing"),
        ("{type: plan, id: plan/a, title: A}", "record 'plan/a', field 'locator': is missing"),
        ("{type: plan, id: plan/a, title: A, locator: B, foo: c}", "field 'foo': there is no such field here"),
        ("{type: plan, id: plan a, title: A, locator: B}", "'plan a' is not written as it should be: write the path"),
        ("{type: link, from: plan/a, relation: involves, to: org/b, basis: guess, locator: C}", "'guess' is none of"),
        ("{type: plan, id: plan/a, title: '', locator: B}", "field 'title': nothing is written here"),
        ("{type: plan, id: plan/a, title: A, locator: []}", "field 'locator': at least one is needed here"),
        ("{type: plan, id: plan/a, title: [A], locator: B}", "field 'title': one text is expected here"),
        ("{type: plan, id: plan/a, title: 'A  B', locator: B}", "field 'title': has a line break or double space"),
        ("{type: plan, id: plan/a, title: A, locator: B, wordings: [{text: C}]}", "field 'wordings / 1 / locator'"),
        ("a plan", "field 'records / 1': several fields are expected here, not one text"),
    ],
)
def test_a_refusal_names_line_record_and_field(path: Path, record: str, words: str) -> None:
    assert words in refuse_record(path, record)


def test_a_refusal_says_how_much_more_is_wrong(path: Path) -> None:
    assert "(and 1 more in this file)" in refuse_record(path, "{type: plan}")


YAML_SIGNS = st.text(alphabet="ab1 \n\t-:?,[]{}&*!|>'\"%@#~<=\\", max_size=60)


def read_or_refuse(path: Path) -> object:
    try:
        return read_yaml(path).value
    except InputError as error:
        return error


@settings(deadline=None)
@given(text=st.text() | YAML_SIGNS | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_text_gives_a_value_or_an_input_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(text, "utf-8", newline="")
    assert isinstance(read_or_refuse(path), str | list | dict | InputError)


@settings(deadline=None)
@given(data=st.binary())
def test_any_bytes_give_a_value_or_an_input_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    assert isinstance(read_or_refuse(path), str | list | dict | InputError)
