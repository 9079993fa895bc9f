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


def test_a_login_that_is_an_encoded_address_is_an_address():
    assert found(f"https://ann%40{HOST}:{PASSWORD}@x.io") == [
        ("EMAIL", f"ann%40{HOST}"),
        ("PASSWORD", PASSWORD),
    ]


def test_a_login_that_stands_alone_before_a_host_is_a_user_name():
    assert found("svn+ssh://aporter@host/repo") == [("USERNAME", "aporter")]
    assert found("ssh://git@host/repo") == []


def test_a_port_behind_an_odd_host_is_no_password():
    assert found("http://[host]:8080@x") == []


def test_an_option_without_a_value_holds_nothing():
    assert found("mysqldump --password --host x", "Shell") == []
    assert found("docker login --password-stdin", "Shell") == []


def test_a_basic_blob_of_a_sample_is_left_alone():
    blob = base64.b64encode(b"user:password").decode()
    assert found(f"Authorization: Basic {blob}") == []


def test_a_connection_strings_user_and_password_are_found():
    text = f'"Server=db;User Id=aporter;Password={PASSWORD};"'
    assert found(text) == [("USERNAME", "aporter"), ("PASSWORD", PASSWORD)]
    assert found('"Server=db;User Id=sa;Password=${PASS};"') == []


def test_a_secure_strings_literal_is_found():
    line = f'$p = ConvertTo-SecureString "{PASSWORD}" -AsPlainText -Force'
    assert found(line, "PowerShell") == [("PASSWORD", PASSWORD)]


def test_an_encoded_bearer_token_is_found_whole():
    token = HEX + "%2F" + HEX + "%3D"
    assert found(f"Authorization: Bearer {token}") == [("KEY", token)]
