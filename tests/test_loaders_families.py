from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_documents import PLAN, REPORT, REVIEW, RIVERTON
from made_documents import Part, write_docx, write_pdf, write_text

from graph.errors import InputError
from loaders.documents.lines import Line
from loaders.documents.passages import Document, Passage
from loaders.documents.read import read_document
from loaders.documents.sections import locate
from loaders.documents.structure import make_passages
from loaders.documents.text import read_text_lines
from loaders.families.extract import Draft, extract
from loaders.families.layout import Layout, read_layouts
from loaders.families.recognise import recognise
from loaders.families.torn import rejoin
from loaders.families.writing import write_draft
from loaders.records.transcript import Transcript
from loaders.register_files import read_registers
from loaders.yaml_source import read_yaml_text

FAMILIES = {"strategic-plan": PLAN, "annual-review": REVIEW, "cabinet-report": REPORT}
LOW = 400
"""Points: a page so low that every document runs over several."""


def draft(path: Path) -> Draft:
    document = read_document(path)
    return extract(document, recognise(document, read_layouts()).layout, read_registers(RIVERTON / "registers"))


def draft_text(folder: Path, parts: tuple[Part, ...]) -> Draft:
    return draft(write_text(folder / "made.txt", parts))


def list_field(made: Draft, kind: str, field: str) -> list[object]:
    return [record.fields.get(field) for record in made.findings.records if record.type == kind]


def write_low_pdf(path: Path, parts: tuple[Part, ...]) -> Path:
    return write_pdf(path, parts, height=LOW)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_new_document_is_recognised_by_its_headings(tmp_path: Path, family: str) -> None:
    assert draft_text(tmp_path, FAMILIES[family]).layout.name == family


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(("write", "name"), [(write_low_pdf, "made.pdf"), (write_docx, "made.docx")])
def test_the_same_content_gives_the_same_draft_whatever_its_format(
    tmp_path: Path, family: str, write: Callable[[Path, tuple[Part, ...]], Path], name: str
) -> None:
    drafts = [draft_text(tmp_path, FAMILIES[family]), draft(write(tmp_path / name, FAMILIES[family]))]
    text, other = (write_draft(made).replace(made.document.sha256, "") for made in drafts)
    assert other == text


@pytest.mark.parametrize("family", FAMILIES)
def test_a_draft_is_a_sound_transcript(tmp_path: Path, family: str) -> None:
    made = draft_text(tmp_path, FAMILIES[family])
    transcript = Transcript.model_validate(read_yaml_text(tmp_path / "draft.yaml", write_draft(made)).value)
    assert len(transcript.records) == len(made.findings.records)
    assert all(record.draft is not None for record in transcript.records)


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_is_dropped_silently(tmp_path: Path, family: str) -> None:
    made = draft_text(tmp_path, FAMILIES[family])
    accounted = {one.passage.line for one in made.findings.left_out}
    accounted |= {one.passage.line for one in made.findings.unplaced}
    used = {place for record in made.findings.records for place in record.locators}
    for passage in made.passages:
        is_used = made.locate(passage) in used or (passage.kind in {"row", "paragraph"} and passage.line in made.used)
        if passage.kind in {"item", "paragraph", "row", "title"}:
            assert is_used != (passage.line in accounted), f"{passage.locator} is not used, or listed, but once"


def test_a_plan_of_other_terms_and_counts_gives_its_own_elements(tmp_path: Path) -> None:
    made = draft_text(tmp_path, PLAN)
    assert list_field(made, "priority", "published_term") == ["Ambition", "Ambition"]
    assert list_field(made, "outcome", "under") == [
        "plan/corporate-2024-27/priority/1", "plan/corporate-2024-27/priority/1", "plan/corporate-2024-27/priority/2",
    ]  # fmt: skip
    assert len(list_field(made, "action", "title")) == 6
    assert len(list_field(made, "measure", "title")) == 5
    assert list_field(made, "action", "due")[0] == "2026-03"


