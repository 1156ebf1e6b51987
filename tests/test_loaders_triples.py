"""Each type of record gives the facts that the ontology asks for; Anytown has one of every type."""

from __future__ import annotations

from pathlib import Path

import pytest
from anytown import ADDRESSES, describe, find_statement, read_facts, show
from pyoxigraph import BlankNode, NamedNode

PLAN = "plan/together-2022-25"
OLD_PLAN = "plan/partnership-2019-22"
PLAN_PASSAGE = "document/together-plan-2022-25/passage"
REPORT_PASSAGE = "document/cabinet-report-2020/passage"


def find_graphs(path: str, predicate: str) -> set[str]:
    node = ADDRESSES.mint_node(path)
    quads = [quad for quad in read_facts() if quad.subject == node and show(quad.predicate) == predicate]
    return {
        quad.graph_name.value.rsplit("/graph/anytown/", 1)[-1]
        for quad in quads
        if isinstance(quad.graph_name, NamedNode)
    }


def test_a_document_says_what_it_is_and_by_what_it_is_proven() -> None:
    facts = describe("document/together-plan-2022-25")
    assert facts["dct:type"] == {"gtc:document-strategic-plan"}
    assert facts["dct:issued"] == {"2022-03-09"}
    assert facts["skos:prefLabel"] == {"Anytown Together 2022-25"}
    assert facts["gt:holding"] == {"gtc:holding-held"}
    assert len(next(iter(facts["gt:sha256"]))) == 64
    assert facts["dct:references"] == {PLAN}


def test_a_cover_fact_keeps_label_and_value_as_printed() -> None:
    facts = describe("document/cabinet-report-2020/cover/wards-affected")
    assert facts["rdf:type"] == {"gt:CoverFact"}
    assert (facts["rdfs:label"], facts["gt:publishedValue"]) == ({"Wards affected"}, {"All wards"})
    assert (
        "document/cabinet-report-2020/cover/wards-affected"
        in describe("document/cabinet-report-2020")["gt:hasCoverFact"]
    )


def test_an_appendix_is_a_document_of_its_own_that_is_not_held() -> None:
    facts = describe("document/cabinet-report-2020-appendix-a")
    assert facts["rdf:type"] == {"gt:Document"}
    assert facts["gt:holding"] == {"gtc:holding-not-held"}
    assert describe("document/cabinet-report-2020")["dct:hasPart"] == {"document/cabinet-report-2020-appendix-a"}


def test_what_was_left_out_is_a_passage_with_its_reason() -> None:
    facts = describe(f"{PLAN_PASSAGE}/our-vision--para-2")
    assert facts["rdf:type"] == {"oa:SpecificResource", "gt:Omission"}
    assert facts["gt:omissionReason"] == {"gtc:left-out-prose"}


def test_a_passage_has_its_document_and_its_locator() -> None:
    facts = describe(f"{REPORT_PASSAGE}/2.1--a")
    assert facts["oa:hasSource"] == {"document/cabinet-report-2020"}
    assert facts["gt:locator"] == {"2.1 / a"}


def test_a_plan_has_its_identity_from_the_register_and_its_printed_names_from_documents() -> None:
    assert find_graphs(OLD_PLAN, "rdf:type") == {"curated"}
    facts = describe(OLD_PLAN)
    assert facts["dct:isVersionOf"] == {"plan-line/partnership"}
    assert (facts["schema:startDate"], facts["schema:endDate"]) == ({"2019"}, {"2022"})
    assert find_statement(OLD_PLAN, "skos:altLabel", "Partnership Plan")["prov:hadPrimarySource"] == {
        f"{REPORT_PASSAGE}/recommendations--1"
    }


def test_a_vision_hangs_on_its_plan_by_a_statement() -> None:
    path = f"{PLAN}/vision/streets"
    assert describe(path)["rdf:type"] == {"gt:PlanElement", "gt:Vision"}
    statement = find_statement(PLAN, "gt:hasVision", path)
    assert statement["rdf:type"] == {"gt:Statement"}
    assert statement["gt:basis"] == {"gtc:basis-stated"}
    assert statement["prov:hadPrimarySource"] == {f"{PLAN_PASSAGE}/our-vision"}


