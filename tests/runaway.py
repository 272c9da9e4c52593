"""Guards against time that runs away; how fast something is, the benchmarks measure.

A bound holds on the machine it was written on.  One that is exceeded is stretched by how much longer a piece of fixed
work takes just then: a slow or busy machine is no failure, and nowhere is a bound less strict than that.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time, thread_time

_LOOPS, _USUAL_SECONDS = 100_000, 0.0027


@contextmanager
def no_runaway(seconds: float) -> Iterator[None]:
    """The body takes no more than so many seconds of the processor, sweeps over the run's other objects apart."""
    was_on = gc.isenabled()
    gc.disable()
    start = process_time()
    try:
        yield
        taken = process_time() - start
    finally:
        if was_on:
            gc.enable()
    assert is_within(taken, seconds)


def is_within(taken: float, bound: float) -> bool:
    """Whether a time, in the unit of the bound, is no runaway on this machine as it is now."""
    return taken <= bound or taken <= bound * _slowness()


def milliseconds(work: Callable[[], object], least: float, tries: int = 4) -> float:
    """The best of some tries, but no more once it is below `least`; processor time, so that others do not count."""
    best = float("inf")
    for _ in range(tries):
        started = thread_time()
        work()
        best = min(best, (thread_time() - started) * 1000)
        if best <= least:
            break
    return best


def _slowness() -> float:
    """How many times as long as usual fixed work takes now, at least once."""
    return max(1.0, milliseconds(_work, 0, tries=3) / 1000 / _USUAL_SECONDS)


def _work() -> int:
    total = 0
    for number in range(_LOOPS):
        total += number & 7
    return total
