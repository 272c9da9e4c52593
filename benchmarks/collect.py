"""A round of 30 departments, 60 figures each: read, compared and proposed, against the bare reading of the files.

python-calamine is the bare reader, as in the bar of issue 8; it is a development dependency only.  The bar is 5 s.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Text
from eduduty_desktop.framework.library import Library
from eduduty_desktop.intake import Status
from eduduty_desktop.workspace.collecting import Collected, collect

DEPARTMENTS, FIGURES, RUNS = 30, 60, 5
BAR_SECONDS = 5.0
FRAMEWORK = "hn-2021-hongjiang"


def main() -> int:
    """Print seconds and ratio; 1 if the bar is not met."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draft = Draft("bench", Library.shipped().load(FRAMEWORK))
        draft = draft.apply([draft.change(Key("cover", "year"), Text("2021"))])
        files = [write(draft, folder, at) for at in range(DEPARTMENTS)]
        bare = min(timed(lambda: bare_read(files)) for _ in range(RUNS))
        seconds, found = [], None
        for _ in range(RUNS):
            started = time.perf_counter()
            found = collect(draft, files)
            seconds.append(time.perf_counter() - started)
        assert found is not None
        check(found)
    worst, best = max(seconds), min(seconds)
    print(f"{DEPARTMENTS} files x {FIGURES} figures: {best:.2f} s (worst {worst:.2f} s), bar {BAR_SECONDS} s")
    print(f"bare python-calamine: {bare:.3f} s, ratio {best / bare:.1f}")
    return 0 if worst <= BAR_SECONDS else 1


def timed(call: object) -> float:
    started = time.perf_counter()
    call()  # type: ignore[operator]
    return time.perf_counter() - started


def write(draft: Draft, folder: Path, at: int) -> Path:
    """A re-typed workbook without ids: the names differ a little from the framework's."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.append([f"第{at}局2021年度数据"])
    sheet.append(["序号", "指标数据", "单位", "上年", "本年", "备注"])
    metrics = [m for m in draft.framework.metrics.values() if not m.formula]
    for number in range(FIGURES):
        metric = metrics[(at * 7 + number) % len(metrics)]
        label = metric.label if number % 3 else f"{number}. {metric.label}情况"
        value = (
            "1:19" if metric.kind == "ratio" else f"{100 + number},{at:03d}" if number % 5 == 0 else 50 + number % 40
        )
        sheet.append([number, label, metric.unit, None, value, "备注" if number % 9 == 0 else None])
    path = folder / f"第{at}局.xlsx"
    workbook.save(path)
    return path


def bare_read(files: list[Path]) -> None:
    for file in files:
        book = CalamineWorkbook.from_path(str(file))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def check(found: Collected) -> None:
    """The round must have been read, or the time says nothing."""
    known = [p for p in found.proposals if p.status is not Status.UNKNOWN]
    assert len(known) >= 0.95 * DEPARTMENTS * FIGURES, len(known)


if __name__ == "__main__":
    sys.exit(main())
