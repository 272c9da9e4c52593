"""One thread that does one job after the other: the only one that touches a file's connection."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")
_Job = tuple[Callable[[], Any], "Future[Any]"]


class Owner:
    """A thread with a queue of jobs; their results and exceptions go to their futures.

    The thread is a daemon only so that a program that breaks down cannot hang on it: whoever starts an owner
    must `stop` it, at the latest when the interpreter exits.
    """

    def __init__(self, name: str) -> None:
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._accepting = True
        self._gate = threading.Lock()  # no job may come to stand behind the last one
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[], T]) -> "Future[T]":
        """Queue a job; its future cannot be cancelled.  Raises RuntimeError after `stop`."""
        with self._gate:
            if not self._accepting:
                raise RuntimeError("the draft file is closed")
            return self._enqueue(job)

    def stop(self, last: Callable[[], T]) -> "Future[T]":
        """Queue the last job, after which the thread ends.  Raises RuntimeError if that was done before."""
        with self._gate:
            if not self._accepting:
                raise RuntimeError("the draft file is closed")
            self._accepting = False
            future = self._enqueue(last)
            self._jobs.put(None)
            return future

    def join(self, timeout: float) -> bool:
        """Wait for the thread's end, at most `timeout` seconds; returns whether it has ended."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _enqueue(self, job: Callable[[], T]) -> "Future[T]":
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()
        self._jobs.put((job, future))
        return future

    def _run(self) -> None:
        while (item := self._jobs.get()) is not None:
            job, future = item
            try:
                future.set_result(job())
            except BaseException as error:
                future.set_exception(error)
            del item, job, future  # an idle thread keeps no draft alive
