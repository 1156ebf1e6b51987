"""An index of every name in the graph: finds nodes by words, forgiving of word forms and of spelling.

SQLite's full-text search knows word forms (Porter's stemmer) and ranks (BM25); RapidFuzz finds the word that was meant.
The index is made once for a release, in a file of SQLite's own that is gone with the process: memory stays small for
any size of graph.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.kinds import KINDS, Kind, find_kind
from graph.queries import QueryLibrary
from graph.store import Store
from graph.terms import to_iri, to_optional_iri, to_optional_text, to_text

MARK, UNMARK = "\x02", "\x03"
"""What stands before and after a found word in ``Hit.label`` and ``Hit.name``."""

MOST_WORDS = 12
"""Words of a search that are looked at; the rest is left out."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_HYPHENATED = re.compile(r"\w+(?:-\w+)+")
_STOP_TEXT = "a an and are as at be by for from in is it of on or that the their this to we with"
_STOP_WORDS = frozenset(_STOP_TEXT.split())
_LEAST_LIKENESS = 0.7
_LEAST_LENGTH = 4
_BATCH = 1000

_TABLE = """CREATE VIRTUAL TABLE names USING fts5(label, others, joined, node UNINDEXED, kind UNINDEXED, plan UNINDEXED,
            plan_label UNINDEXED, tokenize = "porter unicode61 remove_diacritics 2")"""
_INSERT = "INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?)"
_RANK = "bm25(names, 10, 6, 6)"
_FOUND = f"""SELECT node, highlight(names, 0, '{MARK}', '{UNMARK}'), highlight(names, 1, '{MARK}', '{UNMARK}'), kind,
             plan, plan_label FROM names WHERE names MATCH ? AND kind = ? ORDER BY {_RANK}, length(label), node
             LIMIT ? OFFSET ?"""
_COUNTED = "SELECT kind, COUNT(*) FROM names WHERE names MATCH ? GROUP BY kind"


@dataclass(frozen=True)
class Hit:
    """A node that answers to the words; ``name`` is another form of its name that holds them where its label does not.

    Found words are marked in both; ``to_plain`` takes the marks away.
    """

    node: str
    label: str
    name: str
    kind: Kind
    plan: str | None
    plan_label: str | None


@dataclass(frozen=True)
class Group:
    """The best hits of one kind, and how many there are."""

    kind: Kind
    hits: tuple[Hit, ...]
    size: int


@dataclass(frozen=True)
class Found:
    """What a search found, by kind; ``corrections`` are the words that were read as others.

    ``unknown`` are words that nothing holds. ``needs_any`` is true where no node holds all words, and these hold some.
    """

    groups: tuple[Group, ...] = ()
    corrections: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    needs_any: bool = False

    @property
    def size(self) -> int:
        """How many nodes were found, of all kinds."""
        return sum(group.size for group in self.groups)


