"""Every defect of an input file stops the build, is named for who has to mend it, and leaves what is served alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest
from anytown import ADDRESSES, ANYTOWN, CROSSWALK, PLAN, REPORT, build_into, copy_anytown, write_facts
from pyoxigraph import Quad

from graph.errors import GoldenthreadError, InputError, ValidationFailure
from graph.findings import Finding
from graph.namespaces import expand
from graph.ontology import read_ontology_quads
from graph.queries import QueryLibrary
from graph.releases import find_current_name, list_releases
from graph.store import EmbeddedStore
from graph.validate import check_graph

OUTCOME = "plan/together-2022-25/outcome/1"


@dataclass(frozen=True)
class Defect:
    """A change of Anytown that makes it unsound, and what the error must say.

    ``at`` stands on one line only, ``above`` lines below the one that the error must name; ``record`` and ``words``
    stand in the error.
    """

    name: str
    file: str
    old: str
    new: str
    at: str
    record: str
    words: str
    above: int = 0


DEFECTS = (
    Defect(
        "a deleted title",
        PLAN,
        "    title: Share of trips on foot\n",
        "",
        "id: plan/together-2022-25/measure/trips-on-foot",
        "plan/together-2022-25/measure/trips-on-foot",
        "needs either a title (as printed) or a label",
        1,
    ),
    Defect(
        "a deleted label",
        REPORT,
        "label: Open a jobs fair, ",
        "",
        "id: plan/partnership-2019-22/action/jobs-fair",
        "plan/partnership-2019-22/action/jobs-fair",
        "needs either a title (as printed) or a label",
    ),
    Defect(
        "an invented fund",
        PLAN,
        "fund: fund-capital",
        "fund: fund-lottery",
        "fund: fund-lottery",
        "spending",
        "field 'columns / 2 / fund': 'fund-lottery' is not in the list fund",
    ),
    Defect(
        "a budget row of a missing outcome",
        PLAN,
        "of: plan/together-2022-25/outcome/1, cells",
        "of: plan/together-2022-25/outcome/9, cells",
        "outcome/9, cells",
        "1. People walk more often",
        "field 'of': nothing describes plan/together-2022-25/outcome/9",
    ),
    Defect(
        "a budget row of no plan",
        PLAN,
        "of: plan/together-2022-25/outcome/1, cells",
        "of: org/anytown-council, cells",
        "of: org/anytown-council, cells",
        "1. People walk more often",
        "field 'of': org/anytown-council is neither a plan nor inside one",
    ),
    Defect(
        "a link to a missing body",
        PLAN,
        "to: org/clean-streets-board",
        "to: org/dirty-streets-board",
        "to: org/dirty-streets-board",
        "link",
        "field 'to': nothing describes org/dirty-streets-board",
    ),
    Defect(
        "a body without a register entry",
        REPORT,
        "{type: body, id: org/anytown-partnership,",
        "{type: body, id: org/anytown-alliance,",
        "{type: body, id: org/anytown-alliance,",
        "org/anytown-alliance",
        "field 'id': nothing describes org/anytown-alliance",
    ),
    Defect(
        "two records with one identity",
        PLAN,
        "{type: outcome, id: plan/together-2022-25/outcome/2,",
        "{type: outcome, id: plan/together-2022-25/outcome/1,",
        "title: Streets are clean, locator: Outcome 2",
        OUTCOME,
        "field 'id': line 50, record 'plan/together-2022-25/outcome/1', describes it already",
    ),
    Defect(
        "two budget rows with one heading",
        PLAN,
        "heading: corporate-costs, title: Corporate costs, of",
        'heading: "2", title: Corporate costs, of',
        'heading: "2", title: Corporate costs, of',
        "Corporate costs",
        "record '2. Streets are clean', describes it already (budget/together-plan-2022-25/spending/2/revenue)",
    ),
    Defect(
        "two tables with one id",
        PLAN,
        "    id: funding\n",
        "    id: spending\n",
        "    title: Funding",
        "spending",
        "field 'id': the document has another budget-table 'spending'",
        2,
    ),
    Defect(
        "a row without its table",
        PLAN,
        "table: funding, heading: council-tax",
        "table: grants, heading: council-tax",
        "table: grants, heading: council-tax",
        "Council tax",
        "field 'table': no budget-table 'grants' stands before this row",
    ),
    Defect(
        "a budget cell too few",
        PLAN,
        'cells: ["4.0", "1.5", "5.5"]',
        'cells: ["4.0", "5.5"]',
        'cells: ["4.0", "5.5"]',
        "1. People walk more often",
        "field 'cells': the row has 2 cells, its table 3 columns",
    ),
    Defect(
        "a measure cell too few",
        PLAN,
        '"1,300", "-", "1,150"',
        '"1,300", "1,150"',
        "id: plan/together-2022-25/measure/missed-bins",
        "plan/together-2022-25/measure/missed-bins",
        "field 'cells': the row has 5 cells, its table 6 columns",
        1,
    ),
    Defect(
        "an amount that cannot be read",
        PLAN,
        'cells: ["4.0", "1.5", "5.5"]',
        'cells: ["4.0", "1.5?", "5.5"]',
        'cells: ["4.0", "1.5?", "5.5"]',
        "1. People walk more often",
        "field 'cells': '1.5?' under 'Capital £m' is no amount and no known gap",
    ),
    Defect(
        "a value that cannot be read",
        PLAN,
        '"1,300", "-", "1,150"',
        '"1,300", n/a, "1,150"',
        "id: plan/together-2022-25/measure/missed-bins",
        "plan/together-2022-25/measure/missed-bins",
        "field 'cells': 'n/a' under '2020/21' is no number and no known gap",
        1,
    ),
    Defect(
        "a trend that cannot be read",
        PLAN,
        '"1,150", Improved',
        '"1,150", Better',
        "id: plan/together-2022-25/measure/missed-bins",
        "plan/together-2022-25/measure/missed-bins",
        "field 'cells': 'Better' under 'Trend' is none of",
        1,
    ),
    Defect(
        "an area that is not registered",
        PLAN,
        "Outer: 30%",
        "Nether: 30%",
        "id: plan/together-2022-25/measure/trips-on-foot",
        "plan/together-2022-25/measure/trips-on-foot",
        "field 'cells': the area 'Nether' is not in registers/areas.yaml",
        1,
    ),
    Defect(
        "two locators with one address",
        PLAN,
        "kind: principle-value, locator: Our vision / 1",
        "kind: principle-value, locator: our vision",
        "kind: principle-value, locator: our vision",
        "plan/together-2022-25/principle/open",
        "field 'locator': the locators 'Our vision' and 'our vision' have the same address 'our-vision'",
    ),
    Defect(
        "a locator of a quality note written otherwise",
        "registers/quality-notes.yaml",
        "locator: Our money / Spending / 1",
        "locator: our money / Spending / 1",
        "- id: note/walking-title",
        "note/walking-title",
        "have the same address 'our-money--spending--1'",
    ),
    Defect(
        "a curated link without a reason",
        "registers/curated-links.yaml",
        "    reason: The board's remit covers every street, and no other body is named.\n",
        "",
        "  - from: plan/together-2022-25/outcome/1",
        "",
        "field 'links / 1 / reason': is missing",
    ),
    Defect(
        "a crosswalk row with an unknown predicate",
        CROSSWALK,
        "skos:narrowMatch",
        "skos:exactMatch",
        "skos:exactMatch",
        "any:plan/partnership-2019-22/priority/safer-streets",
        "column 'predicate_id'",
    ),
    Defect(
        "a crosswalk row with a cell too few",
        CROSSWALK,
        "\tdata editor\tcurated\n",
        "\tcurated\n",
        "Safer streets let people walk",
        "",
        "the row has more or fewer cells than the header has columns",
    ),
    Defect(
        "a crosswalk row to a missing element",
        CROSSWALK,
        "any:plan/together-2022-25/outcome/1",
        "any:plan/together-2022-25/outcome/9",
        "any:plan/together-2022-25/outcome/9",
        "plan/partnership-2019-22/priority/safer-streets",
        "field 'object_id': nothing describes plan/together-2022-25/outcome/9",
    ),
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which Anytown is built and served."""
    folder = tmp_path_factory.mktemp("data")
    build_into(folder, ANYTOWN)
    return folder


