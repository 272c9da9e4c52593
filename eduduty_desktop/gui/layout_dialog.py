"""版式: which of the standard's choices a county takes for its Word report, on one page."""

from pathlib import Path
from typing import Any

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.document.layout import FONT_WORDS, FONTS, LATIN_WORDS, FontSet, Latin, Layout
from eduduty_desktop.draft import Draft
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.point.fields import QuietCombo
from eduduty_desktop.gui.room import resize_within
from eduduty_desktop.workspace.layouts import (
    CHAPTER_TITLES,
    advice_on_title,
    chapter_headings,
    layout_of,
    sheets_to_attach,
    try_template,
)

_TEXTS = {
    "mark": ("发文机关标志", "不填时用“发文机关＋文件”"),
    "copy_number": ("份号", "一般不填；涉密公文填 6 位数"),
    "secrecy": ("密级和保密期限", "一般不填，例如：秘密★1年"),
    "urgency": ("紧急程度", "一般不填，例如：特急、加急"),
    "note": ("附注", "例如：此件公开发布；不用写括号"),
    "copies": ("抄送机关", "例如：怀化市教育局，市委办公室"),
    "printer": ("印发机关", "不填时用“发文机关＋办公室”"),
    "printed_on": ("印发日期", "不填时用成文日期"),
}
_SWITCHES = {
    "letterhead": "印版头（红色发文机关标志、发文字号、签发人、红线）",
    "sealed": "加盖印章（署名、日期按盖章件的位置排）",
    "imprint": "印版记（抄送机关、印发机关和日期，排在最后的双页）",
    "run_in": "测评点的标题与正文接排（（一）标题。正文……）",
    "evidence": "在测评点后注明佐证材料的编号",
    "bold_third": "三级标题（1.）加粗",
    "centred_numbers": "页码居中（本地习惯；国家标准是单页居右、双页居左）",
}


