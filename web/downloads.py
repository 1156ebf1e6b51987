"""The files of every release that is kept: the page at ``/downloads``, and each file below it."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, send_file
from werkzeug.wrappers import Response as AnyResponse

from graph.errors import ReleaseError
from graph.file_kinds import KINDS, find_kind
from graph.manifest import MANIFEST_FILE, Dump, record_dump
from graph.publication import mint_release
from graph.release import Release
from graph.releases import open_release
from graph.table_metadata import CSVW_FILE, PACKAGE_FILE
from web.caching import UNCHANGING, find_unchanged
from web.compression import packs
from web.contexts.downloads import DownloadFile, DownloadRelease, DownloadsPage
from web.errors import UnknownPageError
from web.head_links import HeadLink, announce
from web.kept_releases import get_data_folder, get_settings, list_kept
from web.live import get_graph
from web.negotiate import HTML
from web.parts import Link
from web.structured_data import describe_dataset

blueprint = Blueprint("downloads", __name__)


@blueprint.get("/downloads")
def show() -> Response | str:
    """Show the files of the current release with sizes and checksums, and the releases before it."""
    current = get_graph().release
    announce((HeadLink("/catalog.ttl", "describedby", "text/turtle"),))
    older = tuple(make_release(each) for each in list_kept() if each.name != current.name)
    page = DownloadsPage(make_release(current), older, tuple((kind.title, kind.about) for kind in KINDS))
    return find_unchanged(HTML, *(each.name for each in older)) or render_template(
        "downloads/show.html", page=page, structured_data=describe_dataset(page.current, _mint(current), get_settings())
    )


@blueprint.get("/downloads/<name>/<file>")
def send(name: str, file: str) -> AnyResponse:
    """Send a file of a release; it never changes, so whoever has it may keep it.

    Raises:
        UnknownPageError: when the release has no such file, with those that it has, or is not kept.
    """
    release = _open(name)
    if release.name != name:
        return redirect(f"/downloads/{release.name}/{file}", 302)
    dump = next((each for each in list_files(release) if each.name == file), None)
    if dump is None:
        links = tuple(Link(each.name, _to_href(release, each)) for each in list_files(release))
        raise UnknownPageError(f"release {name[:12]} has no file {file!r}", "choose one of those that it has", links)
    described = (CSVW_FILE, "application/csvm+json") if file.endswith(".csv") else (PACKAGE_FILE, "application/json")
    announce((HeadLink(f"/downloads/{name}/{described[0]}", "describedby", described[1]),))
    kind = find_kind(file)
    media_type = "application/gzip" if kind.is_packed else kind.media_type
    response = send_file(
        (release.folder / file).resolve(),
        mimetype=media_type,
        as_attachment=True,
        download_name=f"goldenthread-{name[:12]}-{file}",
        etag=dump.sha256[:32] + ("-gzip" if packs(media_type) else ""),  # a strong tag is of these very bytes
        conditional=True,
    )
    response.headers["Cache-Control"] = UNCHANGING
    return response


def list_files(release: Release) -> tuple[Dump, ...]:
    """Return every published file of a release, in the order in which they are offered."""
    order = {kind.suffix: place for place, kind in enumerate(KINDS)}
    files = (*release.manifest.dumps, record_dump(release.folder / MANIFEST_FILE))
    return tuple(sorted(files, key=lambda each: order.get(find_kind(each.name).suffix, len(order))))


def _mint(release: Release) -> str:
    return mint_release(get_settings(), release.id).value


def _open(name: str) -> Release:
    try:
        return open_release(get_data_folder(), name)
    except ReleaseError as error:
        links = (Link("The releases that are kept", "/downloads"),)
        raise UnknownPageError(f"there is no release {name!r} here", "choose one of those kept", links) from error


def make_release(release: Release) -> DownloadRelease:
    """Return a release as a page shows it."""
    files = tuple(
        DownloadFile(each.name, find_kind(each.name).title, _to_href(release, each), each.size_bytes, each.sha256)
        for each in list_files(release)
    )
    written = release.written_at
    return DownloadRelease(
        release.name, f"{written.day} {written:%B %Y}", f"{written:%Y-%m-%d}", release.manifest.total_quads, files
    )


def _to_href(release: Release, file: Dump) -> str:
    return f"/downloads/{release.name}/{file.name}"
