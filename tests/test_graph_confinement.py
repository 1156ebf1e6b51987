"""A process that has been confined stays so: each test confines one of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONFINE = """
import os, resource, select, socket, subprocess, sys, threading
from graph.confinement import confine_process
confine_process(200, store_on_disk=sys.argv[1] == "disk")
"""


def run_confined(place: str, script: str) -> str:
    """Return what a script prints after it has been confined, or the last line of its error."""
    command = [sys.executable, "-c", CONFINE + script, place]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return (done.stdout or done.stderr).strip().splitlines()[-1]


@pytest.mark.parametrize("place", ["memory", "disk"])
def test_no_socket_can_be_opened(place: str) -> None:
    assert run_confined(place, "socket.socket()").endswith(("Too many open files", "Permission denied"))


@pytest.mark.parametrize("place", ["memory", "disk"])
def test_no_program_can_be_started(place: str) -> None:
    assert "Error" in run_confined(place, "os.execv('/bin/sh', ['sh', '-c', 'echo started'])")


@pytest.mark.parametrize("place", ["memory", "disk"])
def test_no_signal_can_be_sent_to_other_processes(place: str) -> None:
    assert run_confined(place, "os.kill(os.getppid(), 0)").startswith("PermissionError")


def test_a_kernel_out_of_memory_ends_it_first() -> None:
    assert run_confined("disk", "print(open('/proc/self/oom_score_adj').read())") == "1000"


@pytest.mark.parametrize("place", ["memory", "disk"])
def test_memory_beyond_the_limit_is_refused(place: str) -> None:
    assert run_confined(place, "print(len(bytes(100_000_000)))") == "100000000"
    assert run_confined(place, "bytes(300_000_000)") == "MemoryError"


def test_threads_that_ran_before_are_kept_off_the_network_too() -> None:
    script = """
import os, socket, threading
from graph.confinement import confine_process
confined, tried = threading.Event(), []
def use_network():
    confined.wait()
    try:
        socket.socket()
    except OSError as error:
        tried.append(error.strerror)
thread = threading.Thread(target=use_network)
thread.start()
confine_process(200, store_on_disk=True)
confined.set()
thread.join()
print(tried)"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['Permission denied']"


def test_a_store_on_disk_can_still_open_its_files() -> None:
    assert run_confined("disk", "print(open('/proc/self/comm').readable())") == "True"


def test_a_store_in_memory_leaves_no_file_to_open_and_its_pipe_in_use() -> None:
    assert run_confined("memory", "open('/proc/self/comm')").startswith("OSError: [Errno 24] Too many open files")
    assert run_confined("memory", "poll = select.poll(); poll.register(0); print(len(poll.poll(0)) <= 1)") == "True"


def test_no_core_is_dumped_and_the_limits_cannot_be_raised_again() -> None:
    assert run_confined("disk", "print(resource.getrlimit(resource.RLIMIT_CORE))") == "(0, 0)"
    script = "limit = resource.getrlimit(resource.RLIMIT_AS); print(limit[0] == limit[1] > 0)"
    assert run_confined("disk", script) == "True"


def test_where_the_kernel_cannot_refuse_sockets_a_store_on_disk_is_refused() -> None:
    script = "import platform; platform.machine = lambda: 'riscv64'" + CONFINE
    command = [sys.executable, "-c", script, "disk"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "raise GOLDENTHREAD_MEMORY_STORE_MAX_QUADS" in done.stderr
