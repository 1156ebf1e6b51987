"""The parameters of named queries: what a value of each type may say, and the term that it becomes.

A value enters a query only as a serialised term, never as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from graph.errors import UnknownNodeError

Value: TypeAlias = NamedNode | Literal
Given: TypeAlias = str | Value | Sequence[str | Value | None] | None
NodeResolver: TypeAlias = Callable[[str], NamedNode]
"""Turns an address, a short name such as ``gt:Plan`` or a path such as ``plan/strategic-2021-24`` into an address."""

XSD = "http://www.w3.org/2001/XMLSchema#"

_IRI = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]+""")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_MAX_LENGTH = 2000


@dataclass(frozen=True)
class Parameter:
    """One parameter as its header declares it; ``example`` and ``default`` are text as a visitor would write it."""

    name: str
    type: str
    description: str
    example: str
    required: bool = False
    default: str | None = None

    def to_term(self, given: str | Value, resolve_node: NodeResolver | None = None) -> Value:
        """Return the term that a value stands for.

        Raises:
            ValueError: when the value is not of this parameter's type; the message says what it must be.
        """
        if not isinstance(given, str):
            return self._check_term(given)
        text = given.strip()
        if len(text) > _MAX_LENGTH or _CONTROL.search(text):
            raise ValueError(f"it must be at most {_MAX_LENGTH} characters, without control characters")
        if self.type == "node":
            return _to_node(text, resolve_node)
        return _READERS[self.type](text)

    def _check_term(self, given: Value) -> Value:
        if not isinstance(given, NamedNode | Literal):
            raise ValueError(f"it must be an address or a literal, not {given!r}")
        if isinstance(given, NamedNode) != (self.type in {"node", "iri"}):
            raise ValueError(f"{given} is not of type {self.type}")
        return given


def _to_node(text: str, resolve_node: NodeResolver | None) -> NamedNode:
    if resolve_node is None:
        return _to_iri(text)
    try:
        return resolve_node(text)
    except UnknownNodeError as error:
        raise ValueError(error.message) from error


def _to_iri(text: str) -> NamedNode:
    if not _IRI.fullmatch(text):
        raise ValueError(f"{text!r} is no full address such as https://example.org/plan")
    return NamedNode(text)


def _to_string(text: str) -> Literal:
    return Literal(text)


def _match_literal(pattern: str, datatype: str | None, kind: str) -> Callable[[str], Literal]:
    compiled = re.compile(pattern, re.ASCII)

    def read(text: str) -> Literal:
        if not compiled.fullmatch(text):
            raise ValueError(f"{text!r} is no {kind}")
        return Literal(text) if datatype is None else Literal(text, datatype=NamedNode(XSD + datatype))

    return read


def _to_date(text: str) -> Literal:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no date such as 2023-11-29") from error
    return Literal(day.isoformat(), datatype=NamedNode(XSD + "date"))


_READERS: dict[str, Callable[[str], Value]] = {
    "iri": _to_iri,
    "string": _to_string,
    "integer": _match_literal(r"[+-]?\d{1,18}", "integer", "whole number such as 12"),
    "decimal": _match_literal(r"[+-]?\d{1,18}(\.\d{1,18})?", "decimal", "number such as 12.5"),
    "boolean": _match_literal(r"true|false", "boolean", "answer: write true or false"),
    "date": _to_date,
    "year": _match_literal(r"\d{4}", "gYear", "year such as 2023"),
    "language": _match_literal(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", None, "language such as en or cy"),
}

PARAMETER_TYPES: tuple[str, ...] = ("node", *_READERS)
"""Every type that a parameter can have."""
