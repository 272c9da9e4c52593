"""Pictures of last year's report, the list of feedback, the new year's draft, and the table of schools."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from eduduty_desktop.framework.library import Library
from eduduty_desktop.gui.last_year.feedback_dialog import FeedbackDialog
from eduduty_desktop.gui.last_year.last_report_dialog import LastReportDialog
from eduduty_desktop.gui.last_year.roll_dialog import RollDialog
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.outline_model import SCHOOLS
from eduduty_desktop.gui.schools.import_dialog import SchoolImportDialog
from eduduty_desktop.gui.schools.page import SchoolsPage
from eduduty_desktop.workspace.last_report import read_report
from eduduty_desktop.workspace.rectification import read_list
from eduduty_desktop.workspace.schools import open_school_file, take_over

REPORT = """洪江市人民政府关于2020年度履行教育职责情况的自评报告
一、加强党对教育工作的全面领导
（一）健全党的教育工作领导机制
2020年，召开教育工作领导小组会议4次，审议通过文件6个，议定事项12项。另据台账，教育工作领导小组会议5次。
二、完善教育投入保障机制
（一）落实教育投入
教育信息化投入320万元。年末统计，全年教育信息化投入342万元。公开招聘教师121人。
"""
FEEDBACK = "序号,指标,问题,整改措施\n1,教育收费管理,收费公示不全,补齐公示\n2,述职必述教育制度,述职没有写教育,列入提纲\n"
SCHOOLS_TABLE = (
    "学校名称,学校标识码,办学类型,在校学生数,高于规定学历教师数,骨干教师,体育艺术教师,教学及辅助用房面积（平方米）,"
    "体育运动场馆面积（平方米）,教学仪器设备值（万元）,网络多媒体教室数\n"
    "第一小学,01,小学,1000,60,12,11,5000,8000,250,25\n第二小学,02,小学,500,20,3,3,2000,3000,80,12\n"
    "第三中学,03,初级中学,800,60,9,8,5200,9000,210,22\n"
)


class Camera(Protocol):
    """Takes pictures of widgets."""

    def take(self, widget: QWidget, name: str) -> None: ...
    def take_dialog(self, dialog: QWidget, name: str) -> None: ...


def take_last_year(window: MainWindow, camera: Camera, folder: Path) -> None:
    """Every dialog of last year with something to decide; the draft stays as it is."""
    draft = window.session.draft
    report = folder / "洪江市2020年度自评报告.txt"
    report.write_text(REPORT, encoding="utf-8")
    dialog = LastReportDialog(read_report(draft, report), lambda year: read_report(draft, report, year=year), window)
    camera.take_dialog(dialog, "last-year-places")
    dialog.tabs.setCurrentIndex(1)
    twofold = [row for at in range(dialog.figures.topLevelItemCount()) if (row := dialog.figures.topLevelItem(at))]
    for row in twofold:
        if row.childCount():
            dialog.figures.setCurrentItem(row.child(0))
            row.child(0).setCheckState(0, Qt.CheckState.Checked)
            break
    camera.take_dialog(dialog, "last-year-figures")
    feedback = folder / "反馈.csv"
    feedback.write_text(FEEDBACK, encoding="utf-8")
    rows = read_list(draft, feedback)
    camera.take_dialog(FeedbackDialog(rows, feedback.name, draft.framework, window), "last-year-feedback")
    old = folder / "洪江市2021年度自评.eduduty"
    camera.take_dialog(RollDialog(draft, old, Library.shipped().all(), folder, window), "last-year-roll")


def take_schools(window: MainWindow, camera: Camera, folder: Path) -> None:
    """The page 学校基表 empty, the dialog of its import, and with schools of which one misses what is asked."""
    window.show_node(SCHOOLS)
    page = window.pages.currentWidget()
    assert isinstance(page, SchoolsPage)
    camera.take(window, "schools-empty")
    path = folder / "学校基表.csv"
    path.write_text(SCHOOLS_TABLE, encoding="utf-8")
    dialog = SchoolImportDialog(window.session.draft, open_school_file(path), page.method.currentData(), window)
    camera.take_dialog(dialog, "schools-import")
    assert dialog.computed is not None
    take_over(window.session, dialog.computed.reading, path.name, with_metrics=False)
    camera.take(window, "schools")
    window.session.undo()