class WordIndex:
    """The names of one release; safe to use from several threads."""

    def __init__(self, store: Store, library: QueryLibrary) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect("", check_same_thread=False)  # a file of its own, for as long as it is open
        self._words: Counter[str] = Counter()
        with self._database:
            self._database.execute(_TABLE)
            self._database.executemany(_INSERT, self._read_names(store, library))
        self._spellings = sorted(self._words)

    def search(self, text: str, *, kind: str | None = None, most: int = 10, skip: int = 0) -> Found:
        """Return what answers to the words of ``text``: the best ``most`` of each kind, or of the one named.

        ``skip`` leaves out as many of the best. Kinds come in the order in which people look for them.
        """
        asked = list_words(text)
        if not asked:
            return Found()
        corrections = {word: meant for word in asked if (meant := self._correct(word)) and meant != word}
        words = [corrections.get(word, word) for word in asked]
        unknown = tuple(word for word in words if not self._is_known(word))
        known = [word for word in words if word not in unknown]
        if not known:
            return Found(unknown=unknown)
        match, counts = self._match(known)
        groups = self._read_groups(match, counts, kind, most, skip)
        return Found(groups, corrections, unknown, needs_any=len(known) > 1 and match == _join(known, "OR"))

    def _match(self, words: list[str]) -> tuple[str, dict[str, int]]:
        """Return the expression that finds something: every word, else any of them."""
        whole = _join(words, "AND")
        counts = self._count(whole)
        if counts or len(words) == 1:
            return whole, counts
        some = _join(words, "OR")
        return some, self._count(some)

    def _count(self, match: str) -> dict[str, int]:
        return {kind: int(size) for kind, size in self._ask(_COUNTED, match)}

    def _read_groups(
        self, match: str, counts: Mapping[str, int], wanted: str | None, most: int, skip: int
    ) -> tuple[Group, ...]:
        return tuple(
            Group(kind, self._read_hits(match, kind, most, skip) if wanted in (None, kind.name) else (), size)
            for kind in KINDS
            if (size := counts.get(kind.name, 0))
        )

    def _read_hits(self, match: str, kind: Kind, most: int, skip: int) -> tuple[Hit, ...]:
        return tuple(
            Hit(node, label, "" if MARK in label else _pick_name(others), kind, plan, plan_label)
            for node, label, others, _, plan, plan_label in self._ask(_FOUND, match, kind.name, most, skip)
        )

    def _ask(self, statement: str, *values: object) -> list[tuple[str, ...]]:
        with self._lock:
            return self._database.execute(statement, values).fetchall()

    def _is_known(self, word: str) -> bool:
        return bool(self._ask("SELECT 1 FROM names WHERE names MATCH ? LIMIT 1", _quote(word)))

    def _correct(self, word: str) -> str | None:
        """Return the word of the graph that was meant, None where nothing comes close; a known word is itself."""
        if self._is_known(word):
            return word
        longer = [each for each in self._spellings if each.startswith(word)] if len(word) >= _LEAST_LENGTH else []
        if longer:
            return max(longer, key=lambda each: (self._words[each], each))
        if len(word) < _LEAST_LENGTH or word.isdigit():
            return None
        close = process.extract(
            word, self._spellings, scorer=OSA.normalized_similarity, score_cutoff=_LEAST_LIKENESS, limit=5
        )
        return max(close, key=lambda each: (each[1], self._words[each[0]]))[0] if close else None

    def _read_names(self, store: Store, library: QueryLibrary) -> Iterator[tuple[str | None, ...]]:
        rows = library.get_query("search/texts").select(store, {}).to_dicts()
        for node, names in _gather(rows):
            for text in (names.label, *names.others):
                self._words.update(list_words(text, most=None))
            others = " · ".join(names.others)
            joined = " ".join(each.replace("-", "") for each in _HYPHENATED.findall(f"{names.label} {others}"))
            self._words.update(joined.lower().split())
            yield names.label, others, joined, node, find_kind(names.classes).name, names.plan, names.plan_label


@dataclass
class _Names:
    label: str
    plan: str | None
    plan_label: str | None
    others: dict[str, None] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)


def _gather(rows: Iterable[Mapping[str, object]]) -> Iterator[tuple[str, _Names]]:
    """Yield each node with its names; rows of a node stand together."""
    last, names = "", _Names("", None, None)
    for row in rows:
        node = to_iri(row["node"])
        if node != last:
            if last:
                yield last, names
            last = node
            plan, plan_label = to_optional_iri(row["plan"]), to_optional_text(row["planLabel"])
            names = _Names(to_text(row["label"]), plan, plan_label)
        names.classes.add(to_iri(row["class"]))
        if (text := to_text(row["text"])) != names.label:
            names.others[text] = None
    if last:
        yield last, names


def list_words(text: str, most: int | None = MOST_WORDS) -> list[str]:
    """Return the words of a text in lower case, each once; those of every text only where there are no others."""
    words = list(dict.fromkeys(match.lower().replace("’", "'") for match in _WORD.findall(text)))
    telling = [word for word in words if word not in _STOP_WORDS]
    return (telling or words)[:most]


def to_plain(text: str) -> str:
    """Return a label or name of a hit without the marks of found words."""
    return text.replace(MARK, "").replace(UNMARK, "")


def _join(words: Iterable[str], operator: str) -> str:
    return f" {operator} ".join(_quote(word) for word in words)


def _quote(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _pick_name(others: str) -> str:
    return next((name for name in others.split(" · ") if MARK in name), "")
