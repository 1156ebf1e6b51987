from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

import graph.errors
from graph.errors import (
    GoldenthreadError,
    InputError,
    ParameterError,
    QueryFileError,
    QueryLimitError,
    QueryRefusedError,
    QuerySyntaxError,
    ServiceBusyError,
    SettingError,
    UnknownNodeError,
    UnknownQueryError,
    ValidationFailure,
)

EXAMPLES = [
    GoldenthreadError("it broke", "mend it"),
    InputError(Path("plan.yaml"), 12, "there is no code of that name", "see the code lists"),
    SettingError("GOLDENTHREAD_PORT", "it is no number"),
    UnknownNodeError("there is no such plan", suggestions=("plan/2021",)),
    QueryFileError(Path("queries/gaps/measures.rq"), 3, "there is no field 'titel'"),
    UnknownQueryError("gaps/mesures", ("gaps/measures",)),
    ParameterError("gaps/measures", "plan", "it needs a value"),
    QuerySyntaxError("it does not parse", 2, 7),
    QueryRefusedError("it is read-only", feature="INSERT"),
    QueryLimitError("rows", 100, "rows", "the result has more than 100 rows"),
    ServiceBusyError("too many queries", retry_after_s=9),
    ValidationFailure(("a plan without a label", "an action without a passage")),
]


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_comes_out_of_a_worker_as_it_went_in(error: GoldenthreadError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)


def test_an_error_says_what_is_wrong_and_then_what_to_do() -> None:
    assert str(GoldenthreadError("the file is empty", "fill it")) == "the file is empty. Fill it."


def test_an_input_error_names_file_and_line() -> None:
    assert str(InputError(Path("plans/plan.yaml"), 12, "no such code")) == "plan.yaml, line 12: no such code"


def test_a_validation_failure_shows_its_first_finding_and_counts_the_others() -> None:
    assert "a plan without a label (and 1 more)" in str(EXAMPLES[-1])


def test_the_tree_in_the_docstring_names_every_error_once() -> None:
    drawn = re.findall(r"\b\w+(?:Error|Failure)\b", graph.errors.__doc__ or "")
    defined = [
        name
        for name, kind in vars(graph.errors).items()
        if isinstance(kind, type) and kind.__module__ == "graph.errors"
    ]
    assert sorted(drawn) == sorted(defined)
