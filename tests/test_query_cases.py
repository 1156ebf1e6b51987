"""Every named query: its cases, in two engines that know nothing of each other, and its place among its users."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from anytown import ADDRESSES as ANYTOWN_ADDRESSES
from anytown import ANYTOWN, build_into
from query_answers import MEDIA_TYPES, TRIPLES, Answer, read_answer
from query_case_files import Case, list_case_files, read_anytown_parameters, read_cases
from rdflib import Dataset
from rdflib.query import Result

from graph.iris import Addresses
from graph.parameters import Parameter
from graph.queries import NamedQuery, QueryLibrary
from graph.release import Release
from graph.store import EmbeddedStore
from web.query_list import INTERNAL

LIBRARY = QueryLibrary.read(resolve_node=Addresses().resolve)
ANYTOWN_LIBRARY = QueryLibrary.read(resolve_node=ANYTOWN_ADDRESSES.resolve)
EVERY_QUERY = pytest.mark.parametrize("query", LIBRARY, ids=lambda query: query.name)

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.* is deprecated:DeprecationWarning")  # rdflib warns of itself

SLOW_IN_RDFLIB: Mapping[str, str] = {
    "check/every_triple": "8 s to write 50,000 triples and read them again",
    "check/link_without_statement": "over 5 s: it looks for a statement of each link of the thread",
    "check/mapping_inside_plan": "13 s: it starts from every pair of an element and a plan",
    "check/trace_across_plans": "5 s: it asks for the plan of each end of each trace",
    "check/undescribed_node": "19 s: it looks at every triple, and asks for a type each time",
    "evidence/documents": "over 25 s: it counts the passages of each document before it looks at their facts",
    "evidence/facts_of_document": "6 s: it asks twice for the classes of each of 2,000 facts",
    "evidence/facts_of_node": "over 45 s: it reads every quad of every graph before it looks at the node",
    "evidence/notes_compared": "14 s: it reads every fact and place before it looks at the note",
    "gaps/coverage": "over 60 s: it reads every named graph again for each element and link",
    "lineage/plan_context": "8 s: it reads every statement's passages and reasons before it joins them",
    "lineage/thread_down": "15 s: the same",
    "lineage/thread_graph": "6 s: the same",
    "lineage/whole_thread": "over 25 s: it reads what every node of the thread says, graph by graph",
    "measures/bodies": "over 25 s: it starts from every statement",
    "topics/coverage": "over 300 s: it joins every name in the graph with every plan before it looks at the topic",
    "topics/things": "over 25 s: the same",
}
"""Queries whose cases rdflib takes too long over, with why; the two engines are compared on the graph of Anytown."""

SILENT_IN_ANYTOWN = {
    *("check/basis_in_wrong_graph", "check/element_without_mapping", "check/link_without_statement"),
    *("check/mapping_inside_plan", "check/published_trend_differs", "check/reporting_cycle"),
    *("check/statement_without_ground", "check/statement_without_link", "check/total_differs"),
    *("check/trace_across_plans", "check/undescribed_node"),
    *("gaps/measures_without_value", "money/net_columns"),
}
"""Queries that rightly find nothing in Anytown: it breaks no rule, has a value for each measure, and one net column."""


class Rdflib:
    """The second engine, over a release's dump; its default graph is the union."""

    def __init__(self, release: Release) -> None:
        self._dataset = Dataset(default_union=True)
        self._dataset.parse(data=gzip.decompress(release.dump_nquads.read_bytes()), format="nquads")

    def serialize(self, query: str, media_type: str) -> bytes:
        """Return an answer in JSON or N-Triples."""
        return serialize_result(self._dataset.query(query), media_type)


def serialize_result(result: Result, media_type: str) -> bytes:
    """Return rdflib's result in JSON or N-Triples, without the empty row of a GROUP BY that found nothing.

    That row is RDFLib/rdflib#3382; SPARQL gives none.
    """
    if result.type == "SELECT":
        result.bindings = [row for row in result.bindings if row]
    content = result.serialize(format="nt" if media_type == TRIPLES else "json")
    assert content is not None
    return content


Engine = EmbeddedStore | Rdflib


def ask(engine: Engine, query: NamedQuery, case: Case) -> Answer:
    content = engine.serialize(query.bind(case.parameters), MEDIA_TYPES[query.form])
    return read_answer(query.form, content, Addresses())


def ask_anytown(engine: Engine, query: NamedQuery) -> Answer:
    content = engine.serialize(query.bind(read_anytown_parameters(query.name)), MEDIA_TYPES[query.form])
    return read_answer(query.form, content, ANYTOWN_ADDRESSES)


@pytest.fixture(scope="session")
def rdflib_engine(real_release: Release) -> Rdflib:
    return Rdflib(real_release)


