from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import QueryFileError
from graph.query_header import Column, count_header_lines, read_header

PATH = Path("queries/gaps/measures.rq")
HEADER = """\
#+ title: Priorities without a measure
#+ description: Which priorities of a plan have no measure.
#+ audience: performance officers
#+ form: select
#+ parameters:
#+   - name: plan
#+     type: node
#+     description: The plan.
#+     example: plan/2021
#+     required: yes
#+   - {name: year, type: year, description: A year., example: 2021, default: 2022}
#+ columns:
#+   - {name: priority, description: The priority}
#+   - {name: share, description: Its share, unit: percent}
#+ used_by: [web.gaps]

SELECT ?priority ?share {}
"""


def test_a_header_is_read_whole() -> None:
    header = read_header(PATH, HEADER)
    plan, year = header.parameters
    assert (header.title, header.form, header.used_by) == ("Priorities without a measure", "select", ("web.gaps",))
    assert (plan.name, plan.type, plan.required, plan.default) == ("plan", "node", True, None)
    assert (year.required, year.example, year.default) == (False, "2021", "2022")
    assert header.columns == (Column("priority", "The priority"), Column("share", "Its share", "percent"))


def test_the_header_ends_at_the_first_other_line() -> None:
    assert count_header_lines(HEADER) == 15


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("title:", "titel:", 1, "there is no field 'titel'"),
        ("form: select", "form: table", 4, "form cannot be 'table'; use one of select, ask, construct"),
        ("type: node", "type: path", 7, "type cannot be 'path'"),
        ("required: yes", "required: perhaps", 10, "required cannot be 'perhaps'"),
        ("example: 2021,", "example: soon,", 11, "example of parameter year: 'soon' is no year"),
        ("description: The plan.", "description:", 8, "the field 'description' is missing or empty"),
        ("used_by: [web.gaps]", "used_by: web.gaps", 15, "a list was expected here"),
        ("audience: performance", "audience: [performance]", 3, "not YAML"),
        ("audience: performance officers", "title: Another", 3, "the field 'title' stands here twice"),
        ("description: Which priorities", "description: Which: priorities", 2, "the header is not YAML"),
        ("- {name: priority", "- priority # {name", 13, "fields were expected here"),
    ],
)
def test_a_fault_is_told_with_file_and_line(old: str, new: str, line: int, words: str) -> None:
    with pytest.raises(QueryFileError) as caught:
        read_header(PATH, HEADER.replace(old, new))
    assert f"gaps/measures.rq, line {line}: " in str(caught.value)
    assert words.split(";", maxsplit=1)[0] in str(caught.value)


def test_a_file_without_header_is_refused() -> None:
    with pytest.raises(QueryFileError, match=r"line 1: there is no header"):
        read_header(PATH, "SELECT * {}")
