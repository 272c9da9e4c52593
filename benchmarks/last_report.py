"""Bar: of a published report's headings at least 90 % find their place, and of the figures offered 95 % are right.

The reports are not part of the program: FOLDER holds `hongjiang-2021.txt`, `huidong-2021.txt`, `wuhan-2021.txt`.  Their figures
are the samples'.  Recall (of all figures that the samples state as this year's) is printed, for the ticked and for all offered.

    python benchmarks/last_report.py FOLDER
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from eduduty_desktop import assets
from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.records import Entry
from eduduty_desktop.framework.library import Library
from eduduty_desktop.intake import edits_of, propose
from eduduty_desktop.intake.last_report import HIGH, Found, read_last_report
from eduduty_desktop.office import read_grids

REPORTS = {
    "hongjiang-2021": ("hn-2021-hongjiang", "hongjiang-2021"),
    "huidong-2021": ("sc-2021-huidong", "sc-2021-huidong"),
    "wuhan-2021": ("hb-2021-wuhan", "hb-2021-wuhan"),
}
LEAST_HEADINGS, LEAST_PRECISION = 0.9, 0.95


def key_of(framework: str, folder: str) -> Draft:
    """The figures that the report states, as published in the sample."""
    draft = Draft("key", Library.shipped().load(framework))
    edits = edits_of(propose(draft, read_grids(assets.path("resources", "samples", folder, "figures.csv"))))
    return draft.apply(draft.change(key, record) for key, record in edits)


def is_right(key: Draft, found: Found) -> bool:
    """Whether a figure is one that the report states of its metric: this year's, or the year before's."""
    entries = (key.record(Key("figures", found.metric, slot), Entry) for slot in (CURRENT, PREVIOUS))
    return found.value in [entry.amount for entry in entries]


def main(folder: Path) -> int:
    """Print the shares; exit 1 if one is below the bar."""
    failed = False
    for name, (framework, sample) in REPORTS.items():
        key = key_of(framework, sample)
        text = (folder / f"{name}.txt").read_text(encoding="utf-8", errors="replace")
        started = time.perf_counter()
        report = read_last_report(key.framework, text, 2021)
        seconds = time.perf_counter() - started
        points = {point.id for point in key.framework.points}
        placed = len(points & {place.node for place in report.places}) / len(points)
        stated = sum(e.amount is not None for (_, slot), e in key.rows("figures").items() if slot == CURRENT)
        print(f"{name}: points placed {placed:.0%}, {seconds * 1000:.0f} ms")
        for word, least in (("ticked", HIGH), ("offered", 0.0)):
            chosen = [found for found in report.figures if found.confidence >= least]
            right = sum(is_right(key, found) for found in chosen)
            precision = right / len(chosen) if chosen else 1.0
            print(
                f"  {word}: {right} of {len(chosen)} right ({precision:.1%}), recall {right / stated:.1%} of {stated}"
            )
            failed |= precision < LEAST_PRECISION
        failed |= placed < LEAST_HEADINGS
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
