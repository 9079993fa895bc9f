import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import HEX, PASSWORD, found

TOLD_PASSWORD = [
    "setup.exe /quiet /password:{}",
    'run "/pwd={}"',
    "echo {} | sudo -S make install",
    "echo '{}' | docker login --password-stdin",
    "redis-cli -h db -a {} ping",
    "redis-cli -a '{}'",
]
TOLD_ACCOUNT = [
    r"net use z: \\files\share /user:harbour\aporter {}",
    "net user aporter {} /add",
    'echo "aporter:{}" | chpasswd',
    "htpasswd -b /etc/knots.pwd aporter {}",
    "htpasswd -nbB aporter {}",
    "docker login -u aporter -p {} harbour",
    "sqlcmd -S db -U aporter -P {}",
]
references = st.from_regex(r"[A-Z]{2,8}", fullmatch=True).flatmap(
    lambda name: st.sampled_from([f"${name}", f"${{{name}}}", f"$({name})", f"%{name}%"])
)


@pytest.mark.parametrize("text", TOLD_PASSWORD)
def test_a_password_that_a_tool_is_handed_is_found(text):
    assert found(text.format(PASSWORD), "Shell") == [("PASSWORD", PASSWORD)]


@pytest.mark.parametrize("text", ["setup.exe /quiet /password:{}", "setup.exe /PWD={} /quiet"])
@pytest.mark.parametrize("value", [f"{PASSWORD},7", f"{PASSWORD}[7]"])
def test_a_password_behind_a_slash_is_found_up_to_the_next_blank(text, value):
    assert found(text.format(value), "Shell") == [("PASSWORD", value)]


@pytest.mark.parametrize("text", TOLD_ACCOUNT)
def test_a_login_that_a_tool_is_handed_is_found_with_its_password(text):
    assert found(text.format(PASSWORD), "Shell") == [
        ("USERNAME", "aporter"),
        ("PASSWORD", PASSWORD),
    ]


@given(st.sampled_from(TOLD_PASSWORD + TOLD_ACCOUNT), references)
def test_a_reference_that_a_tool_is_handed_is_no_password(text, reference):
    handed = found(text.format(reference), "Shell")
    assert [pair for pair in handed if pair[0] == "PASSWORD"] == []


@pytest.mark.parametrize("text", TOLD_PASSWORD + TOLD_ACCOUNT)
@pytest.mark.parametrize("word", ["password", "changeme", "harbour"])
def test_a_plain_word_that_a_tool_is_handed_is_no_password(text, word):
    assert ("PASSWORD", word) not in found(text.format(word), "Shell")


@pytest.mark.parametrize(
    "text",
    [
        "cat /password/{}",
        "net time administrator {}",
        "net user administrator",
        "echo {} | tee log",
        "htpasswd -c /etc/knots.pwd {}",
        "htpasswd -nb admin password",
        "docker login -u admin --password-stdin",
        "docker run -u admin -p {} harbour",
        "redis-cli -n {}",
    ],
)
def test_another_option_or_tool_takes_no_password(text):
    assert found(text.format(PASSWORD), "Shell") == []


@pytest.mark.parametrize(
    "text",
    ["knots --username aporter run", "knots -username=aporter", "knots --user-name 'aporter'"],
)
def test_the_value_of_a_users_option_is_a_user_name(text):
    assert found(text, "Shell") == [("USERNAME", "aporter")]


@pytest.mark.parametrize("value", ["admin", "$LOGIN", "Aporter", "clientlogin", "your-username"])
def test_roles_references_and_kinds_are_no_user_names(value):
    assert found(f"knots --username {value}", "Shell") == []


@pytest.mark.parametrize("option", ["token", "api-key", "client-secret", "knots-access-key"])
def test_the_token_in_an_options_value_is_a_key(option):
    assert found(f"knots --{option} {HEX} run", "Shell") == [("KEY", HEX)]


@pytest.mark.parametrize(
    "option",
    [
        "--token $TOKEN_OF_KNOTS",
        "--token your-token-goes-here",
        "--api-key harbour-lane-2019",
        f"--token-file {HEX}",
        f"--digest {HEX}",
    ],
)
def test_references_words_and_other_options_hold_no_token(option):
    assert found(f"knots {option}", "Shell") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('password_hash = "{}"  # {}', "Python"),
        ("passwordMd5: '{}', // {}\n", "JavaScript"),
        ("passwd_sha256={} ; {}", "INI"),
    ],
)
def test_the_password_that_a_remark_tells_beside_its_hash_is_found(text, language):
    assert ("PASSWORD", PASSWORD) in found(text.format(HEX, PASSWORD), language)


@pytest.mark.parametrize("remark", ["TODO", "salted.", "secret", f"of {PASSWORD}", "MD5"])
def test_other_remarks_beside_a_hash_tell_no_password(remark):
    assert found(f'password_hash = "{HEX}"  # {remark}', "Python") == []
