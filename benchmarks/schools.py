"""Bar: a 学校基表 of 1,200 schools is read and computed in at most 1.3 times the bare calamine read of the same .xlsx.

The table is what a county sends: two header rows with merges, the nine columns that the seven indicators need for either
stage, and further ones that nobody asked for here (`WIDE`), written by openpyxl.  `NARROW` has the needed columns only.
Minima of interleaved runs; what a run makes is freed before the next one begins.

    python benchmarks/schools.py [RUNS]
"""

import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from eduduty_desktop.draft import Draft
from eduduty_desktop.workspace.samples import sample_draft
from eduduty_desktop.workspace.schools import compute, open_school_file, read_school_file

BAR = 1.3
SCHOOLS, RUNS = 1200, 15
NARROW, WIDE = 0, 60
"""Further columns: grades, classes, books, computers … of which a 办学条件基表 has dozens."""

NEEDED = (
    "在校学生数",
    "高于规定学历教师数",
    "县级以上骨干教师数",
    "体育、艺术专任教师数",
    "教学及辅助用房面积（㎡）",
    "其中：室内体育用房面积",
    "体育运动场馆面积（㎡）",
    "教学仪器设备值（万元）",
    "网络多媒体教室（间）",
)
KINDS = ("小学", "小学", "小学", "初级中学", "九年一贯制学校")


def table(path: Path, further: int) -> None:
    """1,200 schools, a fifth of them with both stages."""
    chance = random.Random(3)
    workbook = openpyxl.Workbook(write_only=False)
    sheet = workbook.active
    assert sheet is not None
    first = ["序号", "学校名称", "学校标识码", "办学类型", "城乡类型", "小学部", *[None] * 8, "初中部", *[None] * 8]
    sheet.append([*first, *(f"其他项目{at}" for at in range(further))])
    sheet.append([*[None] * 5, *NEEDED, *NEEDED])
    for at in range(SCHOOLS):
        kind = KINDS[at % len(KINDS)]
        primary = _part(chance) if kind != "初级中学" else [None] * 9
        junior = _part(chance) if kind in {"初级中学", "九年一贯制学校"} else [None] * 9
        rest = [chance.randint(0, 3000) if column % 3 else chance.randint(0, 10**6) / 100 for column in range(further)]
        sheet.append([at + 1, f"第{at + 1}{kind}", f"21430{at:05d}", kind, "镇区", *primary, *junior, *rest])
    for columns in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:N1", "O1:W1"):
        sheet.merge_cells(columns)
    workbook.save(path)


def _part(chance: random.Random) -> list[float]:
    students = chance.randint(60, 1900)

    def share(least: float, most: float, decimals: int = 0) -> float:
        value = round(students * chance.uniform(least, most), decimals)
        return value if decimals else int(value)

    return [
        students,
        share(0.04, 0.08),
        share(0.006, 0.02),
        share(0.007, 0.014),
        share(4, 9, 1),
        chance.choice((0, 120)),
        share(6, 14, 1),
        share(0.17, 0.4, 2),
        share(0.018, 0.04),
    ]


def bare(path: Path) -> None:
    """Every cell of every sheet as Python values."""
    workbook = CalamineWorkbook.from_path(str(path))
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python()


def ours(path: Path, draft: Draft) -> None:
    """The file read, its columns understood, every school judged, the coefficients computed."""
    found = compute(draft, read_school_file(open_school_file(path)))
    assert found.reading.rows == SCHOOLS
    assert found.resources.stages[0].indicators[6].coefficient


def minima(runs: int, *jobs: Callable[[], None]) -> list[float]:
    """The best time of each job in milliseconds, run by turns."""
    best = [float("inf")] * len(jobs)
    for _ in range(runs):
        for at, job in enumerate(jobs):
            gc.collect()
            begun = time.perf_counter()
            job()
            best[at] = min(best[at], time.perf_counter() - begun)
    return [one * 1000 for one in best]


def main(runs: int) -> int:
    """Print the times; exit 1 if the table as counties send it is over the bar."""
    draft, over = sample_draft(), False
    with tempfile.TemporaryDirectory() as folder:
        for word, further in (("needed columns only", NARROW), (f"{WIDE} further columns", WIDE)):
            path = Path(folder) / f"{further}.xlsx"
            table(path, further)
            calamine, program = minima(runs, lambda path=path: bare(path), lambda path=path: ours(path, draft))
            ratio = program / calamine
            over = over or ratio > BAR
            print(
                f"{SCHOOLS} schools, {word}: calamine {calamine:.1f} ms, read and computed {program:.1f} ms, {ratio:.2f} ×"
            )
    print(f"bar {BAR} ×")
    return int(over)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))
