"""The command line: the only module that knows both faces, the loaders and the web.

Exit codes: 0 done, 1 something was found or went wrong, 2 the command was not understood.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from graph.authorities import find_home_authority
from graph.breaks import find_breaks
from graph.errors import AmbiguousNodeError, GoldenthreadError, ReleaseError, ValidationFailure
from graph.formats import Kind, find_formats
from graph.generations import cross_generations
from graph.iris import Addresses
from graph.namespaces import PREFIXES
from graph.outline import Document, write_outline
from graph.outline_data import to_data, write_csv
from graph.queries import QueryLibrary
from graph.releases import Release, compare_releases, find_current, get_current, list_releases, open_release, roll_back
from graph.search import find_node
from graph.settings import SETTINGS, Settings, read_settings
from graph.store import Store
from graph.text_table import write_table
from graph.trace import Trace, Tracer
from loaders.commands import extract, schema

RESULT_KINDS: dict[str, Kind] = {"select": "solutions", "ask": "boolean", "construct": "graph"}
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


class Failure(click.ClickException):
    """A project error as the command line shows it: its words, then exit code 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:  # click's own signature
        """Print the error without a stack trace."""
        click.secho(f"goldenthread: {self.message}", err=True, fg="red", file=file)


class Commands(click.Group):
    """Turns every project error of a command into words and exit code 1."""

    def invoke(self, context: click.Context) -> Any:  # click's own signature
        """Run the command.

        Raises:
            Failure: for any error that the project raises on purpose.
            UsageError: for words that fit several nodes.
        """
        try:
            return super().invoke(context)
        except AmbiguousNodeError as error:
            raise click.UsageError(str(error)) from error
        except ValidationFailure as error:
            raise Failure(
                "the graph breaks its own rules; nothing was changed.\n  " + "\n  ".join(error.findings)
            ) from error
        except GoldenthreadError as error:
            raise Failure(str(error)) from error


@click.group(cls=Commands, context_settings=CONTEXT)
@click.version_option(package_name="goldenthread")
@click.pass_context
def main(context: click.Context) -> None:
    """Follow a council's priorities down to evidence and budget, and across plan generations."""
    context.obj = read_settings(os.environ)


def open_store(settings: Settings, library: QueryLibrary) -> Store:
    """Open the store that queries run on: the remote endpoint when one is set, else the current release."""
    if settings.store is not None:
        from graph.remote import RemoteStore

        return RemoteStore.connect(settings.store, library)
    return get_current(settings.data).open_store(settings.memory_store_max_quads)


def find_addresses(settings: Settings, store: Store, library: QueryLibrary) -> Addresses:
    """Return the addresses of the authority that the store is of, which a path such as ``plan/…`` leaves out."""
    return Addresses(settings.base_iri, find_home_authority(store, library, settings.base_iri))


def read_library(settings: Settings) -> QueryLibrary:
    """Read the named queries, resolving nodes against the configured addresses."""
    return QueryLibrary.read(resolve_node=Addresses(settings.base_iri).resolve)


@main.command()
@click.option(
    "--from",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with transcripts/, registers/ and crosswalks/ of one authority; repeat it for several.",
)
@click.option("--data", type=click.Path(path_type=Path), help="The folder of releases (GOLDENTHREAD_DATA).")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
@click.pass_obj
def build(settings: Settings, folders: tuple[Path, ...], data: Path | None, as_json: bool, quiet: bool) -> None:
    """Build the graph into a new release and make it the current one."""
    from loaders.build import LOADERS_FOLDER, read_inputs
    from loaders.build import build as build_release

    settings = settings if data is None else replace(settings, data=data)
    report = _choose_report(quiet or as_json)
    report("Reading transcripts, registers and crosswalks")
    inputs = [read_inputs(folder) for folder in folders or (LOADERS_FOLDER,)]
    before = _find_current(settings)
    built = build_release(settings, inputs, read_library(settings), report)
    warnings = (*built.warnings, *_warn_of_vanished(before, built.release, settings))
    if as_json:
        manifest = built.release.manifest
        click.echo(json.dumps({"release": built.release.name, "quads": manifest.quads, "warnings": list(warnings)}))
        return
    for warning in warnings:
        click.secho(f"warning: {warning}", fg="yellow", err=True)
    same = " (unchanged)" if before and before.name == built.release.name else ""
    count = f"{built.release.manifest.quads:,} quads, {len(warnings)} warnings"
    click.echo(f"Release {built.release.name[:12]}{same}: {count}")


def _find_current(settings: Settings) -> Release | None:
    """Return the release that is served now, None when there is none that can be read."""
    try:
        return find_current(settings.data)
    except ReleaseError as error:
        click.secho(f"warning: {error}", fg="yellow", err=True)
        return None