def test_a_statement_lies_in_the_graph_of_its_triple() -> None:
    statements = {quad.subject: quad.graph_name for quad in read_facts() if show(quad.object) == "gt:Statement"}
    triples = {(quad.triple, quad.graph_name) for quad in read_facts()}
    for node, graph in statements.items():
        parts = {show(quad.predicate): quad.object for quad in read_facts() if quad.subject == node}
        wanted = (parts["rdf:subject"], parts["rdf:predicate"], parts["rdf:object"])
        assert any((t.subject, t.predicate, t.object) == wanted and g == graph for t, g in triples)


def test_a_priority_keeps_the_printed_word_and_number() -> None:
    facts = describe(f"{PLAN}/priority/1")
    assert facts["rdf:type"] == {"gt:PlanElement", "gt:Priority"}
    assert (facts["gt:publishedTerm"], facts["skos:notation"]) == ({"Priority"}, {"1"})
    assert facts["skos:inScheme"] == {PLAN}
    assert facts["gt:textStatus"] == {"gtc:text-verbatim"}


def test_a_link_that_only_the_layout_makes_says_so() -> None:
    statement = find_statement(f"{PLAN}/priority/1", "gt:hasOutcome", f"{PLAN}/outcome/1")
    assert statement["gt:basis"] == {"gtc:basis-by-layout"}


def test_a_name_that_the_money_table_prints_otherwise_is_another_label() -> None:
    facts = describe(f"{PLAN}/outcome/1")
    assert facts["skos:prefLabel"] == {"People walk more"}
    assert facts["skos:altLabel"] == {"People walk more often"}
    assert find_statement(f"{PLAN}/outcome/1", "skos:altLabel", "People walk more often")


def test_an_aim_and_a_principle_are_elements_of_their_kind() -> None:
    assert "gt:Aim" in describe(f"{OLD_PLAN}/aim/full-employment")["rdf:type"]
    assert describe(f"{PLAN}/principle/open")["dct:type"] == {"gtc:principle-value"}
    assert find_statement(PLAN, "gt:hasPrinciple", f"{PLAN}/principle/open")


def test_an_action_keeps_its_date_as_printed_and_as_typed() -> None:
    facts = describe(f"{PLAN}/outcome/1/action/1")
    assert facts["dct:type"] == {"gtc:action-planned"}
    assert (facts["gt:publishedDate"], facts["schema:endDate"]) == ({"by March 2024"}, {"2024-03"})
    assert find_statement(f"{PLAN}/outcome/1", "gt:hasAction", f"{PLAN}/outcome/1/action/1")


def test_an_action_in_our_words_names_who_delivers_it_and_where_it_stands() -> None:
    path = f"{OLD_PLAN}/action/jobs-fair"
    assert describe(path)["gt:textStatus"] == {"gtc:label-unstated"}
    assert find_statement(path, "gt:deliveredBy", "org/anytown-partnership")
    assert find_statement(path, "gt:status", "gtc:status-planned")["dct:valid"] == {"2020-10-14"}


def test_torn_text_keeps_its_parts_and_cut_text_stays_cut() -> None:
    torn = describe(f"{PLAN}/outcome/1/action/2")
    assert torn["gt:textStatus"] == {"gtc:text-rejoined"}
    assert torn["gt:textPart"] == {"Open a walking bus for each pri-", "mary school"}
    assert describe(f"{PLAN}/outcome/1/action/map")["gt:textStatus"] == {"gtc:text-truncated"}


def test_a_target_of_a_plan_is_a_hop_and_keeps_print_beside_value() -> None:
    facts = describe("target/no-waste-2030")
    assert (facts["gt:publishedValue"], facts["schema:value"]) == ({"nothing"}, {"0"})
    assert facts["gt:statedPeriod"] == {"by 2030"}
    assert facts["gt:targetHolder"] == {"org/anytown-council"}
    assert find_statement(PLAN, "gt:hasTarget", "target/no-waste-2030")


def test_a_target_of_a_body_is_a_note_on_it_and_no_hop() -> None:
    body = describe("org/anytown-partnership")
    assert body["gt:setsTarget"] == {"target/full-employment-2022"}
    assert "gt:hasTarget" not in body
    assert "schema:value" not in describe("target/full-employment-2022")


