"""``python -m benchmarks.conformance [SERVICE ...]``: the conformance tests, of our service and of two others.

The tests are those of ``tests/conformance``. Each service is a real process over the same data. Needs the extra
``peers`` (``pip install -e ".[test,peers]"``). Prints a table: how many tests each service passes.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

SERVICES = {
    "goldenthread": "Golden Thread",
    "oxigraph": "oxigraph serve-read-only",
    "rdflib-endpoint": "rdflib-endpoint",
}
AREAS = {
    "test_protocol": "SPARQL 1.1 Protocol",
    "test_service_description": "Service description",
    "test_result_formats": "Forms of results",
    "test_http": "HTTP and CORS",
    "test_a_query_gives_the_result_that_the_suite_expects": "W3C suite: results of queries",
    "test_a_query_of_good_syntax_is_answered": "W3C suite: good syntax accepted",
    "test_a_query_of_bad_syntax_is_refused": "W3C suite: bad syntax refused",
}
_RUN = (0, 1)
"""What pytest ends with when it has run the tests: all pass, some fail."""
TESTS = Path(__file__).resolve().parent.parent / "tests" / "conformance"


def main() -> None:
    """Run the tests for each service and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.conformance", description=__doc__.split("\n", maxsplit=1)[0]
    )
    parser.add_argument("service", nargs="*", help=f"which services: {', '.join(SERVICES)} (all)")
    names = parser.parse_args().service or list(SERVICES)
    if unknown := sorted(set(names) - set(SERVICES)):
        parser.error(f"there is no service {unknown[0]!r}: choose of {', '.join(SERVICES)}")
    scores = {name: score_service(name) for name in names}
    print(f"| | {' | '.join(SERVICES[name] for name in names)} |")
    print(f"|---|{'---|' * len(names)}")
    for area, title in AREAS.items():
        cells = (
            f"{scores[name][area, True]} of {sum(scores[name][area, each] for each in (True, False))}" for name in names
        )
        print(f"| {title} | {' | '.join(cells)} |")


def score_service(name: str) -> Counter[tuple[str, bool]]:
    """Return how many tests of each area a service passes (True) and fails (False).

    Raises:
        RuntimeError: when the tests could not be run.
    """
    with tempfile.TemporaryDirectory() as work:
        report = Path(work) / "report.xml"
        command = [sys.executable, "-m", "pytest", str(TESTS), "-q", "--tb=no", f"--service={name}"]
        print(f"{SERVICES[name]} …", file=sys.stderr, flush=True)
        answer = subprocess.run([*command, f"--junitxml={report}"], capture_output=True, text=True, check=False)
        if answer.returncode not in _RUN:
            raise RuntimeError(f"the tests could not be run:\n{answer.stdout[-2000:]}{answer.stderr[-2000:]}")
        scores, broken = count_cases(report)
    if broken:
        raise RuntimeError(f"{broken} tests could not be run: does the service start?\n{answer.stderr[-2000:]}")
    return scores


def count_cases(report: Path) -> tuple[Counter[tuple[str, bool]], int]:
    """Count the tests of a report by area and outcome, and those that could not be run."""
    scores: Counter[tuple[str, bool]] = Counter()
    broken = 0
    for case in ElementTree.parse(report).iter("testcase"):
        module = str(case.get("classname")).rpartition(".")[2]
        area = module if module in AREAS else str(case.get("name")).partition("[")[0]
        if area in AREAS:
            scores[area, case.find("failure") is None] += 1
        broken += case.find("error") is not None
    return scores, broken


if __name__ == "__main__":
    main()
