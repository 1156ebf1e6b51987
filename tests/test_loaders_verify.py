from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from anytown import ANYTOWN, PLAN, REPORT, copy_anytown

from graph.errors import InputError
from loaders.document_text import DocumentText, Extract
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
    assert result.placed > result.unplaced


def test_the_summary_is_one_line_with_counts_and_share() -> None:
    result = verify(ANYTOWN)
    words = f"{result.strings} of {result.strings} printed strings proven (100.0%), {result.placed} of them"
    assert words in result.summary()
    assert "\n" not in result.summary()


def test_the_result_as_data_holds_counts_findings_and_share() -> None:
    data = verify(ANYTOWN).to_data()
    assert set(data) == {"transcript", "strings", "placed", "unplaced", "findings", "share_proven"}


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
    assert "there is no together-plan-2022-25.txt" in result.findings[0]


def test_a_document_that_is_not_text_is_refused(tmp_path: Path) -> None:
    folder = copy_anytown(tmp_path)
    (folder / "documents" / "together-plan-2022-25.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="cannot be read as text"):
        verify(folder)


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
    (finding,) = verify_change(tmp_path, old, new)
    assert finding.startswith("together-plan-2022-25.yaml, line ")
    assert words in finding
    assert "is not printed in the document" in finding


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
    (finding,) = verify_change(tmp_path, '"1,300", "-", "1,150"', '"5,020", "-", "1,150"')
    assert "field 'cells': '5,020' is printed in the document, but not at How we measure progress" in finding


def test_cells_of_a_row_in_another_order_are_found(tmp_path: Path) -> None:
    findings = verify_change(tmp_path, '"1,300", "-", "1,150"', '"1,150", "-", "1,300"')
    assert len(findings) == 6
    assert "in this order of the row's cells" in findings[0]


def test_transcripts_are_found_by_name() -> None:
    assert [path.stem for path in find_transcripts(ANYTOWN / "transcripts")] == [
        "cabinet-report-2020",
        "together-plan-2022-25",
    ]


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("the council\u2019s plan", "the council's plan"),
        ("\u201cOne town\u201d", '"One town"'),
        ("2018 \u2013 2023", "2018 - 2023"),
        ("a  wide\tgap", "a wide gap"),
        ("\uf0b7 Good work", "Good work"),
        ("- Good work", "Good work"),
        ("-\tCapital\t1.5", "- Capital 1.5"),
        ("**Open:** we say", "Open: we say"),
        ("*Open* we say", "Open we say"),
        ("co\u00adoperate", "cooperate"),
        ("\ufb01gures", "figures"),
        ("multi-\nagency work", "multi-agency work"),
        ("pri-\nmary school", "primary school"),
        ("a plan for\nthe town", "a plan for the town"),
        ("c.15% more", "c."),
        ("a share of 44%*", "44%*"),
    ],
)
def test_layout_is_evened_out(line: str, printed: str) -> None:
    assert Extract(tuple(line.splitlines())).holds(printed)


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("in 2019", "19"),
        ("42.5 miles", "42"),
        ("42.5 miles", "5"),
        ("1,200 people", "200"),
        ("a workshop", "work"),
        ("Good work", "good work"),
        ("a share of 44%", "44%*"),
        ("in come", "income"),
    ],
)
def test_print_is_not_evened_out(line: str, printed: str) -> None:
    assert not Extract((line,)).holds(printed)


def test_a_piece_may_begin_within_a_word() -> None:
    assert Extract(("a workshop",)).holds("shop", is_piece=True)


REPORT_TEXT = DocumentText(
    (
        "Town Council",
        "1 BACKGROUND",
        "1.1 First things.",
        "Second things",
        "1.2 More things,",
        "and still more.",
        "2 REVIEW",
        "After the review",
        "Summary",
        "- Summary",
        "A list",
        "Next steps:",
        "Later",
    ),
    {"Summary": frozenset({"A list"}), "A list": frozenset(), "Next steps": frozenset()},
)


@pytest.mark.parametrize(
    ("locator", "lines"),
    [
        ("1.1", ("1 BACKGROUND", "1.1 First things.", "Second things")),
        ("1.2 / 3", ("Second things", "1.2 More things,", "and still more.")),
        ("Summary / para 1", ("Summary", "- Summary", "A list")),
        ("Next steps / 1", ("Next steps:", "Later")),
        ("Cover / Wards", ("Town Council",)),
    ],
)
def test_a_section_runs_from_its_number_or_heading_to_the_next(locator: str, lines: tuple[str, ...]) -> None:
    section = REPORT_TEXT.find_section(locator)
    assert section is not None
    assert section.lines == lines


@pytest.mark.parametrize("locator", ["1.3", "Forewords / para 1"])
def test_a_section_that_the_text_does_not_show_is_not_guessed(locator: str) -> None:
    assert REPORT_TEXT.find_section(locator) is None
