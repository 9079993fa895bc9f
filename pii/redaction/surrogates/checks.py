"""The keyed check at the end of an invented secret, and the letters that secrets are made of."""

from pii.redaction.surrogates.draws import draws, pick

LOWER = "abcdefghijklmnopqrstuvwxyz"
UPPER = LOWER.upper()
DIGITS = "0123456789"
BASE62 = UPPER + LOWER + DIGITS


def check_of(body: str, alphabet: str, length: int, key: bytes) -> str:
    """Return the letters that follow a body under this key."""
    drawn = draws(key, "check", body)
    return "".join(pick(alphabet, drawn) for _ in range(length))
