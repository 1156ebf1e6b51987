"""The kinds of value that a transcript field may hold.

Every scalar of a transcript is text until it meets one of these types, so that
paragraph 3.10 stays "3.10" and a printed "-" stays a dash.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from typing_extensions import TypeAliasType

from graph.iris import mint_government_year

NODE_PATH = r"^[a-z][a-z-]*(/[A-Za-z0-9][A-Za-z0-9.-]*)+$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
AREA_CODE = r"^[EKNSW][0-9]{8}$"
TIDY = r"^\S+( \S+)*$"
GOVERNMENT_YEAR = r"^[0-9]{4}-[0-9]{2}$"
NUMBER = r"^[+-]?[0-9]+(\.[0-9]+)?$"
CONFIDENCE = r"^(0(\.\d+)?|1(\.0+)?)$"
CURIE = r"^[A-Za-z][A-Za-z0-9-]*:[A-Za-z0-9][A-Za-z0-9._/-]*$"

SHAPES: dict[str, str] = {
    NODE_PATH: "write the path of a thing's address, such as plan/strategic-2021-24/outcome/6",
    SLUG: "write lower-case letters and digits with single hyphens, such as air-quality",
    DATE: "write a year, a month or a day, such as 2023, 2023-11 or 2023-11-29",
    AREA_CODE: "write the ONS code of an area, such as E09000030",
    GOVERNMENT_YEAR: "write a year from April to March, such as 2017-18",
    NUMBER: "write digits with at most a sign and a decimal point, such as -4.9",
    CONFIDENCE: "write a number from 0 to 1, such as 0.75",
    CURIE: "write a prefix of curie_map, a colon and a path, such as th:plan/strategic-2021-24/outcome/6",
}
"""How a value is written, in words, by the pattern that it does not fit."""


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _require_tidy(text: str) -> str:
    if text != " ".join(text.split()):
        raise ValueError("has a line break or double space: write it on one line with single spaces")
    return text


def _require_calendar_date(text: str) -> str:
    date.fromisoformat(f"{text}-01-01"[:10])
    return text


def _require_government_year(text: str) -> str:
    mint_government_year(text)
    return text


Text = TypeAliasType(
    "Text",
    Annotated[
        str,
        StringConstraints(min_length=1),
        AfterValidator(_require_tidy),
        Field(description="Text on one line, with single spaces.", json_schema_extra={"pattern": TIDY}),
    ],
)
Slug = TypeAliasType("Slug", Annotated[str, StringConstraints(pattern=SLUG)])
NodePath = TypeAliasType(
    "NodePath",
    Annotated[
        str,
        StringConstraints(pattern=NODE_PATH),
        Field(description="The path of a thing's address, such as plan/strategic-2021-24/outcome/6."),
    ],
)
NodePaths = TypeAliasType(
    "NodePaths",
    Annotated[list[NodePath], BeforeValidator(_as_list, json_schema_input_type=NodePath | list[NodePath])],
)
SomePaths = TypeAliasType(
    "SomePaths",
    Annotated[
        list[NodePath],
        Field(min_length=1, description="One node path, or a list of them."),
        BeforeValidator(_as_list, json_schema_input_type=NodePath | Annotated[list[NodePath], Field(min_length=1)]),
    ],
)
Locator = Text
Locators = TypeAliasType(
    "Locators",
    Annotated[
        list[Locator],
        Field(min_length=1, description="Heading path, then number, list mark or position; or a list of these."),
        BeforeValidator(_as_list, json_schema_input_type=Locator | Annotated[list[Locator], Field(min_length=1)]),
    ],
)
Date = TypeAliasType(
    "Date",
    Annotated[
        str,
        StringConstraints(pattern=DATE),
        AfterValidator(_require_calendar_date),
        Field(description="A year, a month or a day: 2023, 2023-11 or 2023-11-29."),
    ],
)
GovernmentYear = TypeAliasType(
    "GovernmentYear",
    Annotated[
        str,
        StringConstraints(pattern=GOVERNMENT_YEAR),
        AfterValidator(_require_government_year),
        Field(description="A year from April to March: 2017-18."),
    ],
)
Number = TypeAliasType("Number", Annotated[str, StringConstraints(pattern=NUMBER)])
AreaCode = TypeAliasType(
    "AreaCode", Annotated[str, StringConstraints(pattern=AREA_CODE), Field(description="The ONS code of an area.")]
)

Basis = Literal["stated", "by-layout"]
TextStatus = Literal["verbatim", "rejoined", "truncated"]
Flag = Literal["yes", "no"]


class Entry(BaseModel):
    """A mapping in a transcript or register: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DraftMark(Entry):
    """What the extractor says of a record that nobody has reviewed yet: how sure it is, and what to look at."""

    confidence: Annotated[
        str,
        StringConstraints(pattern=r"^(0\.[0-9]{1,2}|1\.0)$"),
        Field(description="How sure the extractor is, from 0.0 to 1.0."),
    ]
    look: Text | None = None


class Wording(Entry):
    """A printed string and where it stands."""

    text: Text
    locator: Locators


class Record(Entry):
    """What every record of a transcript says: where it stands and on what footing."""

    locator: Locators
    basis: Basis = "stated"
    note: Text | None = None
    draft: DraftMark | None = None


class Node(Record):
    """A record that describes one thing with an address of its own."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["title"]}, {"required": ["label"]}]})

    id: NodePath
    title: Text | None = None
    label: Text | None = None
    text_status: TextStatus = "verbatim"
    parts: list[Wording] = Field(default_factory=list)
    wordings: list[Wording] = Field(default_factory=list)

    @model_validator(mode="after")
    def _require_one_name(self) -> Self:
        if (self.title is None) == (self.label is None):
            raise ValueError("needs either a title (as printed) or a label (in our own words), not both")
        if self.title is None and self.text_status != "verbatim":
            raise ValueError("has a text_status but no title: only printed text can be rejoined or truncated")
        if (self.text_status == "rejoined") != bool(self.parts):
            raise ValueError("a rejoined title lists its parts, and only a rejoined title does")
        return self


class DatedNode(Node):
    """A node with a date: ``published_date`` as printed, ``date`` the same typed."""

    published_date: Text | None = None
    date: Date | None = None
