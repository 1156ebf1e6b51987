"""Bytes into text: UTF-8 first, then what a byte order mark says, then the encoding that the bytes fit best."""

from __future__ import annotations

import re
from pathlib import Path

from charset_normalizer import from_bytes

from graph.errors import InputError

MAX_TEXT_BYTES = 5_000_000
_SAMPLE_BYTES = 200_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CANDIDATES = ["cp1252", "iso8859_15", "mac_roman", "utf_16_le", "utf_16_be"]
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_SAVE_AS = "save it as UTF-8 text"


def decode_text(path: Path, data: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    Raises:
        InputError: when it is empty, too large, or no text.
    """
    if len(data) > MAX_TEXT_BYTES:
        message = f"the text has {len(data):,} bytes, more than {MAX_TEXT_BYTES:,}"
        raise InputError(path, None, message, "split it, one document in each file")
    encoding = _find_encoding(data)
    try:
        text = data.decode(encoding) if encoding else ""
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(path, line, f"what stands here is not {encoding}, as the file begins", _SAVE_AS) from error
    if encoding and not text.strip():
        raise InputError(path, None, "the file is empty", "check that it was saved and copied whole")
    if not encoding or "\x00" in text:
        raise InputError(path, None, "this is no text, or its encoding is not known", _SAVE_AS)
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise InputError(
            path, None, "this is binary data under the name of a text", "give it its true name, or save it as text"
        )
    return text, encoding


def _find_encoding(data: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    if marked:
        return marked
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(data[:_SAMPLE_BYTES], cp_isolation=_CANDIDATES).best()
        return best.encoding if best else ""
    return "utf-8"
