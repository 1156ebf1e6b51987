"""The page of gaps over the real graph."""

from __future__ import annotations

import re

from web_site import ask, open_page, read_text

from graph.breaks import MENDS
from graph.settings import Settings

ROW = re.compile(r'<tr>\s*<th scope="row"[^>]*gt-matrix__name.*?</tr>', re.DOTALL)


def find_row(page: str, path: str) -> str:
    """Return the row of the element at ``path``."""
    return next(found[0] for found in ROW.finditer(page) if f'href="/page/tower-hamlets/{path}"' in found[0])


def test_every_plan_with_elements_has_a_matrix(real_settings: Settings) -> None:
    assert open_page(real_settings, "/gaps").count('class="govuk-table gt-matrix"') == 4


def test_a_row_counts_what_is_stated_and_names_each_gap(real_settings: Settings) -> None:
    row = find_row(open_page(real_settings, "/gaps?plan=plan/strategic-2021-24"), "plan/strategic-2021-24/outcome/6")
    cells = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", row)]
    assert dict(zip(MENDS, cells, strict=True)) == {
        "action": "6",
        "measure": "8",
        "baseline": "not stated",
        "target": "not stated",
        "value": "not stated",
        "budget": "3",
        "lead": "whole plan only",
        "board": "1 + 1 curated",
        "duty": "whole plan only",
        "evidence": "whole plan only",
    }


def test_a_gap_of_a_reported_plan_is_not_called_unstated(real_settings: Settings) -> None:
    row = find_row(
        open_page(real_settings, "/gaps?plan=plan/partnership-2023-28"), "plan/partnership-2023-28/priority/3"
    )
    assert "not held" in row
    assert "not stated" not in row


def test_a_gap_says_what_would_mend_it_and_one_that_does_not_arise_does_not(real_settings: Settings) -> None:
    row = find_row(
        open_page(real_settings, "/gaps?plan=plan/partnership-2023-28"), "plan/partnership-2023-28/priority/3"
    )
    assert f'title="What would mend it: {MENDS["duty"]}"' in row
    assert MENDS["target"] not in row


def test_the_share_of_complete_threads_is_said_for_each_plan(real_settings: Settings) -> None:
    text = read_text(real_settings, "/gaps")
    assert text.count("complete , with every link that arises") + text.count("complete, with every link") == 4


def test_kinds_of_gap_are_explained_with_their_number(real_settings: Settings) -> None:
    text = read_text(real_settings, "/gaps?plan=plan/strategic-refresh-2018")
    assert "not held not in the reports held, 15 cells" in text.replace(" ,", ",")


def test_an_unknown_plan_is_a_bad_request_that_names_the_plans(real_settings: Settings) -> None:
    answer = ask(real_settings, "/gaps?plan=plan/nowhere", "text/html")
    assert answer.status_code == 400
    assert "plan/strategic-2021-24" in answer.text


def test_the_matrix_says_which_query_made_it(real_settings: Settings) -> None:
    assert "/queries/gaps/coverage.csv?plan=" in open_page(real_settings, "/gaps?plan=plan/strategic-2021-24")
