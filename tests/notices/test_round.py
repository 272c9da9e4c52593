"""A framework from a notice survives its way through Excel, and a large notice is read at once."""

import pytest
from openpyxl import Workbook

from eduduty_desktop.workspace.frameworks import bring, write_framework
from tests.notices.score import files
from tests.runaway import no_runaway


@pytest.mark.parametrize("path", [p for p in files() if p.suffix == ".xlsx"], ids=lambda path: path.stem)
@pytest.mark.parametrize("suffix", [".xlsx", ".yaml"])
def test_written_and_brought_again_it_is_equal(tmp_path, path, suffix):
    framework = bring(path).framework
    copy = tmp_path / f"framework{suffix}"
    write_framework(framework, copy)
    assert bring(copy).framework == framework


def test_three_hundred_points_within_a_second(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["一级指标", "二级指标", "测评点", "分值", "评分标准", "责任单位"])
    for i in range(300):
        section = [f"A{i // 60 + 1} 部分（60分）", f"B{i // 10 + 1} 方面（10分）"]
        sheet.append([*section, f"C{i + 1} 事项之{i + 1}", 1, "每少1次扣0.2分，扣完为止", "教育局、财政局"])
    for i in range(5):
        sheet.merge_cells(start_row=60 * i + 2, end_row=60 * i + 61, start_column=1, end_column=1)
    book.save(tmp_path / "large.xlsx")
    bring(next(p for p in files() if p.suffix == ".xlsx"))  # what is imported on first use
    with no_runaway(1):
        framework = bring(tmp_path / "large.xlsx").framework
    assert len(framework.points) == 300
    assert framework.total == 300
