"""The dialog 新建自评稿: which framework, which county and year, where the file goes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.forms import load_ui, part
from eduduty_desktop.gui.labels import set_role

SUFFIX = ".eduduty"
_FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


@dataclass(frozen=True, slots=True)
class NewDraft:
    """What the dialog came to."""

    framework: Framework
    county: str
    year: int
    path: Path


class NewDraftDialog(QDialog):
    """Asks; creates nothing itself.  `own` are the ids of frameworks that were imported on this machine."""

    import_asked = Signal()
    roll_asked = Signal()

    def __init__(
        self,
        frameworks: list[Framework],
        folder: Path,
        county: str = "",
        parent: QWidget | None = None,
        *,
        own: Collection[str] = (),
        chosen: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建自评稿")
        self.setMinimumWidth(560)
        self._frameworks = frameworks
        self.rolls = False  # last year's draft is to be begun from instead
        form = load_ui("new_draft", self)
        self.framework = part(form, QComboBox, "framework")
        self._basis = part(form, QLabel, "basis")
        self.county = part(form, QLineEdit, "county")
        self.year = part(form, QSpinBox, "year")
        self.folder = part(form, QLineEdit, "folder")
        self._file = part(form, QLabel, "file")
        self._hint = part(form, QLabel, "hint")
        self.create_button = part(form, QPushButton, "create")
        self.county.setText(county)
        self.folder.setText(str(folder))
        self.show_frameworks(frameworks, own, chosen)
        self.framework.currentIndexChanged.connect(self._choose_framework)
        self.county.textChanged.connect(self._refresh)
        self.year.valueChanged.connect(self._refresh)
        self.folder.textChanged.connect(self._refresh)
        part(form, QPushButton, "importNotice").clicked.connect(self.import_asked)
        part(form, QPushButton, "roll").clicked.connect(self._roll)
        part(form, QPushButton, "browse").clicked.connect(self._browse)
        part(form, QPushButton, "cancel").clicked.connect(self.reject)
        self.create_button.clicked.connect(self.accept)
        self._choose_framework()
        self.county.setFocus()

    def show_frameworks(self, frameworks: list[Framework], own: Collection[str], chosen: str = "") -> None:
        """Offer these frameworks, those of this machine named as such, and choose one by its id."""
        self._frameworks = frameworks
        self._own = own
        with QSignalBlocker(self.framework):
            self.framework.clear()
            for framework in frameworks:
                title = full_width(framework.title)
                self.framework.addItem(f"{title}（本机导入）" if framework.id in own else title)
            ids = [framework.id for framework in frameworks]
            self.framework.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)
        if self.isVisible():
            self._choose_framework()

    @property
    def path(self) -> Path:
        """Where the file goes."""
        return Path(self.folder.text().strip()) / file_name_of(self.county.text(), self.year.value())

    @property
    def choice(self) -> NewDraft:
        return NewDraft(
            self._frameworks[self.framework.currentIndex()],
            self.county.text().strip(),
            self.year.value(),
            self.path,
        )

    def _roll(self) -> None:
        self.rolls = True
        self.roll_asked.emit()

    def _choose_framework(self) -> None:
        framework = self._frameworks[self.framework.currentIndex()]
        self.year.setValue(framework.year or date.today().year)
        basis = full_width(framework.basis)
        warning = "" if framework.id in self._own else "；请对照上级通知核对后再用"
        self._basis.setText(f"{basis}{warning}。")
        set_role(self._basis, "muted" if framework.id in self._own else "warning")
        self._basis.setVisible(bool(basis))
        self._refresh()

    def _refresh(self) -> None:
        wrong = self._what_is_wrong()
        self._file.setText(self.path.name if self.county.text().strip() else f"县名＋年度自评{SUFFIX}")
        self._hint.setText("" if wrong == _EMPTY else wrong)
        self._hint.setVisible(bool(self._hint.text()))
        self.create_button.setEnabled(not wrong)
        self.create_button.setToolTip(wrong)

    def _what_is_wrong(self) -> str:
        if not self.county.text().strip():
            return _EMPTY
        if not self.folder.text().strip():
            return "请选存放的文件夹。"
        if self.path.exists():
            return f"文件夹里已有“{self.path.name}”。请换一个文件夹，或者回到开始页打开它。"
        return ""

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选存放自评稿的文件夹", self.folder.text())
        if chosen:
            self.folder.setText(chosen)


def file_name_of(county: str, year: int) -> str:
    """`××县2024年度自评.eduduty`."""
    return f"{county.strip()}{year}年度自评".translate(_FORBIDDEN) + SUFFIX


_EMPTY = "请写县（市、区）的全称。"