def test_a_funding_statement_ends_the_thread_in_words() -> None:
    assert describe("funding/walking-map")["rdf:type"] == {"gt:FundingStatement"}
    assert find_statement(f"{PLAN}/outcome/1/action/map", "gt:hasFundingStatement", "funding/walking-map")


def test_a_figure_has_print_qualifier_value_unit_and_kind() -> None:
    path = "figure/together-plan-2022-25/priority-1--para-1/1"
    facts = describe(path)
    assert facts["rdf:type"] == {"gt:StatedFigure"}
    assert (facts["gt:qualifier"], facts["gt:publishedValue"], facts["schema:value"]) == (
        {"More than"},
        {"1,200"},
        {"1200"},
    )
    assert facts["sdmx-attribute:unitMeasure"] == {"gtc:unit-count"}
    assert find_statement(f"{PLAN}/priority/1", "gt:hasFigure", path)
    assert describe("evidence/street-life-survey")["gt:reportsFigure"] == {path}


def test_a_body_has_its_identity_from_the_register_and_other_names_from_documents() -> None:
    assert find_graphs("org/anytown-council", "rdf:type") == {"curated"}
    facts = describe("org/anytown-council")
    assert facts["rdf:type"] == {"org:Organization", "org:FormalOrganization"}
    assert facts["org:classification"] == {"gtc:body-council"}
    assert facts["skos:altLabel"] == {"ANYTOWN COUNCIL"}


def test_a_member_body_is_a_membership_and_a_plain_link() -> None:
    facts = describe("membership/cabinet-report-2020/anytown-partnership/anytown-primary-care-trust")
    assert facts["rdf:type"] == {"org:Membership"}
    assert facts["org:member"] == {"org/anytown-primary-care-trust"}
    statement = find_statement("org/anytown-partnership", "org:hasMember", "org/anytown-primary-care-trust")
    assert statement["dct:valid"] == {"2020"}


def test_a_person_enters_only_as_holder_of_a_public_role() -> None:
    facts = describe("membership/cabinet-report-2020/anytown-partnership/elected-mayor--chair")
    assert facts["gt:publishedRole"] == {"chair"}
    assert facts["skos:note"] == {"The report gives no name."}
    assert "org:member" not in facts


def test_a_line_of_reporting_has_its_statement_and_remark() -> None:
    statement = find_statement("org/clean-streets-board", "org:reportsTo", "org/anytown-partnership")
    assert statement["skos:note"] == {"It reports every year."}


def test_a_change_event_has_what_was_before_and_after() -> None:
    facts = describe("change/anytown-partnership-2018")
    assert facts["rdf:type"] == {"org:ChangeEvent"}
    assert (facts["dct:type"], facts["dct:date"]) == ({"gtc:change-founded"}, {"2018"})
    assert find_statement("change/anytown-partnership-2018", "org:originalOrganization", "org/town-forum")
    assert find_statement("change/anytown-partnership-2018", "org:resultingOrganization", "org/anytown-partnership")


def test_a_recommendation_is_numbered_within_its_scheme() -> None:
    facts = describe("recommendation/peer-2020/a")
    assert (facts["skos:inScheme"], facts["skos:notation"]) == ({"recommendation/peer-2020"}, {"a"})
    assert facts["gt:addressedTo"] == {"org/anytown-partnership"}
    assert describe("recommendation/cabinet-2020/1")["prov:wasAttributedTo"] == {"org/anytown-council"}


def test_a_decision_has_all_its_makers_and_a_dated_status() -> None:
    path = "decision/2019-05-partnership-plan"
    facts = describe(path)
    assert facts["rdf:type"] == {"gt:Decision"}
    assert facts["prov:wasAssociatedWith"] == {"org/anytown-council", "org/anytown-partnership"}
    assert (facts["gt:decisionOn"], facts["dct:date"]) == ({OLD_PLAN}, {"2019-05"})
    assert find_statement(path, "gt:status", "gtc:status-agreed")["dct:valid"] == {"2020-10-14"}


@pytest.mark.parametrize(
    "path",
    ["decision/2019-05-partnership-plan", "review/peer-2020", "event/anytown-congress-2021", "engagement/street-life"],
)
def test_an_activity_names_its_passage_and_is_no_entity(path: str) -> None:
    facts = describe(path)
    assert facts["gt:passage"]
    assert "prov:hadPrimarySource" not in facts


