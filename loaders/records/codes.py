"""Codes of the lists under ``ontology/schemes`` as field types: each knows its list, and says when a code is not in it.

The lists are read from the vocabulary when the models are made, so that a code is written in one place only.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema
from typing_extensions import TypeAliasType

from graph.ontology import read_codes


@dataclass(frozen=True)
class CodeOf:
    """Makes a text field hold one code of a list: ``Annotated[str, CodeOf("unit")]``.

    With ``prefix`` a field leaves out what every code of the list begins with.
    """

    list_name: str
    prefix: str = ""

    def codes(self) -> tuple[str, ...]:
        """Return what the field may hold, in alphabetical order."""
        return tuple(sorted(code.removeprefix(self.prefix) for code in read_codes()[self.list_name]))

    @property
    def place(self) -> str:
        """The file of the list."""
        return f"ontology/schemes/{self.list_name}.ttl"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # pydantic's own
        """Check the text that the field's own type lets through."""
        return core_schema.no_info_after_validator_function(self._require_code, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """List the codes, so that an editor can offer them."""
        return handler(schema) | {"enum": list(self.codes()), "description": f"One code of {self.place}."}

    def _require_code(self, code: str) -> str:
        codes = self.codes()
        if code not in codes:
            raise ValueError(self._describe_miss(code, codes))
        return code

    def _describe_miss(self, code: str, codes: tuple[str, ...]) -> str:
        close = get_close_matches(code.removeprefix(self.prefix), codes, n=2)
        advice = f"; did you mean {' or '.join(close)}?" if close else ""
        return f"{code!r} is not in the list {self.list_name} ({self.place}): {', '.join(codes)}{advice}"


ActionKind = TypeAliasType("ActionKind", Annotated[str, CodeOf("action")])
ChangeKind = TypeAliasType("ChangeKind", Annotated[str, CodeOf("change")])
Classification = TypeAliasType("Classification", Annotated[str, CodeOf("classification")])
DocumentKind = TypeAliasType("DocumentKind", Annotated[str, CodeOf("document")])
EvidenceKind = TypeAliasType("EvidenceKind", Annotated[str, CodeOf("evidence")])
FigureKind = TypeAliasType("FigureKind", Annotated[str, CodeOf("figure")])
FindingKind = TypeAliasType("FindingKind", Annotated[str, CodeOf("finding")])
Flow = TypeAliasType("Flow", Annotated[str, CodeOf("flow")])
FootnoteStatus = TypeAliasType("FootnoteStatus", Annotated[str, CodeOf("footnote")])
Fund = TypeAliasType("Fund", Annotated[str, CodeOf("fund")])
Holding = TypeAliasType("Holding", Annotated[str, CodeOf("holding")])
LeftOutReason = TypeAliasType("LeftOutReason", Annotated[str, CodeOf("left-out", prefix="left-out-")])
LegalKind = TypeAliasType("LegalKind", Annotated[str, CodeOf("legal")])
PrincipleKind = TypeAliasType("PrincipleKind", Annotated[str, CodeOf("principle")])
QualityKind = TypeAliasType("QualityKind", Annotated[str, CodeOf("quality")])
Status = TypeAliasType("Status", Annotated[str, CodeOf("status")])
Unit = TypeAliasType("Unit", Annotated[str, CodeOf("unit")])
