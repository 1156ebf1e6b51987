"""Finds a Chromium for the tests, installs one where it may, and else says what to type."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "GOLDENTHREAD_TEST_CHROMIUM"
COMMANDS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
MOST_SECONDS = 600
ADVICE = (
    "no Chromium was found and none could be installed; type: "
    f"{sys.executable} -m playwright install --with-deps chromium"
)


def find_chromium(own: Path) -> str | None:
    """Return the program: the one that the environment names, the system's, or Playwright's ``own``; None for none."""
    installed = next((path for name in COMMANDS if (path := shutil.which(name))), None)
    return os.environ.get(VARIABLE) or installed or (str(own) if own.is_file() else None)


def get_chromium(own: Path) -> str:
    """Return the program, after installing it if there is none: Playwright's, or the system's package as root.

    Raises:
        FileNotFoundError: when it is not there and cannot be installed.
    """
    attempts = [[[sys.executable, "-m", "playwright", "install", "chromium"]]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        attempts.append([["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "chromium"]])
    for commands in attempts:
        if (found := find_chromium(own)) is not None:
            return found
        for command in commands:
            subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, check=False)
    found = find_chromium(own)
    if found is None:
        raise FileNotFoundError(ADVICE)
    return found
