"""Runs things and says what they took."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ProcessCost:
    """What one finished process took: wall seconds and peak resident memory in MB."""

    wall_s: float
    peak_mb: float


def measure_process(command: Sequence[str], environment: dict[str, str] | None = None) -> ProcessCost:
    """Run a command to its end.

    Raises:
        RuntimeError: when it does not end well.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, env=os.environ | (environment or {}), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return ProcessCost(wall_s, usage.ru_maxrss / 1024)


def measure_calls(call: Callable[[], object], times: int) -> float:
    """Return the median seconds of a call, after one that is not counted."""
    call()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
