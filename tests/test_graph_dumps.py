from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from graph_sample import GRAPH, NODE, PREFIXES, SAMPLE, read_sample
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from graph.dumps import find_graph, hash_facts, open_gzip, write_dumps, write_sorted_quads, write_store
from graph.errors import ReleaseError

PLAN, LABEL = NamedNode(f"{NODE}plan/2021"), NamedNode(f"{PREFIXES['skos']}prefLabel")
IN_PLAN = NamedNode(f"{GRAPH}plan")


def test_quads_are_sorted_hashed_and_counted_once_each(tmp_path: Path) -> None:
    written = write_sorted_quads(reversed(read_sample() * 2), tmp_path / "facts.nq")
    lines = written.path.read_bytes().splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert written.sha256 == hashlib.sha256(b"".join(lines)).hexdigest()
    assert written.counts == {f"{GRAPH}curated": 1, f"{GRAPH}plan": 11, f"{GRAPH}review": 5}


def test_a_text_with_line_ends_of_every_kind_stays_one_line(tmp_path: Path) -> None:
    quad = Quad(PLAN, LABEL, Literal("one\r\ntwo\u2028three\x85\x0b\x0c<four>"), IN_PLAN)
    written = write_sorted_quads([quad], tmp_path / "facts.nq")
    assert list(parse(path=written.path, format=RdfFormat.N_QUADS)) == [quad]
    assert written.counts == {f"{GRAPH}plan": 1}


@pytest.mark.parametrize(
    "quad",
    [
        Quad(BlankNode("b1"), LABEL, Literal("x"), IN_PLAN),
        Quad(PLAN, LABEL, BlankNode("b1"), IN_PLAN),
        Quad(PLAN, LABEL, Literal("x"), BlankNode("b1")),
        Quad(PLAN, LABEL, Literal("x"), DefaultGraph()),
    ],
    ids=["subject", "object", "graph", "default graph"],
)
def test_what_has_no_address_or_no_graph_is_refused_and_shown(tmp_path: Path, quad: Quad) -> None:
    with pytest.raises(ReleaseError) as caught:
        write_sorted_quads([quad], tmp_path / "facts.nq")
    assert str(quad) in str(caught.value)


def test_the_graph_of_a_line_is_its_last_address() -> None:
    literal = b'"1 < 2 > 0"^^<https://example.org/t>'
    line = b"<https://example.org/a> <https://example.org/p> " + literal + b" <https://example.org/g> .\n"
    assert find_graph(line) == b"https://example.org/g"


def write_sample_dumps(folder: Path) -> Path:
    """Write both dumps of the sample into a new folder."""
    work, out = folder / "work", folder / "out"
    work.mkdir(parents=True)
    out.mkdir()
    meta = [Quad(NamedNode(f"{NODE}release"), LABEL, Literal("x"), NamedNode(f"{GRAPH}meta"))]
    write_dumps(
        write_sorted_quads(read_sample(), work / "facts.nq"), write_sorted_quads(meta, work / "meta.nq"), out, PREFIXES
    )
    return out


def test_both_dumps_hold_every_quad(tmp_path: Path) -> None:
    out = write_sample_dumps(tmp_path)
    nquads, trig = (gzip.decompress((out / name).read_bytes()) for name in ("graph.nq.gz", "graph.trig.gz"))
    found = set(parse(nquads, RdfFormat.N_QUADS))
    assert found == set(parse(trig, RdfFormat.TRIG))
    assert found > set(read_sample())


def test_trig_goes_by_graph_and_uses_the_prefixes(tmp_path: Path) -> None:
    text = gzip.decompress((write_sample_dumps(tmp_path) / "graph.trig.gz").read_bytes()).decode()
    opened = [line for line in text.splitlines() if line.endswith("{")]
    assert opened == [f"<{GRAPH}{name}> {{" for name in ("curated", "meta", "plan", "review")]
    assert "a gt:Plan" in text


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    out = write_sample_dumps(tmp_path / "here")
    script = "import sys, pathlib, test_graph_dumps; test_graph_dumps.write_sample_dumps(pathlib.Path(sys.argv[1]))"
    tests = str(SAMPLE.parent.parent)
    environ = {"PYTHONPATH": f"{tests}:{Path(tests).parent}", "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "there")], env=environ, check=True)
    for name in ("graph.nq.gz", "graph.trig.gz"):
        assert (out / name).read_bytes() == (tmp_path / "there" / "out" / name).read_bytes()


def test_gzip_records_neither_clock_nor_name(tmp_path: Path) -> None:
    with open_gzip(tmp_path / "plan.gz") as file:
        file.write(b"plan")
    assert (tmp_path / "plan.gz").read_bytes()[3:8] == b"\x00\x00\x00\x00\x00"


def test_the_facts_of_a_dump_hash_to_the_same_without_the_meta_graph(tmp_path: Path) -> None:
    facts = write_sorted_quads(read_sample(), tmp_path / "facts.nq")
    assert hash_facts(write_sample_dumps(tmp_path) / "graph.nq.gz", [f"{GRAPH}meta"]) == facts.sha256


def test_a_store_with_too_few_quads_is_refused(tmp_path: Path) -> None:
    facts = write_sorted_quads(read_sample(), tmp_path / "facts.nq")
    with pytest.raises(ReleaseError, match="holds 17 quads in place of 18"):
        write_store(facts.path, tmp_path / "store", expected=18)
