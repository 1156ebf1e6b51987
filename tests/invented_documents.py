"""Three invented documents of Riverton, one of each family: other names, numbers and headings than any real one has."""

from __future__ import annotations

from pathlib import Path

from made_documents import Part

RIVERTON = Path(__file__).parent / "data" / "riverton"


def bullets(*texts: str) -> Part:
    """Return a bulleted list."""
    return Part("items", items=tuple(("\u2022", text) for text in texts))


def numbered(*texts: str) -> Part:
    """Return a numbered list."""
    return Part("items", items=tuple((f"{number}.", text) for number, text in enumerate(texts, start=1)))


PLAN = (
    Part("heading", "Riverton Corporate Plan 2024-27"),
    Part("heading", "Introduction"),
    Part("paragraph",
        "Riverton Council looks after a town of 48,200 people on the estuary, and this plan says what it "
        "will do for them with its partners."),
    Part("heading", "Ambition 1 - A town that works for everyone"),
    numbered("Everyone can find fair work", "Young people stay and thrive"),
    Part("heading", "Ambition 2 - A greener waterfront"),
    Part("items", items=(("3.", "The river is clean enough to swim in"),)),
    Part("heading", "Where the money goes"),
    Part("table", rows=(
        ("Outcome", "General fund £m", "Capital £m", "Total £m"),
        ("1. Everyone can find fair work", "2.4", "0.5", "2.9"),
        ("2. Young people stay and thrive", "6.1", "-", "6.1"),
        ("3. The river is clean enough to swim in", "1.0", "12.5", "13.5"),
        ("Total", "9.5", "13.0", "22.5"),
    )),
    Part("heading", "Outcome 1: Everyone can find fair work"),
    Part("paragraph",
        "About 1,900 residents are out of work, and the Skills and Learning Board has helped more than "
        "640 of them since 2021."),
    Part("heading", "What will we do?"),
    numbered("Open a second skills hub by March 2026", "Pay the real living wage to all who work for us"),
    Part("heading", "How will we know?"),
    bullets(
        "Number of residents who find work through the hub",
        "Percentage of council contracts that pay the living wage",
    ),
    Part("heading", "Outcome 2: Young people stay and thrive"),
    Part("paragraph",
        "The Quayside Forum told us that 37% of school leavers mean to move away for good, and that they "
        "want homes."),
    Part("heading", "What will we do?"),
    numbered(
        "Build 210 homes for people under thirty",
        "Run a summer festival with the schools",
        "Give each school leaver a mentor",
    ),
    Part("heading", "How will we know?"),
    bullets("Percentage of school leavers who stay for two years"),
    Part("heading", "Outcome 3: The river is clean enough to swim in"),
    Part("paragraph",
        "The council will spend £12.5 million on the outfall, and we have a duty under the Localism Act "
        "2011 to ask the town first."),
    Part("heading", "What will we do?"),
    numbered("Finish the new outfall at Eel Point"),
    Part("heading", "How will we know?"),
    bullets("Days in a year on which the water is fit to swim in", "Number of spills into the river"),
)  # fmt: skip

REVIEW = (
    Part("heading", "Riverton Alliance Plan 2020-25: annual report"),
    Part("heading", "Introduction"),
    Part("paragraph", "The Riverton Alliance Plan 2020-25 is underpinned by two themes:"),
    bullets("Learning for life", "A healthy harbour"),
    Part("heading", "Learning for life"),
    Part("heading", "Skills and Learning Board"),
    Part("paragraph",
        "The Skills and Learning Board meets every month and answers to the Riverton Alliance for the "
        "whole of this theme."),
    Part("heading", "What we did"),
    bullets("Adult classes: taught over 1,150 people to read", "Opened a workshop in the old customs house"),
    Part("heading", "Plans for 2024-25"),
    bullets("Reach every ward with a class"),
    Part("heading", "Case study: The customs house"),
    Part("paragraph",
        "The workshop cost £85,000 and has trained nearly ninety apprentices, of whom 62 per cent have "
        "found work with local firms."),
    Part("heading", "A healthy harbour"),
    Part("heading", "Harbour Health Network"),
    Part("paragraph",
        "The Harbour Health Network brings the surgeries and the council together, as the Care Act 2014 "
        "asks of both."),
    Part("heading", "What we did"),
    bullets(
        "Walk-in clinics: saw 3,400 people in their first year",
        "Vaccinated 88% of those over seventy",
        "Trained 45 harbour wardens in first aid",
    ),
    Part("heading", "Plans for 2024-25"),
    bullets("Open a clinic on the north bank", "Halve the wait for a first visit"),
    Part("heading", "Progress data: a healthy harbour"),
    Part("table", rows=(
        ("Indicator", "Polarity", "Baseline: 2019/20", "2022/23", "2023/24", "Direction of travel", "The Estuary"),
        ("Adults who walk each week", "Higher is better", "51.0%", "54.5%", "57%", "Improved", "49%"),
        ("Days lost to sickness", "Lower is better", "8.2", "", "9.1", "Worsened", "Data Unavailable"),
    )),
)  # fmt: skip

REPORT = (
    Part("table", rows=(
        ("Cabinet, 12 February 2025", "RIVERTON"),
        ("Report of: the Director of Place", "Classification: Open"),
        ("A plan for the waterfront", ""),
        ("Lead Member", "Leader of the Council"),
        ("Wards affected", "Quayside and Northbank"),
        ("Key Decision?", "Yes"),
    )),
    Part("heading", "Summary"),
    Part("paragraph",
        "The council is asked for its word on a plan for the waterfront, which is to follow the Riverton "
        "Alliance Plan 2020-25."),
    Part("heading", "Recommendations"),
    Part("paragraph", "The Cabinet is recommended to:"),
    numbered("Agree the waterfront plan", "Set aside £2.75m for the first year", "Report back within six months"),
    Part("heading", "1 REASONS FOR THE DECISION"),
    Part("paragraph",
        "1.1 The Riverton Alliance asked for a plan after a survey that 1,312 people answered, of whom "
        "71% wanted a promenade."),
    Part("heading", "2 ALTERNATIVE OPTIONS"),
    Part("paragraph",
        "2.1 The council could do nothing. Around 30 traders have said that they would then leave the "
        "quay for good."),
    Part("heading", "3 DETAILS OF THE REPORT"),
    Part("paragraph", "3.1 The partners make the following commitments:"),
    bullets("Keep the ferry running all winter", "Light the whole of the quay"),
    Part("paragraph",
        "3.2 Duties under the Care Act 2014 are not touched, and the Localism Act 2011 enables the "
        "council to act for the good of the town."),
    Part("heading", "4 EQUALITIES IMPLICATIONS"),
    Part("paragraph",
        "4.1 The promenade will be free of steps, so that all of those who live in the town can use it on "
        "their own."),
    Part("heading", "5 COMMENTS OF THE CHIEF FINANCE OFFICER"),
    Part("paragraph",
        "5.1 The sum of £2.75m is met from reserves that the council set aside in 2023, and no borrowing "
        "is needed for it."),
    Part("heading", "6 COMMENTS OF LEGAL SERVICES"),
    Part("paragraph",
        "6.1 The council may do this under its general power of competence, and there is no need for "
        "further consent."),
    Part("heading", "Appendices"),
    bullets("Appendix A: Map of the promenade", "Appendix B: Survey of traders"),
)  # fmt: skip
