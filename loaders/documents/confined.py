"""Runs a reader of a binary format in a process of its own, bounded in time and memory: such files can be made to harm.

A file that is refused, and one that the reader cannot finish, leave nothing behind: the process only reads.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from graph.errors import GoldenthreadError, InputError

Answer = TypeVar("Answer")

READ_DEADLINE_S = 120.0
READ_MEMORY_MB = 1024
_MB = 1024 * 1024
_SAVE_ANEW = "save it anew from the program that made it"


def run_confined(
    task: Callable[[Path, bytes], Answer],
    path: Path,
    data: bytes,
    deadline_s: float = READ_DEADLINE_S,
    memory_mb: int = READ_MEMORY_MB,
) -> Answer:
    """Return ``task(path, data)`` from a process that ends with it; the task must be a module's own function.

    Raises:
        InputError: when the task raises it, takes longer or more memory than it may, or its process dies.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run_task, args=(sender, task, path, data, memory_mb), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(deadline_s):
            raise InputError(
                path, None, f"reading it takes longer than {deadline_s:g} seconds", f"split it, or {_SAVE_ANEW}"
            )
        answer: Answer | GoldenthreadError | MemoryError = receiver.recv()
    except EOFError as error:
        raise InputError(path, None, "the reader broke down over it", _SAVE_ANEW) from error
    finally:
        process.kill()
        process.join()
        receiver.close()
    if isinstance(answer, MemoryError):
        message = f"reading it takes more than {memory_mb} MB of memory"
        raise InputError(path, None, message, "split it, or leave its pictures out")
    if isinstance(answer, GoldenthreadError):
        raise answer
    return answer


def _run_task(
    sender: Connection, task: Callable[[Path, bytes], object], path: Path, data: bytes, memory_mb: int
) -> None:
    """Send the answer of a task, or the error that it came to; what else is raised ends the process, and is shown."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * _MB, hard))
    try:
        sender.send(task(path, data))
    except MemoryError:
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))  # room to say so
        sender.send(MemoryError())
    except GoldenthreadError as error:
        sender.send(error)
