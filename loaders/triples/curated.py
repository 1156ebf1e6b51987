"""Registers and crosswalks to quads: everything that a person, not a document, adds to the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import InputError
from graph.iris import Addresses, mint_area, mint_government_years
from loaders.crosswalk import Crosswalk
from loaders.records.registers import CuratedLink, PeriodReading, PlanIdentity, QualityNote
from loaders.register_files import Registers
from loaders.triples.documents import STATED_RELATIONS
from loaders.triples.mappings import write_crosswalk
from loaders.triples.terms import (
    DCT,
    DQV,
    ELI,
    GT,
    LABEL,
    OA,
    ORG,
    OWL,
    PROV,
    RDFS,
    SCHEMA,
    SKOS,
    TYPE,
    to_boolean,
    to_code,
    to_date,
    to_english,
)
from loaders.triples.writer import GraphWriter, Place, Register

CURATED_RELATIONS = STATED_RELATIONS | {"arises-from": GT["arisesFrom"]}
DOCUMENT_PREFIX = "document/"


class CuratedWriter:
    """Writes the curated graph of one authority."""

    def __init__(self, registers: Registers, addresses: Addresses, register: Register) -> None:
        """Write what ``registers`` say, noting in ``register`` what is described and referred to."""
        self._registers = registers
        place = Place(registers.sources["authorities"].path, 1, registers.authority.slug)
        self._writer = GraphWriter(addresses, "curated", addresses.mint_graph("curated"), register, place)

    def write(self, crosswalks: Iterable[Crosswalk]) -> Iterator[Quad]:
        """Yield the quads of the curated graph."""
        self._write_organisations()
        self._write_legislation()
        self._write_areas()
        self._write_plans()
        self._write_schemes()
        self._write_topics()
        self._write_links()
        self._write_notes()
        self._write_withdrawn()
        for crosswalk in crosswalks:
            write_crosswalk(self._writer, crosswalk)
        yield from self._writer.quads()

    def _at(self, file: str, key: str, index: int, record: str) -> None:
        source = self._registers.sources[file]
        self._writer.current = Place(source.path, source.find_line((key, index)), record)

    def _name(self, node: NamedNode, label: str) -> None:
        self._writer.add(node, SKOS["prefLabel"], to_english(label))
        self._writer.add(node, LABEL, to_english(label))

    def _write_organisations(self) -> None:
        classes = {"formal": ORG["FormalOrganization"], "collaboration": ORG["OrganizationalCollaboration"]}
        for index, organisation in enumerate(self._registers.organisations.organisations):
            self._at("organisations", "organisations", index, organisation.id)
            node = self._writer.describe(organisation.id, ORG["Organization"], classes[organisation.kind])
            self._name(node, organisation.label)
            self._writer.add(node, ORG["classification"], to_code(organisation.classification))

    def _write_legislation(self) -> None:
        for index, legislation in enumerate(self._registers.legislation.legislation):
            self._at("legislation", "legislation", index, legislation.id)
            node = self._writer.describe(legislation.id, ELI["LegalResource"])
            self._name(node, legislation.title)

    def _write_areas(self) -> None:
        for index, area in enumerate(self._registers.areas.areas):
            self._at("areas", "areas", index, area.code)
            node = mint_area(area.code)
            self._writer.add(node, TYPE, SCHEMA["AdministrativeArea"])
            self._name(node, area.label)
            self._writer.add(node, SKOS["notation"], Literal(area.code))

    def _write_plans(self) -> None:
        for index, line in enumerate(self._registers.plans.plan_lines):
            self._at("plans", "plan_lines", index, line.id)
            node = self._writer.describe(line.id, GT["PlanLine"])
            self._name(node, line.label)
            self._writer.add(node, DCT["publisher"], self._writer.refer(line.publisher, "publisher"))
        for index, plan in enumerate(self._registers.plans.plans):
            self._at("plans", "plans", index, plan.id)
            self._write_plan(plan)
        dated = sorted(
            (plan for plan in self._registers.plans.plans if _has_elements(plan)), key=lambda plan: plan.start or ""
        )
        for earlier, later in pairwise(dated):
            self._link_neighbours(earlier.id, later.id)

    def _write_plan(self, plan: PlanIdentity) -> None:
        node = self._writer.describe(plan.id, GT["Plan"])
        self._name(node, plan.label)
        self._writer.add(node, DCT["isVersionOf"], self._writer.refer(plan.line, "line"))
        self._writer.add(node, GT["holding"], to_code(plan.holding))
        self._writer.add(node, DCT["publisher"], self._writer.refer(plan.publisher, "publisher"))
        if plan.replaces is not None:
            self._writer.add(node, DCT["replaces"], self._writer.refer(plan.replaces, "replaces"))
        if plan.start is not None and plan.end is not None:
            self._writer.add(node, SCHEMA["startDate"], to_date(plan.start))
            self._writer.add(node, SCHEMA["endDate"], to_date(plan.end))
            self._writer.add(node, SCHEMA["temporalCoverage"], Literal(f"{plan.start}/{plan.end}"))
        if plan.order_note is not None:
            self._writer.add(node, SKOS["note"], to_english(plan.order_note))
        for passage in plan.passages:
            self._writer.refer(DOCUMENT_PREFIX + passage.document, "passages")
            self._writer.add(node, PROV["hadPrimarySource"], self._writer.passage(passage.locator, passage.document))

    def _link_neighbours(self, earlier: str, later: str) -> None:
        nodes = [self._writer.addresses.mint_node(path) for path in (earlier, later)]
        self._writer.add(nodes[0], GT["neighbour"], nodes[1])
        self._writer.add(nodes[1], GT["neighbour"], nodes[0])

    def _write_schemes(self) -> None:
        for index, scheme in enumerate(self._registers.schemes.schemes):
            self._at("schemes", "schemes", index, scheme.slug)
            node = self._writer.describe(f"recommendation/{scheme.slug}", SKOS["ConceptScheme"])
            self._name(node, scheme.label)
            if scheme.made_by is not None:
                self._writer.add(node, PROV["wasAttributedTo"], self._writer.refer(scheme.made_by, "made_by"))

    def _write_topics(self) -> None:
        for index, scheme in enumerate(self._registers.topics.schemes):
            self._at("topics", "schemes", index, scheme.slug)
            scheme_node = self._writer.describe(f"topic/{scheme.slug}", SKOS["ConceptScheme"])
            self._name(scheme_node, scheme.label)
            for topic in scheme.topics:
                node = self._writer.describe(f"topic/{scheme.slug}/{topic.slug}", SKOS["Concept"])
                self._name(node, topic.label)
                self._writer.add(node, SKOS["definition"], to_english(topic.definition))
                self._writer.add(node, SKOS["inScheme"], scheme_node)
                self._writer.add(node, SKOS["topConceptOf"], scheme_node)
        for index, subject in enumerate(self._registers.topics.subjects):
            self._at("topics", "subjects", index, subject.topic)
            topic_node = self._writer.refer(f"topic/{subject.topic}", "topic")
            for target in subject.targets:
                self._writer.state(
                    self._writer.refer(target, "targets"),
                    DCT["subject"],
                    topic_node,
                    basis="curated",
                    reason=subject.reason,
                    curator=self._registers.topics.curated_by,
                )

    def _write_links(self) -> None:
        for index, link in enumerate(self._registers.links.links):
            self._at("curated-links", "links", index, f"{link.source[0]} {link.relation}")
            self._write_link(link)

        for index, reading in enumerate(self._registers.links.readings):
            self._at("curated-links", "readings", index, f"{reading.document} {' '.join(reading.columns)}")
            self._write_reading(reading)

    def _write_reading(self, reading: PeriodReading) -> None:
        """Write the reading of every budget cell of its columns, and what its period is called.

        Raises:
            InputError: when the document has no such cell.
        """
        period = mint_government_years(reading.start, reading.end)
        self._writer.add(period, LABEL, to_english(f"the government years {reading.start}-{reading.end[2:]}"))
        prefix = f"budget/{reading.document}/"
        described = self._writer.register.described
        cells = [path for path in described if path.startswith(prefix) and path.rsplit("/", 1)[-1] in reading.columns]
        if not cells:
            place = self._writer.current
            message = f"no budget cell of {reading.document} has one of the columns {', '.join(reading.columns)}"
            raise InputError(place.path, place.line, message, "use the document's id and its columns' slugs")
        for path in cells:
            self._writer.state(
                self._writer.refer(path, "columns"),
                GT["readAsPeriod"],
                period,
                basis="curated",
                reason=reading.reason,
                curator=reading.curated_by,
                curated_on=reading.curated_on,
            )

    def _write_link(self, link: CuratedLink) -> None:
        for source in link.source:
            for target in link.target:
                self._writer.state(
                    self._writer.refer(source, "from"),
                    CURATED_RELATIONS[link.relation],
                    self._writer.refer(target, "to"),
                    basis="curated",
                    valid=link.valid,
                    reason=link.reason,
                    curator=link.curated_by,
                    curated_on=link.curated_on,
                )

    def _write_notes(self) -> None:
        for index, note in enumerate(self._registers.notes.notes):
            self._at("quality-notes", "notes", index, note.id)
            self._write_note(note)

    def _write_note(self, note: QualityNote) -> None:
        node = self._writer.describe(note.id, DQV["QualityAnnotation"])
        self._writer.add(node, LABEL, to_english(_shorten(note.text)))
        self._writer.add(node, DCT["type"], to_code(note.kind))
        self._writer.add(node, OA["bodyValue"], Literal(note.text))
        self._writer.add(node, OA["motivatedBy"], DQV["qualityAssessment"])
        self._writer.add(node, GT["basis"], to_code("basis-curated"))
        for target in note.targets:
            self._writer.add(node, OA["hasTarget"], self._writer.refer(target, "targets"))
        for passage in note.passages:
            self._writer.refer(DOCUMENT_PREFIX + passage.document, "passages")
            self._writer.add(node, GT["passage"], self._writer.passage(passage.locator, passage.document))

    def _write_withdrawn(self) -> None:
        """Write what replaced each withdrawn address, which has no class: nothing lists it any more.

        Raises:
            InputError: when something still has the address.
        """
        for index, entry in enumerate(self._registers.withdrawn.withdrawn):
            self._at("withdrawn", "withdrawn", index, entry.id)
            if entry.id in self._writer.register.described:
                advice = "take the entry away, or give the thing another address"
                raise self._writer.refuse("id", f"{entry.id} is withdrawn here, and something still has it", advice)
            node = self._writer.addresses.mint_node(entry.id)
            self._writer.add(node, OWL["deprecated"], to_boolean(True))
            self._writer.add(node, DCT["modified"], to_date(entry.withdrawn_on))
            self._writer.add(node, RDFS["comment"], to_english(entry.reason))
            for path in entry.replaced_by:
                self._writer.add(node, DCT["isReplacedBy"], self._writer.refer(path, "replaced_by"))


def write_curated(
    registers: Registers, crosswalks: Iterable[Crosswalk], addresses: Addresses, register: Register
) -> Iterator[Quad]:
    """Yield the quads of one authority's curated graph."""
    return CuratedWriter(registers, addresses, register).write(crosswalks)


def _has_elements(plan: PlanIdentity) -> bool:
    return plan.start is not None and plan.holding in {"holding-held", "holding-reported"}


def _shorten(text: str, most: int = 90) -> str:
    first = text.partition(". ")[0].rstrip(".")
    return first if len(first) <= most else first[: most - 1].rsplit(" ", 1)[0] + " …"
