"""The service that these tests ask, started once; ``--service NAME`` puts another in its place, to be scored."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from services import NAMES, Endpoint, serve
from w3c_manifests import find_address, read_tests
from w3c_suite import get_suite


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the service be chosen."""
    parser.addoption("--service", choices=NAMES, default=NAMES[0], help="which service the conformance tests ask")


def pytest_configure() -> None:
    """Keep rdflib from telling of each wrong number, of which the suite has many."""
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Endpoint]:
    """The running service, over the suite's data and our own."""
    suite = get_suite()
    tests = read_tests(suite)
    files = {find_address(path): suite / path for test in tests for path in test.files}
    name = pytestconfig.getoption("--service", NAMES[0])
    datasets = {test.dataset for test in tests if test.dataset is not None}
    with serve(name, tmp_path_factory.mktemp("conformance"), files, datasets) as endpoint:
        yield endpoint
