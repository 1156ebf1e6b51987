from __future__ import annotations

import json
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from graph_sample import add_priority, write_sample
from web_site import ask, get_app

from graph.releases import roll_back
from graph.settings import Settings, read_settings

QUERY = "/sparql?query=SELECT%20%3Fs%20%7B%20%3Fs%20a%20%3Chttps://w3id.org/goldenthread/def%23Priority%3E%20%7D"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write_sample(tmp_path)
    return replace(read_settings({}), data=tmp_path, query_workers=1)


def find_served(settings: Settings) -> str:
    ready = ask(settings, "/health/ready").json
    assert ready is not None
    return str(ready["release"])


def test_a_new_release_is_served_from_the_next_request_on(settings: Settings) -> None:
    before = find_served(settings)
    release = write_sample(settings.data, add_priority(3))
    assert before != find_served(settings) == release.name


def test_a_rollback_is_picked_up_too(settings: Settings) -> None:
    before = find_served(settings)
    write_sample(settings.data, add_priority(3))
    find_served(settings)
    roll_back(settings.data, before)
    assert find_served(settings) == before


def test_visitors_queries_run_on_the_new_release_as_well(settings: Settings) -> None:
    count = len(json.loads(ask(settings, QUERY).data)["results"]["bindings"])
    more = add_priority(1)
    kind = type(more.predicate)("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    priority = type(more)(more.subject, kind, type(kind)("https://w3id.org/goldenthread/def#Priority"), more.graph_name)
    write_sample(settings.data, priority)
    assert len(json.loads(ask(settings, QUERY).data)["results"]["bindings"]) == count + 1


def test_no_request_fails_while_releases_change(settings: Settings) -> None:
    statuses: list[int] = []
    done = threading.Event()
    app = get_app(settings)

    def keep_asking() -> None:
        client = app.test_client()
        while not done.is_set():
            statuses.append(client.get("/plans").status_code)

    threads = [threading.Thread(target=keep_asking) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(3, 7):
        write_sample(settings.data, add_priority(number))
    done.set()
    for thread in threads:
        thread.join()
    assert set(statuses) == {200}


def test_a_release_that_cannot_be_opened_leaves_the_old_one_in_service(settings: Settings) -> None:
    before = find_served(settings)
    broken = write_sample(settings.data, add_priority(3))
    shutil.rmtree(broken.folder)
    assert find_served(settings) == before


def test_no_visitors_query_is_dropped_or_answered_from_two_releases_while_releases_change(settings: Settings) -> None:
    answers: list[tuple[int, int]] = []
    done = threading.Event()
    count = "/sparql?query=SELECT%20%2A%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20%23"
    app = get_app(settings)

    def keep_asking(name: int) -> None:
        client, number = app.test_client(), 0
        while not done.is_set():
            number += 1
            answer = client.get(f"{count}{name}-{number}")
            answers.append((answer.status_code, answer.text.count('"s":{')))

    threads = [threading.Thread(target=keep_asking, args=(name,)) for name in range(3)]
    for thread in threads:
        thread.start()
    for number in range(3, 6):
        write_sample(settings.data, add_priority(number))
    done.set()
    for thread in threads:
        thread.join()
    assert {status for status, _ in answers} == {200}
    assert {rows for _, rows in answers} <= {18, 19}
