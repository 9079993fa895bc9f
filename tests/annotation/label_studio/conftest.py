"""The server, its two annotators, and a place to work."""

import importlib.util
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.annotation.label_studio import server as label_studio

REASON = (
    "LABEL STUDIO IS NOT TESTED: {missing}; run tests/annotation/install_label_studio.sh and "
    "pip install 'pii-in-code[annotate]'"
)


def missing() -> str:
    """Return what these tests lack, empty if nothing."""
    if not label_studio.program().is_file():
        return f"there is no {label_studio.program()}"
    if importlib.util.find_spec("label_studio_sdk") is None:
        return "label-studio-sdk is not installed"
    return ""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it aloud at the end of every run: a quiet skip is soon taken for a pass."""
    if missing():
        terminalreporter.section("Label Studio")
        terminalreporter.line(REASON.format(missing=missing()))


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if missing():
        pytest.skip(REASON.format(missing=missing()))
    data = label_studio.migrated_data(tmp_path_factory.mktemp("label-studio") / "data")
    with label_studio.running(data) as url:
        yield url


@pytest.fixture(scope="session")
def admin() -> label_studio.Account:
    return label_studio.ADMIN


@pytest.fixture(scope="session")
def second(server_url: str, admin: label_studio.Account) -> label_studio.Account:
    """Sign up by invitation, as an annotator does: users made over the API cannot log in."""
    import httpx

    headers = {"Authorization": f"Token {admin.token}"}
    invitation = httpx.get(f"{server_url}/api/invite", headers=headers).json()["invite_url"]
    account = label_studio.SECOND
    with httpx.Client(base_url=server_url, headers={"Referer": server_url}) as browser:
        form = browser.get(invitation).text
        secret = re.search(r'csrfmiddlewaretoken" value="([^"]+)', form)
        assert secret is not None
        answer = browser.post(
            invitation,
            data={
                "csrfmiddlewaretoken": secret[1],
                "email": account.email,
                "password": account.password,
                "allow_newsletters": "false",
            },
        )
        assert answer.status_code == 302
        return replace(account, token=browser.get("/api/current-user/token").json()["token"])


@pytest.fixture
def connected(server_url: str, admin: label_studio.Account, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("LABEL_STUDIO_URL", server_url)
    monkeypatch.setenv("LABEL_STUDIO_API_KEY", admin.token)
    return server_url
