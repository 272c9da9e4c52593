"""A guard against time that runs away; how fast something is, the benchmarks measure."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

MOST_SECONDS = 10.0


@contextmanager
def no_runaway() -> Iterator[None]:
    """The body takes no more processor time than growth with the square would.

    The bound is two orders above what these bodies take, so that a slow or busy machine is no failure.
    """
    start = process_time()
    yield
    assert process_time() - start < MOST_SECONDS
