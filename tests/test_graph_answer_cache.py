from __future__ import annotations

from pyoxigraph import Literal

from graph.answer_cache import AnswerCache
from graph.answers import FirstRows, Preview, QueryRequest, WholeResult


def ask_for(query: str, media_type: str = "text/csv") -> WholeResult:
    return WholeResult(QueryRequest(query), media_type)


def test_the_same_query_on_the_same_release_is_found() -> None:
    cache = AnswerCache(100_000)
    cache.keep("first", ask_for("ASK {}"), b"true")
    assert cache.find("first", ask_for("ASK {}")) == b"true"
    assert (cache.kept.hits, cache.kept.misses) == (1, 0)


def test_another_release_form_or_graph_is_another_answer() -> None:
    cache = AnswerCache(100_000)
    cache.keep("first", ask_for("ASK {}"), b"true")
    assert cache.find("second", ask_for("ASK {}")) is None
    assert cache.find("first", ask_for("ASK {}", "text/tab-separated-values")) is None
    assert cache.find("first", WholeResult(QueryRequest("ASK {}", ("https://example.org/g",)), "text/csv")) is None
    assert cache.kept.misses == 3


def test_what_was_not_used_for_longest_goes_first_and_the_bound_holds() -> None:
    cache = AnswerCache(10_000)
    for number in range(9):
        cache.keep("first", ask_for(f"ASK {number}"), b"x" * 700)
        cache.find("first", ask_for("ASK 0"))
    assert cache.kept.size_bytes <= 10_000
    assert cache.find("first", ask_for("ASK 0")) is not None
    assert cache.find("first", ask_for("ASK 1")) is None


def test_one_answer_does_not_push_out_all_others() -> None:
    cache = AnswerCache(10_000)
    cache.keep("first", ask_for("ASK {}"), b"x" * 5000)
    assert (cache.find("first", ask_for("ASK {}")), cache.kept.size_bytes) == (None, 0)


def test_the_first_rows_are_kept_too_and_are_no_whole_result() -> None:
    cache = AnswerCache(100_000)
    first, preview = FirstRows(QueryRequest("ASK {}"), 10), Preview("select", ("a",), ((Literal("9.50"),),))
    cache.keep("first", first, preview)
    assert cache.find("first", first) == preview
    assert cache.find("first", ask_for("ASK {}")) is None
    cache.clear()
    assert (cache.find("first", first), cache.kept.size_bytes) == (None, 0)
