"""The register files of one authority, read together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from graph.errors import InputError
from loaders.records.registers import (
    AreaRegister,
    Authority,
    AuthorityRegister,
    CuratedLinkRegister,
    LegislationRegister,
    OrganisationRegister,
    PlanRegister,
    QualityNoteRegister,
    RecommendationSchemeRegister,
    TopicRegister,
    WithdrawnRegister,
)
from loaders.yaml_source import YamlSource, read_model

AnyRegister = TypeVar("AnyRegister", bound=BaseModel)

FILES: Mapping[str, type[BaseModel]] = {
    "areas": AreaRegister,
    "authorities": AuthorityRegister,
    "curated-links": CuratedLinkRegister,
    "legislation": LegislationRegister,
    "organisations": OrganisationRegister,
    "plans": PlanRegister,
    "quality-notes": QualityNoteRegister,
    "schemes": RecommendationSchemeRegister,
    "topics": TopicRegister,
    "withdrawn": WithdrawnRegister,
}
"""Each register file's name, without its ending, and what it may say."""


@dataclass(frozen=True)
class Registers:
    """What the register files of one authority say, and the lines on which they say it."""

    authority: Authority
    areas: AreaRegister
    links: CuratedLinkRegister
    legislation: LegislationRegister
    organisations: OrganisationRegister
    plans: PlanRegister
    notes: QualityNoteRegister
    schemes: RecommendationSchemeRegister
    topics: TopicRegister
    withdrawn: WithdrawnRegister
    sources: Mapping[str, YamlSource]

    def find_area_code(self, name: str) -> str | None:
        """Return the code of the area that a printed name stands for, None when none has it."""
        return next((area.code for area in self.areas.areas if name in area.printed), None)

    def labels(self) -> dict[str, str]:
        """Return the registered name of each node that has one, by node path."""
        return dict(self._labels())

    def _labels(self) -> Iterator[tuple[str, str]]:
        for organisation in self.organisations.organisations:
            yield organisation.id, organisation.label
        for legislation in self.legislation.legislation:
            yield legislation.id, legislation.title
        for line in self.plans.plan_lines:
            yield line.id, line.label
        for plan in self.plans.plans:
            yield plan.id, plan.label
        for scheme in self.schemes.schemes:
            yield f"recommendation/{scheme.slug}", scheme.label
        for topic_scheme in self.topics.schemes:
            yield f"topic/{topic_scheme.slug}", topic_scheme.label
            for topic in topic_scheme.topics:
                yield f"topic/{topic_scheme.slug}/{topic.slug}", topic.label


def read_registers(folder: Path) -> Registers:
    """Read every register file of a folder.

    Raises:
        InputError: when one is missing or says what it may not, or when the folder is not of exactly one authority.
    """
    sources: dict[str, YamlSource] = {}
    authorities = _read(folder, "authorities", AuthorityRegister, sources)
    if len(authorities.authorities) != 1:
        raise InputError(
            folder / "authorities.yaml",
            1,
            f"{len(authorities.authorities)} authorities in one folder",
            "give each authority a folder of its own and build from them all",
        )
    return Registers(
        authority=authorities.authorities[0],
        areas=_read(folder, "areas", AreaRegister, sources),
        links=_read(folder, "curated-links", CuratedLinkRegister, sources),
        legislation=_read(folder, "legislation", LegislationRegister, sources),
        organisations=_read(folder, "organisations", OrganisationRegister, sources),
        plans=_read(folder, "plans", PlanRegister, sources),
        notes=_read(folder, "quality-notes", QualityNoteRegister, sources),
        schemes=_read(folder, "schemes", RecommendationSchemeRegister, sources),
        topics=_read(folder, "topics", TopicRegister, sources),
        withdrawn=_read(folder, "withdrawn", WithdrawnRegister, sources),
        sources=sources,
    )


def _read(folder: Path, name: str, model: type[AnyRegister], sources: dict[str, YamlSource]) -> AnyRegister:
    register, sources[name] = read_model(folder / f"{name}.yaml", model)
    return register
