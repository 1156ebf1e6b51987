"""What several tests share: the real graph, built once for a whole run however many processes it has."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from anytown import ANYTOWN, build_into

from graph.iris import Addresses
from graph.queries import QueryLibrary
from graph.releases import Release, find_current, get_current
from graph.settings import Settings, read_settings
from graph.store import EmbeddedStore
from graph.trace import Tracer
from loaders.build import build, read_inputs


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end of a run that extraction was not measured, where the documents are not at hand."""
    ran = {report.nodeid.partition("::")[0] for report in terminalreporter.getreports("passed")}
    if "GOLDENTHREAD_DOCUMENTS" not in os.environ and "tests/test_loaders_families_scored.py" in ran:
        terminalreporter.write_line(
            "The source documents are not at hand (GOLDENTHREAD_DOCUMENTS): extraction was not scored against them; "
            "only the figures in docs/extraction.md were checked."
        )


@pytest.fixture(scope="session", autouse=True)
def _no_settings_from_outside() -> Iterator[None]:
    """Take GOLDENTHREAD_DATA and its like away, so that a developer's own settings do not reach the tests."""
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("GOLDENTHREAD_")}
    os.environ.update({name: value for name, value in kept.items() if name == "GOLDENTHREAD_DOCUMENTS"})
    yield
    os.environ.update(kept)


@pytest.fixture(scope="session")
def library() -> QueryLibrary:
    """The named queries."""
    return QueryLibrary.read(resolve_node=Addresses().resolve)


@pytest.fixture(scope="session")
def real_settings(tmp_path_factory: pytest.TempPathFactory, library: QueryLibrary) -> Settings:
    """Settings whose data folder holds a release of the five documents."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    settings = replace(read_settings({}), data=shared / "real-data")
    with (shared / "real-data.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if find_current(settings.data) is None:
            build(settings, [read_inputs()], library, lambda _: None)
    return settings


@pytest.fixture(scope="session")
def anytown_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose data folder holds a release of Anytown alone."""
    data = tmp_path_factory.mktemp("anytown") / "data"
    build_into(data, ANYTOWN)
    return replace(read_settings({}), data=data)


@pytest.fixture(scope="session")
def real_release(real_settings: Settings) -> Release:
    """The release of the five documents."""
    return get_current(real_settings.data)


@pytest.fixture(scope="session")
def real_store(real_release: Release) -> EmbeddedStore:
    """The graph of the five documents, in memory."""
    return real_release.open_store(memory_max_quads=1_000_000)


@pytest.fixture(scope="session")
def tracer(real_store: EmbeddedStore, library: QueryLibrary) -> Tracer:
    """Reads threads from the graph of the five documents."""
    return Tracer(real_store, library)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of the repository."""
    return Path(__file__).resolve().parent.parent
