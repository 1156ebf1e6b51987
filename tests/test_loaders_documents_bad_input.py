from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from made_documents import write_docx, write_html, write_pdf
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from graph.errors import InputError
from loaders.documents.confined import run_confined
from loaders.documents.read import read_document


def refuse(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert str(caught.value).startswith(f"{path.name}: ")
    assert caught.value.advice
    return str(caught.value)


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["report.pdf", "report.docx", "report.html", "report.txt"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    assert "the file is empty" in refuse(write(tmp_path / name, b" \n"))


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "report.txt")
    assert "this is no file" in refuse(tmp_path / "report.txt")


@pytest.mark.parametrize("ending", [b"", b"\n%%EOF\n"])
def test_a_truncated_pdf_is_refused(tmp_path: Path, ending: bytes) -> None:
    whole = write_pdf(tmp_path / "whole.pdf").read_bytes()
    words = refuse(write(tmp_path / "report.pdf", whole[: len(whole) // 2] + ending))
    assert "is cut off" in words or "is not a PDF that can be read" in words


def test_a_locked_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 700, "Our plan")
    canvas.save()
    assert "it is locked by a password. Save a copy without one" in refuse(path)


def draw_scan(path: Path, text: str = "") -> Path:
    Image.new("RGB", (100, 140), "white").save(path.with_suffix(".png"))
    canvas = Canvas(str(path))
    canvas.drawImage(str(path.with_suffix(".png")), 0, 0, 500, 700)
    canvas.showPage()
    if text:
        canvas.drawString(72, 700, text)
    canvas.save()
    return path


def test_a_scanned_pdf_is_refused(tmp_path: Path) -> None:
    assert "pictures of pages and no text. Have its text recognised" in refuse(draw_scan(tmp_path / "scan.pdf"))


def test_a_page_that_is_a_picture_is_told(tmp_path: Path) -> None:
    document = read_document(draw_scan(tmp_path / "part.pdf", "Our plan for the town"))
    assert [(remark.words, remark.page) for remark in document.remarks] == [
        ("this page is a picture: its text is not read", 1)
    ]


def test_a_truncated_word_document_is_refused(tmp_path: Path) -> None:
    whole = write_docx(tmp_path / "whole.docx").read_bytes()
    assert "is cut off or damaged" in refuse(write(tmp_path / "report.docx", whole[: len(whole) // 2]))


def test_a_word_document_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as body,
    ):
        for _ in range(400):
            body.write(bytes(1_000_000))
    assert path.stat().st_size < 1_000_000
    assert "unpacks to 400,000,000 bytes" in refuse(path)


def test_a_word_document_whose_entities_grow_is_not_expanded(tmp_path: Path) -> None:
    entities = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    whole = io.BytesIO(write_docx(tmp_path / "whole.docx").read_bytes())
    path = tmp_path / "grows.docx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:document", f"{entities}]><w:document".encode(), 1).replace(
                    b"<w:t>", b"<w:t>&i;", 1
                )
            target.writestr(name, data)
    try:
        assert sum(len(passage.text) for passage in read_document(path)) < 5_000
    except InputError as error:
        assert "not a Word document that can be read" in str(error)  # noqa: PT017  # either answer is sound


def test_a_packed_file_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert "is a packed file, but no Word document" in refuse(path)


def test_a_text_of_30_mb_is_refused(tmp_path: Path) -> None:
    assert "has 30,000,000 bytes, more than 5,000,000" in refuse(
        write(tmp_path / "long.txt", b"some words\n" * 2_727_272 + b"somewore")
    )


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "iso8859_15"])
def test_a_text_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    text = "The council's plan costs £3.5 million, and its café opens in May.\n"
    (passage,) = read_document(write(tmp_path / "report.txt", text.encode(encoding)))
    assert passage.text == text.strip()


def test_a_text_that_changes_its_encoding_is_refused_with_the_line(tmp_path: Path) -> None:
    path = write(tmp_path / "report.txt", b"\xef\xbb\xbfOne\ntwo\nthree \xa3\n")
    with pytest.raises(InputError, match=r"report\.txt, line 3: what stands here is not utf-8"):
        read_document(path)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("report.txt", bytes(range(256)) * 20, "this is no text"),
        ("report.txt", b"%PDF-1.7\n%%EOF", "its name says text, its content is a PDF. Give it the ending .pdf"),
        ("report.txt", b"\x89PNG\r\n", "its name says text, its content is a picture"),
        ("report.txt", b"abc \x01\x02\x03 abc " * 9, "binary data under the name of a text"),
        ("report.docx", b"\xd0\xcf\x11\xe0" * 99, "a document of old Word, or a locked one"),
        ("report.pdf", b"<html>Not found</html>", "it does not begin as one does"),
        ("report.odt", b"PK", "what this file is its name does not tell"),
        ("report.html", b"<script>draw()</script>", "the page has no text: it may be filled in by a script"),
        ("report.html", b"<div>" * 5_000 + b"deep", "nested too deep"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    assert words in refuse(write(tmp_path / name, data))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in refuse(tmp_path / "absent.txt")


@pytest.mark.parametrize("writer", [write_pdf, write_docx, write_html])
def test_reading_leaves_the_file_and_its_folder_as_they_were(tmp_path: Path, writer: Callable[[Path], Path]) -> None:
    path = writer(tmp_path / f"report.{writer.__name__.removeprefix('write_')}")
    before = path.read_bytes()
    read_document(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def sleep_long(path: Path, data: bytes) -> list[str]:  # noqa: ARG001  # a task as a reader is one
    time.sleep(60)
    return []


def take_much_memory(path: Path, data: bytes) -> list[str]:  # noqa: ARG001  # a task as a reader is one
    return ["x" * 3_000_000_000]


def die(path: Path, data: bytes) -> list[str]:  # noqa: ARG001  # a task as a reader is one
    raise SystemExit(3)


@pytest.mark.parametrize(
    ("task", "words"),
    [
        (sleep_long, "reading it takes longer than 5 seconds"),
        (take_much_memory, "reading it takes more than 1024 MB of memory"),
        (die, "the reader broke down over it"),
    ],
)
def test_a_reader_is_bounded_in_time_and_memory(task: Callable[[Path, bytes], list[str]], words: str) -> None:
    with pytest.raises(InputError, match=words):
        run_confined(task, Path("report.pdf"), b"", deadline_s=5)


HOSTILE = (
    "A",
    "A ",
    "-",
    "- ",
    "*",
    "a-",
    "\u2022",
    "\t",
    "|",
    "(",
    "1.",
    "Outcome 1 ",
    "--|",
    "a-\n",
    "x\f",
    "Town\nx\n\f",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_text_made_to_be_slow_is_read_like_any_other(tmp_path: Path, piece: str) -> None:
    path = write(tmp_path / "report.txt", f"1 {piece * 4_000}a words".encode())
    document = read_document(path)
    assert document.passages[0].line == 1
