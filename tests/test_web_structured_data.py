from __future__ import annotations

import json
import re
from typing import Any

import pytest
from web_site import NODE, OUTCOME, PLAN, open_page

from graph.release import Release
from graph.settings import Settings

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def read_block(settings: Settings, address: str) -> dict[str, Any]:
    (text,) = BLOCK.findall(open_page(settings, address))
    content: dict[str, Any] = json.loads(text)
    return content


def test_a_page_says_what_it_is_about_by_its_permanent_address(real_settings: Settings) -> None:
    block = read_block(real_settings, OUTCOME)
    assert block["@type"] == "WebPage"
    assert block["mainEntity"]["@id"] == f"{NODE}plan/strategic-2021-24/outcome/5"
    assert block["mainEntity"]["identifier"] == "5"
    assert [each["position"] for each in block["breadcrumb"]["itemListElement"]][:2] == [1, 2]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        (PLAN, "CreativeWork"),
        ("/page/tower-hamlets/document/strategic-plan-2021-24", "Report"),
        ("/page/tower-hamlets/org/tower-hamlets-council", "Organization"),
        ("/page/tower-hamlets/budget/strategic-plan-2021-24/spending/5/net-2021-22", "Observation"),
        ("/page/tower-hamlets/legislation/ukpga/1998/37", "Legislation"),
        (OUTCOME, "Thing"),
    ],
)
def test_a_thing_has_the_type_that_search_engines_know(real_settings: Settings, address: str, kind: str) -> None:
    assert read_block(real_settings, address)["mainEntity"]["@type"] == kind


@pytest.mark.parametrize("address", ["/downloads", "/catalog"])
def test_a_release_is_a_data_set_with_its_files(real_settings: Settings, real_release: Release, address: str) -> None:
    block = read_block(real_settings, address)
    assert (block["@type"], block["license"]) == ("Dataset", real_settings.licence)
    files = {each["name"]: each["sha256"] for each in block["distribution"]}
    assert {dump.name: dump.sha256 for dump in real_release.manifest.dumps}.items() <= files.items()
