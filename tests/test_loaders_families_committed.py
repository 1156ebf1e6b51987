"""Commitments in prose: sentences of reports that promise something give actions for a person to word."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_documents import RIVERTON
from made_documents import Part, write_text

from loaders.documents.read import read_document
from loaders.families.draft_records import DraftRecord
from loaders.families.extract import extract
from loaders.families.layout import read_layouts
from loaders.families.writing import write_record
from loaders.register_files import read_registers

ALLIANCE = "plan/alliance-2020-25"
BOARD = (Part("heading", "A healthy harbour"), Part("heading", "Skills and Learning Board"))


def list_commitments(folder: Path, family: str, *parts: Part) -> list[DraftRecord]:
    document = read_document(write_text(folder / "made-2024.txt", parts))
    registers = read_registers(RIVERTON / "registers")
    made = extract(document, read_layouts().get(family), registers, plan=ALLIANCE, issued="2024")
    return [record for record in made.findings.records if record.type == "action" and "label" in record.fields]


def report(*paragraphs: str, heading: str = "3 DETAILS OF THE REPORT") -> tuple[Part, ...]:
    return (Part("heading", heading), *(Part("paragraph", text) for text in paragraphs))


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("We will open the sluice to walkers every Sunday.", ["action-commitment"]),
        ("Every board of the Alliance will name one person who answers for the quay.", ["action-commitment"]),
        ("It is expected that the seven member organisations will pool their vans.", ["action-commitment"]),
        ("The old maps will be shared and the new ones will be printed by summer.", ["action-commitment"] * 2),
        ("Last autumn the partners agreed to meet on the quay.", ["action-commitment"]),
        ("Talks with the ferry company have started.", ["action-reported"]),
        ("The tide will turn twice a day whatever anybody says.", []),
        ("The partners agreed to the map that was shown to them.", []),
        ("The quay is a hundred years old and the council is proud of it.", []),
    ],
)
def test_a_sentence_of_a_report_commits_by_its_wording(tmp_path: Path, sentence: str, kinds: list[str]) -> None:
    made = list_commitments(tmp_path, "cabinet-report", *report(f"3.1 {sentence}"))
    assert [record.fields["kind"] for record in made] == kinds


def test_a_commitment_is_known_by_its_place_and_copies_no_prose(tmp_path: Path) -> None:
    (made,) = list_commitments(tmp_path, "cabinet-report", *report("3.1 We will dredge the basin before the frost."))
    assert (made.fields["locator"], made.fields["under"], "title" in made.fields) == ("3.1", ALLIANCE, False)
    assert "word it" in str(made.look)
    assert "dredge" not in "\n".join(write_record(made))


def test_who_commits_is_told_where_the_register_has_them(tmp_path: Path) -> None:
    sentence = "3.1 The lessons will be taught by the Skills and Learning Board."
    (made,) = list_commitments(tmp_path, "cabinet-report", *report(sentence))
    assert made.fields["delivered_by"] == "org/skills-and-learning-board"


def test_a_sentence_that_is_printed_again_is_one_commitment_with_two_places(tmp_path: Path) -> None:
    sentence = "The partners will mend the harbour wall."
    parts = (*report(sentence, heading="Summary"), *report(f"3.1 {sentence}"))
    (made,) = list_commitments(tmp_path, "cabinet-report", *parts)
    assert made.fields["locator"] == ["Summary / para 1", "3.1"]


@pytest.mark.parametrize(
    "heading", ["2 ALTERNATIVE OPTIONS", "4 EQUALITIES IMPLICATIONS", "6 COMMENTS OF LEGAL SERVICES"]
)
def test_sections_that_weigh_or_comment_commit_nobody(tmp_path: Path, heading: str) -> None:
    paragraph = "4.1 The council will need to ask for consent before it builds on the quay."
    assert list_commitments(tmp_path, "cabinet-report", *report(paragraph, heading=heading)) == []


def test_a_sentence_that_leads_to_a_list_leaves_the_action_to_its_items(tmp_path: Path) -> None:
    parts = (
        *report("3.1 The partners make these commitments. We will:"),
        Part("items", items=(("•", "Light the quay"),)),
    )
    assert list_commitments(tmp_path, "cabinet-report", *parts) == []


def test_a_review_tells_what_its_boards_mean_to_do_in_prose(tmp_path: Path) -> None:
    parts = (
        Part("heading", "Riverton Alliance Plan 2020-25: annual report"),
        *BOARD,
        Part("paragraph", "This board will teach in the evenings too. It is now preparing a course for pilots."),
        Part("heading", "What we did"),
        Part("items", items=(("•", "Opened a workshop"),)),
        Part("heading", "Plans for 2024-25"),
        Part("paragraph", "TBC"),
    )
    made = list_commitments(tmp_path, "annual-review", *parts)
    told = [(record.fields["kind"], record.fields.get("status")) for record in made]
    assert told == [("action-intended", None), ("action-reported", None), ("action-intended", "status-tbc")]
    assert {str(record.fields["delivered_by"]) for record in made} == {"org/skills-and-learning-board"}


def test_a_plan_lists_its_actions_and_its_prose_gives_none(tmp_path: Path) -> None:
    parts = (
        Part("heading", "Outcome 1: Fair work"),
        Part("paragraph", "We will open a second hub for those out of work."),
    )
    assert list_commitments(tmp_path, "strategic-plan", *parts) == []