def _warn_of_vanished(before: Release | None, release: Release, settings: Settings) -> Iterator[str]:
    """Yield one warning for each address of the release before that nothing answers any more."""
    from graph.comparison import list_vanished

    if before is not None and before.id != release.id:
        for iri in list_vanished(before, release, settings.base_iri):
            yield f"{iri} is gone and will answer with 404: enter it in registers/withdrawn.yaml with what replaced it"


def _choose_report(is_quiet: bool) -> Callable[[str], None]:
    def say(message: str) -> None:
        click.echo(message + " …", err=True)

    return (lambda _: None) if is_quiet else say


def _describe_settings() -> str:
    lines = ["\b", "Settings, from the environment:"]
    for setting in SETTINGS:
        unit = f" {setting.unit}" if setting.unit else ""
        lines.append(f"  {setting.name} ({setting.default or 'not set'}{unit if setting.default else ''})")
        lines.append(f"      {setting.help}")
    return "\n".join(lines)


@main.command(epilog=_describe_settings())
@click.option("--host", help="The address to listen on (GOLDENTHREAD_HOST).")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on (GOLDENTHREAD_PORT).")
@click.pass_obj
def serve(settings: Settings, host: str | None, port: int | None) -> None:
    """Serve the current release: pages, linked data and SPARQL."""
    from loaders.source_reader import FolderReader
    from web.serving import serve as serve_web

    changes = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    reader = FolderReader(settings.documents) if settings.documents else None
    serve_web(replace(settings, **changes), reader)  # type: ignore[arg-type]  # the two names match their types


@main.command()
@click.argument("words", nargs=-1, required=True, metavar="NODE")
@click.option("--up", is_flag=True, help="From a budget line, measure, board or duty to the priorities that it serves.")
@click.option("--across", is_flag=True, help="Follow the mappings to the other generations as well.")
@click.option("--json", is_flag=True, help="Print the thread as JSON.")
@click.option("--csv", is_flag=True, help="Print one row for each link, as CSV.")
@click.option("--turtle", is_flag=True, help="Print the thread as RDF in Turtle.")
@click.pass_obj
def trace(settings: Settings, /, words: Sequence[str], up: bool, across: bool, **forms: bool) -> None:
    """Print the thread of NODE: an address, a path such as plan/strategic-2021-24/priority/2, or words of its name."""
    asked = [name for name, is_asked in forms.items() if is_asked]
    if len(asked) > 1:
        raise click.UsageError(f"{' and '.join(f'--{name}' for name in asked)} are different forms: choose one")
    form = asked[0] if asked else None
    if up and across:
        raise click.UsageError("--up and --across go in different directions: choose one")
    if form == "turtle" and (up or across):
        raise click.UsageError("--turtle gives the thread below a node: leave --up and --across out, or take --json")
    library = read_library(settings)
    store = open_store(settings, library)
    node = find_node(store, library, find_addresses(settings, store, library), " ".join(words))
    tracer = Tracer(store, library)
    found = tracer.trace_up(node) if up else tracer.trace_down(node)
    if form == "turtle":
        query = library.get_query("lineage/thread_graph")
        click.echo(query.serialize(store, {"node": node}, "text/turtle", PREFIXES).decode(), nl=False)
        return
    breaks = () if up else find_breaks(found, _find_holding(tracer, found))
    generations = cross_generations(tracer, store, library, found) if across else ()
    _print_trace(Document(found, breaks, generations), form)


def _find_holding(tracer: Tracer, found: Trace) -> str:
    plan = found.root.find("skos:inScheme iri") or found.root.iri
    item = tracer.read_items([plan]).get(plan)
    return (item.find("gt:holding iri") if item else None) or "holding-held"


def _print_trace(document: Document, form: str | None) -> None:
    if form == "json":
        click.echo(json.dumps(to_data(document), indent=2, ensure_ascii=False))
    elif form == "csv":
        click.echo(write_csv(document), nl=False)
    else:
        for line in write_outline(document):
            click.echo(line)


