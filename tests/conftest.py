"""What every test shares: hypothesis runs the same examples everywhere; interrupts interrupt."""

import signal

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "house",
    derandomize=True,
    deadline=None,
    max_examples=200,
    suppress_health_check=[HealthCheck.too_slow],
)
# Other examples at each run, and more of them: `make test ARGS="--hypothesis-profile explore"`.
settings.register_profile(
    "explore", settings.get_profile("house"), derandomize=False, max_examples=1_000
)
settings.load_profile("house")

# A shell that starts something in the background has it ignore interrupts, and its children, too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes golden files anew."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")
