"""An export is whole or not there, and an earlier one survives what goes wrong."""

import errno
import os
from pathlib import Path

import pytest

from eduduty_desktop.document import Paragraph, Run
from eduduty_desktop.document.sheets import Cell, Sheet
from eduduty_desktop.errors import UserError
from eduduty_desktop.office import write_report, write_workbook
from eduduty_desktop.office.files import replacing

BLOCKS = (Paragraph((Run("正文"),)),)
SHEETS = (Sheet("表", "题", "", (9.0,), ((Cell("甲"),),), 0),)


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="文件夹不存在") as refused:
        write_report(BLOCKS, tmp_path / "no" / "r.docx")
    assert refused.value.what_to_do


def test_the_target_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "r.docx").mkdir()
    with pytest.raises(UserError):
        write_report(BLOCKS, tmp_path / "r.docx")
    assert [file.name for file in tmp_path.iterdir()] == ["r.docx"]


@pytest.mark.parametrize("write", [lambda path: write_report(BLOCKS, path), lambda path: write_workbook(SHEETS, path)])
def test_a_target_held_open_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: object) -> None:
    target = tmp_path / "r.docx"
    target.write_bytes(b"earlier")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UserError, match="正被其他程序打开") as refused:
        write(target)  # type: ignore[operator]
    assert "请关闭" in refused.value.one_line()
    assert target.read_bytes() == b"earlier"
    assert [file.name for file in tmp_path.iterdir()] == ["r.docx"]


def fill_the_disk(target: Path) -> None:
    with replacing(target) as stream:
        stream.write(b"half")
        raise OSError(errno.ENOSPC, "full")


def test_a_full_disk(tmp_path: Path) -> None:
    target = tmp_path / "r.docx"
    target.write_bytes(b"earlier")
    with pytest.raises(UserError, match="磁盘空间不足"):
        fill_the_disk(target)
    assert target.read_bytes() == b"earlier"
    assert [file.name for file in tmp_path.iterdir()] == ["r.docx"]


def test_a_bug_while_writing_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "r.docx"):
        _ = 1 / 0
    assert list(tmp_path.iterdir()) == []
