"""The cubes keep the integrity constraints of the W3C Data Cube vocabulary, each a query under ``data/data_cube``."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store

from graph.ontology import list_vocabulary_files

DATA = Path(__file__).parent / "data"
DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
CONSTRAINTS = sorted((DATA / "data_cube").glob("*.rq"))
PROLOGUE = """
@base <http://example.org/> .
@prefix gt: <https://w3id.org/goldenthread/def#> .
@prefix gtc: <https://w3id.org/goldenthread/code/> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#> .
@prefix sdmx-code: <http://purl.org/linked-data/sdmx/2009/code#> .
@prefix sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#> .
@prefix sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
BROKEN = {
    "ic_01_one_data_set": "<observation> qb:dataSet gt:budget .",
    "ic_02_one_structure": "<cube> a qb:DataSet .",
    "ic_03_structure_has_measure": "<structure> a qb:DataStructureDefinition .",
    "ic_04_dimensions_have_range": "<component> qb:dimension <dimension> .",
    "ic_05_concept_dimensions_have_code_list": """<component> qb:dimension <dimension> .
        <dimension> rdfs:range skos:Concept .""",
    "ic_06_only_attributes_are_optional": "<component> qb:dimension gt:fund ; qb:componentRequired false .",
    "ic_11_all_dimensions_present": "<unplaced> qb:dataSet gt:measures ; gt:ofMeasure <measure> .",
    "ic_12_no_duplicates": """<repeated> qb:dataSet gt:measures ;
        gt:ofMeasure <measure> ; gt:sourceDocument <document> ;
        sdmx-dimension:refArea <http://statistics.data.gov.uk/id/statistical-geography/E09000030> ;
        sdmx-dimension:refPeriod <http://reference.data.gov.uk/id/government-year/2017-2018> .""",
    "ic_13_required_attributes_present": "<unitless> qb:dataSet gt:measures ; sdmx-measure:obsValue 1.0 .",
    "ic_14_all_measures_present": "<valueless> qb:dataSet gt:measures .",
    "ic_19_codes_from_code_list": "<observation> sdmx-attribute:obsStatus gtc:break .",
}


@pytest.fixture
def store() -> Store:
    filled = Store()
    for path in (*list_vocabulary_files(), DATA / "shapes" / "examples.ttl"):
        filled.bulk_load(path=path, format=RdfFormat.TURTLE)
    return filled


def breaks(constraint: Path, store: Store) -> bool:
    return bool(store.query(constraint.read_text("utf-8")))


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda path: path.stem)
def test_cubes_and_good_observations_keep_a_constraint(constraint: Path, store: Store) -> None:
    assert not breaks(constraint, store)


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda path: path.stem)
def test_a_constraint_notices_what_breaks_it(constraint: Path, store: Store) -> None:
    store.load(PROLOGUE + BROKEN[constraint.stem], format=RdfFormat.TURTLE)
    assert breaks(constraint, store)


def test_a_sum_over_the_budget_cube_counts_no_total(store: Store) -> None:
    solutions = store.query((DATA / "sum_of_budget.rq").read_text("utf-8"))
    assert isinstance(solutions, QuerySolutions)
    assert [str(row["sum"]) for row in solutions] == [str(Literal("-1.5", datatype=DECIMAL))]
