"""The service as a process of its own, as ``goldenthread serve`` starts it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path


class Service:
    """A running service over the sample."""

    def __init__(self, data: Path, port: int, **settings: object) -> None:
        self.address = f"http://127.0.0.1:{port}"
        chosen = {"data": data, "query_deadline_s": 2, **settings}
        environment = os.environ | {f"GOLDENTHREAD_{name.upper()}": str(value) for name, value in chosen.items()}
        command = [str(Path(sys.executable).with_name("goldenthread")), "serve", "--port", str(port)]
        with Path("/dev/full").open("wb") as full:  # every line of its log meets a disk without room
            self.process = subprocess.Popen(command, env=environment, stderr=full)

    def get_status(self, path: str) -> int:
        """Return the status of an answer, 0 when there is none."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=60) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            return 0

    def run(self, query: str) -> int:
        """Return the status of a query."""
        return self.get_status(f"/sparql?query={urllib.parse.quote(query)}")

    def wait_until_ready(self) -> None:
        """Return when it has a graph to show."""
        while self.get_status("/health/ready") != 200:
            assert self.process.poll() is None
            time.sleep(0.1)

    def list_processes(self) -> list[int]:
        """Return every process of the service."""
        found, below = [], [self.process.pid]
        while below:
            found += below
            asked = ["pgrep", "--parent", ",".join(map(str, below))]
            answer = subprocess.run(asked, capture_output=True, text=True, check=False)
            below = [int(pid) for pid in answer.stdout.split()]
        return found
