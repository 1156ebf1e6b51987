"""Which bodies a text names: those of the register, and unknown ones by the word that such names end in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from loaders.families.draft_records import to_slug
from loaders.records.registers import Organisation
from loaders.register_files import Registers

CLASSES = {
    "Partnership Board": "body-board", "Task and Finish Group": "body-task-and-finish-group",
    "Executive Group": "body-executive-group", "Board": "body-board", "Partnership": "body-partnership",
    "Network": "body-network", "Forum": "body-forum", "Commission": "body-commission", "Committee": "body-board",
    "Group": "body-sub-group", "Executive": "body-board", "Alliance": "body-network",
    "Collaboration": "body-programme-team", "Association": "body-voluntary-sector", "Trust": "body-nhs",
    "University": "body-education", "College": "body-education", "Brigade": "body-fire-brigade",
    "Authority": "body-government", "Agency": "body-government", "Unit": "body-council-service",
}  # fmt: skip
"""The words that names of bodies end in, and what such a body is."""

_COLLABORATIONS = frozenset({
    "body-board", "body-partnership", "body-network", "body-forum", "body-commission", "body-sub-group",
    "body-executive-group", "body-task-and-finish-group", "body-programme-team",
})  # fmt: skip
_WORD = r"[A-Z][\w'’&-]*"
_JOIN = r"(?: (?:and|of|for|the|&) | )"
_UNKNOWN = re.compile(
    rf"\b(?P<name>{_WORD}(?:{_JOIN}{_WORD})*? (?P<class>{'|'.join(sorted(CLASSES, key=len, reverse=True))}))"
    r"(?![\w'’-]*\w)(?! (?:Plan|Strategy|Review|Congress|Summit|Member|Programme|Agreement|Framework)\b)"
)
_ACRONYM = re.compile(r" \((?P<acronym>[A-Z][A-Za-z]{1,6})\)")
_FEW_WORDS = 3
_NOT_A_NAME = frozenset({"A", "An", "Our", "The", "This", "Each", "Every", "New", "Partnership", "Its"})


@dataclass(frozen=True)
class FoundName:
    """A body's name as printed, and the identity it stands for: of the register, or ``is_new``, proposed."""

    path: str
    printed: str
    start: int
    is_new: bool = False


@dataclass(frozen=True)
class ProposedBody:
    """An entry for ``registers/organisations.yaml`` that a person may take over."""

    id: str
    label: str
    kind: str
    classification: str


@dataclass(frozen=True)
class NameFinder:
    """Finds names of bodies in the text of one document, whose own abbreviations it knows."""

    registers: Registers
    texts: tuple[str, ...]

    @cached_property
    def known(self) -> dict[str, str]:
        """Return the identity of each name and abbreviation that stands for one."""
        names: dict[str, str] = {}
        area = self.registers.authority.label
        for organisation in self.registers.organisations.organisations:
            for name in _vary(organisation, area):
                names.setdefault(name, organisation.id)
        council = self.registers.authority.council
        names |= dict.fromkeys(("the council", "the Council", "The council", "The Council"), council)
        return names | self._read_acronyms(names)

    def _read_acronyms(self, names: dict[str, str]) -> dict[str, str]:
        """Return what the document's own abbreviations stand for: those in brackets after a name."""
        found: dict[str, str] = {}
        for text in self.texts:
            for match in _ACRONYM.finditer(text):
                before = text[: match.start()]
                name = next((name for name in names if before.lower().endswith(name.lower())), None)
                if name is not None and _could_stand_for(match["acronym"], name):
                    found.setdefault(match["acronym"], names[name])
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(self.known, key=len, reverse=True)
        alternatives = "|".join(_to_pattern(name) for name in names) or r"(?!)"
        return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])(?!['’][\w]* (?:Plan|Strategy)\b)(?! Plan\b)")

    def _get(self, printed: str) -> str:
        return self.known.get(printed) or self._by_lower[printed.casefold()]

    @cached_property
    def _by_lower(self) -> dict[str, str]:
        return {name.casefold(): path for name, path in self.known.items()}

    def find_whole(self, text: str) -> str | None:
        """Return the identity that a whole text is the name of, None when it is no known name."""
        name = text.strip().removeprefix("The ").removeprefix("the ")
        return self.known.get(name) or self.known.get(text.strip())

    def find_names(self, text: str) -> Iterator[FoundName]:
        """Yield the names in a text, known ones first, in their order."""
        taken: list[tuple[int, int]] = []
        for match in self._pattern.finditer(text):
            taken.append(match.span())
            yield FoundName(self._get(match[0]), _without_article(match[0]), match.start())
        for match in _UNKNOWN.finditer(text):
            name = match["name"]
            start = match.start() + len(name) - len(trimmed := _trim(name))
            if any(a < match.end() and start < b for a, b in taken) or " " not in trimmed:
                continue
            yield FoundName(f"org/{to_slug(trimmed, 8)}", trimmed, start, is_new=True)


def propose_body(path: str, name: str) -> ProposedBody:
    """Propose a register entry for an unknown body."""
    ending = next((ending for ending in sorted(CLASSES, key=len, reverse=True) if name.endswith(ending)), "")
    classification = CLASSES.get(ending, "body-board")
    kind = "collaboration" if classification in _COLLABORATIONS else "formal"
    return ProposedBody(path, name, kind, classification)


def _vary(organisation: Organisation, area: str) -> Iterable[str]:
    """Yield the names of a body: as registered, without the area's own name, and as documents are known to print it."""
    yield organisation.label
    yield from organisation.printed
    short = organisation.label.removeprefix(f"{area} ")
    if len(short.split()) > 1:
        yield short


def _to_pattern(name: str) -> str:
    """Return the pattern of a name; one of several words is known whatever its capitals."""
    return f"(?i:{re.escape(name)})" if len(name.split()) >= _FEW_WORDS else re.escape(name)


def _could_stand_for(acronym: str, name: str) -> bool:
    capitals = [word[0].upper() for word in re.findall(r"[A-Za-z]+", name) if word not in {"and", "of", "the", "for"}]
    return bool(capitals) and acronym[0].upper() in capitals


def _without_article(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def _trim(name: str) -> str:
    """Drop the words before a name that only begin a sentence."""
    words = name.split()
    while words and words[0] in _NOT_A_NAME and len(words) > 2:
        words = words[1:]
    return " ".join(words)
