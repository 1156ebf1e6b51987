"""The header of a named query: leading lines that begin with ``#+``, together YAML. ``queries/README.md`` describes it.

Every scalar is text until a field types it, so that ``yes`` and ``3.10`` stay what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar, cast, get_args

import yaml

from graph.errors import QueryFileError
from graph.parameters import PARAMETER_TYPES, Parameter

Form: TypeAlias = Literal["select", "ask", "construct"]
Item = TypeVar("Item")

MARK = "#+"

_HEADER_FIELDS = {"title", "description", "audience", "form", "parameters", "columns", "used_by"}
_PARAMETER_FIELDS = {"name", "type", "description", "example", "required", "default"}
_COLUMN_FIELDS = {"name", "description", "unit", "type", "key", "required", "refers_to"}
COLUMN_TYPES = ("text", "iri", "integer", "decimal", "boolean", "date")
_ANSWERS = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True)
class Column:
    """One column of a SELECT; ``unit`` is "" where there is none.

    ``type`` is one of ``COLUMN_TYPES``. The columns with ``is_key`` together tell rows apart; ``refers_to`` is the
    query of the same folder whose key the values are, "" where there is none. Only what is published as a table says
    these.
    """

    name: str
    description: str
    unit: str = ""
    type: str = "text"
    is_key: bool = False
    is_required: bool = False
    refers_to: str = ""


@dataclass(frozen=True)
class QueryHeader:
    """What the header of a named query says."""

    title: str
    description: str
    form: Form
    audience: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...] = ()
    used_by: tuple[str, ...] = ()


def count_header_lines(text: str) -> int:
    """Return how many leading lines of ``text`` are its header."""
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines) if not line.startswith(MARK)), len(lines))


def read_header(path: Path, text: str) -> QueryHeader:
    """Read the header of the query file at ``path``, whose content is ``text``.

    Raises:
        QueryFileError: with file and line, when there is none or it says what it may not.
    """
    count = count_header_lines(text)
    if count == 0:
        raise QueryFileError(path, 1, "there is no header", "begin the file with lines such as #+ title: ...")
    source = "\n".join(line.removeprefix(MARK) for line in text.splitlines()[:count])
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise QueryFileError(path, line, f"the header is not YAML: {error.problem}", "put quotes round it") from error
    return _HeaderReader(path).read(root)


@dataclass(frozen=True)
class _HeaderReader:
    path: Path

    def read(self, root: yaml.Node | None) -> QueryHeader:
        fields = self._read_fields(root, _HEADER_FIELDS)
        form = self._read_choice(fields, "form", get_args(Form), root)
        return QueryHeader(
            title=self._read_required(fields, "title", root),
            description=self._read_required(fields, "description", root),
            form=cast("Form", form),
            audience=self._read_text(fields.get("audience")),
            parameters=self._read_list(fields.get("parameters"), self._read_parameter),
            columns=self._read_list(fields.get("columns"), self._read_column),
            used_by=self._read_list(fields.get("used_by"), self._read_text),
        )

    def _read_parameter(self, node: yaml.Node) -> Parameter:
        fields = self._read_fields(node, _PARAMETER_FIELDS)
        parameter = Parameter(
            name=self._read_required(fields, "name", node),
            type=self._read_choice(fields, "type", PARAMETER_TYPES, node),
            description=self._read_required(fields, "description", node),
            example=self._read_required(fields, "example", node),
            required=self._read_answer(fields, "required", node),
            default=self._read_text(fields.get("default")) or None,
        )
        for field in ("example", "default"):
            self._check_value(parameter, field, node)
        return parameter

    def _check_value(self, parameter: Parameter, field: str, node: yaml.Node) -> None:
        text = getattr(parameter, field)
        if text is None or parameter.type == "node":
            return
        try:
            parameter.to_term(text)
        except ValueError as error:
            raise self._fault(node, f"{field} of parameter {parameter.name}: {error}", "correct it") from error

    def _read_column(self, node: yaml.Node) -> Column:
        fields = self._read_fields(node, _COLUMN_FIELDS)
        name, description = (self._read_required(fields, field, node) for field in ("name", "description"))
        is_key = self._read_answer(fields, "key", node)
        return Column(
            name=name,
            description=description,
            unit=self._read_text(fields.get("unit")),
            type=self._read_choice(fields, "type", COLUMN_TYPES, node, "text"),
            is_key=is_key,
            is_required=is_key or self._read_answer(fields, "required", node),
            refers_to=self._read_text(fields.get("refers_to")),
        )

    def _read_answer(self, fields: Mapping[str, yaml.Node], name: str, parent: yaml.Node) -> bool:
        return _ANSWERS[self._read_choice(fields, name, tuple(_ANSWERS), parent, "no")]

    def _read_fields(self, node: yaml.Node | None, known: set[str]) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            raise self._fault(node, "fields were expected here", "write them as name: value")
        fields: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = self._read_text(key)
            if name not in known:
                raise self._fault(key, f"there is no field {name!r}", f"use one of {', '.join(sorted(known))}")
            if name in fields:
                raise self._fault(key, f"the field {name!r} stands here twice", "keep one of them")
            fields[name] = value
        return fields

    def _read_list(self, node: yaml.Node | None, read: Callable[[yaml.Node], Item]) -> tuple[Item, ...]:
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            raise self._fault(node, "a list was expected here", "write each item on a line that begins with a hyphen")
        return tuple(read(item) for item in node.value)

    def _read_required(self, fields: Mapping[str, yaml.Node], name: str, parent: yaml.Node | None) -> str:
        text = self._read_text(fields.get(name))
        if not text:
            raise self._fault(fields.get(name, parent), f"the field {name!r} is missing or empty", "fill it in")
        return text

    def _read_choice(
        self,
        fields: Mapping[str, yaml.Node],
        name: str,
        known: tuple[str, ...],
        parent: yaml.Node | None,
        default: str = "",
    ) -> str:
        text = self._read_text(fields.get(name)) or default
        if text not in known:
            raise self._fault(fields.get(name, parent), f"{name} cannot be {text!r}", f"use one of {', '.join(known)}")
        return text

    def _read_text(self, node: yaml.Node | None) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            raise self._fault(node, "one line of text was expected here", "put quotes round it")
        return str(node.value).strip()

    def _fault(self, node: yaml.Node | None, message: str, advice: str) -> QueryFileError:
        return QueryFileError(self.path, node.start_mark.line + 1 if node else 1, message, advice)
