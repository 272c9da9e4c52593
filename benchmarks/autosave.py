"""Autosave: DraftFile.commit of one edited narrative of 9 KB against a bare sqlite3 transaction of the same rows.

Both sides write into copies of one draft file with the same pragmas, in turns; minima are compared, since a disk
is only ever slower than it can be.  Usage: `python benchmarks/autosave.py [--runs N] [--folder DIR]`; exit
status 1 if the bar (design.md §10) is missed.
"""

import argparse
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from eduduty_desktop.draft import Draft, Key  # noqa: E402
from eduduty_desktop.draft.records import Narrative  # noqa: E402
from eduduty_desktop.framework import Framework, Point, Section  # noqa: E402
from eduduty_desktop.store import DraftFile  # noqa: E402
from eduduty_desktop.store.connection import JOURNAL, PRAGMAS  # noqa: E402

BAR = 1.5
KEY = Key("narratives", "p1")
TEXT = ("本年度，县委、县政府把教育摆在优先发展的战略位置，财政、编办等部门各尽其责。" * 90)[:3000]  # 9,000 bytes
FRAMEWORK = Framework("b", "基准", "县", "", "", (Section("s1", "一", "保障", (Point("p1", "1.", "编制"),)),), 2024)

PUT = (
    'INSERT INTO "narratives" ("row", "slot", "text", "serves") VALUES (?, ?, ?, ?) ON CONFLICT ("row", "slot") '
    'DO UPDATE SET "text" = excluded."text", "serves" = excluded."serves"'
)
ADD = (
    'INSERT INTO "change_log" ("at", "who", "group_id", "group_label", "cause", "table", "row", "slot", "old", "new", '
    '"splice") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
)


def now() -> datetime:
    return datetime.now(UTC)


def texts(number: int) -> str:
    """Each a small edit in the middle of the last, as typing is."""
    return f"{TEXT[:1500]}{number:06}{TEXT[1506:]}"


def seconds(work: Callable[[], object]) -> float:
    begin = perf_counter()
    work()
    return perf_counter() - begin


class Ours:
    """The store, until the commit is durable."""

    def __init__(self, path: Path, draft: Draft) -> None:
        self.file = DraftFile.create(path, draft, who="基准", clock=now)
        self.draft = draft

    def save(self, number: int) -> float:
        change = self.draft.change(KEY, Narrative(texts(number)), group=f"g{number}", cause="typed")
        self.draft = self.draft.apply([change])
        return seconds(lambda: self.file.commit([change], label="填写正文").result())


class Bare:
    """The same two rows by hand: everything is ready, only SQLite works."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in (*PRAGMAS, JOURNAL):
            self.connection.execute(pragma)

    def save(self, number: int) -> float:
        at, empty = now().isoformat(timespec="milliseconds"), '{"text":"","serves":[]}'
        step = f'{{"at":1505,"removed":"{number % 10}","inserted":"{(number + 1) % 10}"}}'
        row = (*KEY[1:], texts(number), "[]")
        line = (at, "基准", f"g{number}", "填写正文", "typed", *KEY, empty, empty, step)

        def write() -> None:
            self.connection.execute("BEGIN IMMEDIATE")
            self.connection.execute(PUT, row)
            self.connection.execute(ADD, line)
            self.connection.execute("COMMIT")

        return seconds(write)


def measure(folder: Path, runs: int) -> tuple[list[float], list[float]]:
    """Seconds of each commit, ours and bare, in turns."""
    empty = Draft("benchmark", FRAMEWORK)
    draft = empty.apply([empty.change(KEY, Narrative(texts(0)))])
    ours = Ours(folder / "ours.eduduty", draft)
    ours.file.copy_to(folder / "bare.eduduty")
    bare = Bare(folder / "bare.eduduty")
    pairs = [(ours.save(number), bare.save(number)) for number in range(1, runs + 1)]
    ours.file.close()
    with closing(bare.connection) as connection, closing(sqlite3.connect(folder / "ours.eduduty")) as other:
        counted = [
            c.execute("SELECT count(*), sum(length(splice)) FROM change_log").fetchone() for c in (connection, other)
        ]
    assert counted[0][0] == counted[1][0], counted
    return [ours_time for ours_time, _ in pairs], [bare_time for _, bare_time in pairs]


def median(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=400)
    parser.add_argument("--folder", type=Path, default=None, help="on the disk to be measured")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        ours, bare = measure(Path(folder), options.runs)
    ratio = min(ours) / min(bare)
    print(f"DraftFile.commit  min {min(ours) * 1e3:.3f} ms  median {median(ours) * 1e3:.3f} ms")
    print(f"bare sqlite3      min {min(bare) * 1e3:.3f} ms  median {median(bare) * 1e3:.3f} ms")
    print(f"ratio {ratio:.2f} (bar {BAR})  of medians {median(ours) / median(bare):.2f}")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
