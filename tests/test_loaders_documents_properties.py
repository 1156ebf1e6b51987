"""What must hold of any document whatever: it is read, in time, and nothing of it is lost."""

from __future__ import annotations

import string
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from loaders.documents.docx import read_docx_lines
from loaders.documents.html import read_html_lines
from loaders.documents.lines import BULLETS, Line
from loaders.documents.passages import Aside, Document
from loaders.documents.pdf import read_pdf_lines
from loaders.documents.places import Places
from loaders.documents.read import read_document
from loaders.records.transcript import Transcript
from loaders.yaml_source import read_model

ONE = Path("report")

PIECES = st.sampled_from([
    "\n", "\n\n", "\n\n\n\n", "\t", " ", "  ", "\f", "\r\n", "\u2028", "\ufeff", "\u00ad\n", "-\n",
    "- ", "\u2022 ", "1. ", "a) ", "3.1 ", "3 DETAILS\n", "Outcome 1", "Priority 2 - ", ":", ".", "*", "**", "(",
    "|", "---", "\u00a31.5 million", "44%*", "\u00b9", "www.example.org",
])  # fmt: skip
WORDS = st.text(string.ascii_letters + string.digits + BULLETS + " .,;:'", min_size=1, max_size=12)
TEXTS = st.lists(PIECES | WORDS, max_size=60).map("".join) | st.text(max_size=200)


def read_text(text: str) -> Document | None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(text, "utf-8", newline="", errors="replace")
        try:
            return read_document(path)
        except InputError:
            return None


def count_signs(lines: list[str]) -> Counter[str]:
    return Counter(sign for line in lines for sign in line if not sign.isspace() and sign != "\ufeff")


@given(TEXTS)
@example("-\t-\n")
@example("1.\n\n2.")
@settings(max_examples=300, deadline=None)
def test_no_sign_of_a_text_is_lost(text: str) -> None:
    document = read_text(text)
    if document is not None:
        kept = [line for passage in document for line in passage.lines]
        asides = [aside.text for aside in document.asides]
        assert count_signs(kept) + count_signs(asides) == count_signs([text])


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_the_text_of_a_passage_has_the_letters_of_its_lines(text: str) -> None:
    document = read_text(text)
    for passage in document or ():
        printed = Counter(sign for sign in "".join(passage.lines) if sign.isalpha())
        shown = Counter(sign for sign in f"{passage.mark}{passage.text}" if sign.isalpha())
        assert not shown - printed
        assert set(printed - shown) <= {"o"}  # the letter that some documents use as a list glyph


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_two_readings_of_a_text_are_the_same(text: str) -> None:
    first, second = read_text(text), read_text(text)
    assert (first and first.passages) == (second and second.passages)


@given(TEXTS, st.lists(st.text(string.ascii_letters + string.digits + " /.", max_size=20), max_size=5))
@settings(max_examples=150, deadline=None)
def test_any_locator_is_found_or_not_found(text: str, locators: list[str]) -> None:
    document = read_text(text)
    if document is not None:
        wanted = [*locators, *(passage.locator for passage in document)]
        places = Places(document, wanted, {})
        assert [place is None or bool(place.passages or place.within) for place in map(places.find, wanted)] == [
            True
        ] * len(wanted)


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for start, read in ((b"%PDF-1.4\n", read_pdf_lines), (b"", read_html_lines), (b"PK\x03\x04", read_docx_lines)):
        try:
            lines = read(ONE, start + data + (b"\n%%EOF" if start.startswith(b"%") else b""))
        except InputError:
            continue
        assert lines


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_no_letter_of_a_web_page_is_lost(text: str) -> None:
    letters = "".join(sign for sign in text if sign.isascii() and (sign.isalpha() or sign == " "))
    page = f"<html><body><div>{letters}<ul><li>{letters}</ul><table><tr><td>{letters}<td>x</table></div></body></html>"
    try:
        read = read_html_lines(ONE, page.encode())
    except InputError:
        return
    kept = "".join(line.text for line in read if isinstance(line, Line | Aside))
    assert Counter(filter(str.isalpha, kept)) == Counter(filter(str.isalpha, letters * 3 + "x"))


YAML_PIECES = st.sampled_from([
    "records:\n", "document:\n", "- ", "  ", "type: body\n", "locator: 1.1\n", ": ", "\n", "\t",
    "{", "}", "[", "]", "'", '"', "#", "&a", "*a", "!!x", "|", ">",
])  # fmt: skip
YAML = st.lists(YAML_PIECES | WORDS, max_size=40).map("".join)


@given(YAML | st.text(max_size=200))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_a_transcript_or_refused_with_its_file(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "notice.yaml"
        path.write_text(text, "utf-8", newline="", errors="replace")
        try:
            read_model(path, Transcript)
            words = path.name
        except InputError as error:
            words = str(error)
    assert words.startswith("notice.yaml")
