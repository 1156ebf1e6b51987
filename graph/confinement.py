"""What a worker process gives up before it reads a visitor's query: memory without end, core dumps, and the network.

Two locks keep it off the network. Where the store is in memory, no further file or socket can be opened at all
(``RLIMIT_NOFILE``). A store on disk opens files as it reads, so there the kernel is told to refuse the system calls
that make sockets and start programs (seccomp, Linux on x86-64 and ARM64); without that lock such a worker does not
start. Where a file limit is set it is 1 and not 0, because ``poll`` refuses even one descriptor under a limit of 0.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreError

_MB = 1024 * 1024

# Linux: linux/seccomp.h, linux/filter.h, linux/audit.h, asm/unistd.h.
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_SET_MODE_FILTER = 1
_SECCOMP_FILTER_FLAG_TSYNC = 1
_LOAD_WORD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_OFFSET_NUMBER, _OFFSET_ARCHITECTURE = 0, 4
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES


@dataclass(frozen=True)
class _Machine:
    """Numbers of one kind of machine: its audit code, its call ``seccomp``, and the calls to refuse."""

    architecture: int
    seccomp: int
    refused: tuple[int, ...]


_MACHINES = {
    # socket, connect, socketpair, bind, execve, execveat, io_uring_setup; kill, ptrace, process_vm_readv and _writev
    "x86_64": _Machine(0xC000003E, 317, (41, 42, 53, 49, 59, 322, 425, 62, 101, 310, 311)),
    "aarch64": _Machine(0xC00000B7, 277, (198, 203, 199, 200, 221, 281, 425, 129, 117, 270, 271)),
}


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.POINTER(_Instruction)))


def confine_process(memory_mb: int, *, store_on_disk: bool) -> None:
    """Give up what a query does not need, for good; the store must be open by now.

    ``memory_mb`` is what the process may take beyond what it has. It is not enforced on macOS, whose kernel ignores it.

    Raises:
        StoreError: when the process cannot be kept off the network.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _offer_to_die_first()
    baseline = _measure_address_space()
    if baseline is not None:
        limit = baseline + memory_mb * _MB
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    is_filtered = refuse_network()
    if not store_on_disk:
        _close_file_table()
    elif not is_filtered:
        message = "this system cannot keep queries to a store on disk off the network"
        raise StoreError(message, "raise GOLDENTHREAD_MEMORY_STORE_MAX_QUADS, so that the store is in memory")


def refuse_network() -> bool:
    """Have the kernel refuse sockets and new programs to every thread; False where it cannot."""
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    kernel = ctypes.CDLL(None, use_errno=True)
    program = _write_filter(machine)
    if kernel.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    flags = _SECCOMP_FILTER_FLAG_TSYNC
    return bool(kernel.syscall(machine.seccomp, _SECCOMP_SET_MODE_FILTER, flags, ctypes.byref(program)) == 0)


def _write_filter(machine: _Machine) -> _Program:
    count = len(machine.refused)
    lines = [(_LOAD_WORD, 0, 0, _OFFSET_ARCHITECTURE), (_JUMP_IF_EQUAL, 0, count + 2, machine.architecture)]
    lines += [(_LOAD_WORD, 0, 0, _OFFSET_NUMBER)]
    lines += [(_JUMP_IF_EQUAL, count - position, 0, number) for position, number in enumerate(machine.refused)]
    lines += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    instructions = (_Instruction * len(lines))(*(_Instruction(*line) for line in lines))
    return _Program(len(lines), instructions)


def _close_file_table() -> None:
    lowest = os.open(os.devnull, os.O_RDONLY)
    if lowest > 0:  # else it takes the place of a standard input that was closed, and keeps it
        os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (1, 1))


def _offer_to_die_first() -> None:
    """Tell a kernel that runs out of memory to end this process before the service; only Linux has a place for it."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _measure_address_space() -> int | None:
    """Return the size of this process's address space in bytes; None where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split(maxsplit=1)[0])
    except OSError:
        return None
    return pages * resource.getpagesize()
