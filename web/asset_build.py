"""Compiles ``web/assets/`` into ``web/static/build/``: run ``python -m web.asset_build``.

Every file gets its content's hash in its name, so that a browser may keep it for ever; ``manifest.json`` says which
name a file has now. Nothing is done when the inputs have not changed. Node.js is not needed afterwards.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from graph.errors import GoldenthreadError
from web.asset_names import BUILD_DIR, MANIFEST_NAME, read_inputs, read_names
from web.errors import AssetError
from web.node import Node, get_node

ASSETS_DIR = Path(__file__).parent / "assets"

SCRIPTS = ("app.js", "workbench.js")
"""The scripts that pages load; each is bundled with what it imports."""

_INSTALL_DEADLINE_S = 300
_COMPILE_DEADLINE_S = 120
_INSTALLED_STAMP = "goldenthread-lock.sha256"


def build_assets(assets_dir: Path = ASSETS_DIR, build_dir: Path = BUILD_DIR) -> bool:
    """Compile the assets unless they are compiled already; return whether anything was done.

    Raises:
        AssetError: when a tool is missing, cannot be fetched, or refuses a file; the tool's own words are in it.
    """
    inputs = hash_inputs(assets_dir)
    if read_inputs(build_dir) == inputs and all(
        (build_dir / name).is_file() for name in read_names(build_dir).values()
    ):
        return False
    node = get_node()
    _install_packages(node, assets_dir)
    with tempfile.TemporaryDirectory(prefix="goldenthread-assets-") as folder:
        compiled = Path(folder)
        _compile_styles(node, assets_dir, compiled)
        _compile_scripts(assets_dir, compiled)
        for image in sorted((assets_dir / "images").iterdir()):
            (compiled / image.name).write_bytes(image.read_bytes())
        _publish(compiled, build_dir, inputs)
    return True


def hash_inputs(assets_dir: Path) -> str:
    """Return the SHA-256 of every input's path and content, this module's included."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in _list_inputs(assets_dir):
        digest.update(path.relative_to(assets_dir).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _list_inputs(assets_dir: Path) -> Iterator[Path]:
    for path in sorted(assets_dir.rglob("*")):
        if path.is_file() and "node_modules" not in path.relative_to(assets_dir).parts:
            yield path


def _install_packages(node: Node, assets_dir: Path) -> None:
    lock = hashlib.sha256((assets_dir / "package-lock.json").read_bytes()).hexdigest()
    stamp = assets_dir / "node_modules" / _INSTALLED_STAMP
    if stamp.is_file() and stamp.read_text("utf-8") == lock:
        return
    _run(
        [*node.npm, "ci", "--no-audit", "--no-fund"],
        assets_dir,
        _INSTALL_DEADLINE_S,
        "npm packages cannot be installed",
    )
    stamp.write_text(lock, "utf-8")


def _compile_styles(node: Node, assets_dir: Path, target: Path) -> None:
    sass = assets_dir / "node_modules" / "sass" / "sass.js"
    options = ["--no-source-map", "--no-charset", "--style=compressed", "--load-path=node_modules"]
    for source in sorted((assets_dir / "scss").glob("[!_]*.scss")):
        command = [*node.node, str(sass), *options, str(source), str(target / f"{source.stem}.css")]
        _run(command, assets_dir, _COMPILE_DEADLINE_S, f"{source.name} does not compile")


def _compile_scripts(assets_dir: Path, target: Path) -> None:
    """Bundle the scripts with esbuild's own program: npm may not run its install script, nor needs to.

    Raises:
        AssetError: when there is no such program, or it refuses a script.
    """
    programs = [
        *assets_dir.glob("node_modules/@esbuild/*/bin/esbuild"),
        *assets_dir.glob("node_modules/@esbuild/*/*.exe"),
    ]
    if not programs:
        raise AssetError(
            "esbuild has no program for this machine", f"delete {assets_dir / 'node_modules'} and try again"
        )
    options = [
        "--bundle",
        "--minify",
        "--format=esm",
        "--target=es2020",
        "--log-level=warning",
        "--legal-comments=none",
    ]
    for name in SCRIPTS:
        command = [str(programs[0]), f"scripts/{name}", *options, f"--outfile={target / name}"]
        _run(command, assets_dir, _COMPILE_DEADLINE_S, f"{name} does not compile")


def _publish(compiled: Path, build_dir: Path, inputs: str) -> None:
    """Write the files under hashed names, then the manifest, then drop what nothing names any more."""
    build_dir.mkdir(parents=True, exist_ok=True)
    names: dict[str, str] = {}
    for path in sorted(compiled.iterdir()):
        content = path.read_bytes()
        names[path.name] = f"{path.stem}-{hashlib.sha256(content).hexdigest()[:12]}{path.suffix}"
        (build_dir / names[path.name]).write_bytes(content)
    draft = build_dir / f"{MANIFEST_NAME}.new"
    draft.write_text(json.dumps({"inputs": inputs, "names": names}, indent=1, sort_keys=True) + "\n", "utf-8")
    Path(draft).replace(build_dir / MANIFEST_NAME)
    for path in build_dir.iterdir():
        if path.name not in {*names.values(), MANIFEST_NAME}:
            path.unlink()


def _run(command: list[str], folder: Path, deadline_s: int, what: str) -> None:
    try:
        answer = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=deadline_s, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise AssetError(f"{what}: no end after {deadline_s} s", "check the network and try again") from error
    except OSError as error:
        raise AssetError(f"{what}: {command[0]} cannot be started ({error.strerror})") from error
    if answer.returncode != 0:
        raise AssetError(f"{what}: {(answer.stderr or answer.stdout).strip()[-2000:]}")


if __name__ == "__main__":
    try:
        print("Assets compiled." if build_assets() else "Assets are up to date.")
    except GoldenthreadError as error:
        sys.exit(f"Assets: {error}")
