import base64

import pytest

from tests.invented import HEX, HOST, PASSWORD, found


@pytest.mark.parametrize("scheme", ["postgres", "mysql", "mongodb+srv", "redis", "amqp", "https"])
def test_login_and_password_in_an_address_are_both_found(scheme):
    assert found(f"{scheme}://aporter:{PASSWORD}@db.{HOST}:5432/x") == [
        ("USERNAME", "aporter"),
        ("PASSWORD", PASSWORD),
    ]


def test_a_role_in_an_address_is_left_and_its_password_hidden():
    assert found(f"postgres://postgres:{PASSWORD}@db/x") == [("PASSWORD", PASSWORD)]


@pytest.mark.parametrize(
    "text",
    [
        "http://localhost:8080/a@b",
        "postgres://user:password@host/db",
        "postgres://${USER}:${PASS}@host/db",
        "https://user:pass@example.com",
        "http://[::1]:80/",
    ],
)
def test_references_and_samples_in_addresses_are_left_alone(text):
    assert found(text) == []


def test_a_token_before_a_host_is_a_key():
    assert found(f"https://{HEX}@sentry.{HOST}/1") == [("KEY", HEX)]


def test_a_basic_header_is_found_when_it_decodes_to_a_login_and_a_password():
    blob = base64.b64encode(f"aporter:{PASSWORD}".encode()).decode()
    assert found(f"Authorization: Basic {blob}") == [("KEY", blob)]
    assert found("Basic c29tZXRoaW5n") == []


def test_a_pair_behind_curls_option_is_found():
    assert found(f"curl -u aporter:{PASSWORD} https://x.io") == [
        ("USERNAME", "aporter"),
        ("PASSWORD", PASSWORD),
    ]


def test_a_netrc_line_gives_login_and_password():
    line = f"machine {HOST} login aporter password {PASSWORD}"
    assert found(line) == [("USERNAME", "aporter"), ("PASSWORD", PASSWORD)]


def test_the_user_of_a_database_account_is_found():
    assert found("GRANT ALL ON x.* TO 'aporter'@'%';") == [("USERNAME", "aporter")]
    assert found("GRANT ALL ON x.* TO 'root'@'%';") == []


def test_the_login_of_a_remote_command_is_found():
    assert found("ssh -p 22 aporter@box01") == [("USERNAME", "aporter")]
    assert found("ssh root@box01") == []