class LayoutDialog(QDialog):
    """Asks how the report is to be laid out; accepted: `layout` and `headings` are what was chosen."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("版式")
        resize_within(self, 640, 640)
        now = layout_of(draft)
        self.fonts = _combo(FONT_WORDS, now.fonts, "字体")
        self.latin = _combo(LATIN_WORDS, now.latin, "数字和字母的字体")
        self.missing = QLabel()
        self.missing.setProperty("role", "muted")
        self.missing.setWordWrap(True)
        self.fonts.currentIndexChanged.connect(self._look_for_fonts)
        self._look_for_fonts()
        self.switches = {name: _switch(words, getattr(now, name)) for name, words in _SWITCHES.items()}
        self.texts = {name: _line(words, hint, getattr(now, name)) for name, (words, hint) in _TEXTS.items()}
        self.attached = {name: _switch(name, name in now.attached) for name in sheets_to_attach(draft)}
        self.titles = {
            row: _line(f"章标题“{usual}”", usual, chapter_headings(draft)[row]) for row, usual in CHAPTER_TITLES.items()
        }
        self.template = _line("红头模板", "本县自己的 .docx 模板，要有“{{正文}}”一段", now.template)
        self.trouble = QLabel()
        self.trouble.setProperty("role", "warning")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.advice = QLabel(advice_on_title(draft))
        self.advice.setProperty("role", "warning")
        self.advice.setWordWrap(True)
        self.advice.setVisible(bool(self.advice.text()))
        self._build()

    @property
    def layout_chosen(self) -> Layout:
        """What the page shows."""
        chosen: dict[str, Any] = {
            **{name: box.isChecked() for name, box in self.switches.items()},
            **{name: line.text().strip() for name, line in self.texts.items()},
        }
        return Layout(
            fonts=FontSet(self.fonts.currentData()),
            latin=Latin(self.latin.currentData()),
            attached=tuple(name for name, box in self.attached.items() if box.isChecked()),
            template=self.template.text().strip(),
            **chosen,
        )

    @property
    def headings(self) -> dict[str, str]:
        """The chapters' titles, empty for the usual one."""
        return {row: line.text().strip() for row, line in self.titles.items()}

    def accept(self) -> None:
        """Take the choices; a template that cannot be used is told and keeps the page open."""
        path = self.template.text().strip()
        try:
            if path:
                try_template(Path(path))
        except UserError as error:
            self.trouble.setText(error.one_line())
            self.trouble.show()
            self.template.setFocus()
            return
        super().accept()

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        column.addWidget(self.advice)
        column.addWidget(self._group("字体", {"汉字": self.fonts, "数字、字母": self.latin, "": self.missing}))
        column.addWidget(
            self._group(
                "版头和落款", {}, ("letterhead", "sealed"), ("mark", "copy_number", "secrecy", "urgency", "note")
            )
        )
        column.addWidget(self._group("版记", {}, ("imprint",), ("copies", "printer", "printed_on")))
        column.addWidget(self._group("正文", {}, ("run_in", "evidence", "bold_third", "centred_numbers")))
        column.addWidget(self._titles_group())
        column.addWidget(self._attached_group())
        column.addWidget(self._template_group())
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(body)
        buttons = QDialogButtonBox()
        take = buttons.addButton("用这个版式", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        take.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(8)
        whole.addWidget(scroll, 1)
        whole.addWidget(self.trouble)
        whole.addWidget(buttons)

    def _group(
        self,
        title: str,
        rows: dict[str, QWidget],
        switches: tuple[str, ...] = (),
        texts: tuple[str, ...] = (),
    ) -> QGroupBox:
        group = QGroupBox(title)
        form = _form(group)
        for words, widget in rows.items():
            form.addRow(words, widget)
        for name in switches:
            form.addRow(self.switches[name])
        for name in texts:
            form.addRow(_TEXTS[name][0], self.texts[name])
        return group

    def _look_for_fonts(self) -> None:
        """Say which of the fonts this computer lacks: the file names them all the same."""
        names, known = FONTS[FontSet(self.fonts.currentData())], set(QFontDatabase.families())
        wanted = dict.fromkeys((names.title, names.body, names.kai, names.hei, names.song))
        lacking = [name for name in wanted if name not in known]
        told = f"这台电脑没有装：{'、'.join(lacking)}。文件里照样写明，装了这些字体的电脑上显示、打印正确。"
        self.missing.setText(told if lacking else "这些字体这台电脑都装了。")

    def _titles_group(self) -> QGroupBox:
        group = QGroupBox("报告自己的章标题（不填时用灰字；指标的标题在测评点页上改）")
        form = _form(group)
        for row, line in self.titles.items():
            form.addRow(CHAPTER_TITLES[row], line)
        return group

    def _attached_group(self) -> QGroupBox:
        group = QGroupBox("随报告装订的附表（排在正文后，横排；数据附表仍另附）")
        form = _form(group)
        for box in self.attached.values():
            form.addRow(box)
        return group

    def _template_group(self) -> QGroupBox:
        group = QGroupBox("本县红头模板")
        form = _form(group)
        pick = QPushButton("选文件…")
        pick.setAutoDefault(False)
        pick.setAccessibleName("选红头模板文件")
        pick.clicked.connect(self._pick)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.template, 1)
        row.addWidget(pick)
        form.addRow("模板文件", row)
        return group

    def _pick(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "选红头模板", self.template.text(), "Word 文件 (*.docx)")
        if chosen:
            self.template.setText(chosen)


def _form(group: QGroupBox) -> QFormLayout:
    form = QFormLayout(group)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    return form


def _combo(words: dict[FontSet, str] | dict[Latin, str], now: FontSet | Latin, name: str) -> QComboBox:
    combo = QuietCombo()
    combo.setAccessibleName(name)
    for value, text in words.items():
        combo.addItem(text, value.value)
    combo.setCurrentIndex(combo.findData(now.value))
    return combo


def _switch(words: str, on: bool) -> QCheckBox:
    box = QCheckBox(words)
    box.setAccessibleName(words)
    box.setChecked(on)
    return box


def _line(words: str, hint: str, text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setAccessibleName(words)
    line.setPlaceholderText(hint)
    return line