def test_a_review_says_what_it_looked_at_and_who_carried_it_out() -> None:
    facts = describe("review/peer-2020")
    assert (facts["schema:about"], facts["prov:wasAssociatedWith"]) == ({"org/anytown-partnership"}, {"org/town-forum"})
    assert (facts["gt:publishedDate"], facts["dct:date"]) == ({"June 2020"}, {"2020-06"})


def test_a_planned_event_keeps_that_status() -> None:
    facts = describe("event/anytown-congress-2021")
    assert facts["rdf:type"] == {"schema:Event", "prov:Activity"}
    assert facts["schema:organizer"] == {"org/anytown-partnership"}
    assert find_statement("event/anytown-congress-2021", "gt:status", "gtc:status-planned")


def test_a_duty_has_whom_it_binds_and_the_act_it_arises_from() -> None:
    facts = describe("duty/clear-litter")
    assert facts["rdf:type"] == {"gt:LegalBasis", "gt:StatutoryDuty"}
    assert find_statement("duty/clear-litter", "gt:dutyBearer", "org/anytown-council")
    assert find_statement("duty/clear-litter", "gt:arisesFrom", "legislation/ukpga/1990/43")
    assert describe("legislation/ukpga/1990/43")["rdf:type"] == {"eli:LegalResource"}


def test_a_strategy_keeps_its_years_and_its_date_as_printed() -> None:
    facts = describe("strategy/clean-air-plan")
    assert (facts["gt:statedPeriod"], facts["gt:publishedDate"], facts["dct:date"]) == (
        {"2018-23"},
        {"May 2019"},
        {"2019-05"},
    )
    assert facts["gt:holding"] == {"gtc:holding-named-only"}


def test_an_evidence_item_has_kind_and_date() -> None:
    facts = describe("evidence/street-life-survey")
    assert (facts["rdf:type"], facts["dct:type"]) == ({"gt:EvidenceItem"}, {"gtc:evidence-survey"})
    assert (facts["gt:publishedDate"], facts["dct:date"]) == ({"spring 2021"}, {"2021"})


def test_an_engagement_exercise_has_start_and_end() -> None:
    facts = describe("engagement/street-life")
    assert facts["rdf:type"] == {"gt:EngagementExercise"}
    assert (facts["schema:startDate"], facts["schema:endDate"]) == ({"2021-03"}, {"2021-05"})


def test_a_finding_says_what_it_is_about_and_what_found_it() -> None:
    facts = describe("finding/figures-not-shared")
    assert facts["dct:type"] == {"gtc:finding-barrier"}
    assert facts["schema:about"] == {"org/anytown-partnership", OLD_PLAN}
    assert facts["gt:foundBy"] == {"review/peer-2020"}


def test_a_case_study_is_reported_by_a_body() -> None:
    assert describe("case-study/repair-street")["prov:wasAttributedTo"] == {"org/anytown-partnership"}
    assert describe("case-study/repair-street")["gt:reportsFigure"] == {"figure/cabinet-report-2020/1.3/1"}


def test_a_link_has_basis_passage_and_remark() -> None:
    statement = find_statement(f"{PLAN}/priority/1", "gt:hasEvidence", "evidence/street-life-survey")
    assert statement["gt:basis"] == {"gtc:basis-stated"}
    assert statement["prov:hadPrimarySource"] == {f"{PLAN_PASSAGE}/priority-1--para-1"}
    assert statement["skos:note"] == {"The survey is named once."}


def test_a_curated_link_stands_in_the_curated_graph_with_its_reason_and_the_curators_role() -> None:
    statement = find_statement(f"{PLAN}/outcome/1", "gt:deliveredBy", "org/clean-streets-board")
    assert (statement["gt:basis"], statement["gt:curatorRole"]) == ({"gtc:basis-curated"}, {"data editor"})
    assert statement["rdfs:comment"]
    assert find_graphs(f"{PLAN}/outcome/1", "gt:deliveredBy") == {"curated"}


def test_no_blank_node_and_no_quad_outside_a_named_graph_is_written() -> None:
    for quad in read_facts():
        assert isinstance(quad.graph_name, NamedNode)
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)


def test_the_facts_name_no_file_of_this_machine() -> None:
    assert not any(str(Path.home()) in str(quad) or str(Path(__file__).parent) in str(quad) for quad in read_facts())