def test_a_budget_keeps_each_printed_cell_and_its_sums_apart(tmp_path: Path) -> None:
    made = draft_text(tmp_path, PLAN)
    assert list_field(made, "budget-row", "cells") == [
        ["2.4", "0.5", "2.9"], ["6.1", "-", "6.1"], ["1.0", "12.5", "13.5"], ["9.5", "13.0", "22.5"],
    ]  # fmt: skip
    assert list_field(made, "budget-row", "is_total") == [None, None, None, "yes"]
    assert list_field(made, "budget-row", "of")[2] == "plan/corporate-2024-27/outcome/3"


def test_a_review_hangs_activities_on_their_theme_and_board(tmp_path: Path) -> None:
    made = draft_text(tmp_path, REVIEW)
    assert list_field(made, "action", "title") == [
        "Adult classes", "Opened a workshop in the old customs house", "Reach every ward with a class",
        "Walk-in clinics", "Vaccinated 88% of those over seventy", "Trained 45 harbour wardens in first aid",
        "Open a clinic on the north bank", "Halve the wait for a first visit",
    ]  # fmt: skip
    assert list_field(made, "action", "kind").count("action-intended") == 3
    assert list_field(made, "action", "delivered_by")[0] == "org/skills-and-learning-board"
    assert list_field(made, "action", "under")[-1] == "plan/alliance-2020-25/priority/healthy-harbour"


def test_an_unknown_board_is_proposed_and_asks_for_a_look(tmp_path: Path) -> None:
    made = draft_text(tmp_path, REVIEW)
    assert made.findings.proposed_bodies == {"org/harbour-health-network": "Harbour Health Network"}
    unknown = made.findings.find("org/harbour-health-network")
    assert unknown is not None
    assert "no register" in str(unknown.look)


def test_a_table_of_measures_keeps_blanks_and_knows_its_columns(tmp_path: Path) -> None:
    made = draft_text(tmp_path, REVIEW)
    (columns,) = list_field(made, "measure-table", "columns")
    assert isinstance(columns, list)
    assert [column["role"] for column in columns if isinstance(column, dict)] == [
        "polarity", "value", "value", "value", "trend", "comparator",
    ]  # fmt: skip
    assert list_field(made, "measure", "cells")[1] == [
        "Lower is better",
        "8.2",
        "",
        "9.1",
        "Worsened",
        "Data Unavailable",
    ]


def test_a_report_gives_its_cover_recommendations_and_acts(tmp_path: Path) -> None:
    made = draft_text(tmp_path, REPORT)
    assert (made.header.title, made.header.issued) == ("A plan for the waterfront", "2025-02-12")
    assert list_field(made, "recommendation", "number") == ["1", "2", "3"]
    assert list_field(made, "legal-basis", "arises_from") == ["legislation/ukpga/2014/23", "legislation/ukpga/2011/20"]
    assert list_field(made, "appendix", "title") == ["Map of the promenade", "Survey of traders"]
    assert "Director of Place" not in write_draft(made)


def test_amounts_shares_and_counts_become_values_with_their_qualifiers(tmp_path: Path) -> None:
    made = [*draft_text(tmp_path, REPORT).findings.records, *draft_text(tmp_path, PLAN).findings.records]
    figures = {str(one.fields["published_value"]): one.fields for one in made if one.type == "figure"}
    assert (figures["£2.75m"]["value"], figures["£2.75m"]["unit"]) == ("2750000", "unit-gbp")
    assert (figures["71%"]["value"], figures["71%"]["unit"]) == ("71", "unit-percent")
    assert (figures["30"]["qualifier"], figures["1,900"]["qualifier"]) == ("Around", "About")
    assert figures["640"]["stated_period"] == "since 2021"


