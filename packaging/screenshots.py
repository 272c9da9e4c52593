"""Takes the pictures of README and manual, and of a look at every page: start page, pages, dialogs.

    xvfb-run -s "-screen 0 1366x768x24" .venv/bin/python packaging/screenshots.py FOLDER [--theme dark] [NODE …]
    … packaging/screenshots.py FOLDER --manual        also writes the manual's own pictures
    … packaging/screenshots.py FOLDER --report FILE …  the page 校核已有报告 on these reports, nothing else

With QT_SCALE_FACTOR=1.25 the pictures show what a screen at 125 % shows.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from time import monotonic

from pictures_at_work import scored, take_at_work, take_scores
from pictures_departments import take_departments
from pictures_last_year import take_last_year, take_schools
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget

from eduduty_desktop import app, assets
from eduduty_desktop.draft import CURRENT, Finding, Key, Place
from eduduty_desktop.draft.records import Entry, PointState, Status, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Severity
from eduduty_desktop.framework.library import Library
from eduduty_desktop.gui.cover_fields import CalendarDialog
from eduduty_desktop.gui.frameworks.compare_dialog import CompareDialog
from eduduty_desktop.gui.frameworks.import_dialog import ImportDialog
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.new_draft import NewDraftDialog
from eduduty_desktop.gui.opening import CANCEL, READ_ONLY, TAKE_OVER, held_text
from eduduty_desktop.gui.presenter import Presenter, question_box
from eduduty_desktop.gui.proofing.result_dialog import ResultDialog
from eduduty_desktop.gui.proofing.window import READING
from eduduty_desktop.gui.restore_dialog import RestoreDialog
from eduduty_desktop.gui.salvage_dialog import SalvageDialog
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.shell import Shell
from eduduty_desktop.gui.waiving import WaiverDialog
from eduduty_desktop.store import Holder, LockedError, SaveState

NODES = ("cover", "overview", "profile", "s3.p2", "s4.p1", "s4", "problems")
NOTICE = (
    "一级指标,二级指标,测评点,分值,评分标准,责任单位",
    "一、党的领导（30分）,（一）领导机制,1.领导小组会议,15,每少1次扣2分，扣完为止,教育局",
    "一、党的领导（30分）,（一）领导机制,2.联系学校,15,每缺1人次扣1分,教育局、组织部",
    "二、教育保障（70分）,（一）经费投入,1.一般公共预算教育支出只增不减,30,未达到不得分,财政局、教育局",
    "二、教育保障（70分）,（一）经费投入,2.生均公用经费,20,未达到不得分,财政局、教育局",
    "二、教育保障（70分）,（二）教师队伍,1.教师平均工资收入水平,15,低于当地公务员不得分,人社局",
    "二、教育保障（70分）,（二）教师队伍,2.教职工编制,,未达标不得分,编办",
)
REPORT = """某县人民政府关于2024年度履行教育职责情况的自评报告

一、基本情况
全县有各级各类学校56所，其中幼儿园20所、小学24所、初中12所。在校学生18240人，教职工3137人，其中义务教育阶段2342人、其他学段780人。

二、经费投入
2024年一般公共预算教育支出5.43亿元，比上年增加0.21亿元，增长4.02%。新建学校 ?? 所，新增学位1200个，覆盖率提高3%。

四、队伍建设
招聘教师120人，占全年减员150人的80%。本科以上学历教师占比达到91.5%。全县教职工3122人全部完成培训，，培训满意率98%。
"""
OFFICE_SCREEN = (1366, 728)  # what a task bar leaves of 1366 × 768
MANUAL_PICTURES = ("window-s3.p2", "window-overview", "restore", "locked", "window-failing-save")
MOST_BYTES = 150_000
LOSSES = [
    "已从“洪江市2021年度自评.eduduty”抢救出 142 项内容，存为“洪江市2021年度自评（抢救）.eduduty”；原文件没有改动。"
    "有 2 项没有完整找回，请逐项核对。",
    "指标数据 三（二） 教师年平均工资收入水平：已从备份取回，可能不是最新“77938”",
    "正文 四（一） 保障学校安全：没有找回，请重新填写",
]


class Camera:
    """Saves pictures of widgets into one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self, widget: QWidget, name: str) -> None:
        """Wait until a widget is painted and save its picture."""
        QTest.qWaitForWindowExposed(widget.window())
        for _ in range(20):
            QCoreApplication.processEvents()
        file = self._folder / f"{name}.png"
        widget.grab().save(str(file))
        print(file)

    def take_screen(self, name: str) -> None:
        """The whole screen, with what pops up over the window."""
        QTest.qWait(150)
        file = self._folder / f"{name}.png"
        QGuiApplication.primaryScreen().grabWindow(0).save(str(file))
        print(file)

    def take_dialog(self, dialog: QWidget, name: str) -> None:
        dialog.show()
        self.take(dialog, name)
        dialog.close()


