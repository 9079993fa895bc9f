import pytest

from tests.growth import LINEAR, fourfold

SIZE = 1_000_000
RULE = "-" * 5
BEGIN = f"{RULE}BEGIN RSA PRIVATE" + f" KEY{RULE}"
PIECES = {
    "letters": "A",
    "dashes": "-",
    "spaces": " ",
    "backslashes": "\\",
    "web-tokens": "eyJ",
    "whole-web-tokens": "eyJhbGciOi.eyJ",
    "github": "ghp_",
    "gitlab": "glpat-" + "A" * 20 + " ",
    "begin": BEGIN,
    "begin-lines": BEGIN + "\n",
    "begin-quotes": BEGIN + '"',
    "begin-base64": BEGIN + "A" * 40 + "\n",
    "begin-headers": BEGIN + "\nProc-Type: 4",
    "bare-keys": "MIIabcIBADANBgkqhkiG9w0BAQEFAASC",
    "putty": "PuTTY-User-Key-" + "File-2: a\n",
    "ssh": "AAAAB3NzaC1yc2E",
    "seams": '"\\\n"',
    "names": "aws_secret_key twilio heroku deepseek ",
    "signatures": "sig=%2B",
}


def whole(piece, size):
    """Repeat a piece as often as it fits, so that texts of all sizes end alike."""
    return PIECES[piece].encode() * (size // len(PIECES[piece]))


@pytest.mark.parametrize("piece", PIECES)
def test_the_time_for_the_same_over_and_over_grows_with_the_text(patterns, piece):
    def finding(size):
        data = whole(piece, size)
        return lambda: patterns.found(data)

    assert fourfold(finding, SIZE // 4) < LINEAR


@pytest.mark.parametrize("piece", PIECES)
def test_the_time_for_the_same_before_letters_grows_with_the_text(patterns, piece):
    def finding(size):
        data = whole(piece, size // 2) + b"A" * (size // 2)
        return lambda: patterns.found(data)

    assert fourfold(finding, SIZE // 4) < LINEAR
