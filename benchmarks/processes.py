"""What the processes of a running service hold: memory, open files, sockets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Process:
    """A process: its command line and its memory in MB, shared pages in proportion."""

    pid: int
    command: str
    memory_mb: float


def list_processes(root: int) -> list[Process]:
    """Return a process and all below it that live now."""
    return [process for pid in list_pids(root) if (process := _read_process(pid)) is not None]


def list_pids(root: int) -> list[int]:
    """Return the ids of a process and of all below it."""
    parents = dict(_read_parents())
    found = [root]
    for pid in found:
        found.extend(child for child, parent in parents.items() if parent == pid)
    return found


def list_sockets(pid: int) -> list[str]:
    """Return the internet sockets that a process holds, as the kernel's tables tell them."""
    try:
        links = [str(link.readlink()) for link in (PROC / str(pid) / "fd").iterdir()]
    except OSError:
        return []
    inodes = {link.removeprefix("socket:[").removesuffix("]") for link in links if link.startswith("socket:[")}
    return [line for line in _read_socket_tables(pid) if line.split()[9] in inodes]


def _read_socket_tables(pid: int) -> Iterator[str]:
    for name in ("tcp", "tcp6", "udp", "udp6"):
        try:
            yield from (PROC / str(pid) / "net" / name).read_text("ascii").splitlines()[1:]
        except OSError:
            continue


def _read_parents() -> Iterator[tuple[int, int]]:
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            except OSError:
                continue
            yield int(folder.name), int(fields[1])


def _read_process(pid: int) -> Process | None:
    folder = PROC / str(pid)
    try:
        memory = (folder / "smaps_rollup").read_text("ascii")
        command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace").strip()
    except OSError:
        return None  # it has just ended
    return Process(pid, command, int(memory.split("Pss:", maxsplit=1)[1].split(maxsplit=1)[0]) / 1024)
