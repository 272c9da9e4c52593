"""Salvage of a damaged draft as the window and the commands use it, and its report in words."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from eduduty_desktop.workspace.backups import backups_of
from eduduty_desktop.workspace.differences import TABLE_TITLES, place_in_words, words
from eduduty_desktop.workspace.people import person

if TYPE_CHECKING:
    from eduduty_desktop.store import Loss, SalvageReport

_LONG = 60  # characters of a value in a line of the report


def salvage(damaged: Path, target: Path, *, clock: Callable[[], datetime], data: Path | None = None) -> "SalvageReport":
    """Build a sound draft at `target` from a damaged file, its backups and the frameworks known here.

    The damaged file is only read.  Raises UserError if the target exists or cannot be written, or if nothing
    can be saved.
    """
    from eduduty_desktop.store import salvage as build
    from eduduty_desktop.workspace.library import library

    backups = backups_of(clock, data).of_file(damaged)
    frameworks = library(data).all()
    return build(damaged, target, who=person(), clock=clock, backups=backups, frameworks=frameworks)


def in_words(report: "SalvageReport") -> list[str]:
    """The report as lines of text: the sum, what was wrong with the file, and each value that was not intact."""
    gone = len(report.lost)
    head = f"已从“{report.damaged.name}”抢救出 {report.kept} 项内容，存为“{report.target.name}”；原文件没有改动。"
    if report.uncertain:
        tables = "、".join(TABLE_TITLES.get(table, table) for table in report.uncertain)
        head += f"{tables}可能还有没有列出的内容。"
    tail = f"有 {gone} 项没有完整找回，请逐项核对。" if gone else "列得出的内容都已找回。"
    return [
        head + tail,
        *(f"{remark}。" for remark in report.remarks),
        *(_line(report, loss) for loss in report.losses),
    ]


def _line(report: "SalvageReport", loss: "Loss") -> str:
    place = place_in_words(report.draft.framework, loss.key, loss.record)
    text = words(loss.record).replace("\n", " ")
    text = f"“{text[:_LONG]}{'…' if len(text) > _LONG else ''}”" if text else ""
    hint = f"（{loss.hint}）" if loss.hint else ""
    if loss.source == "两处记载不一致":
        hint = f"（修改记录里是“{words(loss.other)[:_LONG]}”）"
    title = TABLE_TITLES.get(loss.key.table, loss.key.table)
    return f"{title} {place}：{_SOURCE_WORDS.get(loss.source, '')}{hint}{text}"


_SOURCE_WORDS = {
    "修改记录": "已按修改记录恢复",
    "备份": "已从备份取回，可能不是最新",
    "残缺的原文": "文字有残缺，读不出的字以 � 表示",
    "两处记载不一致": "与修改记录不一致，请核对",
    "没有找回": "没有找回，请重新填写",
}
