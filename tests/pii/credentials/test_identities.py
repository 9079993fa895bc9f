import base64
import json

import pytest

from pii.credentials.fixtures.forging import forge
from pii.credentials.fixtures.source import Source

SIGNATURE = Source("signature").text_of("url", 43)


def _part(claims: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")


def _token(header: dict[str, object], claims: dict[str, object], signature: str = SIGNATURE) -> str:
    return f"{_part(header)}.{_part(claims)}.{signature}"


@pytest.mark.parametrize(
    "claims", [{}, {"hello": "world"}, {"sub": [1], "iss": {}}], ids=["none", "some", "odd"]
)
def test_a_signed_web_token_is_proven_whatever_it_claims(patterns, claims):
    token = _token({"alg": "RS256"}, claims).encode()
    assert patterns.found(b'"' + token + b'"') == [("web-token", token, 0.99)]


@pytest.mark.parametrize(
    ("header", "claims"),
    [
        ({"alg": "none"}, {"sub": "4711"}),
        ({"alg": "HS256"}, {"sub": "1234567890", "name": "John Doe", "iat": 1516239022}),
        ({"alg": "HS256"}, {"iss": "joe", "exp": 1300819380}),
    ],
    ids=["unsigned", "best-known-site", "standard"],
)
def test_an_unsigned_token_and_the_well_known_samples_are_no_secrets(found, header, claims):
    assert found("web-token", _token(header, claims).encode()) == []


def test_a_token_whose_signature_is_a_placeholder_is_no_secret(found):
    token = _token({"alg": "HS256"}, {"sub": "4711"}, "your_signature_goes_here")
    assert found("web-token", token.encode()) == []


def test_a_token_without_a_signature_is_no_secret(found):
    assert found("web-token", _token({"alg": "HS256"}, {"a": 1}, "").encode()) == []


@pytest.mark.parametrize(
    ("seam", "quote"),
    [('" +\n    "', '"'), ("'\n    . '", "'"), ("' \\\n  '", "'"), ('"\n  "', '"')],
    ids=["plus", "dot", "backslash", "side-by-side"],
)
def test_a_token_cut_into_literals_is_one_secret_from_its_first_to_its_last_letter(
    patterns, seam, quote
):
    token = seam.join(f"{forge('web-token', 4)}".replace(".", ".|").split("|"))
    data = f"x = {quote}{token}{quote}"
    assert patterns.found(data.encode()) == [("web-token", token.encode(), 0.99)]


def test_an_encrypted_web_token_is_found_whole(patterns):
    header = _part({"alg": "A128KW", "enc": "A128GCM"})
    parts = Source("jwe").filled("{url:32}.{url:16}.{url:5}.{url:22}")
    token = f"{header}.{parts}".encode()
    assert patterns.found(b"<" + token + b">") == [("web-token", token, 0.99)]


@pytest.mark.parametrize(
    "prefix", ["ssh-ed25519 ", "host ssh-ed25519 ", 'command="x" ssh-ed25519\t']
)
def test_of_an_ssh_public_key_the_base64_alone_is_taken(patterns, prefix):
    body = forge("ssh-public-key", 1).encode()
    data = prefix.encode() + body + b" jane@harbour\n"
    assert patterns.found(data) == [("ssh-public-key", body, 0.99)]


def test_an_ssh_key_goes_on_behind_a_line_break_in_a_literal_but_its_comment_does_not(found):
    raw = b"\0\0\0\x07ssh-rsa\0\0\0\3\1\0\1\0\0\1\1\0" + Source("rsa").bytes_of(256)
    body = base64.b64encode(raw).decode()
    broken = "\\n".join([body[:70], body[70:140], body[140:]])
    data = f'"ssh-rsa {broken} jane@harbour\\nssh-rsa {body}"'
    assert found("ssh-public-key", data.encode()) == [broken.encode(), body.encode()]


def test_a_certificate_is_no_ssh_key(patterns):
    raw = b"\x30\x82\x02\x00" + Source("certificate").bytes_of(400)
    assert patterns.found(base64.b64encode(raw)) == []


def test_a_putty_file_is_one_secret_with_crlf_too(found):
    file = forge("putty-private-key", 2).replace("\n", "\r\n").encode()
    assert found("putty-private-key", b"\r\n" + file + b"\r\n") == [file]
