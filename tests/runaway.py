"""A guard against time that runs away; how fast something is, the benchmarks measure."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time, thread_time

MOST_SECONDS = 10.0


@contextmanager
def no_runaway() -> Iterator[None]:
    """The body takes no more processor time than growth with the square would.

    The bound is two orders above what these bodies take, so that a slow or busy machine is no failure.
    """
    start = process_time()
    yield
    assert process_time() - start < MOST_SECONDS


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
