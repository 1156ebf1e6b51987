"""What the second invented documents showed: covers, links of boards, headings, figures, and drafts that are proven."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_documents import PLAN, REPORT, REVIEW, RIVERTON
from made_documents import Part, write_text

from graph.errors import InputError
from loaders.documents.read import read_document
from loaders.drafting import DraftOptions, draft_transcript
from loaders.families.extract import Draft, extract
from loaders.families.figures import find_figures
from loaders.families.layout import read_layouts
from loaders.families.recognise import recognise
from loaders.families.writing import list_left_out
from loaders.register_files import read_registers
from loaders.verify import verify_transcript

UNKNOWN = (
    Part("heading", "Odds and ends"),
    Part("table", rows=(
        ("Place", "Keeper", "State"),
        ("Moorings", "The harbour office", "The ropes are to be looked at again before the winter storms"),
        ("Sheds", "The harbour office has 12 of them to keep", "Their roofs let in the rain when it is windy"),
    )),
)  # fmt: skip


def draft(path: Path) -> Draft:
    document = read_document(path)
    return extract(document, recognise(document, read_layouts()).layout, read_registers(RIVERTON / "registers"))


def draft_text(folder: Path, parts: tuple[Part, ...]) -> Draft:
    return draft(write_text(folder / "made.txt", parts))


def list_field(made: Draft, kind: str, field: str) -> list[object]:
    return [record.fields.get(field) for record in made.findings.records if record.type == kind]


def test_a_theme_involves_the_board_that_stands_under_it(tmp_path: Path) -> None:
    links = [one.fields for one in draft_text(tmp_path, REVIEW).findings.records if one.fields.get("relation")]
    assert [(link["from"], link["to"]) for link in links if link["relation"] == "involves"] == [
        ("plan/alliance-2020-25/priority/learning-life", "org/skills-and-learning-board"),
        ("plan/alliance-2020-25/priority/healthy-harbour", "org/harbour-health-network"),
    ]


def test_a_cover_is_read_although_headings_stand_in_it(tmp_path: Path) -> None:
    parts = (Part("heading", "Cabinet"), REPORT[0], *REPORT[1:])
    made = draft_text(tmp_path, parts)
    assert list_field(made, "cover-fact", "label")[-3:] == ["Lead Member", "Wards affected", "Key Decision?"]
    assert made.header.issued == "2025-02-12"


@pytest.mark.parametrize("name", ["ferry-report-2024-09", "estuary-plan-2024-27", "alliance-annual-report-2024"])
def test_a_fresh_draft_is_proven_by_its_document_and_accounts_for_all_of_it(tmp_path: Path, name: str) -> None:
    document = RIVERTON / "second" / f"{name}.txt"
    made = draft_transcript(document, DraftOptions(folder=RIVERTON), tmp_path / f"{name}.yaml")
    result = verify_transcript(made.path, document.parent)
    assert (result.strings, result.facts) == (result.proven, result.facts_proven)
    assert result.findings == ()


@pytest.mark.parametrize("parts", [PLAN, REVIEW, REPORT], ids=["plan", "review", "report"])
def test_what_no_rule_knows_is_left_out_with_a_reason_or_listed_as_unplaced(
    tmp_path: Path, parts: tuple[Part, ...]
) -> None:
    document = write_text(tmp_path / "made.txt", (*parts, *UNKNOWN))
    made = draft_transcript(document, DraftOptions(folder=RIVERTON))
    result = verify_transcript(made.path.rename(tmp_path / "made.yaml"), tmp_path)
    assert result.findings == ()
    assert "parts unplaced; 0 findings" in result.summary()
    unplaced = {one.passage.text.split(" | ")[0] for one in made.draft.findings.unplaced}
    assert {"Moorings", "Sheds"} <= unplaced
    assert ("Odds and ends / table 1 / headings", "navigation") in list_left_out(made.draft)


def test_a_heading_right_above_its_paragraph_is_a_heading_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "made.txt").write_text(
        "Plan 2024\n\nOutcome 2: Streets are clean\nThe wardens look after eighty streets and all of the lanes.\n\n"
        "Case study: The customs house\nIt cost £85,000 to mend and has trained ninety apprentices since then.\n",
        "utf-8",
    )
    kinds = [(one.kind, one.text.split()[0]) for one in read_document(tmp_path / "made.txt")]
    assert kinds[1:] == [("heading", "Outcome"), ("paragraph", "The"), ("heading", "Case"), ("paragraph", "It")]


def test_shares_in_words_are_values_and_ages_are_not_counts() -> None:
    found = find_figures("One in 5 of the seventy boats is old, none is 0 in 0, and most crew are under 25.")
    assert [(one.published_value, one.value) for one in found][:2] == [("One in 5", "20"), ("seventy", "70")]
    assert [one.value for one in find_figures("Most of the crew are under 25.")] == []


def test_a_document_of_very_many_parts_is_refused_before_it_is_drafted(tmp_path: Path) -> None:
    document = tmp_path / "made.txt"
    document.write_text("Plan 2024\n\n" + "Depth\tTide\n" * 5_100, "utf-8")
    with pytest.raises(InputError, match=r"made.txt: it has 10,201 paragraphs, items and cells, more than 10,000"):
        draft_transcript(document, DraftOptions(folder=RIVERTON))
    assert list(tmp_path.iterdir()) == [document]


def test_an_option_that_no_record_could_hold_is_refused_by_its_name() -> None:
    with pytest.raises(InputError, match=r"--plan: .* is not written as it should be"):
        DraftOptions(plan="the plan")
    with pytest.raises(InputError, match=r"--issued: .* is not written as it should be"):
        DraftOptions(issued="tomorrow")
