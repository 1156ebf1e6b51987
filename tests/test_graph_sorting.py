from __future__ import annotations

from pathlib import Path

import pytest

from graph.sorting import drop_repeats, sort_lines

LINES = [b"outcome 2\n", b"outcome 10\n", b"aim\n", "Ærø\n".encode(), b"outcome 2\n", b"aim 1\n"]


@pytest.mark.parametrize("piece_bytes", [1, 20, 1_000_000])
def test_lines_come_sorted_by_bytes_and_once_whatever_the_piece(tmp_path: Path, piece_bytes: int) -> None:
    assert list(sort_lines(LINES, tmp_path, piece_bytes)) == sorted(set(LINES))


def test_no_lines_give_no_lines(tmp_path: Path) -> None:
    assert list(sort_lines([], tmp_path)) == []


def test_the_pieces_are_gone_afterwards(tmp_path: Path) -> None:
    list(sort_lines(LINES, tmp_path, piece_bytes=1))
    assert list(tmp_path.iterdir()) == []


def test_memory_holds_one_piece_at_a_time(tmp_path: Path) -> None:
    lines = (f"{number % 1000:04}\n".encode() for number in range(5000))
    first = next(sort_lines(lines, tmp_path, piece_bytes=5000))
    assert first == b"0000\n"
    assert len(list(tmp_path.iterdir())) == 5


def test_only_neighbours_are_repeats() -> None:
    assert list(drop_repeats([b"a", b"a", b"b", b"a"])) == [b"a", b"b", b"a"]
