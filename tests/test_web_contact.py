from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from web_site import OUTCOME, open_page, read_text

from graph.errors import SettingError
from graph.settings import Settings, read_settings
from web.contact import Contact

REPORT = re.compile(r'<a class="govuk-link" href="([^"]+)">Report a problem with this</a>')


def find_report(settings: Settings, address: str) -> str:
    match = REPORT.search(open_page(settings, address))
    assert match is not None
    return unescape(match[1])


def test_a_report_to_a_mailbox_is_filled_in_with_address_release_and_passage(real_settings: Settings) -> None:
    href = find_report(replace(real_settings, contact="plans@example.org"), OUTCOME)
    message = parse_qs(urlsplit(href).query)
    assert href.startswith("mailto:plans@example.org?")
    assert "clean and green" in message["subject"][0]
    assert f"Page: http://localhost{OUTCOME}" in message["body"][0]
    assert re.search(r"Release: [0-9a-f]{12}\r\nPassage: .*Strategic plan, 2021, ", message["body"][0])


def test_a_report_to_a_page_carries_the_same_in_its_address(real_settings: Settings) -> None:
    href = find_report(replace(real_settings, contact="https://example.org/ask?topic=plans#form"), OUTCOME)
    asked = parse_qs(urlsplit(href).query)
    assert href.startswith("https://example.org/ask?topic=plans&")
    assert href.endswith("#form")
    assert asked["page"] == [f"http://localhost{OUTCOME}"]
    assert "Strategic plan, 2021, " in asked["passage"][0]


def test_without_a_contact_the_page_says_so_and_tells_the_operator_what_to_set(real_settings: Settings) -> None:
    assert find_report(real_settings, OUTCOME) == "/contact"
    assert "the operator has not said yet where to" in read_text(real_settings, OUTCOME)
    assert "GOLDENTHREAD_CONTACT" in read_text(real_settings, "/contact")


def test_the_contact_page_names_the_mailbox_and_the_publisher(real_settings: Settings) -> None:
    settings = replace(real_settings, contact="plans@example.org", publisher="Anytown Council")
    assert "Write to plans@example.org , Anytown Council" in read_text(settings, "/contact")
    assert "GOLDENTHREAD_CONTACT" not in read_text(settings, "/contact")


def test_words_of_a_title_cannot_add_a_field_to_a_message() -> None:
    report = Contact.read("mailto:plans@example.org").report("A&amp;B&bcc=x", "/?a=1&b=2", "r", "")
    assert set(parse_qs(urlsplit(report.href).query)) == {"subject", "body"}


@pytest.mark.parametrize("text", ["the clerk", "plans@example", "ftp://example.org", "a@example.org?bcc=b@example.org"])
def test_a_contact_that_is_neither_page_nor_mailbox_is_refused(text: str) -> None:
    with pytest.raises(SettingError, match="it must be a page"):
        read_settings({"GOLDENTHREAD_CONTACT": text})