def take_all(shell: Shell, camera: Camera, nodes: list[str]) -> None:
    shell.show_start()
    assert shell.start_page is not None
    camera.take(shell.start_page, "start-empty")
    camera.take_dialog(NewDraftDialog(Library.shipped().all(), Path("文档") / "教育履职自评", "洪江市"), "new-draft")
    take_frameworks(shell, camera)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "某县自评报告.txt"
        report.write_text(REPORT, encoding="utf-8")
        take_proofing(shell, camera, [report])
    shell.new_drafts.open_sample()
    window = shell.window
    assert window is not None
    fit(window)
    assess_some(window)
    window.checks.finish()
    for node in nodes:
        window.show_node(node)
        camera.take(window, f"window-{node}")
    if "overview" in nodes:
        take_rest_of_overview(window, camera)
    take_preview(window, camera)
    take_findings(window, camera)
    take_dialogs(window, camera)
    take_safety(window, camera)
    folder = window.draft_path.parent / "佐证"
    folder.mkdir()
    take_at_work(window, camera, folder)
    take_departments(window, camera, window.draft_path.parent)
    take_last_year(window, camera, window.draft_path.parent)
    take_schools(window, camera, window.draft_path.parent)
    path = window.draft_path
    shell.go_home()
    camera.take(shell.start_page, "start")
    take_read_only(shell, path, camera)
    take_scored(shell, path.with_name("得分.eduduty"), camera)
    shell.start_page.close()


def take_frameworks(shell: Shell, camera: Camera) -> None:
    """The framework page, read and edited, a comparison, and the import of a small notice."""
    shell.sides.show_frameworks()
    page = shell.sides.frameworks
    assert page is not None
    fit(page)
    page.list.choose("hn-2021-hongjiang")
    page.show_node("s3.p2")
    camera.take(page, "frameworks")
    page.search.setText("工资")
    camera.take(page, "frameworks-search")
    page.search.clear()
    page.files.copy_own()
    for tab, name in ((1, "edit"), (2, "figures")):
        page.details.setCurrentIndex(tab)
        camera.take(page, f"frameworks-{name}")
    own = page.framework
    assert own is not None
    others = [one for one in page.frameworks if one.id.startswith("gs-")]
    camera.take_dialog(CompareDialog([*others, own], own, page.look, page), "frameworks-compare")
    dialog = ImportDialog(shell._services, shell._settings, shell._presenter, shell._look, page)
    dialog.show()
    camera.take(dialog, "import-choose")
    with tempfile.TemporaryDirectory() as folder:
        notice = Path(folder) / "某县2024年指标体系.csv"
        notice.write_text("\n".join(NOTICE), encoding="utf-8")
        dialog.read(notice)
        wait_for(dialog)
    camera.take(dialog, "import")
    dialog.review.step(1)
    camera.take(dialog, "import-doubt")
    dialog.review.result.tabs.setCurrentIndex(2)
    camera.take(dialog, "import-suggested")
    dialog.create_framework()
    camera.take(dialog, "import-done")
    dialog.accept()
    page.close()


def take_proofing(shell: Shell, camera: Camera, reports: list[Path]) -> None:
    """The page 校核已有报告: empty, on each report, on its second finding, and the result."""
    shell.sides.show_proofing()
    window = shell.sides.proofing
    assert window is not None
    fit(window)
    camera.take(window, "proofing-empty")
    for report in reports:
        name = f"proofing-{report.stem}{report.suffix.replace('.', '-')}"
        window.open(report)
        wait_until(lambda: window.page != READING, "the report was not proved")
        camera.take(window, name)
        for step in ("next", "next-again"):
            window.actions_by_name["next"].trigger()
            camera.take(window, f"{name}-{step}")
        if window.report is not None:
            now = datetime.now().astimezone()
            camera.take_dialog(
                ResultDialog(window.report, now, shell._settings, shell._presenter, window), f"{name}-result"
            )
    window.close()


