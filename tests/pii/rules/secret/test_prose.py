import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import PASSWORD, found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("# password is {}", "Markdown"),
        ("The password is `{}`.", "Markdown"),
        ("User Name: admin\nPassword: {}\n", "Markdown"),
        ("- **Username:** `admin`\n- **Password:** `{}`\n", "Markdown"),
        ("  username cisco privilege 15 password {}", "Text"),
        ("username cisco secret 0 {}", "Text"),
        ("enable password {}", "Text"),
        ("userPassword: {}", "INI"),
        ("| userPassword     | {} |", "Markdown"),
        ("client.bind('cn=admin,dc=site,dc=io', '{}', done)", "JavaScript"),
        ("ldapsearch -x -D cn=admin,dc=site -w {} -b dc=site", "Shell"),
    ],
)
def test_a_password_is_found_where_somebody_wrote_it_down(text, language):
    assert ("PASSWORD", PASSWORD) in found(text.format(PASSWORD), language)


@given(st.sampled_from(["5", "7", "8", "9"]))
def test_an_enciphered_password_of_a_device_is_left_alone(kind):
    assert found(f"username cisco secret {kind} {PASSWORD}") == []


def test_the_account_of_a_device_is_found_with_its_password():
    assert found(f"username aporter password {PASSWORD}") == [
        ("USERNAME", "aporter"),
        ("PASSWORD", PASSWORD),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the password is required", "Markdown"),
        ("the password is invalid.", "Markdown"),
        ("a file containing username and password combinations, and more", "Markdown"),
        ("enable password authentication", "Text"),
        ("User: admin\nPassword: <your password>\n", "Markdown"),
        ("userPassword: {SSHA}x1y2z3w4", "INI"),
        ("userPassword: string", "YAML"),
        ('"cn=Guests,dc=site","Schema","group"', "CSV"),
        ("client.bind('cn=admin', password)", "JavaScript"),
        ('println("password is: "+str4)', "Java"),
    ],
)
def test_sentences_hashes_and_references_hold_no_password(text, language):
    assert found(text, language) == []
