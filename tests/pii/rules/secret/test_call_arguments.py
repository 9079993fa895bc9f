import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import HEX, MAIL, PASSWORD, found

ACCOUNT = [("USERNAME", "aporter"), ("PASSWORD", PASSWORD)]


@pytest.mark.parametrize(
    "text",
    [
        'get(url, auth=HTTPBasicAuth("aporter", "{}"))',
        'new NetworkCredential("aporter", "{}", domain)',
        "client.login('aporter', '{}')",
        'new UsernamePasswordCredentials(\n    "aporter",\n    "{}")',
    ],
)
def test_a_pair_of_arguments_is_a_login_and_its_password(text):
    assert found(text.format(PASSWORD), "Java") == ACCOUNT


def test_the_address_between_login_and_password_is_an_address():
    assert found(f'objects.create_user("aporter", "{MAIL}", "{PASSWORD}")', "Python") == [
        ("USERNAME", "aporter"),
        ("EMAIL", MAIL),
        ("PASSWORD", PASSWORD),
    ]


def test_what_a_machine_made_is_a_key_in_a_passwords_place():
    assert found(f'authenticate("aporter", "{HEX}")') == [("USERNAME", "aporter"), ("KEY", HEX)]


def test_the_login_of_a_role_is_left_beside_its_password():
    assert found(f'login("admin", "{PASSWORD}")') == [("PASSWORD", PASSWORD)]


@pytest.mark.parametrize(
    "text",
    [
        'login("Log in", "Sign in")',
        'signIn("aporter", "Anchored")',
        'createUser("user.name", "user.password")',
        'authenticate("aporter", "password")',
        'login("aporter", password)',
        'log("aporter", "Wint3r")',
    ],
)
def test_a_pair_of_labels_messages_or_names_is_no_account(text):
    assert found(text, "JavaScript") == []


@given(st.from_regex(r"[a-z]{4,8}[0-9]{2}-[A-Z][a-z]{3,6}", fullmatch=True))
def test_a_pair_of_equal_arguments_is_no_account(value):
    assert found(f'login("{value}", "{value}")') == []


@pytest.mark.parametrize(
    "text",
    [
        'mysqli_connect("db.harbour", "aporter", "{}", "shop");',
        "new PDO($dsn, 'aporter', '{}');",
        'ftp_login($ftp, "aporter", "{}");',
        "new Sequelize('shop', 'aporter', '{}')",
        "pymysql.connect('db.harbour',\n    'aporter',\n    '{}')",
    ],
)
def test_a_connections_arguments_hold_the_account_behind_the_host(text):
    assert found(text.format(PASSWORD), "PHP") == ACCOUNT


@pytest.mark.parametrize(
    "text",
    [
        "mysqli_connect($host, $user, $pass);",
        'mysqli_connect("db.harbour", "root", "");',
        'new PDO($dsn, "db_user", "db_password");',
        'ftp_login($ftp, "anonymous", "guest");',
        f'mysqli_query("db.harbour", "aporter", "{PASSWORD}");',
    ],
)
def test_a_connection_with_variables_or_a_role_holds_no_account(text):
    assert found(text, "PHP") == []


@pytest.mark.parametrize(
    "text",
    [
        'get(url, auth=("aporter", "{}"))',
        "get(url, {{auth: ['aporter', '{}']}})",
        "auth = ('aporter',\t'{}')",
    ],
)
def test_a_pair_in_brackets_behind_auth_is_an_account(text):
    assert found(text.format(PASSWORD), "Python") == ACCOUNT


@pytest.mark.parametrize(
    "text",
    [
        'auth=("user", "password")',
        'auth=("basic", "digest")',
        'auth=("aporter", getpass())',
        f'path=("aporter", "{PASSWORD}")',
    ],
)
def test_other_pairs_in_brackets_are_no_account(text):
    assert found(text, "Python") == []


@pytest.mark.parametrize(
    "text",
    [
        'page.fill("#password", "{}")',
        "I.fillField('passwd', '{}')",
        'fill_in "Password", with: "{}"',
        'driver.find_element(By.ID, "password").send_keys("{}")',
        "$('#passwd').val('{}')",
        "cy.get('#password-again').type('{}')",
    ],
)
def test_what_a_test_types_into_a_passwords_field_is_found(text):
    assert found(text.format(PASSWORD), "Ruby") == [("PASSWORD", PASSWORD)]


@pytest.mark.parametrize(
    "text",
    [
        'page.fill("#password", "harbour")',
        'page.fill("#password", "Required")',
        f'page.fill("#search", "{PASSWORD}")',
        'fill_in "Password", with: "Sign in"',
        'driver.find_element(By.ID, "password").send_keys(typed)',
        "$('#password').val('')",
        "$('#password').val('secret')",
        f"$('#search').val('{PASSWORD}')",
    ],
)
def test_words_variables_and_other_fields_hold_no_typed_password(text):
    assert found(text, "Ruby") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"- name: DB_PASSWORD\n  value: {PASSWORD}\n", [("PASSWORD", PASSWORD)]),
        (f"- name: API_TOKEN\n  value: '{HEX}'\n", [("KEY", HEX)]),
        (f'{{"key": "API_TOKEN", "value": "{HEX}"}}', [("KEY", HEX)]),
        (f'{{"name": "smtp_pass", "default_value": "{PASSWORD}"}}', [("PASSWORD", PASSWORD)]),
    ],
)
def test_a_value_is_a_secret_when_the_name_beside_it_says_so(text, expected):
    assert found(text, "YAML") == expected


@pytest.mark.parametrize(
    "text",
    [
        "- name: DB_PASSWORD\n  value: $(DB_PASSWORD)\n",
        "- name: DB_PASSWORD\n  value: changeme\n",
        f"- name: DB_PASSWORD\n  valueFrom: {PASSWORD}\n",
        "- name: PASSWORD_MIN_LENGTH\n  value: 1a2b3c4d\n",
        f"- name: cache_key\n  value: {HEX}\n",
        f"- name: colour\n  value: {PASSWORD}\n",
    ],
)
def test_a_reference_or_the_value_of_another_name_is_no_secret(text):
    assert found(text, "YAML") == []
