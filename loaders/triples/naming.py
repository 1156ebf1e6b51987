"""Which of its printed names a node is known by, when several documents name it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from loaders.records.fields import Node
from loaders.records.transcript import Transcript


@dataclass(frozen=True)
class Name:
    """A node's one preferred label, where it comes from, and whether that source prints it."""

    text: str
    origin: str
    is_printed: bool


def choose_names(registered: Mapping[str, str], transcripts: Iterable[Transcript]) -> dict[str, Name]:
    """Choose each node's preferred label, by node path.

    A registered name comes first; then a printed title before one in our words; then the earliest document.
    ``origin`` is "curated" or the document's slug.
    """
    names = {path: Name(label, "curated", is_printed=False) for path, label in registered.items()}
    ordered = sorted(transcripts, key=lambda transcript: (transcript.document.issued, transcript.document.id))
    for wanted in ("title", "label"):
        for transcript in ordered:
            for record in transcript.records:
                if isinstance(record, Node) and (text := getattr(record, wanted)) is not None:
                    names.setdefault(record.id, Name(text, transcript.document.id, is_printed=wanted == "title"))
    return names
