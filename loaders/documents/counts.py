"""Counts as lists print them: 4, d, iv."""

from __future__ import annotations

_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HIGHEST_ROMAN = 89


def write_count(count: int, kind: str) -> str:
    """Return a count in figures, letters or Roman numerals, as Word names the kinds."""
    if kind in {"lowerLetter", "upperLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in {"lowerRoman", "upperRoman"} and 0 < count <= _HIGHEST_ROMAN:
        roman = _write_roman(count)
        return roman.upper() if kind == "upperRoman" else roman
    return str(count)


def _write_roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        while count >= value:
            written, count = written + letters, count - value
    return written
