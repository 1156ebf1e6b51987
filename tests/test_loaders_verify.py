from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from anytown import ANYTOWN, PLAN, REPORT, copy_anytown

from graph.errors import InputError
from loaders.verify import VerifyResult, find_transcripts, verify_transcript


def verify(folder: Path, file: str = PLAN) -> VerifyResult:
    return verify_transcript(folder / file, folder / "documents")


def verify_change(tmp_path: Path, old: str, new: str, file: str = PLAN) -> tuple[str, ...]:
    return verify(copy_anytown(tmp_path, old, new, file), file).findings


@pytest.mark.parametrize("file", [PLAN, REPORT])
def test_a_true_transcript_has_no_findings(file: str) -> None:
    result = verify(ANYTOWN, file)
    assert result.findings == ()
    assert result.share_proven == 1
    assert result.share_of_facts_proven == 1
    assert result.share_accounted_for == 1
    assert 0 < result.share_left_out < 0.2


def test_the_summary_is_one_line_with_counts_and_share() -> None:
    result = verify(ANYTOWN)
    words = f"{result.strings} of {result.strings} printed strings proven (100.0%), 31 of 31 facts (100.0%)"
    assert words in result.summary()
    assert "\n" not in result.summary()


def test_the_result_as_data_holds_counts_findings_and_share() -> None:
    data = verify(ANYTOWN).to_data()
    assert data["share_proven"] == 1
    assert isinstance(data["sections"], tuple)
    assert data["sections"][0] == {
        "section": "Cover",
        "parts": 6,
        "used": 5,
        "left_out": 1,
        "unplaced": 0,
        "unaccounted": 0,
    }


def test_a_changed_document_is_told_by_its_hash(tmp_path: Path) -> None:
    folder = copy_anytown(tmp_path)
    document = folder / "documents" / "together-plan-2022-25.txt"
    document.write_text(document.read_text("utf-8") + "\n", "utf-8")
    (finding,) = verify(folder).findings
    assert hashlib.sha256(document.read_bytes()).hexdigest() in finding
    assert "together-plan-2022-25.yaml, line 11" in finding


def test_a_missing_document_is_a_finding_and_proves_nothing(tmp_path: Path) -> None:
    folder = copy_anytown(tmp_path)
    result = verify_transcript(folder / PLAN, tmp_path)
    assert result.share_proven == 0
    assert "there is no together-plan-2022-25 in" in result.findings[0]


