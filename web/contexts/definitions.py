"""The pages of the vocabulary and its code lists."""

from __future__ import annotations

from dataclasses import dataclass

from web.parts import DataLink, Definition, DefinitionSection


@dataclass(frozen=True)
class DefinitionsPage:
    """The vocabulary, and the code lists that go with it."""

    sections: tuple[DefinitionSection, ...]
    lists: tuple[DefinitionSection, ...]


@dataclass(frozen=True)
class CodesPage:
    """All code lists."""

    lists: tuple[DefinitionSection, ...]


@dataclass(frozen=True)
class CodePage:
    """A code list with its codes, or one code in its list (then ``code`` is that code)."""

    code: Definition | None
    list: DefinitionSection
    formats: tuple[DataLink, ...]
