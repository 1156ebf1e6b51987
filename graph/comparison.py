"""What changed between two releases, from their sorted dumps, side by side and without loading either."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.dumps import find_graph
from graph.release import Release


@dataclass(frozen=True)
class Comparison:
    """Quads added and removed per named graph (only graphs that changed), and the first few as N-Quads.

    The meta graphs are left out: they name the release and always differ.
    """

    added: Mapping[str, int]
    removed: Mapping[str, int]
    added_sample: tuple[str, ...]
    removed_sample: tuple[str, ...]


class _Side:
    def __init__(self, sample: int) -> None:
        self.counts: Counter[str] = Counter()
        self.lines: list[str] = []
        self.sample = sample

    def add(self, line: bytes) -> None:
        self.counts[find_graph(line).decode()] += 1
        if len(self.lines) < self.sample:
            self.lines.append(line.decode().rstrip("\n"))


def compare_releases(old: Release, new: Release, sample: int = 20) -> Comparison:
    """Compare two releases; ``sample`` is how many quads to show of each side at most."""
    added, removed = _Side(sample), _Side(sample)
    for is_added, line in read_differences(old, new):
        (added if is_added else removed).add(line)
    return Comparison(dict(added.counts), dict(removed.counts), tuple(added.lines), tuple(removed.lines))


def read_differences(old: Release, new: Release) -> Iterator[tuple[bool, bytes]]:
    """Yield each quad that only one of two releases has, as a line of N-Quads, with whether it was added."""
    old_lines, new_lines = _read_facts(old), _read_facts(new)
    before, after = next(old_lines, None), next(new_lines, None)
    while before is not None or after is not None:
        if after is None or (before is not None and before < after):
            yield False, before or b""
            before = next(old_lines, None)
        elif before is None or after < before:
            yield True, after
            after = next(new_lines, None)
        else:
            before, after = next(old_lines, None), next(new_lines, None)


def _read_facts(release: Release) -> Iterator[bytes]:
    meta_graphs = {graph.encode() for graph in release.manifest.meta_counts}
    with gzip.open(release.dump_nquads) as lines:
        for line in lines:
            if find_graph(line) not in meta_graphs:
                yield line


def list_vanished(old: Release, new: Release, base_iri: str) -> tuple[str, ...]:
    """Return the addresses of nodes of which ``old`` says something and ``new`` nothing, sorted.

    An address that is entered as withdrawn is not among them, as the new release says what replaced it. Statements are
    left out: they are named after what they say, and go with it.
    """
    prefix = f"<{base_iri}id/".encode()
    gone = _read_subjects(old, prefix) - _read_subjects(new, prefix)
    return tuple(sorted(iri for iri in gone if "/statement/" not in iri))


def _read_subjects(release: Release, prefix: bytes) -> set[str]:
    return {line.partition(b" ")[0][1:-1].decode() for line in _read_facts(release) if line.startswith(prefix)}
