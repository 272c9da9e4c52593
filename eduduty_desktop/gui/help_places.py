"""Where the manual speaks of a field: page and section, by the widget that the field stands in."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QWidget

# By the beginning of the class name of the field or the nearest widget around it; the first that fits counts.
HELP_PLACES = {
    "FigureDetails": "figures#期间、口径与另定标准",
    "StandardDialog": "figures#标准",
    "HistoryDialog": "figures#修改历史",
    "Figure": "figures#怎样填",
    "ChangePreview": "narrative#改一处，全文改",
    "NarrativeBlock": "narrative#关联数据",
    "Narrative": "narrative#关联数据",
    "Link": "narrative#改关联的写法",
    "QuietList": "narrative#边写边关联",
    "FindReplace": "narrative#查找和替换",
    "Header": "points#标题、责任单位、状态",
    "Notes": "points#备忘",
    "Children": "points#一级指标、二级指标的页",
    "Outline": "points#目录和搜索",
    "Deduction": "scores#扣分",
    "Rule": "scores#按评分标准",
    "Score": "scores#自评得分",
    "ProblemsPage": "problems#台账",
    "Problem": "problems#登记",
    "Remedy": "problems#登记",
    "MetricChoice": "collecting#没读懂的行：指定指标",
    "ChoicePopup": "evidence#登记和引用",
    "Evidence": "evidence#登记和引用",
    "LayoutDialog": "cover#版式",
    "CalendarDialog": "cover#各栏",
    "CoverPage": "cover#各栏",
    "IssueDialog": "departments#下发",
    "SlipDialog": "departments#对数单和催办单",
    "ReviewPage": "collecting#在窗口里",
    "CardForm": "departments#任务分工",
    "OwedTree": "departments#任务分工",
    "DepartmentsPage": "departments#责任单位页",
    "OverviewPage": "overview#总览：做到哪里了",
    "SchoolImport": "schools#导入",
    "School": "schools#看结果",
    "LacksList": "sending#还缺什么",
    "Sending": "sending#生成报送材料",
    "ExportDialog": "export#导出",
    "WithheldDialog": "editions#公示版不公开的内容",
    "SignOffDialog": "editions#定稿",
    "LiftDialog": "editions#定稿",
    "FrozenStrip": "editions#定稿",
    "StaleDialog": "editions#导出的文件还对不对得上",
    "TracePanel": "tracing#追溯一个数（迎检）",
    "WaiverDialog": "findings#保留意见",
    "FindingsPanel": "findings#处理一条发现",
    "StartPage": "start#开始页",
    "NewDraftDialog": "start#新建自评稿",
    "RollDialog": "last_year#从上年自评稿滚动",
    "ReferenceBlock": "last_year#上年内容",
    "LastReportDialog": "last_year#导入往年报告",
    "FeedbackDialog": "problems#上年反馈",
    "ManualDialog": "start#使用说明和打印",
    "CompareDialog": "frameworks#比较",
    "MetricDialog": "frameworks#指标数据",
    "MetricList": "frameworks#指标数据",
    "ImportDialog": "notices#导入上级通知",
    "FrameworkWindow": "frameworks#修改",
    "AskingDialog": "frameworks#修改",
    "ResultDialog": "proofing#校核结果",
    "ProofingWindow": "proofing#校核一份报告",
    "PreviewPanel": "preview#看大看小",
    "SaveFailure": "saving#没有存进文件",
    "ReadOnlyStrip": "saving#别人正打开着",
    "StatusLine": "saving#状态栏",
    "RestoreDialog": "restore#恢复备份",
    "SalvageDialog": "faults#抢救",
    "QToolBar": "keys#菜单里的命令",
}

GENERAL = {HELP_PLACES[name] for name in ("Outline", "QToolBar", "StatusLine")}  # a marked finding says more
ShowHelp = Callable[[QWidget, str, str], object]


def help_place(widget: QWidget | None) -> str:
    """`page#section` about the field that a widget is, or is part of; empty if there is none of its own."""
    while widget is not None:
        name = type(widget).__name__.lstrip("_")
        for beginning, place in HELP_PLACES.items():
            if name.startswith(beginning):
                return place
        widget = widget.parentWidget()
    return ""


def term_of(widget: QWidget | None) -> str:
    """What a field is called, to be found in its section; empty for one without a name."""
    if widget is None:
        return ""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return (widget.accessibleName() or text).replace("&", "").rstrip("…")


class HelpKey(QObject):
    """F1 in dialogs and on the start page: those windows have no command for it.

    `show` gets the window, the place and the field's name.  Only the windows themselves are listened to, where the
    keys come that no field wanted: a filter over the whole application would stand in the way of all typing.
    """

    def __init__(self, application: QApplication, show: ShowHelp) -> None:
        super().__init__(application)
        self._show = show
        application.focusWindowChanged.connect(self._listen)

    def _listen(self) -> None:
        window = QApplication.activeWindow()
        if window is not None and not isinstance(window, QMainWindow):
            window.installEventFilter(self)  # a second time it only moves to the front

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key that neither a shortcut nor the field with the focus took comes to the window."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(watched, QWidget):
            return False
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_F1:
            return False
        focused: QWidget | None = watched.focusWidget()
        field = watched if focused is None else focused
        place = help_place(field)
        if place:
            self._show(watched, place, term_of(field))
        return bool(place)
