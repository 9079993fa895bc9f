"""How time grows with size: ratios hold on any machine, seconds on none but one's own."""

import gc
import time
from collections.abc import Callable

# Four times the size is four times the time where time is linear, and sixteen where it is squared.
LINEAR = 6.0
# Below this a clock, a cache or a neighbour decides.
_LEAST_SECONDS = 0.02
_MOST_TRIES = 5


def fourfold(prepare: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return how many times longer work takes on four times the size.

    Processor time is counted, and the least of some tries: others on the machine slow a try, but
    never speed it up.

    Args:
        prepare: returns the work for a size, which may be done more than once.
        size: the smaller of the two.
    """
    small, large = prepare(size), prepare(4 * size)
    few = many = float("inf")
    for _ in range(_MOST_TRIES):
        few, many = min(few, seconds(small)), min(many, seconds(large))
        if many < LINEAR * few:
            break
    return many / max(few, _LEAST_SECONDS)


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds that work takes, without those of the garbage collector."""
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        gc.enable()
