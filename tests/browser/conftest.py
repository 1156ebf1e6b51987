"""A browser and a real server for the tests of this folder; both are started once and stopped at the end."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import get_chromium
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from graph.settings import Settings

OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
]
MOST_LINES = 100


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that they can be run last and alone."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        program = get_chromium(Path(playwright.chromium.executable_path))
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(real_settings: Settings) -> Iterator[str]:
    """The address of a server over the graph of the five documents, as ``goldenthread serve`` starts it."""
    environment = os.environ | {"GOLDENTHREAD_DATA": str(real_settings.data), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", "from goldenthread import main; main()", "serve", "--port", "0"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield read_address(process)
    finally:
        process.terminate()
        process.communicate(timeout=30)


def read_address(process: subprocess.Popen[str]) -> str:
    """Return the address that the server says it listens at, once its worker has started."""
    assert process.stdout is not None
    address, lines = "", []
    for _ in range(MOST_LINES):
        lines.append(process.stdout.readline())
        if "Listening at: " in lines[-1]:
            address = lines[-1].rpartition(" ")[2].strip()
        if "Started worker" in lines[-1]:
            return address
        if process.poll() is not None:
            break
    return pytest.fail("the server did not start:\n" + "".join(lines))


@pytest.fixture
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A visitor of their own, on a wide screen."""
    context = browser.new_context(base_url=server, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that visitor."""
    return context.new_page()
