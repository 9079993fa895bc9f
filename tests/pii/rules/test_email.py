import pytest

from tests.invented import HOST, MAIL, found


@pytest.mark.parametrize(
    "text",
    [
        f"contact {MAIL}.",
        f"<{MAIL}>",
        f"mailto:{MAIL}?subject=x",
        f'"{MAIL}"',
        f"'\\n{MAIL}\\n'",
        f"{MAIL},",
        f"user={MAIL}&x=1",
        f"({MAIL})",
    ],
)
def test_an_address_is_found_without_what_surrounds_it(text):
    assert found(text) == [("EMAIL", MAIL)]


def test_two_addresses_with_one_character_between_are_both_found():
    assert found(f"{MAIL} {MAIL};{MAIL}") == [("EMAIL", MAIL)] * 3


def test_a_percent_encoded_address_is_found_as_it_stands():
    assert found(f"https://x.io/?q=ann%40{HOST}") == [("EMAIL", f"ann%40{HOST}")]


@pytest.mark.parametrize(
    "spelled",
    [
        "ann [at] harbour-lane dot org",
        "ann (at) harbour-lane (dot) org",
        "ann AT harbour-lane DOT org",
        "ann at harbour-lane dot org",
        "ann [at] harbour-lane.org",
        "ann /at/ harbour-lane.org",
    ],
)
def test_a_spelled_out_address_is_found_whole(spelled):
    assert ("EMAIL", spelled) in found(f"Write to {spelled} please")


def test_an_address_in_brackets_may_spell_its_at_sign():
    assert found("Ann Porter <ann at harbour-lane.org>") == [
        ("NAME", "Ann Porter"),
        ("EMAIL", "ann at harbour-lane.org"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "git clone git@" + "github.com:octo/repo",
        "npm install package@1.2.3",
        "@media (max-width: 3px)",
        '@"a string"',
        "logo@2x.png",
        "from a import b@decorator.attribute",
        "you@example.com",
        "foo@bar.com",
        "someone@localhost",
        "ann@host.invalid",
        "x = a@b.T",
        "chacha20-poly1305@" + "openssh.com",
        "Message-ID: <20210304050607.1234567@" + HOST + ">",
        "xxx@xxxxxx.xxx",
        "mail to $USER@" + HOST,
    ],
)
def test_what_only_looks_like_an_address_is_left_alone(text):
    assert [label for label, _ in found(text) if label == "EMAIL"] == []


def test_a_login_before_a_remote_path_is_a_user_name():
    assert found(f"scp x.tar aporter@{HOST}:/srv/x") == [("USERNAME", "aporter")]


@pytest.mark.parametrize("number", ["12345678901", "1234567890123", "7"])
def test_a_forges_stand_in_for_an_address_is_found_behind_a_bracket(number):
    address = f"{number}+aporter@users.noreply" + ".github.com"
    assert found(f"<{address}>") == [("EMAIL", address)]


@pytest.mark.parametrize("host", [HOST, "noreply." + HOST, "mail." + HOST])
def test_a_long_number_behind_a_bracket_names_a_message_at_other_hosts(host):
    assert found(f"<12345678901+aporter@{host}>") == []


@pytest.mark.parametrize("at", [" at ", " AT ", "-at-"])
def test_an_address_that_fills_an_element_may_spell_its_at_sign(at):
    assert found(f"<email>ann{at}{HOST}</email>", "XML") == [("EMAIL", f"ann{at}{HOST}")]


@pytest.mark.parametrize(
    "text",
    [
        "look at " + HOST,
        "ann at noon",
        "ann at harbour-lane.rope",
        "ann at example.org",
        "it is ann at " + HOST,
    ],
)
def test_phrases_and_samples_in_an_element_are_no_addresses(text):
    assert found(f"<email>{text}</email>", "XML") == []


@pytest.mark.parametrize(
    "text", ["In-Reply-To: <a=b@%s>", "References: <x@y.z> <a=b@%s>", "Message-ID: <a=b.c@%s>"]
)
def test_a_messages_id_with_signs_in_it_is_no_address(text):
    assert found(text % HOST) == []


@pytest.mark.parametrize("text", ["Reply-To: <%s>", "In-Reply-To: %s", "In-Reply-To: <x@y> of %s"])
def test_an_address_beside_a_messages_id_is_found(text):
    assert found(text % MAIL) == [("EMAIL", MAIL)]
