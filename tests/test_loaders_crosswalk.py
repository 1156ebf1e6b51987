"""Crosswalk files: what is read from a good one, where a broken one is said to be broken, and what our own hold."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
import yaml

from graph.errors import InputError
from loaders.crosswalk import ElementMapping, read_crosswalk
from loaders.records.transcript import Transcript
from loaders.triples.naming import choose_names
from loaders.yaml_source import read_model

LOADERS = Path(__file__).parent.parent / "loaders"
OURS = sorted((LOADERS / "crosswalks").glob("*.sssom.tsv"))
SLOTS = yaml.safe_load((Path(__file__).parent / "data" / "sssom_slots.yaml").read_text("utf-8"))
HEADER = "#curie_map:\n#  th: https://w3id.org/goldenthread/id/tower-hamlets/\n#  ex: https://example.org/\n"
CELLS = {
    "subject_id": "th:plan/partnership-2018-23/priority/b",
    "subject_label": "Good jobs and employment",
    "predicate_id": "skos:broadMatch",
    "object_id": "th:plan/strategic-2021-24/outcome/1",
    "object_label": "People access opportunities",
    "object_source": "",
    "mapping_justification": "semapv:ManualMappingCuration",
    "confidence": "0.8",
    "mapping_date": "2026-11-22",
    "comment": "Both are about work, the outcome about learning too.",
    "curator_role": "data editor",
    "basis": "curated",
}
NO_COUNTERPART = {"object_id": "sssom:NoTermFound", "object_label": "", "object_source": "th:plan/strategic-2021-24"}
GOOD_LINE, BROKEN_LINE = 5, 6
"""The header above has three lines, the fourth names the columns."""


def to_line(**changes: str) -> str:
    """Return a row of the table, with some of its cells changed."""
    return "\t".join((CELLS | changes).values())


def write_crosswalk(folder: Path, *lines: str, header: str = HEADER) -> Path:
    """Write a crosswalk with these rows below its header and column names."""
    path = folder / "riverside.sssom.tsv"
    path.write_text(header + "\n".join(("\t".join(CELLS), *lines)) + "\n", "utf-8")
    return path


def read_error(path: Path) -> InputError:
    """Return what reading a broken file raises."""
    with pytest.raises(InputError) as caught:
        read_crosswalk(path)
    return caught.value


def read_header(path: Path) -> dict[str, object]:
    """Return the metadata of one of our own files."""
    header = yaml.safe_load("\n".join(line[1:] for line in path.read_text("utf-8").splitlines() if line[0] == "#"))
    assert isinstance(header, dict)
    return header


def to_plan(element_path: str) -> str:
    """Return the path of the plan that an element is of."""
    return "/".join(element_path.split("/")[:2])


@cache
def read_ours() -> tuple[ElementMapping, ...]:
    """Return the mappings of all our own files."""
    return tuple(mapping for path in OURS for mapping in read_crosswalk(path).mappings)


def test_a_mapping_is_read_with_its_line_and_node_paths(tmp_path: Path) -> None:
    (mapping,) = read_crosswalk(write_crosswalk(tmp_path, to_line())).mappings
    assert (mapping.line, mapping.row.predicate_id, mapping.row.confidence) == (GOOD_LINE, "skos:broadMatch", "0.8")
    assert mapping.subject_path == "plan/partnership-2018-23/priority/b"
    assert (mapping.object_path, mapping.source_path) == ("plan/strategic-2021-24/outcome/1", None)


def test_where_there_is_no_counterpart_the_plan_searched_is_read(tmp_path: Path) -> None:
    (mapping,) = read_crosswalk(write_crosswalk(tmp_path, to_line(**NO_COUNTERPART))).mappings
    assert (mapping.object_path, mapping.source_path) == (None, "plan/strategic-2021-24")


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"predicate_id": "skos:exactMatch"}, "predicate_id"),
        ({"predicate_id": "owl:sameAs"}, "predicate_id"),
        ({"comment": ""}, "comment"),
        ({"comment": "Both about work."}, "comment"),
        ({"confidence": "1.2"}, "confidence"),
        ({"confidence": "high"}, "confidence"),
        ({"mapping_date": "22 November 2026"}, "mapping_date"),
        ({"mapping_justification": ""}, "mapping_justification"),
        ({"curator_role": ""}, "curator_role"),
        ({"basis": "stated"}, "basis"),
        ({"subject_id": "plan/partnership-2018-23/priority/b"}, "subject_id"),
        (NO_COUNTERPART | {"object_source": ""}, "object_source"),
        ({"object_source": "th:plan/strategic-2021-24"}, "object_source"),
    ],
)
def test_a_cell_that_says_what_it_may_not_is_named_by_line_and_column(
    tmp_path: Path, changes: dict[str, str], column: str
) -> None:
    error = read_error(write_crosswalk(tmp_path, to_line(subject_id="th:plan/other"), to_line(**changes)))
    assert error.line == BROKEN_LINE
    assert f"riverside.sssom.tsv, line {BROKEN_LINE}" in str(error)
    assert f"column '{column}'" in str(error)


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"confidence": "high"}, "'high' is not written as it should be: write a number from 0 to 1, such as 0.75"),
        ({"mapping_date": "22 November 2026"}, "write a year, a month or a day"),
        ({"basis": "stated"}, "'stated' is none of what may stand here: 'curated'"),
        ({"subject_id": "plan/other"}, "write a prefix of curie_map, a colon and a path"),
        ({"curator_role": ""}, "is missing"),
    ],
)
def test_a_refused_cell_says_how_it_is_written(tmp_path: Path, changes: dict[str, str], advice: str) -> None:
    assert advice in str(read_error(write_crosswalk(tmp_path, to_line(**changes))))


def test_a_missing_tab_is_named_by_line(tmp_path: Path) -> None:
    torn = to_line().replace("\tskos:broadMatch", " skos:broadMatch")
    error = read_error(write_crosswalk(tmp_path, to_line(subject_id="th:plan/other"), torn))
    assert (error.line, error.advice) == (BROKEN_LINE, "count its tabs")


@pytest.mark.parametrize("cell", ["nn:plan/a", "ex:plan/a"])
@pytest.mark.parametrize("column", ["subject_id", "object_id"])
def test_a_prefix_that_stands_for_no_authority_is_refused(tmp_path: Path, column: str, cell: str) -> None:
    error = read_error(write_crosswalk(tmp_path, to_line(**{column: cell})))
    assert error.line == GOOD_LINE
    assert f"{cell!r} has a prefix" in str(error)


def test_the_same_mapping_twice_is_refused_with_both_lines(tmp_path: Path) -> None:
    error = read_error(write_crosswalk(tmp_path, to_line(), to_line(confidence="0.5")))
    assert error.line == BROKEN_LINE
    assert f"stands at line {GOOD_LINE}" in str(error)


def test_a_column_that_is_not_known_is_refused(tmp_path: Path) -> None:
    path = write_crosswalk(tmp_path, to_line() + "\tAn editor")
    path.write_text(path.read_text("utf-8").replace("\tbasis\n", "\tbasis\tcurator\n"), "utf-8")
    assert "column 'curator'" in str(read_error(path))


@pytest.mark.parametrize("header", ["", "#license: none\n"])
def test_a_header_without_a_readable_curie_map_is_refused(tmp_path: Path, header: str) -> None:
    error = read_error(write_crosswalk(tmp_path, to_line(), header=header))
    assert (error.line, error.advice) == (1, "begin the file as the other crosswalks do")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = write_crosswalk(tmp_path, to_line())
    path.write_bytes(path.read_bytes() + "é".encode("latin-1"))
    assert "save it as UTF-8" in str(read_error(path))


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_own_files_have_only_columns_that_sssom_or_their_header_defines(path: Path) -> None:
    header = read_header(path)
    extensions = header["extension_definitions"]
    assert isinstance(extensions, list)
    columns = next(line for line in path.read_text("utf-8").splitlines() if line[0] != "#").split("\t")
    assert set(columns) <= {*SLOTS["mapping"], *(extension["slot_name"] for extension in extensions)}
    assert set(header) <= set(SLOTS["mapping_set"])
    assert {"mapping_set_id", "license", "curie_map"} <= set(header)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_own_files_have_names_of_their_own_and_an_open_licence(path: Path) -> None:
    header = read_header(path)
    assert str(header["mapping_set_id"]).endswith(f"/tower-hamlets/{path.name.removesuffix('.sssom.tsv')}")
    assert header["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_our_own_files_label_things_as_the_documents_do() -> None:
    paths = sorted((LOADERS / "transcripts").glob("*.yaml"))
    names = choose_names({}, [read_model(path, Transcript)[0] for path in paths])
    for mapping in read_ours():
        assert mapping.row.subject_label == names[mapping.subject_path].text
        if mapping.object_path is not None:
            assert mapping.row.object_label == names[mapping.object_path].text


def test_our_own_files_join_no_two_elements_twice() -> None:
    pairs = Counter(frozenset((mapping.subject_path, mapping.object_path)) for mapping in read_ours())
    assert [pair for pair, count in pairs.items() if count > 1 and None not in pair] == []


def test_our_own_files_never_map_an_element_that_they_call_without_counterpart() -> None:
    found = {
        (one, to_plan(other))
        for mapping in read_ours()
        if mapping.object_path is not None
        for one, other in permutations((mapping.subject_path, mapping.object_path))
    }
    missing = {(mapping.subject_path, mapping.source_path) for mapping in read_ours() if mapping.source_path}
    assert missing
    assert not missing & found


def test_each_of_the_23_measures_of_2018_23_is_mapped_or_said_to_have_no_counterpart() -> None:
    measures = {mapping.subject_path for mapping in read_ours() if "/measure/" in mapping.subject_path}
    assert len([measure for measure in measures if measure.startswith("plan/partnership-2018-23/")]) == 23


@pytest.mark.parametrize(
    "header",
    [
        "#curie_map: [\n",
        "#a: &a [x]\n#b: [*a, *a]\n#curie_map: {}\n",
        "#x: " + "[" * 5000 + "\n",
        "#x: !!python/name:os\n",
    ],
    ids=["broken", "alias", "deep", "tag"],
)
def test_a_header_that_is_no_plain_yaml_is_refused_with_its_place(tmp_path: Path, header: str) -> None:
    error = read_error(write_crosswalk(tmp_path, to_line(), header=header))
    assert error.line is not None
    assert error.advice


@pytest.mark.parametrize("column", ["subject_id", "mapping_justification"])
def test_an_identifier_that_could_be_no_address_is_refused(tmp_path: Path, column: str) -> None:
    error = read_error(write_crosswalk(tmp_path, to_line(**{column: "semapv:a>b<c"})))
    assert column in error.message