def test_a_document_of_no_known_family_gives_what_is_generic(tmp_path: Path) -> None:
    parts = (
        Part("heading", "A note on the ferry"),
        Part(
            "paragraph",
            "1.1 In 2024 the Quayside Forum counted 5,400 passengers, whom the Care Act 2014 does not touch.",
        ),
        Part("heading", "Recommendations"),
        Part("items", items=(("1.", "Run the ferry twice a day"),)),
    )
    made = draft_text(tmp_path, parts)
    assert not made.is_of_known_family
    assert [record.type for record in made.findings.records] == ["body", "legal-basis", "figure", "recommendation"]


def test_the_names_in_a_document_come_from_the_registers_it_is_read_with(tmp_path: Path) -> None:
    document = read_document(write_text(tmp_path / "made.txt", REVIEW))
    others = read_registers(Path(__file__).parent / "data" / "anytown" / "registers")
    made = extract(document, read_layouts().get("annual-review"), others, plan="plan/together-2022-25")
    assert "org/skills-learning-board" in made.findings.proposed_bodies
    assert made.findings.unknown_legislation == ["Care Act 2014"]


def item(text: str, line: int) -> Passage:
    return Passage("item", text, line=line, lines=(text,))


def fragment(text: str, line: int) -> Passage:
    return Passage("paragraph", text, line=line, lines=(text,))


def test_an_item_that_breaks_off_is_rejoined_with_the_only_fragment() -> None:
    passages = [item("Mend the roof of", 1), item("Paint the doors", 3), fragment("the old town hall", 5)]
    items, others = rejoin(passages, "")
    assert [one.text for one in items] == ["Mend the roof of the old town hall", "Paint the doors"]
    assert (items[0].is_rejoined, items[1].is_rejoined, others) == (True, False, [])


def test_an_item_that_breaks_off_for_good_is_cut_off() -> None:
    items, _ = rejoin([item("Mend the roof of the", 1), item("Paint the doors", 2)], "")
    assert [one.is_truncated for one in items] == [True, False]


def test_one_fragment_for_two_broken_items_proves_nothing_and_is_listed() -> None:
    passages = [item("Mend the roof of the", 1), item("Talk to the", 3), fragment("old mill", 5)]
    items, others = rejoin(passages, "")
    assert [one.is_truncated for one in items] == [True, True]
    assert [one.text for one in others] == ["old mill"]


def test_two_bullets_are_joined_where_the_document_prints_the_seam_elsewhere() -> None:
    passages = [item("Share of people who finish their first", 1), item("Aid course with us", 2)]
    joined, _ = rejoin(passages, "the number who took their first aid course last year")
    apart, _ = rejoin(passages, "nothing of the kind")
    assert (len(joined), len(apart)) == (1, 2)


def test_bullets_that_all_begin_small_are_items_of_their_own() -> None:
    items, _ = rejoin([item("fair work", 1), item("a clean river", 2)], "")
    assert len(items) == 2


def test_a_layout_that_names_an_unknown_section_is_refused() -> None:
    with pytest.raises(ValueError, match="names the section 'chapter'"):
        Layout.model_validate({
            "name": "x", "title": "X", "document_kind": "document-cabinet-report",
            "sections": [{"name": "part", "heading": "part", "inside": ["chapter"]}],
        })  # fmt: skip


def test_an_unknown_family_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="annual-review, cabinet-report"):
        read_layouts().get("leaflet")