def test_a_document_that_cannot_be_read_is_a_finding_and_proves_nothing(tmp_path: Path) -> None:
    folder = copy_anytown(tmp_path)
    (folder / "documents" / "together-plan-2022-25.txt").write_bytes(b"\x00\x01\x02" * 400)
    result = verify(folder)
    assert result.proven == 0
    assert "together-plan-2022-25.txt: this is no text" in result.findings[0]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("title: Streets for people,", "title: Streets for everyone,", "field 'title': 'Streets for everyone'"),
        ("title: Streets for people,", "title: streets for people,", "field 'title': 'streets for people'"),
        ('published_value: "1,200"', 'published_value: "201"', "field 'published_value': '201'"),
        ("qualifier: More than", "qualifier: Fewer than", "field 'qualifier': 'Fewer than'"),
        ("stated_period: by 2030", "stated_period: by 2031", "field 'stated_period': 'by 2031'"),
        ("by_when: by March 2024", "by_when: by May 2024", "field 'by_when': 'by May 2024'"),
        ("value: 9 March 2022", "value: 8 March 2022", "field 'value': '8 March 2022'"),
        ("published_term: Priority,", "published_term: Theme,", "field 'published_term': 'Theme'"),
        ("{text: mary school", "{text: dary school", "field 'parts': 'dary school'"),
        ("{text: Anytown Council", "{text: Anytown Borough", "field 'wordings': 'Anytown Borough'"),
        ('["3.1", "-", "3.1"]', '["3.2", "-", "3.1"]', "field 'cells': '3.2'"),
        ("- {heading: Trend,", "- {heading: Direction,", "field 'heading': 'Direction'"),
    ],
)
def test_what_is_not_printed_is_found_with_line_record_and_field(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    finding, *others = verify_change(tmp_path, old, new)
    assert finding.startswith("together-plan-2022-25.yaml, line ")
    assert words in finding
    assert "is not printed in the document" in finding
    assert all("no record uses the table cell" in other for other in others)


def test_a_finding_names_the_line_of_the_very_field(tmp_path: Path) -> None:
    (finding,) = verify_change(tmp_path, "stated_period: by 2030", "stated_period: by 2031")
    lines = (ANYTOWN / PLAN).read_text("utf-8").splitlines()
    line = lines.index("    stated_period: by 2030") + 1
    assert finding.startswith(f"together-plan-2022-25.yaml, line {line}: record 'target/no-waste-2030'")


def test_a_string_that_stands_in_another_numbered_paragraph_is_told_apart(tmp_path: Path) -> None:
    figure = 'unit: unit-count, kind: figure-count, locator: "{}"'
    findings = verify_change(tmp_path, figure.format("1.3"), figure.format("1.2"), REPORT)
    assert "'340' is printed in the document, but not at 1.2" in findings[0]


def test_a_string_that_stands_under_another_heading_is_told_apart(tmp_path: Path) -> None:
    (finding,) = verify_change(tmp_path, "are clean, locator: Outcome 2", "are clean, locator: Outcome 1")
    assert "is printed in the document, but not at Outcome 1" in finding


def test_a_value_of_another_row_does_not_prove_a_cell(tmp_path: Path) -> None:
    finding, unused = verify_change(tmp_path, '"1,300", "-", "1,150"', '"5,020", "-", "1,150"')
    assert "field 'cells': '5,020' is printed in the document, but not at How we measure progress" in finding
    assert "no record uses the table cell at How we measure progress / Missed bin collections, column 3" in unused


def test_cells_of_a_row_in_another_order_are_found(tmp_path: Path) -> None:
    findings = verify_change(tmp_path, '"1,300", "-", "1,150"', '"1,150", "-", "1,300"')
    moved = [finding for finding in findings if "'1,150' is printed" in finding or "'1,300' is printed" in finding]
    assert ["in column 2 of the row" in moved[0], "in column 4 of the row" in moved[1]] == [True, True]


def test_transcripts_are_found_by_name() -> None:
    assert [path.stem for path in find_transcripts(ANYTOWN / "transcripts")] == [
        "cabinet-report-2020",
        "together-plan-2022-25",
    ]


def test_a_locator_that_is_not_there_is_found_with_its_line(tmp_path: Path) -> None:
    findings = verify_change(
        tmp_path,
        "title: Open, kind: principle-value, locator: Our vision / 1",
        "title: Open, kind: principle-value, locator: Our vision / 7",
    )
    assert (
        findings[0] == "together-plan-2022-25.yaml, line 24: there is no 'Our vision / 7' in together-plan-2022-25.txt"
    )


def test_a_part_that_is_neither_used_nor_left_out_is_found_with_its_place(tmp_path: Path) -> None:
    (finding,) = verify_change(
        tmp_path, "  - {locator: Our vision / para 2, reason: prose, note: Invented for the tests.}\n", ""
    )
    assert finding.startswith("together-plan-2022-25.txt, line 12: no record uses the paragraph at Our vision / para 2")


def test_an_amount_that_no_record_holds_is_found(tmp_path: Path) -> None:
    folder = copy_anytown(
        tmp_path,
        "We aim to waste nothing by 2030.",
        "We aim to waste nothing by 2030, and to spend £3.5 million.",
        "documents/together-plan-2022-25.txt",
    )
    assert any(
        "no record uses the amount at Our vision / para 3" in finding and "'£3.5'" in finding
        for finding in verify(folder).findings
    )


def test_what_is_left_out_must_be_there(tmp_path: Path) -> None:
    finding, *_ = verify_change(
        tmp_path, "locator: Our vision / para 2, reason", "locator: Our vision / para 9, reason"
    )
    assert "there is no 'Our vision / para 9' in together-plan-2022-25.txt to leave out" in finding


def test_more_than_one_section_cannot_be_left_out_at_a_time(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"field 'left_out / 1 / locator': one text is expected here"):
        verify_change(tmp_path, "{locator: Our vision / para 2, reason", "{locator: [Our vision, Priority 1], reason")


def test_leaving_out_a_section_does_not_leave_out_those_within_it(tmp_path: Path) -> None:
    old = "title: Plant 200 trees along main roads by March 2024"
    folder = copy_anytown(tmp_path, "locator: Our vision / para 2, reason", "locator: Outcome 1, reason")
    assert old in (folder / PLAN).read_text("utf-8")
    assert any("Our vision / para 2" in finding for finding in verify(folder).findings)


def test_a_reason_is_one_of_the_list(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'dull' is not in the list left-out"):
        verify_change(tmp_path, "Our vision / para 2, reason: prose", "Our vision / para 2, reason: dull")


def test_a_rejoined_title_is_proven_by_its_parts_each_at_its_place(tmp_path: Path) -> None:
    finding, *_ = verify_change(
        tmp_path,
        "{text: mary school, locator: Outcome 1 / What will we do? / 2}",
        "{text: mary school, locator: Outcome 1 / What will we do? / 1}",
    )
    assert "'mary school' is printed in the document, but not at Outcome 1 / What will we do? / 1" in finding


def test_the_coverage_of_each_section_is_counted() -> None:
    sections = {section.section: section for section in verify(ANYTOWN).sections}
    assert sections["Our vision"].parts == sections["Our vision"].used + sections["Our vision"].left_out
    assert sections["Our money"].left_out == 0


def test_a_section_without_a_printed_heading_begins_at_its_line(tmp_path: Path) -> None:
    folder = copy_anytown(
        tmp_path, "records:\n", 'unprinted_headings:\n  - {heading: Foreword, line: "16"}\nrecords:\n'
    )
    text = (folder / PLAN).read_text("utf-8").replace("Our vision / para 3", "Foreword / para 1")
    (folder / PLAN).write_text(text, "utf-8")
    assert not [finding for finding in verify(folder).findings if "Foreword" in finding]


def test_a_section_cannot_begin_where_nothing_does(tmp_path: Path) -> None:
    heading = 'unprinted_headings:\n  - {heading: Foreword, line: "15"}\nrecords:\n'
    (finding,) = verify_change(tmp_path, "records:\n", heading)
    assert finding == (
        "together-plan-2022-25.yaml, line 15: nothing begins at line 15 of together-plan-2022-25.txt, "
        "so 'Foreword' cannot begin there"
    )
