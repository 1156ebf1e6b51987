r"""What a visitor's SPARQL asks for, read from its words alone, before any engine sees it.

It refuses what this service does not do (``SERVICE``, updates) and what no honest query needs (thousands of brackets
inside each other), so that the visitor gets a plain answer at once. It is a courtesy: that a query reaches no network
and takes no more than its share is guaranteed by the worker process (``graph/sandbox_worker.py``).

SPARQL decodes ``\uXXXX`` before it reads words (SPARQL 1.1, section 19.2) and engines differ in it, so a text with
such escapes is read both ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias, cast

from graph.errors import QueryLimitError, QueryRefusedError, QuerySyntaxError
from graph.formats import Kind

TextForm: TypeAlias = Literal["select", "ask", "construct", "describe"]

# Linear in the length of the text, which a visitor chooses: a string without end stops the reading, and a prefix has a
# length, or texts such as "\\"\\"\\" and a-a-a-a would be scanned again from each of their characters.
_TOKEN = re.compile(
    r"""
      (?P<space>[\s]+|\#[^\r\n]*)
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]{4,8})*>)
    | (?P<string>\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''
                |\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\\\r\n]|\\.)*')
    | (?P<unclosed>["'])
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d][\w.-]{0,60})?:(?:[\w.:%-]|\\.)*)
    | (?P<number>[0-9]+)
    | (?P<word>[^\W\d]\w*)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}
_KINDS: dict[TextForm, Kind] = {"select": "solutions", "ask": "boolean", "construct": "graph", "describe": "graph"}
_OPENING, _CLOSING, _PREFIX_OPERATORS = "([{", ")]}", "!^+-"


class Token(NamedTuple):
    """A piece of a text: its kind (iri, name, word, mark …), what it says, and where it begins, from 0."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True)
class QueryText:
    """What the words of a query say."""

    form: TextForm

    @property
    def kind(self) -> Kind:
        """What kind of result it has, for choosing a form of it."""
        return _KINDS[self.form]


def check_query_text(query: str, max_text_bytes: int, max_depth: int) -> QueryText:
    """Read what a query asks for.

    Raises:
        QueryRefusedError: when it asks for SERVICE or an update.
        QueryLimitError: when it is too long or too deeply nested.
        QuerySyntaxError: when it has none of the four forms or is no text.
    """
    _require_length(query, max_text_bytes)
    decoded = decode_escapes(query)
    if decoded != query:
        with suppress(
            QuerySyntaxError
        ):  # an escaped quotation mark is no fault where the engine reads it inside a string
            _read_words(decoded, max_depth)
    words = _read_words(query, max_depth)
    form = next((word for word in words if word in _FORMS), None)
    if form is None:
        raise QuerySyntaxError("the query has no SELECT, ASK, CONSTRUCT or DESCRIBE")
    return QueryText(cast("TextForm", form.lower()))


def _require_length(query: str, max_text_bytes: int) -> None:
    try:
        length = len(query.encode())
    except UnicodeEncodeError as error:
        raise QuerySyntaxError("the query holds half a character") from error
    if length > max_text_bytes:
        message = f"the query is {length} bytes long and may be {max_text_bytes}"
        raise QueryLimitError("length", max_text_bytes, "bytes", message, "shorten it")


def decode_escapes(query: str) -> str:
    """Return a text with its code point escapes decoded, as SPARQL does before it reads words."""

    def decode(escape: re.Match[str]) -> str:
        code = int(escape[1] or escape[2], 16)
        return chr(code) if code <= 0x10FFFF else escape[0]

    return _ESCAPE.sub(decode, query)


def _read_words(query: str, max_depth: int) -> list[str]:
    words = []
    for kind, text in _check_tokens(query, max_depth):
        if kind != "word":
            continue
        word = text.upper()
        if "SERVICE" in word:
            message = "this service does not query other endpoints, so SERVICE is not available"
            raise QueryRefusedError(message, "query the other endpoint yourself and join the results", "SERVICE")
        if word in _UPDATES:
            message = f"this service is read-only, so {word} is not available"
            raise QueryRefusedError(message, "write a SELECT, ASK, CONSTRUCT or DESCRIBE query", word)
        words.append(word)
    return words


def read_tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a text that may be anything, without space and comments."""
    for match in _TOKEN.finditer(query):
        if match.lastgroup != "space":
            yield Token(str(match.lastgroup), match[0], match.start())


def _check_tokens(query: str, max_depth: int) -> Iterator[tuple[str, str]]:
    depth = run = 0
    for kind, text, start in read_tokens(query):
        if kind == "unclosed":
            line = query.count("\n", 0, start) + 1
            raise QuerySyntaxError(f"the string that begins on line {line} has no end", line)
        depth += (text in _OPENING) - (text in _CLOSING) if kind == "mark" else 0
        run = run + 1 if text in _PREFIX_OPERATORS else 0
        if max(depth, run) > max_depth:
            message = f"the query is nested more than {max_depth} levels deep"
            raise QueryLimitError("nesting", max_depth, "levels", message, "write it with fewer brackets")
        yield kind, text
