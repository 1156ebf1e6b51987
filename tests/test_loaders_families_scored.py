"""Extraction scored against the five reviewed transcripts, where the documents are at hand.

Without the documents the published report still has to say what the floors ask, which the summary of the run says
(``conftest.py``); the invented documents are scored anywhere.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from extraction_score import (
    FLOORS,
    REPORT,
    Score,
    count_own_words,
    score_all,
    score_invented,
    write_report,
    write_table,
)

from loaders.drafting import DraftOptions, draft_transcript
from loaders.verify import find_transcripts, verify_transcript

DOCUMENTS = os.environ.get("GOLDENTHREAD_DOCUMENTS")
_ROW = re.compile(
    r"\| (?P<kind>[A-Za-z ]+) \| [\d ]+\| [\d ]+\| [\d ]+\| (?P<recall>[\d.]+)% \| (?P<precision>[\d.]+)% \|"
)


@pytest.fixture(scope="module")
def scores() -> dict[str, Score] | None:
    """The scores measured now; None where the documents are not at hand, which the run's summary says."""
    return score_all(Path(DOCUMENTS)) if DOCUMENTS else None


def read_report() -> dict[str, tuple[float, float]]:
    rows = _ROW.finditer(REPORT.read_text("utf-8").split("## How far", maxsplit=1)[0])
    return {row["kind"]: (float(row["recall"]) / 100, float(row["precision"]) / 100) for row in rows}


@pytest.mark.parametrize("kind", FLOORS)
def test_extraction_alone_finds_what_review_kept(kind: str, scores: dict[str, Score] | None) -> None:
    recall, precision = (scores[kind].recall, scores[kind].precision) if scores else read_report()[kind]
    assert recall >= FLOORS[kind], f"only {recall:.1%} of the reviewed {kind} are found"
    assert precision >= FLOORS[kind], f"only {precision:.1%} of the drafted {kind} were kept"


@pytest.mark.parametrize("kind", FLOORS)
def test_documents_that_no_rule_was_made_for_are_extracted_as_well(kind: str) -> None:
    score = score_invented()[kind]
    assert score.recall >= FLOORS[kind], f"missed: {score.added}"
    assert score.precision >= FLOORS[kind], f"made up: {score.removed}"


def test_the_published_report_has_the_scores_of_the_invented_documents() -> None:
    assert "\n".join(write_table(score_invented())) in REPORT.read_text("utf-8")


def test_actions_that_review_words_itself_are_in_the_denominator(scores: dict[str, Score] | None) -> None:
    assert count_own_words() == 20
    assert scores is None or sum("in prose" in fact for fact in scores["actions"].reviewed.elements()) == 20


def test_every_kind_has_something_to_be_found(scores: dict[str, Score] | None) -> None:
    assert set(read_report()) == set(FLOORS)
    assert scores is None or all(score.reviewed.total() > 10 for score in scores.values())


def test_the_published_report_is_the_one_measured(scores: dict[str, Score] | None) -> None:
    text = REPORT.read_text("utf-8")
    assert scores is None or text == write_report(scores), "write it anew: python tests/extraction_score.py --write"
    assert "python tests/extraction_score.py --write" in text


def test_a_thing_made_up_costs_precision_and_a_thing_missed_costs_recall() -> None:
    score = Score(Counter({("d", "a"): 1, ("d", "b"): 1}), Counter({("d", "a"): 1, ("d", "c"): 1}))
    assert (score.recall, score.precision) == (0.5, 0.5)
    assert (score.added, score.removed) == ([("d", "b")], [("d", "c")])


@pytest.mark.skipif(not DOCUMENTS, reason="the documents are not at hand")
@pytest.mark.parametrize("reviewed", find_transcripts(), ids=lambda path: path.stem)
def test_a_fresh_draft_accounts_for_its_document_and_an_update_changes_nothing(tmp_path: Path, reviewed: Path) -> None:
    folder = Path(str(DOCUMENTS))
    document = folder / f"{reviewed.stem}.txt"
    fresh = draft_transcript(document, DraftOptions(), tmp_path / "fresh.yaml").path
    copy = Path(shutil.copy(reviewed, tmp_path))
    assert verify_transcript(fresh, folder).findings == ()
    assert draft_transcript(document, DraftOptions(), update=copy).changes == ()
    assert copy.read_bytes() == reviewed.read_bytes()
