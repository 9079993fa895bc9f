import pytest
from pii_service.settings import Settings, is_loopback
from pydantic import ValidationError


def test_a_setting_comes_from_the_environment_and_a_flag_goes_before_it(monkeypatch):
    monkeypatch.setenv("PII_PORT", "9000")
    monkeypatch.setenv("PII_MAX_TEXTS", "7")
    settings = Settings.model_validate({"port": 9001})
    assert (settings.port, settings.max_texts) == (9001, 7)


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True), ("127.3.2.1", True), ("::1", True), ("localhost", True),
        ("0.0.0.0", False), ("::", False), ("192.0.2.1", False), ("example.org", False),
    ],
)  # fmt: skip
def test_only_this_machine_reaches_a_loopback_address(host, loopback):
    assert is_loopback(host) is loopback
    if loopback:
        assert not Settings(host=host).has_keys
    else:
        with pytest.raises(ValidationError, match="without an API key"):
            Settings(host=host)
        assert Settings(host=host, open=True).open
        assert Settings(host=host, api_keys="0123456789abcdef").has_keys


@pytest.mark.parametrize(
    "wrong",
    [
        {"api_keys_file": 3, "key": "canary"}, {"port": "canary"}, {"key": "canary"},
        {"rate_limit": "canary"}, {"threads": 0},
    ],
)  # fmt: skip
def test_a_wrong_setting_is_refused_and_not_quoted(wrong):
    with pytest.raises(ValidationError) as refused:
        Settings.model_validate(wrong)
    assert "canary" not in str(refused.value)


def test_secrets_are_not_shown():
    settings = Settings(api_keys="canary-0123456789", key="canary-0123456789")
    assert "canary" not in repr(settings)
