import pytest

from tests.invented import HEX, PASSWORD, found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('password = "{}"', "Python"),
        ("self.db_password = '{}'", "Python"),
        ('"password": "{}",', "JSON"),
        ("password: {}", "YAML"),
        ("DB_PASSWORD={}", "INI"),
        ("export DB_PASSWORD='{}'", "Shell"),
        ("spring.datasource.password={}", "INI"),
        ('password = "{}"', "TOML"),
        ("<password>{}</password>", "XML"),
        ('const char *wifi_password = "{}";', "C++"),
        ('private String password = "{}";', "Java"),
        ('let password: &str = "{}";', "Rust"),
        ('val password: String = "{}"', "Kotlin"),
        ("'password' => '{}',", "PHP"),
        (":password => '{}'", "Ruby"),
        ('password := "{}"', "Go"),
        ('#define WIFI_PASSWORD "{}"', "C"),
        ("CREATE USER app IDENTIFIED BY '{}'", "SQL"),
        ("ALTER USER app WITH PASSWORD '{}'", "SQL"),
        ('<add key="Password" value="{}"/>', "XML"),
        ('<property name="password" value="{}"/>', "XML"),
        ("--password={} --quiet", "Shell"),
        ("sshpass -p {} ssh x", "Shell"),
        ("mysql -u root -p{} db", "Shell"),
        ("ENV MYSQL_ROOT_PASSWORD={}", "Dockerfile"),
        ("Server=db;Uid=root;Pwd={};", ""),
        ('client.setPassword("{}")', "Java"),
    ],
)
def test_a_password_is_found_where_it_is_assigned(text, language):
    assert ("PASSWORD", PASSWORD) in found(text.format(PASSWORD), language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('api_key = "{}"', "Python"),
        ("SECRET_KEY = '{}'", "Python"),
        ('"client_secret": "{}"', "JSON"),
        ("auth_token: {}", "YAML"),
        ("X-Api-Key: {}", "Text"),
        ("Authorization: Bearer {}", "Text"),
        ("https://x.io/?access_token={}", ""),
        ("secret_key_base: {}", "YAML"),
    ],
)
def test_a_machine_made_secret_is_found_where_it_is_assigned(text, language):
    assert found(text.format(HEX), language) == [("KEY", HEX)]


@pytest.mark.parametrize(
    "text",
    [
        'password = os.environ["DB_PASSWORD"]',
        "password = get_password()",
        'password = "${DB_PASSWORD}"',
        'password: "{{ vault_pw }}"',
        "password: $(cat file)",
        'password = ""',
        'password = "changeme"',
        'password = "Enter your password"',
        'api_key = "YOUR_API_KEY"',
        'password = "<password>"',
        "password: String",
        "password: string;",
        "def set_password(self, password):",
        'placeholder="Password"',
        'type="password"',
        "password_hash = '0123abcd9876'",
        'token_type = "bearer"',
        'token = "verbosity"',
        "public_key = 'ssh'",
        '"password-strength-meter": "^2.1.0"',
        "'password' => 'required|confirmed|min:6'",
        'MinPasswordAge = "1.00:00:00"',
        'S3_SECRET="s3-secret"',
        'assert token == ""',
        "compass = 'north-east-9'",
        'author = "x9y8z7w6"',
        "password = '********'",
        "password=%s",
        "password = None",
        'minipass: "npm:^5.0.0"',
        "password : String?",
        "if password = @password",
        "LONG_PASSWORD = 0x00000001",
        'pass = "oobeSystem"',
        'password = "%ENV{PASS}"',
    ],
)
def test_references_types_and_samples_are_left_alone(text):
    assert found(text, "Python") == []


@pytest.mark.parametrize(
    "value",
    [
        "550e8400-e29b-41d4-a716-446655440000",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "sha512-" + "Q2hhbmdlIGl0IQ" * 6 + "==",
    ],
    ids=["uuid", "commit", "integrity"],
)
def test_ids_and_hashes_are_left_alone(value):
    for name in ("revision", "integrity", "id", "sha", "checksum"):
        assert found(f'{name} = "{value}"') == []


def test_a_base64_image_is_left_alone():
    image = "data:image/png;base64,iVBORw0KGgo" + "AAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAA" * 4
    assert found(f'<img src="{image}">', "HTML") == []


def test_the_last_telling_word_decides_between_key_and_password():
    assert found(f'secret_password = "{PASSWORD}"', "Python") == [("PASSWORD", PASSWORD)]
    assert found(f'password_token = "{HEX}"', "Python") == [("KEY", HEX)]


def test_a_bare_word_in_code_is_a_name_and_no_value():
    assert found("password = pa55w0rdx", "Python") == []
    assert found("password = pa55w0rdx", "INI") == [("PASSWORD", "pa55w0rdx")]


def test_the_default_of_a_shell_variable_is_its_password():
    assert found("DB_PASSWORD=${DB_PASSWORD:-" + PASSWORD + "}", "Shell") == [
        ("PASSWORD", PASSWORD)
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('"AWS::IAM::AccessKey": "72c2d9dd90025459"', "JSON"),
        ('get_secret("9f86d0818' + '84c7d659a2f")', "Python"),
        ("password\n  enabled: false", "YAML"),
        ("password = --verbose", "Shell"),
        ("token = encode_base64(x1y2z3w4)", "Shell"),
        ('"NextToken": "' + HEX + '"', "JSON"),
        ("bypass = 'x1y2z3w4'", "Python"),
        ('passThrough = "x1y2z3w4"', "Java"),
    ],
)
def test_names_and_signs_that_tell_otherwise_are_heeded(text, language):
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("DB_PASSWORD={}", "INI"),
        ("ENV DB_PASSWORD={}", "Dockerfile"),
        ("      - DB_PASSWORD={}", "YAML"),
        ("  password: {}", "YAML"),
    ],
)
def test_a_plain_word_alone_behind_a_setting_is_its_password(text, language):
    assert found(text.format("lanternfish") + "\n", language) == [("PASSWORD", "lanternfish")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("password: Wachtwoord\n", "YAML"),
        ("password: postgres\n", "YAML"),
        ("password: !secret camera\n", "YAML"),
        ("password: required for login\n", "YAML"),
        ("password: lanternfish\n", "Text"),
    ],
)
def test_translations_tags_and_sentences_behind_a_setting_are_left_alone(text, language):
    assert found(text, language) == []


def test_a_phrase_of_hyphenated_words_is_a_password_and_two_words_are_none():
    assert found('password = "lantern-fish-harbour"') == [("PASSWORD", "lantern-fish-harbour")]
    assert found('password = "lantern-fish"') == []
    assert found('password = "reset-password-form"') == []


@pytest.mark.parametrize("name", ["signing_salt", "secret_first", "secretPrevious", "token_new"])
def test_a_salt_and_a_numbered_secret_are_keys(name):
    assert found(f'{name}: "{HEX}"', "Elixir") == [("KEY", HEX)]


def test_a_name_before_a_comma_leaves_the_next_ones_value():
    assert found(f'connect(password, api_key="{HEX}")', "Python") == [("KEY", HEX)]
    assert found(f'names = ["password", "{PASSWORD}"]', "Python") == []
