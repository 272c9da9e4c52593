"""Bar: the lexer's share of the prose check (≤ 50 × one bare pass over the figures for all of it), and no slow pattern.

Prints the time of `lex` on 15,000 characters against `re.finditer(r"\\d+(?:\\.\\d+)?")` over the same text, then the
worst time of every pattern of figures/ on 100,000 characters of anything (bar: 50 ms), then the worst of `lex` itself.
`benchmarks/lexer.py [REPORT.txt]`; without a file, the sample's texts.
"""

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from eduduty_desktop.figures.lexer import lex
from eduduty_desktop.workspace.samples import sample_draft
from tests.figures.adversarial import TEXTS, lexer_patterns

BAR_MILLISECONDS = 50.0
LENGTH, LONG = 15_000, 100_000
BARE = re.compile(r"\d+(?:\.\d+)?")


def report() -> str:
    """15,000 characters of a report: the file named, or all texts of the sample, over and over."""
    if len(sys.argv) > 1:
        text = Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace")
    else:
        text = "\n".join(record.text for record in sample_draft().rows("narratives").values())
    return (text * (LENGTH // len(text) + 1))[:LENGTH]


def milliseconds(work: Callable[[], object], tries: int) -> float:
    best = float("inf")
    for _ in range(tries):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best * 1000


def main() -> int:
    text = report()
    bare = milliseconds(lambda: list(BARE.finditer(text)), 200)
    lexer = milliseconds(lambda: lex(text), 50)
    print(f"{len(text)} characters, {len(lex(text))} quantities, {len(BARE.findall(text))} bare numbers")
    print(f"lexer {lexer:.2f} ms, bare pass {bare:.3f} ms: {lexer / bare:.1f} x")
    texts = {name: (name * LONG)[:LONG] for name in TEXTS}
    worst = 0.0
    for name, pattern in lexer_patterns().items():
        times = {
            repr(unit): milliseconds(lambda p=pattern, t=long: (p.search(t), p.match(t), p.fullmatch(t)), 1)  # type: ignore[misc]
            for unit, long in texts.items()
        }
        slowest = max(times, key=lambda unit: times[unit])
        worst = max(worst, times[slowest])
        print(f"{times[slowest]:7.2f} ms  {name}  on {slowest}")
    print(f"worst pattern {worst:.1f} ms (bar {BAR_MILLISECONDS:.0f})")
    whole = {repr(unit): milliseconds(lambda t=long: lex(t), 1) for unit, long in texts.items()}  # type: ignore[misc]
    slowest = max(whole, key=lambda unit: whole[unit])
    print(f"worst text for the lexer: {whole[slowest]:.0f} ms on {slowest}, {LONG} characters")
    return 0 if worst <= BAR_MILLISECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
