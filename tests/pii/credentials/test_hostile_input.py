import time

import pytest

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
# A quarter of the text may take a seventh of the time: a quadratic takes a sixteenth.
MOST_GROWTH = 7
LEAST_SECONDS = 0.05


def seconds(patterns, data):
    started = time.process_time()
    patterns.found(data)
    return max(time.process_time() - started, LEAST_SECONDS)


@pytest.mark.parametrize("piece", PIECES)
def test_the_time_for_the_same_over_and_over_grows_with_the_text(patterns, piece):
    data = (PIECES[piece].encode() * SIZE)[:SIZE]
    patterns.found(data[:1_000])
    assert seconds(patterns, data) < MOST_GROWTH * seconds(patterns, data[: SIZE // 4])


@pytest.mark.parametrize("piece", PIECES)
def test_the_time_for_the_same_before_letters_grows_with_the_text(patterns, piece):
    def text(size):
        return (PIECES[piece].encode() * size)[: size // 2] + b"A" * (size // 2)

    patterns.found(text(1_000))
    assert seconds(patterns, text(SIZE)) < MOST_GROWTH * seconds(patterns, text(SIZE // 4))
