"""What the words of a query say of prefixes and graphs: PREFIX, BASE, FROM and FROM NAMED.

Like ``graph.query_text`` it reads words and does not parse; a text that is no query gives whatever its words give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from urllib.parse import urljoin

from graph.errors import QuerySyntaxError
from graph.query_text import Token, decode_escapes, read_tokens

_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}


@dataclass(frozen=True)
class QueryDataset:
    """The graphs that a query is about, as IRIs, each once; both are empty when it names none."""

    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


@dataclass(frozen=True)
class _Names:
    """What the names of a text stand for, so far."""

    prefixes: dict[str, str]
    base: list[str]

    def resolve(self, token: Token) -> str | None:
        """Return the IRI that a token stands for, None when it is none or its prefix is not declared."""
        if token.kind == "iri":
            iri = decode_escapes(token.text[1:-1])
            return urljoin(self.base[-1], iri) if self.base and ":" not in iri else iri
        prefix, colon, local = token.text.partition(":")
        if token.kind != "name" or not colon or prefix not in self.prefixes:
            return None
        return self.prefixes[prefix] + local.replace("\\", "")


def read_form(query: str) -> str:
    """Return the form of a query in lower case, "" when it has none."""
    words = (token.text.upper() for token in read_tokens(query) if token.kind == "word")
    return next((word.lower() for word in words if word in _FORMS), "")


def read_dataset(query: str) -> QueryDataset:
    """Return the graphs that FROM and FROM NAMED name."""
    default: dict[str, None] = {}
    named: dict[str, None] = {}
    for words, iri in _read_names(query):
        if words[-1:] == ("FROM",):
            default[iri] = None
        elif words[-2:] == ("FROM", "NAMED"):
            named[iri] = None
    return QueryDataset(tuple(default), tuple(named))


def _read_names(query: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each IRI with the two words before it, and take in what the prologue declares."""
    names = _Names({}, [])
    before: tuple[str, ...] = ()
    for token in read_tokens(query):
        if token.kind == "word":
            before = (*before[-1:], token.text.upper())
            continue
        if before[-1:] == ("PREFIX",) and token.kind == "name":
            before = ("PREFIX", token.text.partition(":")[0])
            continue
        iri = names.resolve(token)
        if iri is not None and before[-1:] == ("BASE",):
            names.base.append(iri)
        elif iri is not None and before[:1] == ("PREFIX",):
            names.prefixes[before[1]] = iri
        elif iri is not None:
            yield before, iri
        before = ()


def require_prefixes(query: str, known: Mapping[str, str]) -> None:
    """Refuse a text that uses a prefix without declaring it, with the line that would declare it.

    Raises:
        QuerySyntaxError: with the place of the first such name.
    """
    if decode_escapes(query) != query:
        return  # words may be hidden in escapes: the engine tells then
    tokens = list(read_tokens(query))
    declared = {
        token.text.partition(":")[0]
        for before, token in pairwise(tokens)
        if before.kind == "word" and before.text.upper() == "PREFIX" and token.kind == "name"
    }
    for token in _list_names(tokens):
        prefix = token.text.partition(":")[0]
        if prefix not in declared and prefix != "_":
            line, column = find_place(query, token.start)
            message = f"the prefix {prefix}: is not declared (line {line}, column {column})"
            raise QuerySyntaxError(message, line, column, advice=_suggest(prefix, declared, known))


def _list_names(tokens: Iterable[Token]) -> Iterator[Token]:
    previous = ""
    for token in tokens:
        if token.kind == "name" and previous != "PREFIX":
            yield token
        previous = token.text.upper()


def find_place(query: str, start: int) -> tuple[int, int]:
    """Return line and column, from 1, of a position in a text."""
    return query.count("\n", 0, start) + 1, start - query.rfind("\n", 0, start)


def _suggest(prefix: str, declared: Iterable[str], known: Mapping[str, str]) -> str:
    if prefix in known:
        return f"put this line first: PREFIX {prefix}: <{known[prefix]}>"
    close = get_close_matches(prefix, [*declared, *known], n=1)
    if not close:
        return f"declare it: PREFIX {prefix}: <…>"
    if close[0] in known:
        return f"did you mean {close[0]}: (PREFIX {close[0]}: <{known[close[0]]}>)"
    return f"did you mean {close[0]}:, which the query declares"
