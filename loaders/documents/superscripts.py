"""Digits that are set high, as footnote marks and powers are, written as the high digits that plain text has."""

from __future__ import annotations

_HIGH = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")


def raise_digits(text: str) -> str:
    """Return text with its digits high, where there is nothing else; other text stays as it is ("3rd")."""
    return text.translate(_HIGH) if text.strip().isdecimal() and text.isascii() else text
