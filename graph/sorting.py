"""Sorting more lines than fit into memory: sorted pieces on disk, then one merge."""

from __future__ import annotations

import heapq
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

PIECE_BYTES = 128 * 1024 * 1024


def sort_lines(lines: Iterable[bytes], folder: Path, piece_bytes: int = PIECE_BYTES) -> Generator[bytes, None, None]:
    """Yield lines (each with its line end) in the order of their bytes, each once.

    Memory holds one piece; the rest waits in ``folder``, which needs as much space as the lines.
    """
    pieces = [_write_piece(piece, folder, number) for number, piece in enumerate(_split(lines, piece_bytes))]
    with ExitStack() as files:
        yield from drop_repeats(heapq.merge(*(files.enter_context(path.open("rb")) for path in pieces)))
    for path in pieces:
        path.unlink()


def drop_repeats(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield sorted lines, each once."""
    last = None
    for line in lines:
        if line != last:
            yield line
            last = line


def _split(lines: Iterable[bytes], piece_bytes: int) -> Iterator[list[bytes]]:
    piece: list[bytes] = []
    size = 0
    for line in lines:
        piece.append(line)
        size += len(line)
        if size >= piece_bytes:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _write_piece(piece: list[bytes], folder: Path, number: int) -> Path:
    path = folder / f"piece-{number:06}"
    piece.sort()
    with path.open("wb") as file:
        file.writelines(piece)
    return path
