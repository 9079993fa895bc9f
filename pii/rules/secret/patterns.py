"""How logins are written, in bytes: what several patterns share."""

# A login as a person types it: it begins with a letter.
LOGIN = rb"[A-Za-z][A-Za-z0-9_.\-]{1,37}"
# A login as a file stores it, where a system may have made it.
STORED_LOGIN = rb"[A-Za-z0-9._\-]{2,40}"
