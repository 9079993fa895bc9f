import base64
import json

import pytest

from tests.invented import HEX, PASSWORD, found

HEAD = "-" * 5 + "BEGIN PRIVATE" + " KEY" + "-" * 5


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f'<entry name="smtp.password">{PASSWORD}</entry>', "XML"),
        (f'<item key="userPassword" type="s">\n{PASSWORD}\n</item>', "XML"),
        (f"<property value='{PASSWORD}' key='db.passwd'/>", "XML"),
        (f'{{"value" : "{PASSWORD}" , "key" : "MAIL_PASSWORD"}}', "JSON"),
        (f'pass_phrase = env("PASSPHRASE") ?? "{PASSWORD}"', "TypeScript"),
        (f"dbPassword = settings['DB_PASSWORD'] || '{PASSWORD}'", "Ruby"),
        (f"smtp:\n  password: >\n      {PASSWORD}\n  port: 25\n", "YAML"),
    ],
)
def test_a_password_beside_its_name_is_found(text, language):
    assert ("PASSWORD", PASSWORD) in found(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('<entry name="smtp.password">${SMTP_PASSWORD}</entry>', "XML"),
        ('<label key="password_label">Password</label>', "XML"),
        ('{"value": "Wint3r-Harb0ur", "name": "season"}', "JSON"),
        ("say 'passwords' or 'Wint3r-Harb0ur'", "Text"),
        ("password: |\n  ask the harbour master\n", "YAML"),
    ],
)
def test_other_names_and_references_are_left_alone(text, language):
    assert not [value for label, value in found(text, language) if label == "PASSWORD"]


@pytest.mark.parametrize(
    "inner",
    [
        f"{HEAD}\nMIIB{HEX}\n",
        json.dumps({"project": "knots", "private_key": "gone", "kind": "account"}),
        json.dumps({"auths": {"harbour-lane.org": {"auth": HEX}}}, indent=2),
    ],
)
def test_an_encoded_file_with_a_secret_is_a_key(inner):
    encoded = base64.b64encode(inner.encode()).decode()
    assert ("KEY", encoded) in found(f"data: {encoded}\n", "YAML")


@pytest.mark.parametrize("inner", ['{"kind": "Pod", "name": "knots"}' * 4, "-----BEGIN X" * 9])
def test_other_encoded_files_are_none(inner):
    encoded = base64.b64encode(inner.encode()).decode()
    assert found(f"data: {encoded}\n", "YAML") == []
