import pytest

from tests.invented import HOST, found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("username: aporter\n", "YAML"),
        ("login = aporter\n", "INI"),
        ('github: "aporter"', "TOML"),
        ("<developer>\n  <id>aporter</id>", "XML"),
        ("<login>aporter</login>", "XML"),
        ("<userName>aporter</userName>", "XML"),
        ("<user-id>aporter</user-id>", "XML"),
        ("github: aporter\n", "YAML"),
        ("ko_fi: aporter\n", "YAML"),
        ("patreon: aporter\n", "YAML"),
        ("ROPE_DEVELOPER_ID=aporter\n", "INI"),
    ],
)
def test_the_value_of_a_field_for_an_account_is_found(text, language):
    assert found(text, language) == [("USERNAME", "aporter")]


def test_each_of_two_fields_is_read():
    text = "login: aporter\ngithub: wzhang42\n"
    assert found(text, "YAML") == [("USERNAME", "aporter"), ("USERNAME", "wzhang42")]


@pytest.mark.parametrize("key", ["mail", "email", "e-mail"])
def test_the_account_that_the_address_beside_it_repeats_is_found(key):
    text = f'{{"user": "ann", "{key}": "ann.porter@{HOST}"}}'
    assert ("USERNAME", "ann") in found(text, "JSON")
    assert found(text.replace("ann.", "jan."), "JSON") == [("EMAIL", f"jan.porter@{HOST}")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("user = 'root'", "JavaScript"),
        ("username: admin", "JavaScript"),
        ('username = "first"', "JavaScript"),
        ('UserName = "Benutzername"', "JavaScript"),
        ("username: aporter()", "Python"),
        ("username: fa-user", "YAML"),
        ("<login>admin</login>", "XML"),
        ("<userId>string</userId>", "XML"),
        ("<username>icon-user</username>", "XML"),
        ("<username>ROOT</username>", "XML"),
        ("<user>aporter</user>", "XML"),
        ("github: aporter\n", "Python"),
        ("github: true\n", "YAML"),
        ("github: fa-github\n", "YAML"),
        ("ko_fi: none\n", "YAML"),
        ("ko_fi: # put it here\n", "YAML"),
        ("patreon: null\n", "YAML"),
        ("patreon: username\n", "YAML"),
        ("ROPE_DEVELOPER_ID=admin\n", "INI"),
        ("ROPE_DEVELOPER_ID=$aporter\n", "INI"),
    ],
)
def test_roles_types_switches_icons_and_references_are_no_accounts(text, language):
    assert found(text, language) == []
