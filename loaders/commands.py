"""Commands for those who make transcripts; each imports what it alone needs, so that the others start at once."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--family", help="The family to read it as; without it, the headings decide.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The draft; default: beside FILE.")
@click.option("--update", "transcript", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A transcript to bring up to date with FILE, a person's corrections kept.")  # fmt: skip
@click.option(
    "--force", is_flag=True, help="Write over a draft that is there already; update from what seems another document."
)
@click.option("--plan", help="The plan that it is of or about, such as plan/strategic-2021-24.")
@click.option("--issued", help="When it was issued, as far as is known: 2024-05-16, 2024-05 or 2024.")
@click.option(
    "--from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the authority, with its registers/.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def extract(
    file: Path,
    family: str | None,
    output: Path | None,
    transcript: Path | None,
    force: bool,
    plan: str | None,
    issued: str | None,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Draft a transcript of FILE (text, PDF, Word or web page) for a person to review."""
    from loaders.drafting import DraftOptions, draft_transcript

    if transcript is not None and output is not None:
        raise click.UsageError("--update writes the transcript that it names: leave --output out")
    options = DraftOptions(family=family, plan=plan, issued=issued, folder=folder)
    result = draft_transcript(file, options, output=output, update=transcript, may_overwrite=force)
    if as_json:
        click.echo(json.dumps(result.to_data(), indent=2, ensure_ascii=False))
        return
    for line in result.describe():
        click.echo(line)


@click.command()
@click.option("--write", is_flag=True, help="Write it into loaders/records/ where editors look for it.")
def schema(write: bool) -> None:
    """Print the JSON Schema of transcripts, made from the record models."""
    from loaders.schema import SCHEMA_PATH, write_schema

    text = write_schema()
    if write:
        SCHEMA_PATH.write_text(text, "utf-8")
        click.echo(str(SCHEMA_PATH))
    else:
        click.echo(text, nl=False)
