"""Fields of the cover that offer more than a line: the usual words for oneself, and the date with a calendar."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QIcon, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

SELF_NAMES = ("我县", "我市", "我区")
_DATE = re.compile(r"\s*(\d{4})\s*(?:年|-|/|\.)\s*(\d{1,2})\s*(?:月|-|/|\.)\s*(\d{1,2})\s*日?\s*")
NOT_A_DATE = "读不成日期。请写成“2022年3月15日”，或者用日历选。"
Choose = Callable[[str], None]


def read_date(text: str) -> date | None:
    """`2022年3月15日`, `2022-3-15`, `2022.3.15`, also in full width; None for what is no date."""
    plain = text.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
    match = _DATE.fullmatch(plain)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def print_date(day: date) -> str:
    """`2022年3月15日`."""
    return f"{day.year}年{day.month}月{day.day}日"


class ChoiceRow(QWidget):
    """A line with its usual answers beside it as buttons."""

    def __init__(self, field: QLineEdit, words: Sequence[str], choose: Choose) -> None:
        super().__init__()
        self._field = field
        self.buttons = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(field, 1)
        for word in words:
            button = QPushButton(word)
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"自称“{word}”")
            button.setToolTip(f"正文里称本地为“{word}”")
            button.clicked.connect(lambda _checked, word=word: choose(word))
            button.clicked.connect(self._mark)
            self.buttons.append(button)
            row.addWidget(button)
        field.textChanged.connect(self._mark)
        self._mark()

    def _mark(self) -> None:
        for button in self.buttons:
            button.setChecked(button.text() == self._field.text())


class DateRow(QWidget):
    """A line for a date with a calendar; what is no date is said under it and stays as it was typed."""

    def __init__(self, field: QLineEdit, choose: Choose) -> None:
        super().__init__()
        self._field = field
        self._choose = choose
        self.pick = QPushButton("日历…")
        self.pick.setAutoDefault(False)
        self.pick.setAccessibleName("用日历选成文日期")
        self.pick.setToolTip("用日历选成文日期")
        self.hint = QLabel(NOT_A_DATE)
        self.hint.setProperty("role", "warning")
        self.hint.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(field, 1)
        row.addWidget(self.pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.hint)
        self.pick.clicked.connect(self._ask)
        field.editingFinished.connect(self._tidy)
        field.textChanged.connect(self._check)
        self._check()

    def _check(self) -> None:
        text = self._field.text().strip()
        self.hint.setVisible(bool(text) and read_date(text) is None and not self._field.hasFocus())

    def _tidy(self) -> None:
        """On leaving the field a date in another form becomes the one of official documents."""
        day = read_date(self._field.text())
        if day is not None and not self._field.isReadOnly() and print_date(day) != self._field.text():
            self._choose(print_date(day))
        text = self._field.text().strip()
        self.hint.setVisible(bool(text) and day is None)

    def _ask(self) -> None:
        dialog = CalendarDialog(read_date(self._field.text()), self)
        dialog.move(self.pick.mapToGlobal(QPoint(0, self.pick.height())))
        if dialog.exec():
            self._choose(print_date(dialog.day))
        dialog.deleteLater()


class CalendarDialog(QDialog):
    """Asks for a day."""

    def __init__(self, day: date | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("选日期")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName("日历")
        self.calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekday, QTextCharFormat())
        self.calendar.setMinimumSize(336, 272)
        for name, arrow in (
            ("qt_calendar_prevmonth", Qt.ArrowType.LeftArrow),
            ("qt_calendar_nextmonth", Qt.ArrowType.RightArrow),
        ):
            button = self.calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(QIcon())
                button.setArrowType(arrow)
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        take, cancel = QPushButton("用这一天"), QPushButton("取消")
        take.setDefault(True)
        cancel.setAutoDefault(False)
        take.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.calendar.activated.connect(lambda _: self.accept())
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(take)
        row.addWidget(cancel)
        column = QVBoxLayout(self)
        column.addWidget(self.calendar)
        column.addLayout(row)
        self.calendar.setFocus()

    @property
    def day(self) -> date:
        """The day that is marked."""
        chosen = self.calendar.selectedDate()
        return date(chosen.year(), chosen.month(), chosen.day())
