"""Bar: keystroke to refreshed findings, p95 ≤ 16 ms, in a narrative of 15,000 characters.

Commits single Chinese characters into the real page of the real window, with the sample open, and waits for the
signal that every check it touched has run and the panel follows. `benchmarks/keystroke.py [STROKES]`.
"""

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from sample_window import LENGTH, PHRASE, cursor_in_the_middle, long_narrative, sample_window, type_until

from eduduty_desktop.gui.main_window import MainWindow

BAR_MILLISECONDS = 16.0
STROKES = 300


def measure(window: MainWindow, strokes: int) -> list[float]:
    """Milliseconds of each stroke until the findings are settled again."""
    long_narrative(window)
    edit = cursor_in_the_middle(window)
    taken = []
    for number in range(strokes):
        started = type_until(edit, PHRASE[number % len(PHRASE)], window.checks.settled)
        taken.append(1000 * (time.perf_counter() - started))
    return taken


def main(strokes: int) -> int:
    with sample_window() as window:
        taken = sorted(measure(window, strokes))
    p50, p95 = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    print(f"keystroke to findings, {LENGTH} characters of the sample's own texts, {strokes} strokes:")
    print(f"p50 {p50:.1f} ms   p95 {p95:.1f} ms (bar {BAR_MILLISECONDS:.0f})   most {taken[-1]:.1f} ms")
    return 0 if p95 <= BAR_MILLISECONDS else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else STROKES))
