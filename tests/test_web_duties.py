"""The duties over the real graph and over Anytown."""

from __future__ import annotations

import re

from web_site import ask, open_page, read_text

from graph.settings import Settings

ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
NAME = re.compile(r'gt-measures__name"><a class="govuk-link" href="[^"]*/duty/([^"]+)"')


def find_row(page: str, slug: str) -> str:
    """Return the row of a duty as HTML."""
    rows: list[str] = ROW.findall(page)
    return next(row for row in rows if f'/duty/{slug}"' in row)


def test_every_legal_basis_is_listed_once(real_settings: Settings) -> None:
    listed = NAME.findall(open_page(real_settings, "/duties"))
    assert len(listed) == len(set(listed)) == 26


def test_a_duty_leads_to_its_act_its_bearer_and_what_carries_it(real_settings: Settings) -> None:
    row = find_row(open_page(real_settings, "/duties"), "serious-violence")
    assert 'href="http://www.legislation.gov.uk/id/ukpga/2022/32"' in row
    assert "/org/community-safety-partnership" in row
    assert "/plan/partnership-2023-28/priority/3" in row
    assert "gt-basis--curated" in row


def test_duties_that_only_a_whole_plan_carries_are_set_apart(real_settings: Settings) -> None:
    carried, _, whole = open_page(real_settings, "/duties").partition('id="whole-plan"')
    assert "legal-powers-for-actions" in NAME.findall(whole)
    assert "legal-powers-for-actions" not in NAME.findall(carried)


def test_duties_narrow_to_a_bearer_an_act_and_a_plan(real_settings: Settings) -> None:
    listed = {
        field: set(NAME.findall(open_page(real_settings, f"/duties?{field}")))
        for field in ("bearer=org/health-and-wellbeing-board", "act=legislation/ukpga/2010/15")
    }
    assert listed["bearer=org/health-and-wellbeing-board"] == {
        "integrated-working",
        "joint-health-and-wellbeing-strategy",
        "joint-strategic-needs-assessment",
    }
    assert listed["act=legislation/ukpga/2010/15"] == {"equality-assessment", "public-sector-equality"}
    assert "prevent" not in NAME.findall(open_page(real_settings, "/duties?plan=plan/partnership-2018-23"))


def test_fields_that_fit_nothing_together_say_so(real_settings: Settings) -> None:
    address = "/duties?bearer=org/health-and-wellbeing-board&act=legislation/ukpga/2010/15"
    assert "No duty answers to all of that" in read_text(real_settings, address)


def test_an_unknown_bearer_is_a_bad_request(real_settings: Settings) -> None:
    assert ask(real_settings, "/duties?bearer=org/nobody", "text/html").status_code == 400


def test_another_council_has_its_own_duties(anytown_settings: Settings) -> None:
    page = open_page(anytown_settings, "/duties")
    assert NAME.findall(page) == ["clear-litter"]
    assert "Environmental Protection Act 1990" in page
    assert "/plan/together-2022-25/outcome/2" in page
