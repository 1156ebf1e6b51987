"""Reads the vocabulary, the code lists and the shapes: the one module that knows how ``ontology/`` is laid out.

The vocabulary enters every release, in a graph of its own; shapes and the prefix table stay out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from graph.errors import InputError
from graph.namespaces import GT, GTC, RDFS, SKOS, XSD

ONTOLOGY_FOLDER = Path(__file__).resolve().parent.parent / "ontology"

_SCHEME_SUFFIX = "-scheme"
_TRUE = Literal("true", datatype=XSD["boolean"])


def list_vocabulary_files(folder: Path = ONTOLOGY_FOLDER) -> tuple[Path, ...]:
    """Return the files that enter a release, in a fixed order: terms, alignments, cubes, code lists."""
    schemes = sorted((folder / "schemes").glob("*.ttl"), key=lambda path: path.name)
    return (folder / "goldenthread.ttl", folder / "alignments.ttl", folder / "cubes.ttl", *schemes)


def list_shape_files(folder: Path = ONTOLOGY_FOLDER) -> tuple[Path, ...]:
    """Return the files of shapes, in a fixed order."""
    return tuple(sorted((folder / "shapes").glob("*.ttl"), key=lambda path: path.name))


def read_ontology_quads(graph: NamedNode) -> Iterator[Quad]:
    """Yield the vocabulary, its alignments, cubes and code lists as quads of one named graph; no blank nodes.

    Raises:
        InputError: when a file cannot be read or is not Turtle.
    """
    for triple in _read_vocabulary():
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def read_shapes() -> bytes:
    """Return all shapes as N-Triples, which either RDF library takes.

    Raises:
        InputError: when a file cannot be read or is not Turtle.
    """
    triples = [triple for path in list_shape_files() for triple in read_turtle(path)]
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


@cache
def structural_hops() -> frozenset[NamedNode]:
    """Return the predicates that lead from a plan or element to a part of the same plan."""
    return _find_below(RDFS["subPropertyOf"], GT["structuralHop"])


@cache
def context_hops() -> frozenset[NamedNode]:
    """Return the predicates that lead from a plan or element to what several plans share."""
    return _find_below(RDFS["subPropertyOf"], GT["contextHop"])


@cache
def statement_predicates() -> frozenset[NamedNode]:
    """Return the predicates whose every triple needs a statement; a mapping's is its ``sssom:Mapping``."""
    return frozenset(
        triple.subject
        for triple in _read_vocabulary()
        if triple.predicate == GT["needsStatement"] and triple.object == _TRUE and isinstance(triple.subject, NamedNode)
    )


@cache
def read_codes() -> Mapping[str, frozenset[str]]:
    """Return the codes of each list, by the name of the list: ``{"flow": {"flow-spending", "flow-funding"}, …}``."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for code, scheme in _read_links(SKOS["inScheme"]):
        if scheme.value.startswith(GTC.iri):
            name = scheme.value.removeprefix(GTC.iri).removesuffix(_SCHEME_SUFFIX)
            codes[name].add(code.value.removeprefix(GTC.iri))
    return MappingProxyType({name: frozenset(members) for name, members in sorted(codes.items())})


def _find_below(predicate: NamedNode, top: NamedNode) -> frozenset[NamedNode]:
    """Return everything that leads up to ``top`` by ``predicate``, without ``top`` itself."""
    children: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    for child, parent in _read_links(predicate):
        children[parent].add(child)
    found: set[NamedNode] = set()
    waiting = [top]
    while waiting:
        new = children[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return frozenset(found)


def _read_links(predicate: NamedNode) -> Iterator[tuple[NamedNode, NamedNode]]:
    for triple in _read_vocabulary():
        if (
            triple.predicate == predicate
            and isinstance(triple.subject, NamedNode)
            and isinstance(triple.object, NamedNode)
        ):
            yield triple.subject, triple.object


@cache
def _read_vocabulary() -> tuple[Triple, ...]:
    triples = (triple for path in list_vocabulary_files() for triple in read_turtle(path))
    return tuple(dict.fromkeys(triples))


def read_turtle(path: Path) -> Iterator[Triple]:
    """Yield the triples of one Turtle file, its blank nodes named anew.

    Raises:
        InputError: when the file cannot be read or is not Turtle.
    """
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True):
            yield quad.triple
    except OSError as error:
        raise InputError(path, None, f"the file cannot be read: {error.strerror}", "check the installation") from error
    except SyntaxError as error:
        raise InputError(path, error.lineno, f"this is not Turtle: {error.msg}", "mend that line") from error
