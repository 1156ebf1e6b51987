"""Which name each compiled style, script and image has now: ``manifest.json``, written by ``web/asset_build.py``."""

from __future__ import annotations

import json
from pathlib import Path

BUILD_DIR = Path(__file__).parent / "static" / "build"
MANIFEST_NAME = "manifest.json"


def read_names(build_dir: Path = BUILD_DIR) -> dict[str, str]:
    """Return the compiled name of every asset: ``{"app.css": "app-0123456789.css"}``; empty when never compiled."""
    names = _read_manifest(build_dir).get("names", {})
    return dict(names) if isinstance(names, dict) else {}


def read_inputs(build_dir: Path = BUILD_DIR) -> object:
    """Return the hash of the inputs that were compiled, None when never compiled."""
    return _read_manifest(build_dir).get("inputs")


def _read_manifest(build_dir: Path) -> dict[str, object]:
    path = build_dir / MANIFEST_NAME
    content = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return content if isinstance(content, dict) else {}
