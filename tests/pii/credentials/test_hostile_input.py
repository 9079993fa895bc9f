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
LONGEST_SECONDS = 1.0


@pytest.mark.parametrize("piece", PIECES)
def test_a_megabyte_of_the_same_takes_less_than_a_second(patterns, piece):
    data = (PIECES[piece].encode() * SIZE)[:SIZE]
    started = time.process_time()
    patterns.found(data)
    assert time.process_time() - started < LONGEST_SECONDS


@pytest.mark.parametrize("piece", PIECES)
def test_a_megabyte_of_the_same_before_a_megabyte_of_letters_takes_no_longer(patterns, piece):
    data = (PIECES[piece].encode() * SIZE)[: SIZE // 2] + b"A" * (SIZE // 2)
    started = time.process_time()
    patterns.found(data)
    assert time.process_time() - started < LONGEST_SECONDS
