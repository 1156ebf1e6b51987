"""A SPARQL 1.1 endpoint as a store, for those who outgrow one machine.

Every query here counts on a default graph that is the union of all named graphs. Not every engine has one, so an
endpoint is asked when it is connected, and refused when it has not.
"""

from __future__ import annotations

import http.client
import math
import urllib.error
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit, urlunsplit

import pyoxigraph as ox
from pyoxigraph import Literal, Quad, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Triple
from SPARQLWrapper import POST, SELECT, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from graph.errors import StoreError
from graph.formats import get_rdf_syntax, get_result_syntax
from graph.queries import QueryLibrary
from graph.query_text import check_query_text
from graph.store import Table, to_table

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.8"
_MAX_TEXT_BYTES = 10_000_000
_MAX_DEPTH = 1000
_MAX_REASON = 300


class RemoteStore:
    """A SPARQL 1.1 endpoint. Make one with ``connect``, which checks it.

    ``place`` is its address without name and password, which the address may carry as ``http://name:password@host``.
    """

    def __init__(self, endpoint: str, library: QueryLibrary, timeout_s: float) -> None:
        parts = urlsplit(endpoint)
        self.place = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        self._credentials = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
        self._library = library
        self._timeout_s = math.ceil(timeout_s)

    @classmethod
    def connect(cls, endpoint: str, library: QueryLibrary, timeout_s: float = 30.0) -> RemoteStore:
        """Return the store at ``endpoint`` once it has shown that it can be used.

        Raises:
            StoreError: when it does not answer, is empty, or its default graph is no union.
        """
        store = cls(endpoint, library, timeout_s)
        if not library.get_query("store/has_named_graph").ask(store):
            raise StoreError(f"{store.place} holds no named graph", "load a release's graph.nq.gz into it first")
        if library.get_query("store/named_triple_outside_default_graph").ask(store):
            message = f"the default graph of {store.place} is not the union of its named graphs"
            raise StoreError(
                message, "switch that on in the engine; its documentation may call it a union default graph"
            )
        return store

    def select(self, query: str) -> Table:
        """Return the rows of a SELECT."""
        return to_table(self._fetch_solutions(query))

    def ask(self, query: str) -> bool:
        """Return the answer of an ASK."""
        return bool(self._fetch_answer(query))

    def construct(self, query: str) -> list[Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE."""
        body, media_type = self._fetch(query, _TRIPLES)
        syntax = RdfFormat.from_media_type(media_type)
        if syntax is None:
            raise self._misunderstood(media_type)
        with self._explain_failure():
            return [_to_triple(quad) for quad in ox.parse(body, syntax)]

    def serialize(self, query: str, media_type: str, prefixes: Mapping[str, str] | None = None) -> bytes:
        """Return the result of any query in that form, written here, so that it is the same for every engine."""
        kind = check_query_text(query, _MAX_TEXT_BYTES, _MAX_DEPTH).kind
        if kind == "graph":
            syntax = get_rdf_syntax(media_type)
            return ox.serialize(self.construct(query), format=syntax, prefixes=dict(prefixes or {})) or b""
        result = self._fetch_answer(query) if kind == "boolean" else self._fetch_solutions(query)
        return result.serialize(format=get_result_syntax(media_type)) or b""

    def count_quads(self) -> int:
        """Return the number of quads in named graphs."""
        cell = self._library.get_query("store/count_quads").select(self).rows[0][0]
        return int(cell.value) if isinstance(cell, Literal) else 0

    def _fetch_solutions(self, query: str) -> QuerySolutions:
        result = self._fetch_results(query)
        if not isinstance(result, QuerySolutions):
            raise self._misunderstood("an answer of yes or no")
        return result

    def _fetch_answer(self, query: str) -> QueryBoolean:
        result = self._fetch_results(query)
        if not isinstance(result, QueryBoolean):
            raise self._misunderstood("rows")
        return result

    def _fetch_results(self, query: str) -> QuerySolutions | QueryBoolean:
        body, media_type = self._fetch(query, _RESULTS)
        if QueryResultsFormat.from_media_type(media_type) != QueryResultsFormat.JSON:
            raise self._misunderstood(media_type)
        with self._explain_failure():
            return ox.parse_query_results(body, QueryResultsFormat.JSON)

    def _fetch(self, query: str, accept: str) -> tuple[bytes, str]:
        wrapper = SPARQLWrapper(self.place)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.timeout = self._timeout_s
        # Not setQuery: it guesses the form from the text and takes a comment that says "add" for an update.
        wrapper.queryString, wrapper.queryType = query, SELECT
        wrapper.addCustomHttpHeader("Accept", accept)
        if self._credentials:
            wrapper.setCredentials(*self._credentials)
        with self._explain_failure():
            response = wrapper.query().response
            return response.read(), response.headers.get("Content-Type", "")

    @contextmanager
    def _explain_failure(self) -> Iterator[None]:
        try:
            yield
        except SPARQLWrapperException as error:
            reason = " ".join(str(error).split())[:_MAX_REASON]
            raise StoreError(f"{self.place} refused a query: {reason}", "see the log of the engine there") from error
        except urllib.error.HTTPError as error:
            raise StoreError(f"{self.place} answered {error.code} {error.reason}", "see the log there") from error
        except (OSError, http.client.HTTPException) as error:
            raise StoreError(f"{self.place} does not answer: {error}", "check that it runs and is reachable") from error
        except SyntaxError as error:
            raise StoreError(
                f"{self.place} gave an answer that cannot be read: {error}", "see the log there"
            ) from error

    def _misunderstood(self, found: str) -> StoreError:
        return StoreError(
            f"{self.place} answered with {found or 'no media type'}", "give the address of its SPARQL query service"
        )


def _to_triple(quad: Quad | Triple) -> Triple:
    return quad.triple if isinstance(quad, Quad) else quad