def refuse(folder: Path, data: Path) -> GoldenthreadError:
    """Build a broken folder and return the error, having seen that nothing that is served has changed."""
    before = find_current_name(data), list_releases(data)
    with pytest.raises(GoldenthreadError) as caught:
        build_into(data, folder)
    assert (find_current_name(data), list_releases(data)) == before
    return caught.value


def find_line(path: Path, words: str) -> int:
    """Return the number of the one line that holds some words."""
    lines = enumerate(path.read_text("utf-8").splitlines(), start=1)
    (number,) = (number for number, line in lines if words in line)
    return number


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name.replace(" ", "-"))
def test_a_defect_stops_the_build_and_names_file_line_record_and_field(
    defect: Defect, tmp_path: Path, data: Path
) -> None:
    folder = copy_anytown(tmp_path, defect.old, defect.new, defect.file)
    error = refuse(folder, data)
    assert isinstance(error, InputError)
    assert error.path == folder / defect.file
    assert error.line == find_line(folder / defect.file, defect.at) - defect.above
    assert f"{error.path.name}, line {error.line}: " in str(error)
    assert defect.record in str(error)
    assert defect.words in str(error)


def test_broken_yaml_stops_the_build_at_its_line(tmp_path: Path, data: Path) -> None:
    folder = copy_anytown(tmp_path, "label: No waste\n", "label: No: waste\n")
    error = refuse(folder, data)
    line = find_line(folder / PLAN, "label: No: waste")
    assert str(error).startswith(f"together-plan-2022-25.yaml, line {line}: this is not YAML")


