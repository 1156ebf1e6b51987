from __future__ import annotations

import pytest
from pyoxigraph import NamedNode
from web_site import NODE

from web.addresses import SiteAddresses

SITE = SiteAddresses("https://w3id.org/goldenthread/", "tower-hamlets")
ACT = "http://www.legislation.gov.uk/id/ukpga/1998/37"
AREA = "http://statistics.data.gov.uk/id/statistical-geography/E09000030"


@pytest.mark.parametrize(
    ("iri", "page"),
    [
        (f"{NODE}plan/strategic-2021-24", "/page/tower-hamlets/plan/strategic-2021-24"),
        ("https://w3id.org/goldenthread/id/anytown/org/council", "/page/anytown/org/council"),
        (ACT, "/page/tower-hamlets/legislation/ukpga/1998/37"),
        ("https://w3id.org/goldenthread/def#Outcome", "/def#Outcome"),
        ("https://w3id.org/goldenthread/code/basis-stated", "/code/basis-stated"),
        (AREA, "/page?iri=http%3A%2F%2Fstatistics.data.gov.uk%2Fid%2Fstatistical-geography%2FE09000030"),
    ],
)
def test_every_address_of_the_graph_has_a_page(iri: str, page: str) -> None:
    assert SITE.to_page(iri) == page


@pytest.mark.parametrize("iri", [f"{NODE}plan/strategic-2021-24/outcome/5", ACT])
def test_the_path_of_a_page_leads_back_to_the_node(iri: str) -> None:
    assert SITE.to_iri(SITE.to_page(iri).removeprefix("/page/")) == iri


def test_somebody_elses_address_has_no_thread_here() -> None:
    assert SITE.to_lineage(AREA) == ""


def test_a_short_path_leaves_out_the_authority_that_paths_mean_anyway() -> None:
    assert SITE.shorten(f"{NODE}org/police") == "org/police"


@pytest.mark.parametrize(
    "path", ["tower-hamlets/a b", "tower-hamlets/<x>", "tower hamlets/x", "a\ufffd/x", "x/50%", "x/\x00"]
)
def test_what_no_address_may_hold_is_escaped(path: str) -> None:
    assert NamedNode(SITE.to_iri(path)).value.startswith("https://w3id.org/goldenthread/id/")
