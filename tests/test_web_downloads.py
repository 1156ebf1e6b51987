from __future__ import annotations

import gzip
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from graph_sample import add_priority, write_sample
from web_site import BROWSER, ask, get_app, open_page, read_text

from graph.release import Release
from graph.settings import Settings, read_settings


def test_the_page_offers_every_file_with_its_size_and_checksum(real_settings: Settings, real_release: Release) -> None:
    page, text = open_page(real_settings, "/downloads"), read_text(real_settings, "/downloads")
    assert len(real_release.manifest.dumps) == 13
    for dump in real_release.manifest.dumps:
        assert f'href="/downloads/{real_release.name}/{dump.name}"' in page
        assert f"{dump.size_bytes:,} {dump.sha256}" in text


def test_every_file_is_what_its_checksum_says(real_settings: Settings, real_release: Release) -> None:
    for dump in real_release.manifest.dumps:
        with ask(real_settings, f"/downloads/{real_release.name}/{dump.name}") as answer:
            assert (answer.status_code, hashlib.sha256(answer.data).hexdigest()) == (200, dump.sha256)
            assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("file", "media_type", "described"),
    [
        ("measures.csv", "text/csv", "csv-metadata.json"),
        ("graph.ttl.gz", "application/gzip", "datapackage.json"),
        ("csv-metadata.json", "application/csvm+json", "datapackage.json"),
        ("manifest.json", "application/json", "datapackage.json"),
    ],
)
def test_a_file_states_its_kind_its_licence_its_release_and_what_describes_it(
    real_settings: Settings, real_release: Release, file: str, media_type: str, described: str
) -> None:
    with ask(real_settings, f"/downloads/{real_release.name}/{file}") as answer:
        assert answer.mimetype == media_type
        assert f'</downloads/{real_release.name}/{described}>; rel="describedby"' in answer.headers["Link"]
        assert f'<{real_settings.licence}>; rel="license"' in answer.headers["Link"]
        assert real_release.id[:12] in answer.headers["Content-Disposition"]


def test_a_file_that_the_client_has_is_not_sent_again_and_can_be_sent_in_parts(
    real_settings: Settings, real_release: Release
) -> None:
    address = f"/downloads/{real_release.name}/budget.csv"
    with ask(real_settings, address) as first:
        tag, content = first.headers["ETag"], first.data
    with ask(real_settings, address, If_None_Match=tag) as again:
        assert (again.status_code, again.data) == (304, b"")
    with ask(real_settings, address, Range="bytes=10-19") as part:
        assert (part.status_code, part.data) == (206, content[10:20])


def test_a_large_file_is_compressed_as_it_is_read_under_a_tag_of_its_own_and_its_parts_are_not(
    real_settings: Settings, real_release: Release
) -> None:
    address = f"/downloads/{real_release.name}/links.csv"
    with ask(real_settings, address) as plain, ask(real_settings, address, Accept_Encoding="gzip") as packed:
        assert "Content-Length" not in packed.headers  # known only when it has been read
        assert gzip.decompress(packed.data) == plain.data
        assert packed.headers["ETag"] != plain.headers["ETag"]
        content, tag = plain.data, plain.headers["ETag"]
    with ask(real_settings, address, Accept_Encoding="gzip", Range="bytes=10-9999") as part:
        assert (part.status_code, part.data, part.headers["ETag"]) == (206, content[10:10_000], tag)


def test_a_release_is_found_by_the_beginning_of_its_name(real_settings: Settings, real_release: Release) -> None:
    answer = ask(real_settings, f"/downloads/{real_release.name[:12]}/budget.csv")
    assert (answer.status_code, answer.location) == (302, f"/downloads/{real_release.name}/budget.csv")


@pytest.mark.parametrize("path", ["{name}/store", "{name}/..%2Fcurrent", "{name}/none.csv", "ffffffffffff/budget.csv"])
def test_only_published_files_are_sent(real_settings: Settings, real_release: Release, path: str) -> None:
    answer = ask(real_settings, f"/downloads/{path.format(name=real_release.name)}", BROWSER)
    assert answer.status_code == 404


def test_an_older_release_stays_and_a_new_one_changes_the_page(tmp_path: Path) -> None:
    settings = replace(read_settings({}), data=tmp_path)
    older = write_sample(tmp_path)
    tag = ask(settings, "/downloads").headers["ETag"]
    assert "No other release is kept here" in read_text(settings, "/downloads")
    newer = write_sample(tmp_path, add_priority(3))
    answer = ask(settings, "/downloads", If_None_Match=tag)
    assert answer.status_code == 200
    assert answer.text.index(newer.name) < answer.text.index(older.name)
    with get_app(settings).test_client().get(f"/downloads/{older.name}/graph.nq.gz") as dump:
        assert dump.status_code == 200
