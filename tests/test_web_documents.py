"""The list of documents, the page of one, and its text where the file is at hand."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from anytown import ANYTOWN, build_into
from flask.testing import FlaskClient
from web_site import ask, open_page, read_text

from graph.settings import Settings, read_settings
from loaders.source_reader import FolderReader
from web import create_app

PLAN = "/page/tower-hamlets/document/strategic-plan-2021-24"
TEXT = "/documents/anytown/together-plan-2022-25/text"
FILE = "together-plan-2022-25.txt"
SENTENCE = "Walking is good for everyone"
"""A sentence of Anytown's plan, which is invented."""


@pytest.fixture(scope="module")
def anytown_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("anytown")
    build_into(data, ANYTOWN)
    return data


def open_client(data: Path, documents: Path | None) -> FlaskClient:
    """Return a client of a service with a folder of documents, or without one."""
    reader = FolderReader(documents, ANYTOWN / "transcripts") if documents else None
    return create_app(replace(read_settings({}), data=data), reader).test_client()


def copy_documents(folder: Path) -> Path:
    """Return a copy of Anytown's documents, to change."""
    return Path(shutil.copytree(ANYTOWN / "documents", folder / "documents"))


def test_each_document_has_its_date_publisher_hash_and_share(real_settings: Settings) -> None:
    text = read_text(real_settings, "/documents")
    assert "Tower Hamlets Partnership Review Cabinet report 16 May 2024 by Tower Hamlets Council" in text
    assert "537 of 581 places; 44 left out" in text
    assert "effb6437ecfa8d022b5d1763a801b542d80d6e45dd0d1876b9cc4918a8f80c34" in text


def test_documents_that_others_only_name_are_apart(real_settings: Settings) -> None:
    page = open_page(real_settings, "/documents")
    assert page.index("Theory of Change") > page.index("Named, and not held")


def test_a_document_says_how_much_of_it_is_in_the_graph_and_what_is_left_out(real_settings: Settings) -> None:
    text = read_text(real_settings, PLAN)
    assert "92 % of the places that its transcript names" in text
    assert "Repeated heading 18" in text
    assert "73 quality notes" in text


def test_facts_stand_in_the_order_of_their_places(real_settings: Settings) -> None:
    page = open_page(real_settings, "/page/tower-hamlets/document/cabinet-2023-11-29-partnership-plan")
    assert page.index('id="at-3.2"') < page.index('id="at-3.10"')


def test_no_place_has_the_same_anchor_twice(real_settings: Settings) -> None:
    anchors = [part.split('"')[0] for part in open_page(real_settings, PLAN).split('id="at-')[1:]]
    assert len(anchors) == len(set(anchors))


def test_a_document_at_hand_is_shown_beside_what_was_taken_from_it(anytown_data: Path) -> None:
    answer = open_client(anytown_data, ANYTOWN / "documents").get(TEXT)
    assert SENTENCE in answer.text
    passage = answer.text.split('id="at-priority-1--para-1"')[1].split("</li>\n    <li class")[0]
    assert "Street Life Survey" in passage
    assert "left out: navigation" in answer.text


def test_the_text_is_kept_by_no_cache_and_no_crawler(anytown_data: Path) -> None:
    answer = open_client(anytown_data, ANYTOWN / "documents").get(TEXT)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "ETag" not in answer.headers


def test_contact_details_are_withheld(tmp_path: Path) -> None:
    folder = tmp_path / "anytown"
    shutil.copytree(ANYTOWN, folder)
    transcript = folder / "transcripts" / "together-plan-2022-25.yaml"
    left_out = "{locator: Our vision / para 2, reason: prose"
    text = transcript.read_text("utf-8")
    transcript.write_text(text.replace(left_out, left_out.replace("prose", "contact-details")), "utf-8")
    build_into(tmp_path / "data", folder)
    page = open_client(tmp_path / "data", folder / "documents").get(TEXT).text
    assert "Not shown: contact details." in page
    assert "We want people to enjoy their streets" not in page


def test_without_a_folder_the_page_says_what_to_set(anytown_data: Path) -> None:
    answer = open_client(anytown_data, None).get(TEXT)
    assert answer.status_code == 200
    assert "GOLDENTHREAD_DOCUMENTS" in answer.text
    assert SENTENCE not in answer.text


def test_a_file_that_is_not_there_is_said_to_be_missing(anytown_data: Path, tmp_path: Path) -> None:
    assert "the file is not in this service’s folder" in open_client(anytown_data, tmp_path).get(TEXT).text


def test_another_edition_is_not_shown(anytown_data: Path, tmp_path: Path) -> None:
    documents = copy_documents(tmp_path)
    client = open_client(anytown_data, documents)
    assert SENTENCE in client.get(TEXT).text
    with (documents / FILE).open("a", encoding="utf-8") as file:
        file.write("\nOne line more.\n")
    page = client.get(TEXT).text
    assert "another edition, or it was changed" in page
    assert SENTENCE not in page


def test_a_file_that_cannot_be_read_is_said_to_be_so(anytown_data: Path, tmp_path: Path) -> None:
    documents = copy_documents(tmp_path)
    (documents / FILE).write_bytes(b"")
    assert "the file is empty)" in open_client(anytown_data, documents).get(TEXT).text


def test_a_document_that_is_not_held_has_no_text(real_settings: Settings) -> None:
    assert ask(real_settings, "/documents/tower-hamlets/cabinet-2018-appendix-a/text", "text/html").status_code == 404