@main.command()
@click.argument("name", required=False)
@click.option(
    "--param", "-p", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter; repeat it for more values."
)
@click.option("--format", "format_name", help="csv, tsv, json or xml; turtle, ntriples, rdfxml or jsonld for graphs.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_obj
def query(
    settings: Settings, name: str | None, parameters: tuple[str, ...], format_name: str | None, as_json: bool
) -> None:
    """Run the named query NAME; without NAME, list them all."""
    library = read_library(settings)
    if name is None:
        _list_queries(library)
        return
    named = library.get_query(name)
    values = _read_parameters(parameters)
    formats = find_formats(RESULT_KINDS[named.form])
    wanted = "json" if as_json else format_name
    chosen = next((known for known in formats if known.name == wanted), None) if wanted else None
    if wanted and chosen is None:
        raise click.UsageError(
            f"{wanted!r} is no format for this query: use one of {', '.join(known.name for known in formats)}"
        )
    store = open_store(settings, library)
    addresses = find_addresses(settings, store, library)
    named = library.with_resolver(addresses.resolve).get_query(name)
    if chosen is None and named.form == "select":
        click.echo(write_table(named.select(store, values), addresses, is_terminal=sys.stdout.isatty()))
        return
    media_type = (chosen or formats[0]).media_type
    click.echo(named.serialize(store, values, media_type, PREFIXES).decode(), nl=False)


def _read_parameters(parameters: tuple[str, ...]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for parameter in parameters:
        name, sign, value = parameter.partition("=")
        if not sign:
            raise click.UsageError(f"{parameter!r} is no parameter: write --param NAME=VALUE")
        values.setdefault(name, []).append(value)
    return values


def _list_queries(library: QueryLibrary) -> None:
    for named in library:
        wanted = " ".join(f"{p.name}={p.type}" if p.required else f"[{p.name}={p.type}]" for p in named.parameters)
        click.echo(f"{named.name}  {wanted}\n    {named.title}. {named.description}")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_obj
def validate(settings: Settings, as_json: bool) -> None:
    """Check transcripts, registers, crosswalks, ontology and queries without writing a release."""
    from loaders.build import check_inputs, read_inputs

    warnings = check_inputs(settings, [read_inputs()], read_library(settings), _choose_report(as_json))
    if as_json:
        click.echo(json.dumps({"violations": [], "warnings": list(warnings)}))
    else:
        click.echo(f"Sound: no violations, {len(warnings)} warnings (goldenthread build lists them)")


@main.command()
@click.argument("action", type=click.Choice(["list", "compare", "rollback"]), default="list")
@click.argument("names", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def releases(settings: Settings, action: str, names: tuple[str, ...], as_json: bool) -> None:
    """List the releases, compare two of them, or roll back to one."""
    wanted = {"list": 0, "compare": 2, "rollback": 1}[action]
    if len(names) != wanted:
        raise click.UsageError(f"releases {action} takes {wanted} release names, not {len(names)}")
    if action == "list":
        _list_releases(settings, as_json)
    elif action == "rollback":
        release = roll_back(settings.data, names[0])
        click.echo(f"Release {release.name[:12]} is the current one")
    else:
        _compare(settings, names, as_json)


def _list_releases(settings: Settings, as_json: bool) -> None:
    current = _find_current(settings)
    found = [
        {
            "release": release.name,
            "quads": release.manifest.quads,
            "current": current is not None and release.name == current.name,
        }
        for release in list_releases(settings.data)
    ]
    if as_json:
        click.echo(json.dumps(found))
        return
    for row in found:
        click.echo(f"{'*' if row['current'] else ' '} {row['release']}  {row['quads']:,} quads")
    if not found:
        click.echo("There is no release yet: goldenthread build makes one")


def _compare(settings: Settings, names: tuple[str, ...], as_json: bool) -> None:
    older, newer = (open_release(settings.data, name) for name in names)
    comparison = compare_releases(older, newer)
    if as_json:
        click.echo(json.dumps({"added": dict(comparison.added), "removed": dict(comparison.removed)}))
        return
    for word, counts, sample in (
        ("added", comparison.added, comparison.added_sample),
        ("removed", comparison.removed, comparison.removed_sample),
    ):
        click.echo(f"{sum(counts.values()):,} quads {word}")
        for graph, count in sorted(counts.items()):
            click.echo(f"  {count:,} in {graph}")
        for line in sample:
            click.echo(f"    {line}")


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def export(settings: Settings, folder: Path) -> None:
    """Copy the dumps of the current release, and what describes them, into FOLDER."""
    from graph.exporting import export_release, find_base_iri, warn_of_base

    release = get_current(settings.data)
    for path in export_release(release, folder):
        click.echo(str(path))
    click.echo(warn_of_base(find_base_iri(release), settings.base_iri), err=True)


@main.command()
@click.argument("transcripts", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--documents",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of documents (GOLDENTHREAD_DOCUMENTS).",
)
@click.option(
    "--sections", is_flag=True, help="Print the coverage of each section; so it is where TRANSCRIPTS are named."
)
@click.option("--json", "as_json", is_flag=True, help="Print findings and coverage as JSON.")
@click.pass_obj
def verify(
    settings: Settings, transcripts: tuple[Path, ...], documents: Path | None, sections: bool, as_json: bool
) -> None:
    """Hold transcripts to the documents they were made from: hash, print at its place, and nothing passed over."""
    from loaders.verify import find_transcripts, verify_transcript

    folder = documents or settings.documents
    if folder is None:
        raise click.UsageError("where are the documents? Give --documents FOLDER or set GOLDENTHREAD_DOCUMENTS")
    results = [verify_transcript(path, folder) for path in transcripts or find_transcripts()]
    if as_json:
        click.echo(json.dumps([result.to_data() for result in results], indent=2))
    else:
        for result in results:
            click.echo(result.describe(with_sections=sections or bool(transcripts)))
    if any(result.findings for result in results):
        raise SystemExit(1)


main.add_command(extract)
main.add_command(schema)


if __name__ == "__main__":
    main()