@pytest.fixture(scope="module")
def anytown_engines(tmp_path_factory: pytest.TempPathFactory) -> tuple[EmbeddedStore, Rdflib]:
    release = build_into(tmp_path_factory.mktemp("anytown"), ANYTOWN).release
    return release.open_store(memory_max_quads=1_000_000), Rdflib(release)


def test_every_query_has_a_case_and_every_case_a_query() -> None:
    assert list(list_case_files()) == [query.name for query in LIBRARY]
    assert SLOW_IN_RDFLIB.keys() | SILENT_IN_ANYTOWN <= set(list_case_files())


@pytest.mark.parametrize("case", read_cases(), ids=str)
def test_a_case_holds(real_store: EmbeddedStore, case: Case) -> None:
    answer = ask(real_store, LIBRARY.get_query(case.query), case)
    assert case.size is None or len(answer) == case.size
    assert case.answer is None or answer.rows == ((case.answer,),)
    assert [cells for cells in case.includes if not answer.holds(cells)] == []
    assert [cells for cells in case.excludes if answer.holds(cells)] == []


@pytest.mark.parametrize("case", [case for case in read_cases() if case.query not in SLOW_IN_RDFLIB], ids=str)
def test_a_second_engine_gives_the_same_answer(real_store: EmbeddedStore, rdflib_engine: Rdflib, case: Case) -> None:
    query = LIBRARY.get_query(case.query)
    assert ask(rdflib_engine, query, case) == ask(real_store, query, case)


@EVERY_QUERY
def test_both_engines_agree_on_anytown(anytown_engines: tuple[EmbeddedStore, Rdflib], query: NamedQuery) -> None:
    oxigraph, rdflib = (ask_anytown(engine, ANYTOWN_LIBRARY.get_query(query.name)) for engine in anytown_engines)
    assert rdflib == oxigraph
    assert query.form != "select" or oxigraph.columns == tuple(column.name for column in query.columns)


@EVERY_QUERY
def test_a_query_finds_something_in_anytown(anytown_engines: tuple[EmbeddedStore, Rdflib], query: NamedQuery) -> None:
    found = len(ask_anytown(anytown_engines[0], ANYTOWN_LIBRARY.get_query(query.name))) > 0
    assert found is (query.name not in SILENT_IN_ANYTOWN)


@EVERY_QUERY
def test_a_file_runs_in_both_engines_as_it_stands(query: NamedQuery) -> None:
    text = query.path.read_text("utf-8")
    media_type = MEDIA_TYPES[query.form]
    oxigraph = EmbeddedStore.load_quads([]).serialize(text, media_type)
    rdflib = serialize_result(Dataset(default_union=True).query(text), media_type)
    assert read_answer(query.form, rdflib, Addresses()) == read_answer(query.form, oxigraph, Addresses())


@pytest.mark.parametrize(
    ("query", "parameter"),
    [(query, parameter) for query in LIBRARY for parameter in query.parameters],
    ids=lambda value: value.name,
)
def test_the_example_of_a_parameter_finds_something(
    real_store: EmbeddedStore, query: NamedQuery, parameter: Parameter
) -> None:
    values = {each.name: each.example for each in query.parameters if each.required or each == parameter}
    answer = real_store.serialize(query.bind(values), MEDIA_TYPES[query.form])
    assert len(read_answer(query.form, answer, Addresses())) > 0


@cache
def read_mentions(module: str) -> re.Pattern[str]:
    """Return what matches the names of the queries that a module names, in whole or by folder."""
    spec = find_spec(module)
    assert spec is not None, f"there is no module {module}"
    assert spec.origin is not None
    source = Path(spec.origin).read_text("utf-8")
    names = re.findall(r'"([a-z]+/[a-z_{}]+)"', source) + re.findall(r'find_queries\("([a-z]+)"\)', source)
    patterns = [re.sub(r"\{\w+\}", "[a-z_]+", name) if "/" in name else f"{name}/[a-z_]+" for name in names]
    return re.compile("|".join(patterns) or "(?!)")


@pytest.mark.parametrize(("name", "module"), [(query.name, module) for query in LIBRARY for module in query.used_by])
def test_a_module_that_uses_a_query_names_it(name: str, module: str) -> None:
    assert read_mentions(module).fullmatch(name)


@EVERY_QUERY
def test_a_query_is_used_by_a_module_or_shown_to_researchers(query: NamedQuery, repository: Path) -> None:
    guide = (repository / "docs" / "guides" / "researchers.md").read_text("utf-8")
    is_listed = f"`{query.name}`" in guide
    assert is_listed is (query.name.partition("/")[0] not in INTERNAL)
    assert is_listed or query.used_by
