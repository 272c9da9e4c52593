"""Bars: the proof of a 15,000-character report ≤ 50 × one bare regex pass over its figures, in the same run; a keystroke
proved again p95 ≤ 8 ms; time linear up to 1 MB, on one line of 200,000 characters, on digits only and on other scripts.

The bare pass is `re.finditer` with FIGURES; the ratio to a pass with DIGITS is printed beside it and has no bar.  The
report has no paragraph twice, and each proof of it starts from nothing: what functions remember is cleared before it.
`benchmarks/proof.py [REPORT.txt]`; without a file, the sample's narratives and the tests' own reports.
"""

import gc
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from eduduty_desktop.figures.measures import TABLE
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof import Reader, prove
from eduduty_desktop.workspace.samples import sample_draft
from tests.proof.adversarial import OTHER_SCRIPTS, TEXTS
from tests.proof.long_report import long_report, one_line

BAR_TIMES, BAR_MILLISECONDS, BAR_GROWTH = 50.0, 8.0, 3.0
LENGTH, MEGABYTE, LINE, HOSTILE = 15_000, 420_000, 200_000, 20_000
STROKES = 400
SHORT = 20.0  # milliseconds
DIGITS = re.compile(r"\d+(?:\.\d+)?")
# The bar's pass: DIGITS finds the digits of dates and numbering, not the report's figures, and none in Chinese numerals.
_COUNTING = {Kind.COUNT, Kind.AREA, Kind.DURATION}
UNITS = sorted((word for word, measure in TABLE.items() if measure.kind in _COUNTING), key=len, reverse=True)
FIGURES = re.compile(
    r"(?:\d+(?:[.,]\d+)*|[一二三四五六七八九十百千两零]+)\s?(?:余|多)?[万亿]?(?:元|%|个百分点|"
    rf"{'|'.join(map(re.escape, UNITS))})"
)
TYPED = "全县共有教师1，占"


def report() -> str:
    """15,000 characters: of the file named, or of the sample's narratives and, where they end, the tests' reports."""
    if len(sys.argv) > 1:
        text = Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace")
    else:
        text = "\n".join(record.text for record in sample_draft().rows("narratives").values())
    return (text + "\n" + long_report(LENGTH))[:LENGTH]


def forget() -> None:
    """Clear what the functions of the proof and of the figures remember of texts."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("eduduty_desktop.proof", "eduduty_desktop.figures")):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def milliseconds(work: Callable[[], object], tries: int) -> float:
    """The best of some tries, each of which starts from nothing."""
    best = float("inf")
    gc.collect()
    for _ in range(tries):
        forget()
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best * 1000


def keystrokes(text: str) -> list[float]:
    """Milliseconds of each proof after one more character, typed at places all over the report; sorted."""
    reader, rng = Reader(), random.Random(1)
    reader.prove(text)
    taken = []
    while len(taken) < STROKES:
        at = rng.randrange(len(text))
        for character in TYPED:
            text = text[:at] + character + text[at:]
            at += 1
            started = time.perf_counter()
            reader.prove(text)
            taken.append(1000 * (time.perf_counter() - started))
    return sorted(taken)


def growth(name: str, text: str) -> float:
    """How many times as long the whole takes as its half; 2 is linear, and said where the time is too short to tell."""
    half = text[: len(text) // 2]
    first = milliseconds(lambda: prove(half), 2)
    whole = milliseconds(lambda: prove(text), 2)
    print(f"{whole:9.1f} ms  {len(text):8,} characters, {whole / first:4.2f} x its half: {name}")
    return whole / first if whole >= SHORT else 2.0


def main() -> int:
    text = report()
    bare = milliseconds(lambda: list(FIGURES.finditer(text)), 200)
    digits = milliseconds(lambda: list(DIGITS.finditer(text)), 200)
    whole = milliseconds(lambda: prove(text), 30)
    proof = prove(text)
    print(f"{len(text)} characters, {len(proof.figures)} figures, {len(proof.claims)} claims: proof {whole:.1f} ms")
    print(
        f"bare pass {bare:.3f} ms for {len(FIGURES.findall(text))} figures with unit: {whole / bare:.1f} x (bar {BAR_TIMES:.0f})"
    )
    print(f"bare pass {digits:.3f} ms for {len(DIGITS.findall(text))} runs of digits: {whole / digits:.1f} x (no bar)")
    taken = keystrokes(text)
    p95 = taken[int(len(taken) * 0.95)]
    print(
        f"keystroke p50 {taken[len(taken) // 2]:.2f} ms, p95 {p95:.2f} ms (bar {BAR_MILLISECONDS:.0f}), most {taken[-1]:.1f} ms"
    )
    growths = [
        growth("a report of 1 MB", long_report(MEGABYTE)),
        growth("one line", one_line(LINE)),
        growth("only digits", "".join(str(n * n) for n in range(LINE))[:LINE]),
        *(growth(ascii(script)[:40], (script * LINE)[:LINE]) for script in OTHER_SCRIPTS),
    ]
    slowest = max(TEXTS, key=lambda unit: milliseconds(lambda: prove((unit * LINE)[:2_000]), 1))
    growths.append(growth(f"the slowest of {len(TEXTS)} hostile texts, {slowest!r}", (slowest * LINE)[:HOSTILE]))
    print(f"worst growth {max(growths):.2f} x for twice the text (bar {BAR_GROWTH:.0f})")
    return 0 if whole <= BAR_TIMES * bare and p95 <= BAR_MILLISECONDS and max(growths) <= BAR_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
