from __future__ import annotations

import re
from pathlib import Path

import pytest
from invented_documents import PLAN, REVIEW, RIVERTON
from made_documents import write_text

from graph.errors import InputError
from loaders.drafting import Drafted, DraftOptions, draft_transcript
from loaders.records.transcript import Transcript
from loaders.yaml_source import read_model

OPTIONS = DraftOptions(folder=RIVERTON)
ACTION = "plan/corporate-2024-27/outcome/1/action/2"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return write_text(tmp_path / "corporate-plan.txt", PLAN)


@pytest.fixture
def transcript(document: Path) -> Path:
    return draft_transcript(document, OPTIONS).path


def update(document: Path, transcript: Path) -> Drafted:
    return draft_transcript(document, OPTIONS, update=transcript)


def describe(result: Drafted) -> list[str]:
    return [change.describe() for change in result.changes or ()]


def edit(transcript: Path, old: str, new: str) -> None:
    text = transcript.read_text("utf-8")
    assert old in text, f"{old!r} is not in the transcript"
    transcript.write_text(text.replace(old, new, 1), "utf-8")


def review(transcript: Path, title: str, new: str) -> None:
    """Put a record's title right and take its draft field away, as a person does."""
    before, after = transcript.read_text("utf-8").split(f"title: {title}\n", maxsplit=1)
    own, rest = after.split('    draft: {confidence: "0.95"}\n', maxsplit=1)
    transcript.write_text(f"{before}title: {new}\n{own}{rest}", "utf-8")


def finish_review(transcript: Path) -> None:
    """Take all marks of a draft away."""
    text = re.sub(r",? *draft: \{confidence: [^}]*\}|\n *draft: \{.*\}", "", transcript.read_text("utf-8"))
    transcript.write_text(re.sub(r"\ndraft: .*", "", text), "utf-8")


def reissue(document: Path, old: str, new: str) -> None:
    document.write_text(document.read_text("utf-8").replace(old, new), "utf-8")


def get_titles(transcript: Path) -> dict[str, str | None]:
    read, _ = read_model(transcript, Transcript)
    return {record.id: record.title for record in read.records if record.type in {"action", "measure"}}


def test_an_update_by_the_same_document_changes_nothing(document: Path, transcript: Path) -> None:
    before = transcript.read_bytes()
    assert describe(update(document, transcript)) == []
    assert transcript.read_bytes() == before


def test_what_a_person_put_right_stays_and_is_shown(document: Path, transcript: Path) -> None:
    review(transcript, "Pay the real living wage to all who work for us", "Pay the living wage")
    changes = describe(update(document, transcript))
    assert get_titles(transcript)[ACTION] == "Pay the living wage"
    assert f"differs: {ACTION}: title stays 'Pay the living wage'; the extractor says" in "\n".join(changes)


def test_a_correction_with_its_reason_is_shown_no_more(document: Path, transcript: Path) -> None:
    review(transcript, "Pay the real living wage to all who work for us", "Pay the living wage")
    text = transcript.read_text("utf-8")
    correction = (
        f"  - {{record: {ACTION}, change: changed, field: title, "
        "drafted: Pay the real living wage to all who work for us, reason: The rest is a comment.}\n"
    )
    transcript.write_text(f"{text}corrections:\n{correction}", "utf-8")
    assert [one for one in describe(update(document, transcript)) if "differs" in one] == []
    reissue(document, "Pay the real living wage to all who work for us", "Pay the wage")
    changes = "\n".join(describe(update(document, transcript)))
    assert "the extractor now says 'Pay the wage', not 'Pay the real living wage to all who work for us'" in changes


def test_a_record_taken_out_on_purpose_stays_out(document: Path, transcript: Path) -> None:
    record = "  - {type: body, id: org/quayside-forum,"
    line = next(one for one in transcript.read_text("utf-8").splitlines(keepends=True) if one.startswith(record))
    edit(transcript, line, "")
    assert describe(update(document, transcript)) == ["added: org/quayside-forum: Quayside Forum"]
    edit(transcript, line, "")
    text = transcript.read_text("utf-8")
    why = "corrections:\n  - {record: org/quayside-forum, change: removed, reason: It only gave its view.}\n"
    transcript.write_text(text + why, "utf-8")
    assert describe(update(document, transcript)) == []


def test_a_document_that_is_issued_again_brings_what_is_new(document: Path, transcript: Path) -> None:
    reissue(document, "Run a summer festival with the schools", "Run a winter fair on the quay")
    changes = describe(update(document, transcript))
    assert "updated: plan/corporate-2024-27/outcome/2/action/2: title" in changes
    assert any(change.startswith("document:") for change in changes)
    assert get_titles(transcript)["plan/corporate-2024-27/outcome/2/action/2"] == "Run a winter fair on the quay"


