"""The kill harness in small: it finds no loss, and finds one where writes are not synced."""

import subprocess
import sys

import pytest

from tests.store.samples import CHECKOUT
from tests.store.test_faults import disk

pytestmark = pytest.mark.skipif(not disk.available(), reason="the shim needs Linux and gcc")


def harness(*options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, CHECKOUT / "benchmarks" / "kill_harness.py", *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_twenty_kills_lose_nothing() -> None:
    done = harness("--kills", "20", "--seed", "20")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing acknowledged was lost" in done.stdout


def test_the_harness_sees_what_is_lost_without_syncing() -> None:
    done = harness("--kills", "5", "--synchronous", "OFF")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "FAILED" in done.stdout
