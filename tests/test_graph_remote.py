"""The remote store against a second, real server: Oxigraph's own, and a few that misbehave."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import Request, urlopen

import pytest
from graph_sample import JSON, NODE, PREFIXES, SAMPLE, read_sample

from benchmarks.services import serve_oxigraph
from graph.errors import StoreError
from graph.queries import QueryLibrary
from graph.remote import RemoteStore
from graph.store import EmbeddedStore, Store

LIBRARY = QueryLibrary.read()
LABELS = f"""
SELECT ?node ?label ?measure {{
  ?node <{PREFIXES["skos"]}prefLabel> ?label
  OPTIONAL {{ ?node <{PREFIXES["gt"]}hasMeasure> ?measure }}
}} ORDER BY ?node ?label
"""


@contextmanager
def serve_sample(*options: str) -> Iterator[str]:
    """Serve the sample; yield the server's address."""
    with serve_oxigraph("serve", *options) as server:
        request = Request(f"{server.address}/store", SAMPLE.read_bytes(), {"Content-Type": "application/trig"})
        with urlopen(request):
            yield server.address


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with serve_sample("--union-default-graph") as address:
        yield f"{address}/query"


@pytest.fixture
def remote(endpoint: str) -> RemoteStore:
    return RemoteStore.connect(endpoint, LIBRARY)


@pytest.fixture
def embedded() -> EmbeddedStore:
    return EmbeddedStore.load_quads(read_sample())


def test_rows_are_the_same_as_from_the_embedded_store(remote: RemoteStore, embedded: EmbeddedStore) -> None:
    assert remote.select(LABELS) == embedded.select(LABELS)


def test_triples_are_the_same_as_from_the_embedded_store(remote: RemoteStore, embedded: EmbeddedStore) -> None:
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    assert set(remote.construct(query)) == set(embedded.construct(query))


def test_answers_are_the_same_as_from_the_embedded_store(remote: RemoteStore, embedded: EmbeddedStore) -> None:
    for node in ("air", "water"):
        query = f"ASK {{ <{NODE}{node}> ?p ?o }}"
        assert remote.ask(query) is embedded.ask(query)


@pytest.mark.parametrize(
    "media_type", [JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]
)
def test_a_serialised_table_is_the_same_to_the_byte(
    remote: RemoteStore, embedded: EmbeddedStore, media_type: str
) -> None:
    assert remote.serialize(LABELS, media_type) == embedded.serialize(LABELS, media_type)


def test_triples_and_answers_are_serialised_too(remote: RemoteStore) -> None:
    assert remote.serialize("ASK {}", JSON) == b'{"head":{},"boolean":true}'
    assert b"a gt:Measure" in remote.serialize(f"DESCRIBE <{NODE}air>", "text/turtle", PREFIXES)


def test_a_query_whose_comment_speaks_of_updates_is_a_query_all_the_same(remote: RemoteStore) -> None:
    assert remote.ask("# add or insert nothing,\n# delete nothing\nASK { ?s ?p ?o }") is True


def test_quads_are_counted(remote: RemoteStore) -> None:
    store: Store = remote
    assert store.count_quads() == 17


def test_a_query_of_another_form_is_told(remote: RemoteStore) -> None:
    with pytest.raises(StoreError, match="answered with an answer of yes or no"):
        remote.select("ASK {}")


def test_a_query_that_the_server_refuses_is_told_with_its_reason(remote: RemoteStore) -> None:
    with pytest.raises(StoreError, match=r"refused a query: .*error at 1:15"):
        remote.ask("ASK { ?s ex:p ?o }")


def test_a_server_without_union_default_graph_is_refused() -> None:
    with serve_sample() as address, pytest.raises(StoreError, match=r"is not the union of its named graphs\. Switch"):
        RemoteStore.connect(f"{address}/query", LIBRARY)


def test_an_empty_server_is_refused() -> None:
    server = serve_oxigraph("serve", "--union-default-graph")
    with server as running, pytest.raises(StoreError, match="holds no named graph"):
        RemoteStore.connect(f"{running.address}/query", LIBRARY)


def test_a_server_that_is_not_there_is_told_without_its_password() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(StoreError, match=rf"^http://127\.0\.0\.1:{port}/query does not answer") as caught:
        RemoteStore.connect(f"http://officer:secret@127.0.0.1:{port}/query", LIBRARY)
    assert "secret" not in str(caught.value)


@contextmanager
def serve_answer(status: int, media_type: str, body: bytes) -> Iterator[tuple[str, list[str]]]:
    """Serve one answer to everything; yield the address and the Authorization headers that came."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            seen.append(self.headers.get("Authorization", ""))
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"127.0.0.1:{server.server_port}", seen
        finally:
            server.shutdown()


@pytest.mark.parametrize(
    ("status", "media_type", "body", "words"),
    [
        (200, "text/html", b"<title>Welcome</title>", "answered with text/html"),
        (200, JSON, b'{"head": {"vars"', "gave an answer that cannot be read"),
        (503, "text/plain", b"busy", "answered 503 Service Unavailable"),
        (401, "text/plain", b"who?", "refused a query"),
    ],
)
def test_a_server_that_answers_something_else_is_told(status: int, media_type: str, body: bytes, words: str) -> None:
    with serve_answer(status, media_type, body) as (address, _), pytest.raises(StoreError, match=words):
        RemoteStore.connect(f"http://{address}/", LIBRARY)


def test_name_and_password_of_the_address_are_sent_as_credentials() -> None:
    with serve_answer(503, "text/plain", b"") as (address, seen), pytest.raises(StoreError):
        RemoteStore.connect(f"http://officer:s%40fe@{address}/", LIBRARY)
    assert seen == ["Basic b2ZmaWNlcjpzQGZl"]
