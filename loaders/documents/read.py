"""Reads a document of any known format into passages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from graph.errors import InputError
from loaders.documents.confined import run_confined
from loaders.documents.decoding import decode_text
from loaders.documents.lines import Line
from loaders.documents.passages import Aside, Document, Remark
from loaders.documents.running import part_running_lines
from loaders.documents.sections import locate
from loaders.documents.structure import make_passages
from loaders.documents.tables import find_misfits
from loaders.documents.text import read_text_lines

Read = list[Line | Aside | Remark]

FORMS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
}
"""The formats that are read, by the ending of the file's name."""

_MAX_BYTES = 100_000_000
_CONTENTS = (
    (b"%PDF-", "pdf", "a PDF"),
    (b"PK\x03\x04", "docx", "a packed file, as DOCX is"),
    (b"\xd0\xcf\x11\xe0", "", "a document of old Word, or a locked one"),
    (b"{\\rtf", "", "a document in RTF"),
    (b"\x89PNG", "", "a picture"),
    (b"\xff\xd8\xff", "", "a picture"),
    (b"GIF8", "", "a picture"),
    (b"II*\x00", "", "a picture"),
)


def find_document(folder: Path, name: str) -> Path | None:
    """Find the document of that name in a folder, whatever its format; None where there is none."""
    return next((path for suffix in FORMS if (path := folder / f"{name}{suffix}").is_file()), None)


def read_document(path: Path) -> Document:
    """Read a document into passages.

    Raises:
        InputError: when it cannot be read; nothing is written or changed in any case.
    """
    data = _read_bytes(path)
    form = _require_form(path, data)
    read = READERS[form](path, data)
    passages = make_passages([line for line in read if isinstance(line, Line)])
    if not passages:
        raise InputError(path, None, "the document has no text", "check that it was saved whole")
    remarks = (line for line in read if isinstance(line, Remark))
    return Document(
        path,
        form,
        hashlib.sha256(data).hexdigest(),
        tuple(locate(passages)),
        tuple(line for line in read if isinstance(line, Aside)),
        (*remarks, *find_misfits(passages)),
    )


def _read_bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise InputError(path, None, "this is no file", "name the file of the document")
        size = path.stat().st_size
        if size > _MAX_BYTES:
            message = f"the file has {size:,} bytes, more than {_MAX_BYTES:,}"
            raise InputError(path, None, message, "split it, or leave its pictures out")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            path, None, f"the file cannot be read: {error.strerror}", "check its name and rights"
        ) from error
    if not data.strip():
        raise InputError(path, None, "the file is empty", "check that it was saved and copied whole")
    return data


def _require_form(path: Path, data: bytes) -> str:
    """Return the format that the file's name gives.

    Raises:
        InputError: when the name gives none, or the content says otherwise.
    """
    named = FORMS.get(path.suffix.lower())
    if named is None:
        endings = ", ".join(sorted(FORMS))
        raise InputError(
            path, None, "what this file is its name does not tell", f"its name must end in one of {endings}"
        )
    for magic, form, words in _CONTENTS:
        if data.startswith(magic) and form != named:
            advice = f"give it the ending .{form}" if form else "save it as DOCX, PDF, HTML or text"
            raise InputError(path, None, f"its name says {named}, its content is {words}", advice)
    expected = next((magic for magic, form, _ in _CONTENTS if form == named), b"")
    if expected not in data[:1024]:
        message = f"its name says {named}, but it does not begin as one does"
        raise InputError(
            path, None, message, "download or save it again: it may be a message of the web site it came from"
        )
    return named


def _read_text(path: Path, data: bytes) -> Read:
    text, encoding = decode_text(path, data)
    read = list(read_text_lines(text))
    lines = part_running_lines([line for line in read if isinstance(line, Line)])
    asides = (line for line in read if isinstance(line, Aside))
    remarks = (
        [Remark(f"the text is not in UTF-8; it was read as {encoding}", 1)] if not encoding.startswith("utf") else []
    )
    return [*lines, *asides, *remarks]


def _read_pdf(path: Path, data: bytes) -> Read:
    from loaders.documents.pdf import read_pdf_lines  # noqa: PLC0415  # slow to import, and only this format needs it

    return run_confined(read_pdf_lines, path, data)


def _read_docx(path: Path, data: bytes) -> Read:
    from loaders.documents.docx import read_docx_lines  # noqa: PLC0415  # as above

    return list(run_confined(read_docx_lines, path, data))


def _read_html(path: Path, data: bytes) -> Read:
    from loaders.documents.html import read_html_lines  # noqa: PLC0415  # as above

    return list(run_confined(read_html_lines, path, data))


READERS: dict[str, Callable[[Path, bytes], Read]] = {
    "text": _read_text,
    "pdf": _read_pdf,
    "docx": _read_docx,
    "html": _read_html,
}
