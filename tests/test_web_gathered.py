"""What belongs to a board, duty, evidence item or recommendation, on its own page."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import NamedNode
from web_site import NODE, get_app, open_page, read_text

from graph.settings import Settings
from web.facts import group_links
from web.gathered import build_gathered_page, find_gathering
from web.live import get_graph
from web.node_page import get_heading, read_facts

SITE = "/page/tower-hamlets"
NODES = (
    "org/community-safety-partnership",
    "org/partnership-executive-group",
    "org/tower-hamlets-council",
    "org/tower-hamlets-together",
    "duty/serious-violence",
    "duty/best-value",
    "evidence/state-of-the-borough-2023",
    "engagement/partnership-plan-2023-28",
    "recommendation/lga-2023/7",
    "recommendation/review-2024/R1",
)


@pytest.mark.parametrize("path", NODES)
def test_no_link_of_a_node_is_lost_by_gathering(real_settings: Settings, path: str) -> None:
    with get_app(real_settings).test_request_context():
        graph = get_graph()
        facts = read_facts(graph, NODE + path)
        links = group_links(graph.read("pages/links_to_node", {"node": NamedNode(NODE + path)}), graph)
        parents = {hop.parent for hop in graph.tracer.trace_up(NODE + path).hops if hop.child == NODE + path}
        pages = {fact.value.href for group in (*facts, *links) for fact in group.facts if fact.value.href}
        pages |= {graph.site.to_page(parent) for parent in parents}
    html = open_page(real_settings, f"{SITE}/{path}")
    assert [page for page in sorted(pages) if f'href="{page}"' not in html] == []


@pytest.mark.parametrize("path", NODES)
def test_what_is_gathered_is_not_among_the_facts_again(real_settings: Settings, path: str) -> None:
    with get_app(real_settings).test_request_context():
        graph = get_graph()
        heading = get_heading(graph, NODE + path)
        gathering = find_gathering(heading)
        assert gathering is not None
        page = build_gathered_page(graph, NODE + path, heading, gathering)
    assert page.node.above == ()
    assert page.node.wordings == () or not path.startswith("org/")


def test_a_board_shows_its_names_lines_duties_and_activities(real_settings: Settings) -> None:
    page = open_page(real_settings, f"{SITE}/org/community-safety-partnership")
    assert re.findall(r'<h2 class="govuk-heading-m" id="of-([a-z]+)"', page) == [
        "name",
        "down",
        "duty",
        "priority",
        "measure",
        "action",
    ]


def test_a_board_that_was_reviewed_has_the_recommendations_of_the_review(real_settings: Settings) -> None:
    text = read_text(real_settings, f"{SITE}/org/partnership-executive-group")
    assert "was reviewed by those who made R1 Reform the Partnership Executive Group (PEG)" in text


def test_what_a_board_serves_only_through_its_actions_is_computed(real_settings: Settings) -> None:
    text = read_text(real_settings, f"{SITE}/org/community-safety-partnership")
    assert "serves, through what hangs on it, 2 A borough that our residents are proud of and love to live in" in text


def test_duties_evidence_and_recommendations_lead_back_to_their_lists(real_settings: Settings) -> None:
    for path, way in (("duty/prevent", "duties"), ("evidence/census-2021", "evidence")):
        assert f'<a class="govuk-breadcrumbs__link" href="/{way}">' in open_page(real_settings, f"{SITE}/{path}")
    page = open_page(real_settings, f"{SITE}/recommendation/lga-2023/1")
    assert '<a class="govuk-breadcrumbs__link" href="/recommendations">' in page
