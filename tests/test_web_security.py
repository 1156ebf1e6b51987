from __future__ import annotations

import base64
import hashlib
import re

import pytest
from web_site import BROWSER, OUTCOME, ask, open_page

from graph.settings import Settings

ADDRESSES = ["/", OUTCOME, "/sparql?query=SELECT", "/nowhere", "/health", "/def.ttl"]
INLINE = re.compile(r"<script>(?P<code>[^<]+)</script>")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_security_headers(real_settings: Settings, address: str) -> None:
    headers = ask(real_settings, address, BROWSER).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def test_the_policy_allows_nothing_inline_but_the_scripts_of_the_template(real_settings: Settings) -> None:
    policy = ask(real_settings, "/", BROWSER).headers["Content-Security-Policy"]
    scripts = [match["code"] for match in INLINE.finditer(open_page(real_settings, "/"))]
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert re.findall(r"sha256-([^']+)", policy) == hashes
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", ["/", OUTCOME, "/sparql", "/def"])
def test_no_page_has_inline_styles_or_handlers(real_settings: Settings, address: str) -> None:
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", open_page(real_settings, address))
