"""Walks through the guide for data officers with Riverton, an invented council: its commands, as they are printed."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented_documents import PLAN, RIVERTON
from made_documents import write_docx

from goldenthread import main
from graph.releases import get_current
from loaders.records.draft import Correction
from loaders.yaml_source import read_yaml_text

COMMAND = re.compile(r"^    goldenthread (?P<words>.+)$", re.MULTILINE)
MARK = re.compile(r'\n    draft: \{.*\}(?=\n)|, draft: \{confidence: "[\d.]+"\}(?=\}\n)|\ndraft: \{.*\}(?=\n)')


@pytest.fixture(scope="module")
def guide(repository: Path) -> str:
    return (repository / "docs" / "guides" / "data-officers.md").read_text("utf-8")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the guide's first step leaves it."""
    shutil.copytree(RIVERTON, tmp_path / "riverton")
    (tmp_path / "riverton" / "transcripts").mkdir()
    (tmp_path / "documents").mkdir()
    write_docx(tmp_path / "documents" / "corporate-plan-2024-27.docx", PLAN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(words: str) -> Result:
    return CliRunner().invoke(main, shlex.split(words))


def review(transcript: Path) -> None:
    """Do what a person does: say whom the duty binds, and take the draft fields away."""
    text = MARK.sub("", transcript.read_text("utf-8"))
    duty = "    arises_from: legislation/ukpga/2011/20\n"
    assert duty in text
    transcript.write_text(text.replace(duty, f"{duty}    bearers: org/riverton-council\n"), "utf-8")


def test_the_guide_leads_from_a_file_to_a_release(office: Path, guide: str) -> None:
    draft, update, verify, build = (match["words"] for match in COMMAND.finditer(guide))
    transcript = office / "riverton" / "transcripts" / "corporate-plan-2024-27.yaml"
    assert run(draft).exit_code == 0
    refused = run(build)
    assert (refused.exit_code, "nobody has reviewed" in refused.output) == (1, True)
    review(transcript)
    updated = run(update)
    assert (updated.exit_code, updated.output.splitlines()[-1]) == (
        0,
        f"Changed in {transcript.relative_to(office)}: nothing",
    )
    proven = run(verify)
    assert proven.exit_code == 0, proven.output
    built = run(build)
    assert built.exit_code == 0, built.output
    assert get_current(office / "releases").manifest.quads > 1000


def test_a_draft_is_never_written_over_unasked(office: Path, guide: str) -> None:
    draft = next(COMMAND.finditer(guide))["words"]
    run(draft)
    transcript = office / "riverton" / "transcripts" / "corporate-plan-2024-27.yaml"
    transcript.write_text("mine", "utf-8")
    refused = run(draft)
    assert (refused.exit_code, "--update" in refused.output) == (1, True)
    assert transcript.read_text("utf-8") == "mine"
    assert run(f"{draft} --force").exit_code == 0
    assert transcript.read_text("utf-8") != "mine"


def test_without_an_output_the_draft_lies_beside_its_document(office: Path) -> None:
    result = run("extract documents/corporate-plan-2024-27.docx --from riverton")
    assert result.output.splitlines()[-1] == "Draft: documents/corporate-plan-2024-27.draft.yaml"
    assert (office / "documents" / "corporate-plan-2024-27.draft.yaml").exists()


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        ("extract documents/none.pdf", "does not exist", 2),
        (
            "extract documents/corporate-plan-2024-27.docx --from riverton --family leaflet",
            "Use one of annual-review",
            1,
        ),
        ("extract documents/corporate-plan-2024-27.docx --from documents", "the file cannot be read", 1),
        ("extract documents/torn.pdf --from riverton", "torn.pdf", 1),
        ("extract documents/corporate-plan-2024-27.docx --output x --update documents/torn.pdf", "leave --output", 2),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_no_file(office: Path, words: str, said: str, code: int) -> None:
    (office / "documents" / "torn.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    before = sorted(path for path in office.rglob("*") if path.is_file())
    result = run(words)
    assert (result.exit_code, said in result.output) == (code, True), result.output
    assert sorted(path for path in office.rglob("*") if path.is_file()) == before


def test_the_corrections_that_the_guide_shows_are_sound(guide: str) -> None:
    block = next(block for block in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if "corrections" in block)
    value = read_yaml_text(Path("guide.yaml"), block).value
    assert isinstance(value, dict)
    assert [Correction.model_validate(one).change for one in value["corrections"]] == ["changed", "removed"]


def test_the_registers_that_the_guide_says_to_copy_are_there(repository: Path, guide: str) -> None:
    place = re.search(r"`(tests/data/[a-z/]+)`", guide)
    assert place is not None
    assert len([*(repository / place[1]).iterdir()]) == 10
