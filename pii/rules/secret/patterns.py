"""How logins and secrets' names are written, in bytes: what several patterns share."""

from pii.rules.checks.secret_names import NAME_TAIL, WORDS

# A login as a person types it: it begins with a letter.
LOGIN = rb"[A-Za-z][A-Za-z0-9_.\-]{1,37}"
# A login as a file stores it, where a system may have made it.
STORED_LOGIN = rb"[A-Za-z0-9._\-]{2,40}"
# The name of a secret, as the only group, where a key or an attribute holds it.
NAMED = rb"([a-z0-9_.:\-]{0,48}?" + WORDS + NAME_TAIL + rb")"
