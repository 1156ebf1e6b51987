"""The command line as a person types it, right and wrong."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from graph_sample import write_sample

from goldenthread import main
from graph.settings import Settings

OUTCOME = "plan/strategic-2021-24/outcome/6"


@pytest.fixture
def run(real_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("GOLDENTHREAD_DATA", str(real_settings.data))
    return Run()


class Run:
    def __call__(self, *words: str) -> Result:
        return CliRunner().invoke(main, list(words))


def test_a_trace_by_path_prints_thread_and_breaks(run: Run) -> None:
    result = run("trace", OUTCOME)
    assert result.exit_code == 0
    for line in ("Actions (6)", "Measures (8)", "Net Revenue Budget 2021-22 £m: 14.5", "Where the thread breaks"):
        assert line in result.output


def test_a_trace_by_words_finds_the_outcome(run: Run) -> None:
    assert run("trace", "clean", "and", "green").output.startswith(
        "5. People live in a borough that is clean and green"
    )


def test_words_that_fit_several_things_list_their_paths(run: Run) -> None:
    result = run("trace", "housing")
    assert result.exit_code == 2
    assert "plan/partnership-2023-28/action/3.3" in result.output


def test_words_that_fit_nothing_say_what_to_type(run: Run) -> None:
    result = run("trace", "zeppelin")
    assert result.exit_code == 1
    assert "plan/strategic-2021-24/outcome/6" in result.output


def test_nothing_of_another_generation_appears_without_across(run: Run) -> None:
    assert "Across to" not in run("trace", "plan/partnership-2023-28/priority/3").output
    assert "Across to Strategic Plan 2021-24" in run("trace", "plan/partnership-2023-28/priority/3", "--across").output


def test_up_and_across_together_are_refused(run: Run) -> None:
    assert run("trace", OUTCOME, "--up", "--across").exit_code == 2


def test_two_forms_at_once_are_refused(run: Run) -> None:
    result = run("trace", OUTCOME, "--json", "--csv")
    assert (result.exit_code, "--json and --csv are different forms" in result.output) == (2, True)


@pytest.mark.parametrize(
    ("node", "kind"),
    [
        ("org/community-safety-partnership", "Body"),
        ("budget/strategic-plan-2021-24/spending/6/hra", "Money"),
        ("observation/annual-review-2021-22/employment-rate/E09000030/2021-22", "Observation"),
    ],
)
def test_a_trace_says_in_words_what_its_node_is(run: Run, node: str, kind: str) -> None:
    assert f"  {kind} · https://" in run("trace", node, "--up").output


def test_a_row_of_a_trace_calls_an_amount_by_its_printed_column(run: Run) -> None:
    labels = {row["label"] for row in csv.DictReader(run("trace", OUTCOME, "--csv").output.splitlines())}
    assert {"HRA £m", "Net Revenue £m", "Net Revenue Budget 2021-22 £m", "Total £m"} < labels


def test_a_trace_warns_of_two_columns_that_look_alike(run: Run) -> None:
    assert 'Never add "Net Revenue Budget 2021-22 £m" to "Net Revenue £m"' in run("trace", OUTCOME).output
    assert "Never add" not in run("trace", "plan/partnership-2023-28/priority/3").output


def test_a_trace_as_json_holds_its_hops(run: Run) -> None:
    data = json.loads(run("trace", OUTCOME, "--json").output)
    assert sum(hop["kind"] == "hasAction" for hop in data["hops"]) == 6


def test_a_trace_as_csv_has_one_header_and_no_short_row(run: Run) -> None:
    rows = list(csv.reader(io.StringIO(run("trace", OUTCOME, "--across", "--csv").output)))
    assert rows[0][:4] == ["scope", "parent", "link", "child"]
    assert {len(row) for row in rows} == {len(rows[0])}


def test_a_trace_as_turtle_parses(run: Run) -> None:
    from rdflib import Graph  # noqa: PLC0415 - one of two libraries that no module mixes

    output = run("trace", OUTCOME, "--turtle").output
    assert len(Graph().parse(data=output, format="turtle")) > 100
    assert "gt:hasAction" in output


def test_a_query_runs_with_its_parameters(run: Run) -> None:
    result = run("query", "money/cost_of_outcomes", "--param", f"outcome={OUTCOME}", "--format", "csv")
    assert sorted(row["published"] for row in csv.DictReader(io.StringIO(result.output))) == [
        "14.5",
        "306.8",
        "348.3",
        "41.6",
    ]


@pytest.mark.parametrize(
    ("words", "message", "exit_code"),
    [
        (["query", "money/cost"], "no query named", 1),
        (["query", "money/cost_of_outcomes", "-p", "outcome"], "NAME=VALUE", 2),
        (["query", "money/cost_of_outcomes", "-p", "outcom=x"], "no such parameter", 1),
        (["query", "money/cost_of_outcomes", "--format", "pdf"], "no format", 2),
        (["releases", "rollback", "0000000000"], "0000000000", 1),
        (["build", "--from", "/nowhere"], "does not exist", 2),
        (["verify"], "GOLDENTHREAD_DOCUMENTS", 2),
    ],
)
def test_a_wrong_command_says_what_is_wrong(
    run: Run, words: list[str], message: str, exit_code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GOLDENTHREAD_DOCUMENTS", raising=False)
    result = run(*words)
    assert result.exit_code == exit_code
    assert message in result.output
    assert "Traceback" not in result.output


def test_without_a_release_a_trace_says_to_build_one(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("GOLDENTHREAD_DATA", str(tmp_path))
    result = run("trace", OUTCOME)
    assert result.exit_code == 1
    assert "goldenthread build" in result.output


def test_the_releases_are_listed_with_the_current_one_marked(run: Run) -> None:
    assert run("releases").output.startswith("* ")


def test_the_releases_are_listed_even_where_the_current_one_cannot_be_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    release = write_sample(tmp_path)
    (tmp_path / "current").write_text("damaged", "ascii")
    monkeypatch.setenv("GOLDENTHREAD_DATA", str(tmp_path))
    result = run("releases")
    assert result.exit_code == 0
    assert f"  {release.name}" in result.output
    assert "warning: no release is named 'damaged'" in result.output


@pytest.mark.parametrize("direction", ["--up", "--across"])
def test_a_thread_as_turtle_goes_down_only_and_says_so(run: Run, direction: str) -> None:
    result = run("trace", OUTCOME, "--turtle", direction)
    assert result.exit_code == 2
    assert "--json" in result.output