def test_a_document_without_any_year_asks_when_it_was_issued(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--issued"):
        draft_text(
            tmp_path, (Part("heading", "A note"), Part("paragraph", "Nothing is dated here, and nothing can be."))
        )


OLDER_REPORT = """
Summary
This paper tells the Cabinet of the plan for the harbour that the Riverton
Alliance drew up in 2019, and which is to follow the Riverton Alliance Plan
2020-25.

Recommendations:

The Cabinet is recommended to:

1. Agree the plan for the har-
bour and its quays

2. Note the cost of \u00a31.4m

1. REASONS FOR THE DECISIONS

1.1     The Riverton Alliance met nine times. It heard from 84 people who live
by the water, and from more than 20 firms.

3 DETAILS OF THE REPORT

3.1 The Alliance settled on two areas of focus:

a. A harbour that is safe for
all who use it

b. Quays with work

3.2 The following next steps are proposed:

Action By when
Discuss the plan with those who fish at their own
meetings

End of May 2019

Print the plan 14 June 2019
Open the quay with a fair

July 2019 (TBC)

4 EQUALITIES IMPLICATIONS

4.1 The quays will be free of steps.

5 COMMENTS OF THE CHIEF FINANCE OFFICER

5.1 There is no cost to the Council.
"""


def test_the_older_form_is_read_through_its_hard_line_breaks(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(OLDER_REPORT, "utf-8")
    made = draft(tmp_path / "old.txt")
    assert made.layout.name == "cabinet-report"
    assert list_field(made, "recommendation", "title") == [
        "Agree the plan for the harbour and its quays", "Note the cost of \u00a31.4m",
    ]  # fmt: skip
    assert list_field(made, "priority", "title") == ["A harbour that is safe for all who use it", "Quays with work"]
    assert list_field(made, "action", "due") == ["2019-05", "2019-06-14", "2019-07"]
    assert list_field(made, "figure", "value") == ["1400000", "9", "84", "20", "2"]


MESSY_PLAN = """
Riverton Corporate Plan 2024-27

Ambition 1

A greener waterfront

Outcome 4

The river is clean enough to swim in

What will we do?

1. Mend the old outfall at Eel Point and
2. Plant reeds along both of the banks

keep it in good order for ten years
3. Tell the town each week how

Outcome 4

The river is clean enough to swim in

4. Teach 1,200 children to swim in the

How will we know?

\u25aa Days on which the water is fit to
swim in
\u25aa Spills of sewage

into the river
"""


def test_torn_items_and_headings_that_repeat_on_the_next_page_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "messy.txt").write_text(MESSY_PLAN, "utf-8")
    made = draft(tmp_path / "messy.txt")
    assert list_field(made, "action", "title") == [
        "Mend the old outfall at Eel Point and keep it in good order for ten years",
        "Plant reeds along both of the banks",
        "Tell the town each week how",
        "Teach 1,200 children to swim in the",
    ]  # fmt: skip
    assert list_field(made, "action", "text_status") == ["rejoined", None, None, "truncated"]
    assert list_field(made, "measure", "title") == [
        "Days on which the water is fit to swim in",
        "Spills of sewage into the river",
    ]
    assert {*list_field(made, "action", "under")} == {"plan/corporate-2024-27/outcome/4"}


LINES = st.sampled_from([
    "Contents", "Summary", "Recommendations:", "Priority 1", "Outcome 2: Clean air", "What will we do?", "Case study",
    "What we did", "Priorities for 2024-25:", "Appendices", "1 DETAILS OF THE REPORT", "1.1 In 2024 we met 12 times.",
    "- Plant trees", "2. Mend the", "a. one", "and the rest", "Measure\tPolarity\t2021/22\tTrend", "Trees\t\t5\t-",
    "Cost\tRevenue \u00a3m\tTotal \u00a3m", "Total\t1.0\t1.0", "R1 - Do it: soon",
    "\f", "", "Action By when", "June 2024",
])  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(lines=st.lists(LINES, max_size=25), family=st.sampled_from([*FAMILIES, "generic"]))
def test_no_order_of_lines_breaks_extraction_or_is_lost(lines: list[str], family: str) -> None:
    document = Document(Path("made.txt"), "text", "0" * 64, tuple(locate(make_passages(read_lines(lines)))))
    made = extract(document, read_layouts().get(family), read_registers(RIVERTON / "registers"), issued="2024")
    Transcript.model_validate(read_yaml_text(Path("draft.yaml"), write_draft(made)).value)
    accounted = {one.passage.line for one in made.findings.left_out} | made.used
    accounted |= {one.passage.line for one in made.findings.unplaced}
    assert {passage.line for passage in made.passages if passage.kind != "heading"} <= accounted


def read_lines(lines: list[str]) -> list[Line]:
    return [line for line in read_text_lines("\n".join(lines)) if isinstance(line, Line)]
