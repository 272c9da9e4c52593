"""Bar: the preview follows typing within 200 ms, and paginating after a keystroke costs a few ms, on 15,000 characters.

Types into the real window with the sample open and the preview beside it, and waits until the page that was typed on
is painted again.  `benchmarks/preview.py [STROKES]`.
"""

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from sample_window import (
    LENGTH,
    NODE,
    PHRASE,
    cursor_in_the_middle,
    long_narrative,
    long_text,
    sample_window,
    type_until,
)

from eduduty_desktop.document import build_report
from eduduty_desktop.document.pagination import Paginator
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Narrative
from eduduty_desktop.gui.main_window import MainWindow

BAR_MILLISECONDS = 200.0
PAGINATION_BAR = 10.0
STROKES = 60


def measure(window: MainWindow, strokes: int) -> tuple[list[float], int]:
    """Milliseconds of each stroke until its page is painted, and how many pages there are."""
    long_narrative(window)
    panel = window.preview.open()
    edit = cursor_in_the_middle(window)
    taken = []
    for number in range(strokes):
        started = type_until(edit, PHRASE[number % len(PHRASE)], panel.source.pages_changed)
        panel.view.viewport().repaint()
        taken.append(1000 * (time.perf_counter() - started))
    return sorted(taken), len(panel.pages.pages)


def pagination(draft: Draft, strokes: int) -> tuple[float, list[float]]:
    """Milliseconds to paginate a report from nothing, and after each of some keystrokes."""
    paginator, text = Paginator(), long_text(draft)
    started = time.perf_counter()
    paginator.paginate(build_report(draft))
    whole = 1000 * (time.perf_counter() - started)
    again = []
    for number in range(strokes):
        half = len(text) // 2
        text = f"{text[:half]}{'全市共有学校'[number % 6]}{text[half:]}"
        draft = draft.apply([draft.change(Key("narratives", NODE), Narrative(text))])
        blocks = build_report(draft)
        started = time.perf_counter()
        paginator.paginate(blocks)
        again.append(1000 * (time.perf_counter() - started))
    return whole, sorted(again[1:])


def main(strokes: int) -> int:
    with sample_window() as window:
        seen, pages = measure(window, strokes)
        whole, again = pagination(window.session.draft, strokes)
    p50, p95 = seen[len(seen) // 2], seen[int(len(seen) * 0.95)]
    print(f"preview of {pages} pages, {LENGTH} characters in one text, {strokes} strokes:")
    print(
        f"report and pages from nothing {whole:.1f} ms; paginating after a keystroke p50 {again[len(again) // 2]:.1f} ms, "
    )
    print(f"most {again[-1]:.1f} ms (bar {PAGINATION_BAR:.0f} for p50)")
    print(
        f"keystroke to painted page p50 {p50:.0f} ms   p95 {p95:.0f} ms (bar {BAR_MILLISECONDS:.0f})   most {seen[-1]:.0f} ms"
    )
    return 0 if p95 <= BAR_MILLISECONDS and again[len(again) // 2] <= PAGINATION_BAR else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else STROKES))
