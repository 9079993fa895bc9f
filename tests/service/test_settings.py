import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_service.settings import Settings, is_loopback, unknown_settings
from pydantic import ValidationError

NUMBERS = [
    name for name, field in Settings.model_fields.items() if type(field.default) in (int, float)
]


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


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("value", ["inf", "-inf", "nan", "1e400", str(sys.maxsize), "1" * 5_000])
def test_every_number_has_an_end(name, value, monkeypatch):
    monkeypatch.setenv(f"PII_{name.upper()}", value)
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert refused.value.errors()[0]["loc"] == (name,)


@given(st.sampled_from(list(Settings.model_fields)), st.data())
def test_a_setting_with_a_letter_wrong_is_refused_and_the_right_one_named(name, data):
    place = data.draw(st.integers(0, len(name) - 1))
    misspelt = name[:place] + data.draw(st.sampled_from(["", "z", "zz"])) + name[place + 1 :]
    told = unknown_settings([f"PII_{misspelt.upper()}"], Settings.model_fields)
    if misspelt in Settings.model_fields:
        assert told == []
    elif len(name) > 4:
        meant = told[0].partition("did you mean PII_")[2].removesuffix("?").lower()
        assert meant in Settings.model_fields
        assert told[0].startswith(f"PII_{misspelt.upper()} is no setting")


def test_a_misspelt_setting_in_the_environment_ends_the_start(monkeypatch):
    monkeypatch.setenv("PII_MAX_BODY_BYTS", "1")
    monkeypatch.setenv("PII_NONSENSE", "canary")
    with pytest.raises(ValidationError) as refused:
        Settings()
    told = str(refused.value)
    assert "PII_MAX_BODY_BYTS is no setting; did you mean PII_MAX_BODY_BYTES?" in told
    assert "PII_NONSENSE is no setting; docs/service.md has all" in told
    assert "canary" not in told


def test_what_a_container_platform_sets_by_itself_is_left_alone():
    names = [
        "PII_SERVICE_HOST", "PII_SERVICE_PORT", "PII_SERVICE_PORT_HTTP", "PII_PORT_8000_TCP",
        "PII_PORT_8000_TCP_ADDR", "PII_SERVE_SERVICE_HOST", "PII_SERVE_PORT",
        "PII_SERVE_PORT_8000_TCP_PROTO", "PATH", "HOME", "pii_host",
    ]  # fmt: skip
    assert unknown_settings(names, Settings.model_fields) == []
