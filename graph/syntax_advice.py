"""What is wrong with a text that the engine cannot parse: where, what stands there, and what could stand there instead.

The engine says little of use, so a grammar of SPARQL 1.1 (``sparql.lark``) reads the text again. It runs in the worker
process only, on a text that has been refused already; it decides nothing.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from lark import Lark, UnexpectedInput, UnexpectedToken

from graph.errors import QuerySyntaxError
from graph.query_prologue import find_place

_GRAMMAR = Path(__file__).with_name("sparql.lark")
_MOST_NAMED = 8
_LONGEST_FOUND = 30
_PIECE = re.compile(r"[\w:?$@-]+|\S")
_BROKEN_IRI = re.compile(r"<[^<>\n]*>")

_GROUPS = {
    "a variable": ("VAR",),
    "an IRI or prefixed name": ("IRIREF", "PNAME_LN"),
    "a prefix with its colon": ("PNAME_NS",),
    "a text in quotation marks": ("STRING",),
    "a number": ("INTEGER", "DECIMAL", "DOUBLE", "SIGNED_NUMBER"),
    "true or false": ("TRUE", "FALSE"),
    "a function": ("FUNCTION_NAME", "AGGREGATE_NAME", "COUNT", "GROUP_CONCAT"),
    "the end of the query": ("$END",),
    "": ("NIL", "ANON", "BLANK_NODE_LABEL", "SERVICE", "LANGTAG", "DATATYPE"),
}
"""How kinds of words are told, the first that fits; those under "" are left out."""

_FIRST = ("RBRACE", "RPAR", "RBRACKET", "DOT", "SEMICOLON", "COMMA", "LBRACE", "LPAR", "AS")


@cache
def read_grammar() -> Lark:
    """Return the parser; making it takes a third of a second."""
    return Lark(_GRAMMAR.read_text("utf-8"), parser="lalr", maybe_placeholders=False)


def improve_syntax_error(query: str, error: QuerySyntaxError) -> QuerySyntaxError:
    """Return an error that says what was expected; the same one where the grammar finds nothing wrong."""
    try:
        read_grammar().parse(query)
    except UnexpectedInput as found:
        return _explain(query, found)
    return error


def _explain(query: str, found: UnexpectedInput) -> QuerySyntaxError:
    is_end = isinstance(found, UnexpectedToken) and found.token.type == "$END"
    start = len(query.rstrip()) if is_end else int(found.pos_in_stream or 0)
    line, column = find_place(query, start)
    what = "the query ends" if is_end else f"'{_find_piece(query, start, found)[:_LONGEST_FOUND]}' cannot stand"
    expected = name_expected(found)
    message = f"{what} at line {line}, column {column}; expected {expected}"
    advice = None
    if _BROKEN_IRI.match(query, start):
        advice = "an address between < and > may hold no space, quotation mark or brace"
    return QuerySyntaxError(message, line, column, advice)


def _find_piece(query: str, start: int, found: UnexpectedInput) -> str:
    if isinstance(found, UnexpectedToken):
        return str(found.token)
    piece = _PIECE.match(query, start)
    return piece[0] if piece else ""


def name_expected(found: UnexpectedInput) -> str:
    """Return what could stand at the place of an error, in words."""
    parser = getattr(found, "interactive_parser", None)  # lark sets it, and declares it for some errors only
    names: set[str] = set(parser.accepts()) if parser is not None else set()
    if "PNAME_LN" in names:
        names.discard("PNAME_NS")
    told: dict[str, None] = {}
    for name in sorted(names, key=lambda each: (each not in _FIRST, _FIRST.index(each) if each in _FIRST else 0, each)):
        told[_tell(name)] = None
    told.pop("", None)
    words = list(told)
    more = len(words) - _MOST_NAMED
    if more > 0:
        words = [*words[:_MOST_NAMED], f"{more} other things"]
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words) or "something else"


def _tell(name: str) -> str:
    for words, names in _GROUPS.items():
        if name in names:
            return words
    pattern = read_grammar().get_terminal(name).pattern
    return f"'{pattern.value}'" if pattern.type == "str" else f"{name}"
