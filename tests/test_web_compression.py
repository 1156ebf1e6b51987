from __future__ import annotations

import gzip

import pytest
from web_site import OUTCOME, ask

from graph.settings import Settings


@pytest.mark.parametrize("address", [OUTCOME, "/def.ttl", "/queries"])
def test_text_comes_compressed_to_a_client_that_reads_gzip(real_settings: Settings, address: str) -> None:
    plain = ask(real_settings, address)
    packed = ask(real_settings, address, Accept_Encoding="gzip, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2


@pytest.mark.parametrize("encoding", ["", "br", "gzip;q=0"])
def test_text_comes_as_it_is_to_any_other_client(real_settings: Settings, encoding: str) -> None:
    answer = ask(real_settings, OUTCOME, Accept_Encoding=encoding)
    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_each_encoding_has_a_tag_of_its_own(real_settings: Settings) -> None:
    tags = {ask(real_settings, OUTCOME, Accept_Encoding=encoding).headers["ETag"] for encoding in ("", "gzip")}
    assert len(tags) == 2


def test_a_small_answer_is_not_compressed(real_settings: Settings) -> None:
    assert "Content-Encoding" not in ask(real_settings, "/health", Accept_Encoding="gzip").headers
