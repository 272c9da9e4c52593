"""The page over a library of the test's own folder, and notices as files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.frameworks.page import FrameworkWindow
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.services import Services, Shelf
from eduduty_desktop.gui.settings import Settings

HEAD = ("一级指标", "测评点", "分值", "评分标准", "责任单位")


@pytest.fixture
def own(shelf: Shelf, framework: Framework) -> Framework:
    """The small framework, kept among the county's own."""
    return shelf.keep(msgspec.structs.replace(framework, id="own-small", title="本县的指标体系"))


@pytest.fixture
def page(
    qtbot: QtBot, services: Services, settings: Settings, presenter, look: Look, own: Framework
) -> Iterator[FrameworkWindow]:
    window = FrameworkWindow(services, settings, presenter, look)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.list.choose(own.id)
    yield window
    presenter.answers[:] = ["不保存，关闭"]
    window.close()


@pytest.fixture
def make_notice(tmp_path: Path) -> Callable[..., Path]:
    """Writes a workbook with one indicator table."""

    def make(rows: list[tuple], name: str = "通知.xlsx", title: str = "甲县2024年履行教育职责评价指标体系") -> Path:
        book = Workbook()
        sheet = book.active
        sheet.title = "指标"
        sheet.append([title])
        sheet.merge_cells("A1:E1")
        for row in (HEAD, *rows):
            sheet.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def notice(make_notice: Callable[..., Path]) -> Path:
    """Six points of two sections; one has no score, and the stated scores of the second do not add up."""
    return make_notice(
        [
            ("一、党的领导（30分）", "1.领导机制", 10, "每缺1次扣1分", "县委办"),
            (None, "2.联系学校", 20, "每缺1次扣2分", "教育局、组织部"),
            ("二、教育保障（70分）", "1.经费投入", 30, "未达到的不得分", "财政局"),
            (None, "2.教师平均工资", 20, "低于公务员的不得分", "人社局"),
            (None, "3.编制", 10, "未达标的不得分", "编办"),
            (None, "4.校园安全", None, "发生事故的不得分", "公安局"),
        ]
    )
