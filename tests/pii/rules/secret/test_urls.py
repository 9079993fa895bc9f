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


def test_the_user_of_a_database_account_is_found():
    assert found("GRANT ALL ON x.* TO 'aporter'@'%';") == [("USERNAME", "aporter")]
    assert found("GRANT ALL ON x.* TO 'root'@'%';") == []


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


def test_a_connection_strings_user_and_password_are_found():
    text = f'"Server=db;User Id=aporter;Password={PASSWORD};"'
    assert found(text) == [("USERNAME", "aporter"), ("PASSWORD", PASSWORD)]
    assert found('"Server=db;User Id=sa;Password=${PASS};"') == []


def test_user_and_password_of_a_spaced_connection_string_are_found():
    assert found(f"CONNECTION 'dbname=x user=aporter password={PASSWORD}'", "SQL") == [
        ("USERNAME", "aporter"),
        ("PASSWORD", PASSWORD),
    ]


def test_a_user_beside_a_password_is_found():
    assert found("connect(host=h, user='aporter', password=pw)", "Python") == [
        ("USERNAME", "aporter")
    ]
    assert found("connect(host=h, user='aporter', port=1)", "Python") == []


def test_a_key_before_a_fixed_password_is_the_secret():
    assert found(f"https://{HEX}:x-oauth-basic@github.com/a/b") == [("KEY", HEX)]


def test_a_login_before_a_reference_to_a_token_is_no_key():
    assert found('git push "https://preston4217:${TOKEN}@github.com/x"') == [
        ("USERNAME", "preston4217")
    ]


def test_a_password_that_says_what_it_is_is_left_alone():
    assert found("sfr://service_id:service_password@host/x") == []