def test_a_draft_that_the_document_has_no_more_goes_and_a_reviewed_record_is_asked_about(
    document: Path, transcript: Path
) -> None:
    review(transcript, "Finish the new outfall at Eel Point", "Finish the new outfall at Eel Point")
    reissue(document, "Finish the new outfall at Eel Point", "Dredge the harbour")
    reissue(document, "\u2022 Number of spills into the river\n", "")
    changes = describe(update(document, transcript))
    assert any(change.startswith("gone: plan/corporate-2024-27/measure/number-spills-river") for change in changes)
    assert get_titles(transcript)["plan/corporate-2024-27/outcome/3/action/1"] == "Finish the new outfall at Eel Point"
    assert any("title stays 'Finish the new outfall at Eel Point'" in change for change in changes)


def test_what_is_unplaced_is_listed_until_a_person_finds_a_place_for_it(document: Path) -> None:
    reissue(document, "Introduction\n", "Odds and ends\n\nPlace\tState\nMoorings\tThe ropes are worn\n\nIntroduction\n")
    transcript = draft_transcript(document, OPTIONS).path
    entry = next(one for one in transcript.read_text("utf-8").splitlines(keepends=True) if "/ Moorings" in one)
    edit(transcript, entry, "")
    assert [one.split(": ")[:2] for one in describe(update(document, transcript))] == [
        ["unplaced", "Odds and ends / Moorings"]
    ]
    edit(transcript, entry, "")
    edit(transcript, "left_out: []", "left_out:\n  - {locator: Odds and ends / Moorings, reason: prose}")
    assert describe(update(document, transcript)) == []


def test_an_edition_that_a_person_has_read_gets_no_records_where_they_read(document: Path, transcript: Path) -> None:
    finish_review(transcript)
    line = next(one for one in transcript.read_text("utf-8").splitlines(keepends=True) if "org/quayside-forum," in one)
    edit(transcript, line, "")
    before = transcript.read_bytes()
    result = update(document, transcript)
    assert (describe(result), transcript.read_bytes()) == ([], before)
    assert result.update is not None
    assert [record.id for record in result.update.not_added] == ["org/quayside-forum"]
    reissue(document, "\u2022 Number of spills", "\u2022 Number of fish\n\u2022 Number of spills")
    assert "added: plan/corporate-2024-27/measure/number-fish: Number of fish" in describe(update(document, transcript))


def test_a_section_that_begins_without_a_heading_is_drafted_under_the_name_that_a_person_gave_it(
    document: Path, transcript: Path
) -> None:
    line = document.read_text("utf-8").splitlines().index("Where the money goes")
    reissue(document, "Where the money goes", "")
    begins = f'unprinted_headings:\n  - {{heading: Our money, line: "{line + 3}"}}\n'
    edit(transcript, "records:\n", f"{begins}records:\n")
    assert "updated: spending: locator" in describe(update(document, transcript))
    assert "locator: Our money / Outcome / 1\n" in transcript.read_text("utf-8")


def test_a_transcript_of_another_document_is_refused_and_stays_as_it_was(tmp_path: Path, transcript: Path) -> None:
    before = transcript.read_bytes()
    other = write_text(tmp_path / "alliance-report.txt", REVIEW)
    with pytest.raises(InputError, match=r"line 6: it is of corporate-plan, and alliance-report\.txt prints"):
        update(other, transcript)
    assert transcript.read_bytes() == before


def test_comments_and_a_persons_own_records_stay_where_they_are(document: Path, transcript: Path) -> None:
    own = (
        "  # The council said so itself.\n"
        "  - {type: aim, id: plan/corporate-2024-27/aim/calm, under: plan/corporate-2024-27, label: A calm town, "
        "locator: Introduction / para 1}\nleft_out"
    )
    edit(transcript, "left_out", own)
    reissue(document, "Number of spills into the river", "Number of seals in the river")
    update(document, transcript)
    assert own.removesuffix("\nleft_out") in transcript.read_text("utf-8")


def test_new_records_refer_to_things_by_the_addresses_that_a_person_gave_them(document: Path, transcript: Path) -> None:
    slug = "plan/corporate-2024-27/measure/percentage-school-leavers-stay-two-years"
    text = transcript.read_text("utf-8")
    transcript.write_text(text.replace(slug, "plan/corporate-2024-27/measure/stayers"), "utf-8")
    reissue(document, "stay for two years", "stay for two years, of 900")
    edit(
        transcript,
        "title: Percentage of school leavers who stay for two years\n",
        "title: Percentage of school leavers who stay for two years, of 900\n",
    )
    update(document, transcript)
    assert "of: plan/corporate-2024-27/measure/stayers" in transcript.read_text("utf-8")
    assert slug not in transcript.read_text("utf-8")


def test_a_document_of_another_kind_leaves_a_broken_transcript_as_it_was(tmp_path: Path, document: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("records: [", "utf-8")
    with pytest.raises(ValueError, match="this is not YAML"):
        update(document, broken)
    assert broken.read_text("utf-8") == "records: ["


def test_an_empty_draft_takes_what_a_later_edition_brings(tmp_path: Path) -> None:
    document = tmp_path / "note.txt"
    document.write_text("A note of 2024\n\nNothing is decided here, and nothing can be.\n", "utf-8")
    transcript = draft_transcript(document, OPTIONS).path
    document.write_text("A note of 2024\n\nRecommendations\n\n1. Run the ferry twice a day\n", "utf-8")
    assert "added: recommendation/note/1: Run the ferry twice a day" in describe(update(document, transcript))
