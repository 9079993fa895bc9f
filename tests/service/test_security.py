import asyncio
import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_service.errors import Reason, Refusal, Unready
from pii_service.security import KeyRing, RateLimiter
from pii_service.settings import Settings
from starlette.datastructures import Headers

FIRST, SECOND = "first-key-0123456789", "second-key-0123456789"


def shown(value):
    return Headers({"authorization": value})


def refused(ring, headers):
    with pytest.raises(Refusal) as refusal:
        ring.client_of(headers)
    return refusal.value.reason is Reason.UNAUTHORIZED


def test_each_of_several_keys_opens_under_a_name_of_its_own():
    ring = KeyRing(Settings(api_keys=f"{FIRST}, {SECOND}"))
    names = {ring.client_of(shown(f"Bearer {key}")) for key in (FIRST, SECOND)}
    assert len(names) == 2
    assert not any(name in FIRST + SECOND for name in names)


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": f"bearer {FIRST}"},
        {"x-api-key": FIRST},
        {"authorization": "Basic " + base64.b64encode(f"any:{FIRST}".encode()).decode()},
    ],
    ids=["bearer", "header", "basic"],
)
def test_a_key_is_taken_in_three_ways(headers):
    assert KeyRing(Settings(api_keys=FIRST)).client_of(Headers(headers))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": ""},
        {"authorization": "Bearer"},
        {"authorization": f"Bearer {FIRST}x"},
        {"authorization": f"Bearer {FIRST[:-1]}"},
        {"authorization": "Basic !!!"},
        {"authorization": "Basic " + base64.b64encode(b"\xff\xff").decode()},
        {"x-api-key": ""},
        {"authorization": f"Digest {FIRST}"},
    ],
)
def test_anything_else_is_refused(headers):
    assert refused(KeyRing(Settings(api_keys=FIRST)), Headers(headers))


def test_keys_of_a_file_change_without_a_restart(tmp_path, monkeypatch):
    path = tmp_path / "keys"
    path.write_text(f"# comment\n{FIRST}\n")
    ring = KeyRing(Settings(api_keys_file=path))
    assert ring.client_of(shown(f"Bearer {FIRST}"))
    path.write_text(f"{SECOND}\nshort\n")
    monkeypatch.setattr("pii_service.security._SECONDS_BETWEEN_LOOKS", -1)
    assert ring.client_of(shown(f"Bearer {SECOND}"))
    assert refused(ring, shown(f"Bearer {FIRST}"))
    assert refused(ring, shown("Bearer short"))


@given(
    keys=st.lists(
        st.text("abcdefghijk-0123456789", min_size=16, max_size=24), min_size=1, max_size=4
    ),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    blanks=st.lists(st.sampled_from(["", "  ", "\t", "# a comment"]), max_size=3),
    last=st.booleans(),
)
def test_every_key_of_a_file_is_valid_however_an_editor_writes_it(
    tmp_path_factory, keys, codec, ending, blanks, last
):
    path = tmp_path_factory.mktemp("keys") / "keys"
    lines = [line for key in keys for line in (*blanks, f" {key} ")]
    path.write_bytes((ending.join(lines) + ending * last).encode(codec))
    ring = KeyRing(Settings(api_keys_file=path))
    assert all(ring.client_of(shown(f"Bearer {key}")) for key in keys)


def test_a_file_of_other_bytes_than_text_opens_to_nobody_and_ends_nothing(tmp_path):
    path = tmp_path / "keys"
    path.write_bytes(bytes(range(256)) * 4)
    assert refused(KeyRing(Settings(api_keys_file=path)), shown(f"Bearer {FIRST}"))


def test_a_file_that_vanishes_opens_to_nobody(tmp_path, monkeypatch):
    path = tmp_path / "keys"
    path.write_text(FIRST)
    ring = KeyRing(Settings(api_keys_file=path))
    monkeypatch.setattr("pii_service.security._SECONDS_BETWEEN_LOOKS", -1)
    assert ring.client_of(shown(f"Bearer {FIRST}"))
    path.unlink()
    assert refused(ring, shown(f"Bearer {FIRST}"))
    path.write_text(FIRST)
    assert ring.client_of(shown(f"Bearer {FIRST}"))


def test_an_empty_file_of_keys_opens_to_nobody(tmp_path):
    path = tmp_path / "keys"
    path.write_text("\n")
    assert refused(KeyRing(Settings(api_keys_file=path)), Headers({}))


def test_a_short_key_or_a_missing_file_ends_the_start(tmp_path):
    with pytest.raises(Unready, match="16 characters"):
        KeyRing(Settings(api_keys="short"))
    with pytest.raises(Unready, match="no file"):
        KeyRing(Settings(api_keys_file=tmp_path / "none"))


def test_a_ring_shows_no_key():
    ring = KeyRing(Settings(api_keys=FIRST))
    assert FIRST not in repr(ring)
    assert FIRST not in repr(vars(ring))


def test_a_client_beyond_its_rate_is_refused_and_others_are_not():
    async def main():
        limiter = RateLimiter(Settings(rate_limit="2/minute"))
        for _ in range(2):
            await limiter.count("a")
        with pytest.raises(Refusal) as refusal:
            await limiter.count("a")
        await limiter.count("b")
        return refusal.value

    refusal = asyncio.run(main())
    assert refusal.reason is Reason.RATE
    assert 1 <= int(refusal.headers["Retry-After"]) <= 61