@pytest.mark.parametrize("file", ["registers/plans.yaml", "registers/quality-notes.yaml"])
def test_a_missing_register_stops_the_build_by_name(file: str, tmp_path: Path, data: Path) -> None:
    folder = copy_anytown(tmp_path)
    (folder / file).unlink()
    assert f"{Path(file).name}: the file cannot be read" in str(refuse(folder, data))


def test_what_only_the_whole_graph_shows_is_named_with_file_line_and_record(tmp_path: Path, data: Path) -> None:
    rows = (ANYTOWN / CROSSWALK).read_text("utf-8").splitlines(keepends=True)
    folder = copy_anytown(tmp_path, rows[-1], "", CROSSWALK)
    error = refuse(folder, data)
    assert isinstance(error, ValidationFailure)
    line = find_line(folder / REPORT, "id: plan/partnership-2019-22/priority/good-work")
    place = f"cabinet-report-2020.yaml, line {line}, record 'plan/partnership-2019-22/priority/good-work'"
    assert [finding for finding in error.findings if finding.startswith(place) and "no mapping" in finding]


def check(facts: list[Quad]) -> list[Finding]:
    vocabulary = read_ontology_quads(ADDRESSES.mint_vocabulary_graph())
    findings = check_graph(EmbeddedStore.load_quads(chain(vocabulary, facts)), QueryLibrary.read())
    return [finding for finding in findings if finding.severity == "violation"]


def test_the_facts_of_anytown_break_no_rule() -> None:
    assert check(list(write_facts())) == []


def test_a_link_without_its_statement_is_a_violation() -> None:
    facts = list(write_facts())
    vision = ADDRESSES.mint_node("plan/together-2022-25/vision/streets")
    statement = next(quad for quad in facts if quad.predicate.value == expand("rdf:object") and quad.object == vision)
    findings = check([quad for quad in facts if quad.subject != statement.subject])
    assert [finding.rule for finding in findings] == ["check/link_without_statement"]
    assert "hasVision" in findings[0].message


def test_a_statement_without_its_link_is_a_violation() -> None:
    facts = list(write_facts())
    has_vision = expand("gt:hasVision")
    findings = check([quad for quad in facts if quad.predicate.value != has_vision])
    assert "check/statement_without_link" in {finding.rule for finding in findings}