def wait_for(dialog: ImportDialog) -> None:
    """Until a notice is read and compared with the library."""
    wait_until(lambda: not (dialog.reading.is_running or dialog.searching.is_running), "the notice was not read")


def wait_until(done: Callable[[], bool], otherwise: str) -> None:
    """Let events run until something is done.  Raises TimeoutError after a minute."""
    until = monotonic() + 60
    while not done():
        QCoreApplication.processEvents()
        if monotonic() > until:
            raise TimeoutError(f"{otherwise} within a minute")


def fit(window: QWidget) -> None:
    ratio = window.devicePixelRatioF()
    window.resize(round(OFFICE_SCREEN[0] / ratio), round(OFFICE_SCREEN[1] / ratio))


def assess_some(window: MainWindow) -> None:
    """A draft in the middle of its six weeks."""
    points = window.session.draft.framework.points
    states = [*[Status.CHECKED] * (len(points) // 3), *[Status.REPORTED] * (len(points) // 4), Status.LACKING]
    edits = [(Key("states", p.id), PointState(status)) for p, status in zip(points, states, strict=False)]
    window.session.edit(edits, label="核定")


def take_rest_of_overview(window: MainWindow, camera: Camera) -> None:
    window.show_node("overview")
    page = window.pages.currentWidget()
    bar = page.verticalScrollBar()
    for name, place in (("middle", bar.maximum() // 2), ("end", bar.maximum())):
        bar.setValue(place)
        camera.take(window, f"window-overview-{name}")


def take_preview(window: MainWindow, camera: Camera) -> None:
    window.show_node("s4.p1")
    window.preview.open()
    camera.take(window, "window-preview")
    window.preview.close()


def take_findings(window: MainWindow, camera: Camera) -> None:
    window.actions_by_name["next_finding"].trigger()
    window.actions_by_name["next_finding"].trigger()
    camera.take(window, "window-finding")
    window.outline.search.setText("编制")
    camera.take(window, "window-search")
    window.outline.search.clear()
    if window.panel.fold.isVisible():  # where the window is narrow
        window.panel.fold.click()
    camera.take_dialog(WaiverDialog(window.panel.model.rows[0].finding, window), "waiver")


def take_dialogs(window: MainWindow, camera: Camera) -> None:
    export = window.exports.make_dialog()
    export.show()
    camera.take(export, "export")
    export.final.click()
    camera.take(export, "export-blocked")
    export.close()
    window.help.show_manual()
    assert window.help.manual is not None
    camera.take(window.help.manual, "manual")
    window.help.manual.show_page("checks")
    camera.take(window.help.manual, "manual-checks")
    window.help.manual.search.setText("扣分")
    window.help.manual.search.returnPressed.emit()
    camera.take(window.help.manual, "manual-search")
    window.help.manual.close()
    camera.take_dialog(CalendarDialog(None, window), "calendar")
    button = window.findChild(QToolButton, "menuButton")
    assert isinstance(button, QToolButton)
    button.menu().popup(button.mapToGlobal(button.rect().bottomLeft()))
    camera.take(button.menu(), "menu")
    button.menu().close()


def take_safety(window: MainWindow, camera: Camera) -> None:
    """Restore, lock, damaged, a save that fails."""
    session, opened = window.session, window._opened
    opened.back_up().result()
    session.edit([(Key("cover", "date"), Text("2022年3月15日"))], label="填写成文日期")
    metric = next(row for (row, slot) in session.draft.rows("figures") if slot == CURRENT)
    session.edit([(Key("figures", metric, CURRENT), Entry(Decimal(987)))], label="填写数据")
    opened.back_up().result()
    session.edit([(Key("headings", "s3.p2"), Text("教师待遇有保障"))], label="修改标题")
    rescue = window._services.rescue
    path = Path("D:/教育履职自评") / window.draft_path.name  # pictures show no path of this machine
    restore = RestoreDialog(path, rescue.backups(window.draft_path), session.draft, rescue.difference, window)
    restore.list.setCurrentIndex(restore.list.model().index(1, 0))
    camera.take_dialog(restore, "restore")
    camera.take_dialog(RestoreDialog(path, [], session.draft, rescue.difference, window), "restore-none")
    at = (datetime.now().astimezone() - timedelta(hours=2)).replace(hour=9, minute=12)
    holder = Holder(computer="JIAOYU-03", user="李四", time=at.isoformat())
    error = LockedError(window.draft_path, window.draft_path, holder, Holder(computer="here"))
    words = [READ_ONLY, TAKE_OVER, CANCEL]
    box, _ = question_box(window, "自评稿正被打开", held_text(error, window.draft_path), words, safe=CANCEL)
    camera.take_dialog(box, "locked")
    camera.take_dialog(SalvageDialog(LOSSES, window), "salvaged")
    window.show_node("s3.p2")
    reason = UserError(
        f"自评稿“{window.draft_path.name}”：磁盘空间不足，修改没有存上",
        what_to_do="请在该磁盘上腾出空间。没有存上的修改仍在窗口里，会随下一次修改再次保存；也可以“另存”到别的磁盘。",
    )
    window.safety.monitor.failing.emit(SaveState(failing_since=at, reason=reason))
    camera.take(window, "window-failing-save")
    window.safety.strip.hide()


def take_read_only(shell: Shell, path: Path, camera: Camera) -> None:
    shell.show_opened(lambda: shell._services.open_draft(path, read_only=True))
    window = shell.window
    assert window is not None
    fit(window)
    window.show_node("s3.p2")
    window.checks.finish()
    window.reveal(Finding("", Severity.HINT, Place(node="s3.p2"), "", ""))
    camera.take(window, "window-read-only")
    window.close()


def take_scored(shell: Shell, path: Path, camera: Camera) -> None:
    framework = scored(Library.shipped().load("hn-2021-hongjiang"))
    shell.show_opened(lambda: shell._services.create_draft(path, framework, county="洪江市", year=2021))
    window = shell.window
    assert window is not None
    fit(window)
    take_scores(window, camera)
    window.close()


def keep_for_manual(folder: Path) -> None:
    """Put some pictures into the manual, small enough to be shipped.  Raises ValueError for one that is not."""
    target = assets.path("resources", "manual") / "pictures"
    target.mkdir(exist_ok=True)
    for name in MANUAL_PICTURES:
        image = QImage(str(folder / f"{name}.png"))
        if image.width() > 900:
            image = image.scaledToWidth(900, Qt.TransformationMode.SmoothTransformation)
        file = target / f"{name.removeprefix('window-').replace('.', '-')}.png"
        plain = image.convertToFormat(QImage.Format.Format_RGB32)
        counted = Counter(memoryview(plain.constBits()).cast("I"))
        flat = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
        table = sorted(counted, key=lambda colour: -counted[colour] * (12 if is_vivid(colour) else 1))[:256]
        plain.convertToFormat(QImage.Format.Format_Indexed8, table, flat).save(str(file), "PNG", 0)  # type: ignore[call-overload]
        if file.stat().st_size > MOST_BYTES:
            raise ValueError(f"{file.name}: {file.stat().st_size} bytes")


def is_vivid(colour: int) -> bool:
    """Whether a pixel is far from grey: red marks are few, but must not turn black."""
    parts = (colour >> 16 & 255, colour >> 8 & 255, colour & 255)
    return max(parts) - min(parts) > 60


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("nodes", nargs="*", default=list(NODES))
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--report", type=Path, nargs="+", help="only the page 校核已有报告, on these reports")
    parser.add_argument("--manual", action="store_true", help="write resources/manual/pictures too")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    application = app.make_application()
    look = Look.named(arguments.theme)
    look.apply(application)
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = os.environ["LOCALAPPDATA"] = name  # backups of the pictures' draft
        home = Path(name) / "教育履职自评"
        settings = Settings(Path(name) / "window.ini")
        shell = Shell(app.make_services(home), settings, Presenter(), look, app.make_page)
        if arguments.report:
            take_proofing(shell, Camera(arguments.folder), arguments.report)
        else:
            take_all(shell, Camera(arguments.folder), arguments.nodes)
    if arguments.manual:
        keep_for_manual(arguments.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
