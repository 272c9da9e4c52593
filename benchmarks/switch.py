"""Bar: to switch to another point ≤ 50 ms, until its page is painted; and until it is complete below the fold.

Walks through all points of the sample in the real window, several times. `benchmarks/switch.py [ROUNDS]`.
"""

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from sample_window import sample_window

from eduduty_desktop.gui.main_window import MainWindow

BAR_MILLISECONDS = 50.0
ROUNDS = 3
PAUSE_MILLISECONDS = 20  # what is looked up after a pause belongs to no switch


def switch(window: MainWindow, node: str) -> tuple[float, float]:
    """Milliseconds until the page of a node is painted, and until nothing is left to do."""
    started = time.perf_counter()
    window.show_node(node)
    QCoreApplication.sendPostedEvents()  # layout and painting, no timers yet
    painted = time.perf_counter()
    for _ in range(4):  # zero timers, the deletion of the old page, the painting that follows
        QCoreApplication.processEvents()
    whole = time.perf_counter()
    QTest.qWait(PAUSE_MILLISECONDS)
    return 1000 * (painted - started), 1000 * (whole - started)


def measure(window: MainWindow, rounds: int) -> list[tuple[float, float]]:
    QTest.qWaitForWindowExposed(window)
    window.checks.finish()
    points = list(window.session.draft.framework.points)
    for point in points:  # the first time loads and remembers
        switch(window, point.id)
    return [switch(window, point.id) for _ in range(rounds) for point in points]


def main(rounds: int) -> int:
    with sample_window() as window:
        taken = measure(window, rounds)
    passed = True
    for what, times in zip(("painted", "complete"), zip(*taken, strict=True), strict=True):
        ordered = sorted(times)
        p50, p95 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
        passed = passed and p95 <= BAR_MILLISECONDS
        print(f"switch point, {what:9} p50 {p50:.1f} ms   p95 {p95:.1f} ms (bar {BAR_MILLISECONDS:.0f})")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
