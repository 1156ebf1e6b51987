"""The store as everything else sees it, and the embedded one: Oxigraph in this process.

The default graph of every query is the merge of all named graphs (``graph.merge``). Terms are pyoxigraph's; nothing
here knows rdflib.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol, TypeAlias, TypeVar, cast

import pyoxigraph as ox
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
)

from graph.errors import QueryRefusedError, QuerySyntaxError, StoreError
from graph.formats import get_rdf_syntax, get_result_syntax
from graph.merge import count_named, load_merged_quads

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Row: TypeAlias = tuple[Term | None, ...]
Result: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples

Kind = TypeVar("Kind", QuerySolutions, QueryBoolean, QueryTriples)

_SYNTAX_PLACE = re.compile(r"error at (\d+):(\d+)")
_SYNTAX_REASON = re.compile(r"The SELECT [a-z ]+")
_SHOWN = 40


@dataclass(frozen=True)
class Table:
    """The rows of a SELECT in the engine's order; a cell is None where a variable is unbound."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""
        return iter(self.rows)

    def find_column(self, name: str) -> int | None:
        """Return the position of a column, counted from 0, or None."""
        return self.columns.index(name) if name in self.columns else None

    def to_dicts(self) -> list[dict[str, Term | None]]:
        """Return each row as a dictionary from column to cell."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Store(Protocol):
    """What every store answers. All raise StoreError when it does not, QuerySyntaxError when a query does not parse."""

    def select(self, query: str) -> Table:
        """Return the rows of a SELECT."""
        ...

    def ask(self, query: str) -> bool:
        """Return the answer of an ASK."""
        ...

    def construct(self, query: str) -> list[Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE."""
        ...

    def serialize(self, query: str, media_type: str, prefixes: Mapping[str, str] | None = None) -> bytes:
        """Return the result of any query in that form; ``prefixes`` shorten it where the form has prefixes."""
        ...

    def count_quads(self) -> int:
        """Return the number of quads."""
        ...


class EmbeddedStore:
    """Oxigraph in this process, in memory or on disk; ``engine`` is its store."""

    def __init__(self, engine: ox.Store) -> None:
        self.engine = engine

    @classmethod
    def open_folder(cls, folder: Path) -> EmbeddedStore:
        """Open a store on disk for reading only.

        Raises:
            StoreError: when the folder holds no store that can be read.
        """
        if not (folder / "CURRENT").is_file():
            raise StoreError(f"{folder} holds no store", "build the graph first")
        try:
            return cls(ox.Store.read_only(str(folder)))
        except (OSError, ValueError) as error:
            raise StoreError(f"the store in {folder} cannot be opened: {error}", "build the graph again") from error

    @classmethod
    def load_dump(cls, path: Path, expected_quads: int | None = None) -> EmbeddedStore:
        """Read a dump (.nq, .trig and the like, or either with .gz) into memory.

        Raises:
            StoreError: when the file cannot be read as what its name says, or holds another number of quads.
        """
        suffix = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
        syntax = RdfFormat.from_extension(suffix.removeprefix("."))
        if syntax is None:
            raise StoreError(f"{path.name} is of no known form", "give a .nq, .trig, .ttl or .nt file, or one with .gz")
        engine = ox.Store()
        try:
            with open_binary(path) as file:
                engine.bulk_load(file, format=syntax)
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise StoreError(f"{path} cannot be loaded: {error}", "build the graph again") from error
        if expected_quads is not None and len(engine) != expected_quads:
            message = f"{path} holds {len(engine)} quads in place of {expected_quads}"
            raise StoreError(message, "build the graph again")
        load_merged_quads(engine)
        return cls(engine)

    @classmethod
    def load_quads(cls, quads: Iterable[Quad]) -> EmbeddedStore:
        """Put quads into a store in memory."""
        engine = ox.Store()
        engine.bulk_extend(quads)
        load_merged_quads(engine)
        return cls(engine)

    def select(self, query: str) -> Table:
        """Return the rows of a SELECT."""
        with translate_errors(query):
            return to_table(_require_kind(self._run(query), QuerySolutions))

    def ask(self, query: str) -> bool:
        """Return the answer of an ASK."""
        with translate_errors(query):
            return bool(_require_kind(self._run(query), QueryBoolean))

    def construct(self, query: str) -> list[Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE."""
        with translate_errors(query):
            return list(_require_kind(self._run(query), QueryTriples))

    def serialize(self, query: str, media_type: str, prefixes: Mapping[str, str] | None = None) -> bytes:
        """Return the result of any query in that form."""
        with translate_errors(query):
            return serialize_result(self._run(query), media_type, prefixes)

    def count_quads(self) -> int:
        """Return the number of quads in named graphs; this reads them all."""
        return count_named(self.engine)

    def _run(self, query: str) -> Result:
        return self.engine.query(query)


def _require_kind(result: Result, kind: type[Kind]) -> Kind:
    if not isinstance(result, kind):
        raise StoreError("this query is of another form", "use select, ask or construct as the query itself begins")
    return result


def open_binary(path: Path) -> IO[bytes]:
    """Open a file for reading, unpacked when its name ends in .gz."""
    return cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def to_table(solutions: QuerySolutions) -> Table:
    """Read every row of the engine's solutions."""
    return Table(tuple(variable.value for variable in solutions.variables), tuple(tuple(row) for row in solutions))


def serialize_result(
    result: Result, media_type: str, prefixes: Mapping[str, str] | None = None, output: IO[bytes] | None = None
) -> bytes:
    """Return a result in that form, or write it to ``output`` and return nothing of it."""
    if isinstance(result, QueryTriples):
        return ox.serialize(result, output, get_rdf_syntax(media_type), prefixes=dict(prefixes or {})) or b""
    return result.serialize(output, get_result_syntax(media_type)) or b""


@contextmanager
def translate_errors(query: str) -> Iterator[None]:
    """Turn the engine's errors into ours; it raises some only while rows are read.

    Raises:
        QuerySyntaxError: when the query does not parse.
        QueryRefusedError: when it calls a function that the engine does not have.
        StoreError: when the store cannot be read.
    """
    try:
        yield
    except SyntaxError as error:
        syntax_error = _to_syntax_error(query, str(error))
        raise syntax_error from error
    except RuntimeError as error:
        raise QueryRefusedError(
            f"the query cannot be run: {error}", "use the functions of SPARQL 1.1", "function"
        ) from error
    except OSError as error:
        raise StoreError(f"the store does not answer: {error}", "try again, or build the graph again") from error


def _to_syntax_error(query: str, message: str) -> QuerySyntaxError:
    """The engine stops just after the words that it cannot read, and seldom says anything of use about them."""
    place, reason = _SYNTAX_PLACE.search(message), _SYNTAX_REASON.search(message)
    why = f": {reason[0]}" if reason else ""
    if place is None:
        return QuerySyntaxError(f"the query does not parse{why}")
    line, column = int(place[1]), int(place[2])
    before = "\n".join(query.splitlines()[:line])
    words = " ".join(before[: len(before) - len(before.rpartition("\n")[2]) + column - 1].split())[-_SHOWN:]
    return QuerySyntaxError(
        f"the query does not parse near the end of '{words}' (line {line}, column {column}){why}", line, column
    )
