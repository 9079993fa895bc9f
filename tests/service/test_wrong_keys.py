import asyncio
import time

import pytest
from pii_service import wrong_keys
from pii_service.errors import Refusal
from pii_service.security import KeyRing
from pii_service.settings import Settings
from pii_service.wrong_keys import Door
from starlette.requests import Request

FIRST, SECOND = "first-key-0123456789", "second-key-0123456789"
FREE = 3


class Clock:
    now = 1000.0


@pytest.fixture
def slept(monkeypatch):
    """The waits that were asked for; none of them takes any time."""
    waits = []

    async def sleep(seconds):
        waits.append(seconds)

    monkeypatch.setattr(wrong_keys.asyncio, "sleep", sleep)
    return waits


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def door(clock):
    ring = KeyRing(Settings(api_keys=f"{FIRST},{SECOND}"))
    return Door(ring, free=FREE, now=lambda: clock.now)


def ask(door, key="", address="192.0.2.1"):
    """Return whether a key was taken."""
    headers = [(b"x-api-key", key.encode())] if key else []
    request = Request({"type": "http", "client": (address, 1), "headers": headers})
    try:
        return bool(asyncio.run(door.client_of(request)))
    except Refusal:
        return False


def test_a_few_wrong_keys_cost_nothing_and_further_ones_wait(door, slept):
    assert not any(ask(door, f"wrong-{n}") for n in range(FREE + 4))
    assert slept == [door.seconds] * 4


def test_a_right_key_waits_as_wrong_ones_do_unless_it_was_right_there_before(door, slept):
    assert ask(door, FIRST)
    for n in range(FREE):
        ask(door, f"wrong-{n}")
    assert ask(door, FIRST)
    assert slept == []
    assert ask(door, SECOND)
    assert len(slept) == 1
    assert ask(door, SECOND)
    assert len(slept) == 1


def test_another_address_does_not_wait(door, slept):
    for n in range(2 * FREE):
        ask(door, f"wrong-{n}")
    before = len(slept)
    assert not ask(door, "wrong", "192.0.2.2")
    assert not ask(door, "wrong", "2001:db8::1")
    assert len(slept) == before


def test_addresses_of_one_ipv6_network_count_together(door, slept):
    for n in range(FREE + 1):
        ask(door, "wrong", f"2001:db8::{n + 1}")
    assert len(slept) == 1


def test_wrong_keys_are_forgotten_after_a_minute(door, slept, clock):
    for n in range(FREE):
        ask(door, f"wrong-{n}")
    clock.now += 61
    ask(door, "wrong")
    assert slept == []


def test_to_show_no_key_is_no_guess(door, slept):
    assert not any(ask(door) for _ in range(3 * FREE))
    assert not ask(door, "wrong")
    assert slept == []


def test_without_keys_nobody_waits(slept):
    door = Door(KeyRing(Settings()), free=FREE)
    assert all(ask(door, f"any-{n}") for n in range(3 * FREE))
    assert slept == []


def test_what_is_remembered_has_an_end(door, slept, monkeypatch):
    monkeypatch.setattr(wrong_keys, "_MOST_REMEMBERED", 5)
    for n in range(20):
        ask(door, "wrong", f"192.0.2.{n}")
        ask(door, FIRST, f"192.0.2.{n}")
    assert FIRST not in repr(door)
    assert len(door._wrong) == len(door._known) == 5


def test_guesses_beside_each_other_wait_too_and_others_are_served_meanwhile(client_with):
    client = client_with(api_keys=FIRST, metrics_open=True)
    right = {"x-api-key": FIRST}
    assert client.get("/v1/labels", headers=right).status_code == 200
    for n in range(10):
        assert client.get("/v1/labels", headers={"x-api-key": f"w{n}"}).status_code == 401
    started = time.monotonic()
    assert client.get("/v1/labels", headers=right).status_code == 200
    assert time.monotonic() - started < 0.5
    assert client.get("/metrics", headers={"x-api-key": "w"}).status_code == 200
    assert client.get("/v1/labels", headers={"x-api-key": "w"}).status_code == 401
    assert time.monotonic() - started > 0.9
