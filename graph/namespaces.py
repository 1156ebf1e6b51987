"""The one table of prefixes, ``ontology/prefixes.ttl``, and the terms that it lets a module write by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import NamedNode, RdfFormat, parse

from graph.errors import InputError, UnknownNodeError

PREFIXES_FILE = Path(__file__).resolve().parent.parent / "ontology" / "prefixes.ttl"

_SH = "http://www.w3.org/ns/shacl#"
_NOT_IN_LOCAL_NAME = frozenset("/#?:")


@dataclass(frozen=True)
class Namespace:
    """The terms whose addresses begin with ``iri``: ``GT["hasOutcome"]`` and ``GT.term("hasOutcome")`` are one."""

    iri: str

    def term(self, name: str) -> NamedNode:
        """Return the term of that name."""
        return NamedNode(self.iri + name)

    def __getitem__(self, name: str) -> NamedNode:
        """Return the term of that name."""
        return self.term(name)


def read_prefixes(path: Path) -> Mapping[str, str]:
    """Read a prefix table: prefix to namespace, in the order of the prefixes.

    Raises:
        InputError: when the file cannot be read, is not Turtle, or declares a prefix twice or by halves.
    """
    declared: dict[str, dict[str, str]] = {}
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if quad.predicate.value in (f"{_SH}prefix", f"{_SH}namespace"):
                declared.setdefault(str(quad.subject), {})[quad.predicate.value] = quad.object.value
    except OSError as error:
        raise InputError(path, None, f"the file cannot be read: {error.strerror}", "check the installation") from error
    except SyntaxError as error:
        raise InputError(path, error.lineno, f"this is not Turtle: {error.msg}", "mend that line") from error
    prefixes: dict[str, str] = {}
    for node, parts in declared.items():
        prefix, namespace = parts.get(f"{_SH}prefix"), parts.get(f"{_SH}namespace")
        if prefix is None or namespace is None or prefix in prefixes:
            raise InputError(path, None, f"{node} declares no whole prefix, or one declared before", "mend its entry")
        prefixes[prefix] = namespace
    return MappingProxyType(dict(sorted(prefixes.items())))


PREFIXES: Mapping[str, str] = read_prefixes(PREFIXES_FILE)
"""Prefix to namespace."""


def find_namespace(prefix: str) -> Namespace:
    """Return the namespace that a prefix stands for.

    Raises:
        UnknownNodeError: when the table has no such prefix.
    """
    namespace = PREFIXES.get(prefix)
    if namespace is None:
        close = tuple(get_close_matches(prefix, PREFIXES))
        raise UnknownNodeError(f"the prefix {prefix!r} is not declared", "add it to ontology/prefixes.ttl", close)
    return Namespace(namespace)


GT = find_namespace("gt")
GTC = find_namespace("gtc")
OWL = find_namespace("owl")
RDF = find_namespace("rdf")
RDFS = find_namespace("rdfs")
SKOS = find_namespace("skos")
XSD = find_namespace("xsd")


def compact(iri: str) -> str:
    """Return an address as prefix and name where one of the prefixes fits, else as it is.

    Of several prefixes the one with the longest namespace is used; what would not read back stays as it is.
    """
    fitting = [item for item in PREFIXES.items() if iri.startswith(item[1])]
    if not fitting:
        return iri
    prefix, namespace = max(fitting, key=lambda item: len(item[1]))
    name = iri.removeprefix(namespace)
    return iri if not name or _NOT_IN_LOCAL_NAME & set(name) else f"{prefix}:{name}"


def expand(curie: str) -> str:
    """Return the address that a prefix and name stand for.

    Raises:
        UnknownNodeError: when it has no prefix, or one that is not declared.
    """
    prefix, separator, name = curie.partition(":")
    if not separator:
        raise UnknownNodeError(f"{curie!r} has no prefix", "write it as gt:Outcome")
    return find_namespace(prefix).iri + name
