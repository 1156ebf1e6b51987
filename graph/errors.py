"""Every error that this project raises on purpose, in one tree.

::

    GoldenthreadError            what went wrong, and what to do about it
    ├── InputError               a transcript, register or crosswalk says what it may not
    ├── SettingError             a setting has a value that it cannot have
    ├── UnknownNodeError         no such address, path or words in the graph
    ├── AmbiguousNodeError       words that fit several nodes
    ├── QueryError               a named query
    │   ├── QueryFileError       its file or header is broken
    │   ├── UnknownQueryError    there is none of that name
    │   └── ParameterError       a parameter is missing, unknown or of the wrong type
    ├── VisitorQueryError        a visitor's SPARQL
    │   ├── QuerySyntaxError     does not parse
    │   ├── QueryRefusedError    asks for what this service does not do
    │   ├── QueryLimitError      ran into a limit of time, memory, rows or bytes
    │   ├── UnknownGraphError    asks about a graph that is not there
    │   └── ServiceBusyError     could not be run now
    │       └── VisitorBusyError because the same visitor has too many others waiting
    ├── StoreError               the store cannot be opened or does not answer
    └── ReleaseError             a release cannot be written, found or trusted
        └── ValidationFailure    the graph breaks its own rules

Every one can be pickled: some are raised in a worker process and read in the one that serves.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

Limit: TypeAlias = Literal["time", "memory", "rows", "bytes", "length", "nesting"]


class GoldenthreadError(ValueError):
    """What went wrong (``message``) and what to do about it (``advice``)."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(f"{message}. {advice[0].upper()}{advice[1:]}." if advice else message)
        self.message = message
        self.advice = advice

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from the finished fields: the constructors take what ``args`` does not hold."""
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(kind: type[GoldenthreadError], args: tuple[object, ...], fields: dict[str, object]) -> GoldenthreadError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(fields)
    return error


class InputError(GoldenthreadError):
    """A transcript, register or crosswalk says what it may not; ``line`` is 1-based."""

    def __init__(self, path: Path, line: int | None, message: str, advice: str = "") -> None:
        place = path.name if line is None else f"{path.name}, line {line}"
        super().__init__(f"{place}: {message}", advice)
        self.path = path
        self.line = line


class SettingError(GoldenthreadError):
    """A setting has a value that it cannot have; ``setting`` is the name of the environment variable."""

    def __init__(self, setting: str, message: str, advice: str = "") -> None:
        super().__init__(f"{setting}: {message}", advice)
        self.setting = setting


class UnknownNodeError(GoldenthreadError):
    """There is no such address, path or words in the graph; ``suggestions`` are paths that come close."""

    def __init__(self, message: str, advice: str = "", suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message, advice)
        self.suggestions = suggestions


class AmbiguousNodeError(GoldenthreadError):
    """Words that fit several nodes; the message lists them by path."""


class QueryError(GoldenthreadError):
    """A named query cannot be read, found or filled."""


class QueryFileError(QueryError):
    """The file of a named query, or its header, is broken; ``line`` is 1-based."""

    def __init__(self, path: Path, line: int | None, message: str, advice: str = "") -> None:
        name = f"{path.parent.name}/{path.name}"
        super().__init__(f"{name if line is None else f'{name}, line {line}'}: {message}", advice)
        self.path = path
        self.line = line


class UnknownQueryError(QueryError):
    """There is no named query of that name; ``suggestions`` are names that come close."""

    def __init__(self, name: str, suggestions: tuple[str, ...] = ()) -> None:
        advice = f"did you mean {' or '.join(suggestions)}" if suggestions else "list the queries to see their names"
        super().__init__(f"there is no query named {name!r}", advice)
        self.name = name
        self.suggestions = suggestions


class ParameterError(QueryError):
    """A parameter of a named query is missing, unknown or of the wrong type."""

    def __init__(self, query: str, parameter: str, message: str, advice: str = "") -> None:
        super().__init__(f"parameter {parameter} of {query}: {message}", advice)
        self.query = query
        self.parameter = parameter


class VisitorQueryError(GoldenthreadError):
    """A visitor's SPARQL was not answered."""


class QuerySyntaxError(VisitorQueryError):
    """A query does not parse; ``line`` and ``column`` are 1-based, None where the parser does not say."""

    def __init__(
        self, message: str, line: int | None = None, column: int | None = None, advice: str | None = None
    ) -> None:
        place = "check the query there and just before it" if line else "write a SPARQL 1.1 query"
        super().__init__(message, advice or place)
        self.line = line
        self.column = column


class QueryRefusedError(VisitorQueryError):
    """A query asks for what this service does not do; ``feature`` names it, such as SERVICE."""

    def __init__(self, message: str, advice: str = "", feature: str = "") -> None:
        super().__init__(message, advice)
        self.feature = feature


class QueryLimitError(VisitorQueryError):
    """A query ran into a limit: ``allowed`` is the limit, in ``unit``."""

    def __init__(self, limit: Limit, allowed: float, unit: str, message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.limit = limit
        self.allowed = allowed
        self.unit = unit


class UnknownGraphError(VisitorQueryError):
    """A query asks about a graph that the dataset does not have; ``graph`` is its IRI."""

    def __init__(self, graph: str, advice: str = "") -> None:
        super().__init__(f"there is no graph <{graph}> in this dataset", advice)
        self.graph = graph


class ServiceBusyError(VisitorQueryError):
    """A query could not be run now; a later try may succeed."""

    def __init__(self, message: str, advice: str = "", retry_after_s: int = 5) -> None:
        super().__init__(message, advice)
        self.retry_after_s = retry_after_s


class VisitorBusyError(ServiceBusyError):
    """One visitor has so many queries waiting that this one gives way to those of others."""


class StoreError(GoldenthreadError):
    """The store cannot be opened or does not answer."""


class ReleaseError(GoldenthreadError):
    """A release cannot be written, found or trusted."""


class ValidationFailure(ReleaseError):  # noqa: N818 - what failed is the graph, not the program
    """The graph breaks its own rules; ``findings`` say each how and where, the first of them also in the message."""

    def __init__(self, findings: tuple[str, ...], advice: str = "mend what is named and build again") -> None:
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        super().__init__(f"the graph breaks its own rules: {findings[0] if findings else 'unknown'}{more}", advice)
        self.findings = findings
