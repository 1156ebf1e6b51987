from __future__ import annotations

from urllib.parse import quote

import pytest
from prometheus_client.parser import text_string_to_metric_families
from web_site import ask

from graph.settings import Settings


def read_metrics(settings: Settings) -> dict[tuple[str, tuple[str, ...]], float]:
    """Return every sample by its name and the values of its labels."""
    answer = ask(settings, "/metrics")
    assert answer.headers["Cache-Control"] == "no-store"
    families = text_string_to_metric_families(answer.text)
    return {(each.name, tuple(each.labels.values())): each.value for family in families for each in family.samples}


def send(settings: Settings, query: str) -> int:
    return ask(settings, f"/sparql?query={quote(query)}").status_code


def test_requests_are_counted_by_route_method_and_status(real_settings: Settings) -> None:
    ask(real_settings, "/health")
    key = ("goldenthread_request_seconds_count", ("GET", "/health", "200"))
    before = read_metrics(real_settings)
    ask(real_settings, "/health")
    after = read_metrics(real_settings)
    found = [name for name in after if name[0] == key[0] and set(name[1]) == set(key[1])]
    assert after[found[0]] == before[found[0]] + 1


@pytest.mark.parametrize(
    ("query", "outcome", "status"),
    [("ASK { ?first ?p ?o }", "ran", 200), ("ASK {", "refused", 400), ("SELECT * { ?s ?p ?o }", "rows", 422)],
)
def test_visitors_queries_are_counted_by_how_they_ended(
    real_settings: Settings, query: str, outcome: str, status: int
) -> None:
    send(real_settings, "ASK { ?warm ?p ?o }")
    key = ("goldenthread_query_seconds_count", (outcome,))
    before = read_metrics(real_settings).get(key, 0)
    settings_query = query if outcome != "rows" else "SELECT ?p { ?s ?p ?o . ?q ?r ?t } LIMIT 100001"
    assert send(real_settings, settings_query) == status
    assert read_metrics(real_settings)[key] == before + 1


def test_a_kept_answer_is_a_hit(real_settings: Settings) -> None:
    key = ("goldenthread_query_cache_hits_total", ())
    send(real_settings, "ASK { ?kept ?p ?o }")
    before = read_metrics(real_settings)[key]
    send(real_settings, "ASK { ?kept ?p ?o }")
    assert read_metrics(real_settings)[key] == before + 1


def test_the_pool_tells_its_workers_seats_and_queue(real_settings: Settings) -> None:
    send(real_settings, "ASK { ?s ?p ?o }")
    found = read_metrics(real_settings)
    assert found["goldenthread_query_workers", ()] == real_settings.query_workers
    assert found["goldenthread_queries_running", ("quick",)] == found["goldenthread_queries_waiting", ()] == 0
    assert found["goldenthread_query_limits_total", ("memory",)] == 0
