"""What tests of the service share: an application in the process, and servers beside it."""

import os
from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient
from pii_service.app import create_app
from pii_service.settings import Settings

from tests.service.fakes import load
from tests.service.running import Server


@pytest.fixture(autouse=True, scope="module")
def _clean_environment():
    """No setting leaks in from the shell that runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("PII_"):
                patch.delenv(name)
        yield


@pytest.fixture
def client_with() -> Iterator[Callable[..., TestClient]]:
    """Return a function that opens an application with some settings."""
    opened: list[TestClient] = []

    def open_client(load=load, **settings) -> TestClient:
        client = TestClient(create_app(Settings(**settings), load), "http://127.0.0.1")
        client.__enter__()
        opened.append(client)
        return client

    yield open_client
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(client_with) -> TestClient:
    """Return an application with default settings."""
    return client_with()


@pytest.fixture(scope="module")
def start_server(tmp_path_factory) -> Iterator[Callable[..., Server]]:
    """Return a function that starts a real server; all of them end with the module."""
    started: list[Server] = []

    def start(**settings) -> Server:
        server = Server(tmp_path_factory.mktemp("server"), **settings)
        started.append(server)
        return server

    yield start
    for server in started:
        server.stop()
