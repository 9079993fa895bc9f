import pytest

from tests.invented import PASSWORD, found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"# servers\nlocalhost:*:knots:kwallis:{PASSWORD}\n", ""),
        (f'variable "mail_password" {{\n  default   = "{PASSWORD}"\n  type = string\n}}', "HCL"),
        (f'dsn = "kwallis:{PASSWORD}@unix(/run/db.sock)/knots"', "Go"),
        (f"impdp kwallis/{PASSWORD} directory=d", "Shell"),
        (f'WiFiMulti.addAP("quay", "{PASSWORD}");', "C++"),
    ],
)
def test_a_password_that_its_place_tells_is_found(text, language):
    assert ("PASSWORD", PASSWORD) in found(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("lib.rs:120:warning:unused:variable\n", ""),
        ('variable "mail_password" {\n  type = string\n  sensitive = true\n}', "HCL"),
        ("sqlplus $DB_USER/$DB_PASSWORD@knots", "Shell"),
        ("WiFi.begin(ssid, pass);", "C++"),
    ],
)
def test_references_and_other_lines_are_left_alone(text, language):
    assert not [value for label, value in found(text, language) if label == "PASSWORD"]
