"""封面信息: one line for each field of the cover, the 一票否决 questions, and the texts that belong to no indicator."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
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

from eduduty_desktop.draft import Key, Place
from eduduty_desktop.draft.cover_fields import COVER_FIELDS
from eduduty_desktop.draft.records import Text, VetoAnswer
from eduduty_desktop.framework import Framework, VetoEffect
from eduduty_desktop.gui.cover_fields import SELF_NAMES, ChoiceRow, DateRow
from eduduty_desktop.gui.cover_scores import EFFECT_WORDS, SCORE_FIELDS, ComputedRow, grade_told, total_told
from eduduty_desktop.gui.labels import heading
from eduduty_desktop.gui.layout_dialog import LayoutDialog
from eduduty_desktop.gui.outline_model import OTHER_TEXTS
from eduduty_desktop.gui.point.fields import QuietCombo
from eduduty_desktop.gui.point.link_offers import LatestFigures
from eduduty_desktop.gui.point.narrative_block import NarrativeBlock
from eduduty_desktop.gui.point.reference_block import ReferenceBlock
from eduduty_desktop.workspace.layouts import edits_of_layout
from eduduty_desktop.workspace.session import Applied, Session

EXAMPLES = {
    "county": "全称，例如：洪江市",
    "year": "四位年份，例如：2021",
    "self_name": "正文里怎样称呼本地，例如：我市",
    "issuer": "例如：洪江市人民政府",
    "recipient": "报告送给谁，例如：怀化市人民政府教育督导委员会",
    "title": "报告首页的标题",
    "notice_title": "上级通知的全名，不写书名号",
    "notice_number": "例如：怀教督〔2022〕3号",
    "date": "例如：2022年3月15日；报送前必须填",
    "signatory": "签发人姓名；签发前可以不填",
    "document_number": "例如：洪政报〔2022〕8号；签发前可以不填",
    "contact": "例如：张三　0745-1234567",
    "word_limit": "通知限定了篇幅的才填，例如：5000字以内",
    "score_total": "不填时用算出的总分",
    "grade": "不填时按总分和否决事项定",
}
TEXT_HINTS = {
    "lead": "不填时按封面信息自动写成“根据《……》要求……现将……情况报告如下：”。",
    "organisation": "可以不写：怎样部署、培训、核查和公示自评工作。",
    "next_steps": "可以不写：整改措施之外，下一年度怎样打算。",
}
_SCORING_TABLES = frozenset({"scores", "deductions", "states", "figures", "vetoes"})
_ANSWERS = {None: "尚未回答", False: "没有发生", True: "发生过"}


class CoverPage(QScrollArea):
    """The cover's fields; each keystroke goes to the session, leaving a field seals it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setAccessibleName("封面信息")
        self._session = session
        self._fields: dict[str, QLineEdit] = {}
        self._answers: dict[str, QComboBox] = {}
        self._explanations: dict[str, QLineEdit] = {}
        self._computed: list[ComputedRow] = []
        self._unanswered = QLabel()
        figures = LatestFigures(lambda: session.draft)
        self._texts = {
            node: NarrativeBlock(session, node, words, TEXT_HINTS[node], figures=lambda: figures)
            for node, words in OTHER_TEXTS.items()
        }
        self._references = {node: ReferenceBlock(session, node, words) for node, words in OTHER_TEXTS.items()}
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(self._heading())
        column.addWidget(self._cover_form())
        if session.draft.framework.vetoes:
            column.addWidget(self._veto_form())
        for node, words in OTHER_TEXTS.items():
            column.addWidget(heading(words))
            column.addWidget(self._texts[node])
            column.addWidget(self._references[node])
        column.addStretch(1)
        body.setMaximumWidth(880)
        self.setWidget(body)
        session.subscribe(self._note)

    def reveal(self, place: Place) -> None:
        """Put the cursor into the field that a finding is about."""
        if place.node in self._texts:
            reference = self._references[place.node].reveal(place)
            text = reference or self._texts[place.node].reveal(place) or self._texts[place.node]
            self.ensureWidgetVisible(text)
            return
        field: QWidget | None = self._fields.get(place.row) or self._answers.get(place.row)
        if field is None:
            field = next(iter(self._fields.values()))
        self.ensureWidgetVisible(field)
        field.setFocus()

    def seal(self) -> None:
        """Hand everything that is being typed to the session."""
        for block in self._texts.values():
            block.seal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving a field ends its edit; Ctrl+Z and Ctrl+Y in it are the window's, not the field's own."""
        if event.type() == QEvent.Type.FocusOut:
            self._session.seal()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _heading(self) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        title = QLabel("封面信息")
        title.setProperty("role", "title")
        note = QLabel("这些内容印在报告首页、落款和数据附表的表头里。签发前不知道的可以先空着，报送前补齐。")
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        style = QPushButton("版式…")
        style.setAccessibleName("Word 报告的版式")
        style.setToolTip("字体、版头、印章、版记、随附的表、本县红头模板")
        style.setAutoDefault(False)
        style.clicked.connect(self.ask_layout)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(style)
        layout.addLayout(head)
        layout.addWidget(note)
        return box

    def ask_layout(self) -> None:
        """Let the person choose how the Word report is laid out; one undoable step."""
        self._session.seal()
        dialog = LayoutDialog(self._session.draft, self)
        if dialog.exec():
            edits = edits_of_layout(self._session.draft, dialog.layout_chosen, dialog.headings)
            if edits:
                self._session.edit(edits, label="设置版式", cause="typed")
        dialog.deleteLater()

    def _cover_form(self) -> QWidget:
        frame = QFrame()
        form = QFormLayout(frame)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        scored = bool(self._session.draft.framework.scored_points)
        for name, label in COVER_FIELDS.items():
            if name in SCORE_FIELDS and not scored:
                continue
            words = label.translate(str.maketrans("()", "（）"))
            field = QLineEdit(self._session.draft.text("cover", name))
            field.setPlaceholderText(EXAMPLES.get(name, ""))
            field.setAccessibleName(words)
            field.installEventFilter(self)
            field.textEdited.connect(lambda text, name=name, words=words: self._type(name, words, text))
            self._fields[name] = field
            form.addRow(words, self._row(name, words, field))
        return frame

    def _row(self, name: str, words: str, field: QLineEdit) -> QWidget:
        """A field with what helps to fill it: the three usual words for oneself, the calendar."""
        if name == "self_name":
            return ChoiceRow(field, SELF_NAMES, lambda text: self._choose(name, words, text))
        if name == "date":
            return DateRow(field, lambda text: self._choose(name, words, text))
        if name in SCORE_FIELDS:
            told = total_told if name == "score_total" else grade_told
            row = ComputedRow(
                field, words, lambda: told(self._session.draft), lambda text: self._choose(name, words, text)
            )
            self._computed.append(row)
            return row
        return field

    def _choose(self, name: str, label: str, text: str) -> None:
        """A word that was chosen, not typed, is one step of its own."""
        self._session.edit([(Key("cover", name), Text(text))], label=f"填写{label}", cause="typed")

    def _veto_form(self) -> QWidget:
        group = QGroupBox(_veto_title(self._session.draft.framework))
        column = QVBoxLayout(group)
        self._unanswered.setProperty("role", "muted")
        self._unanswered.setWordWrap(True)
        column.addWidget(self._unanswered)
        for veto in self._session.draft.framework.vetoes:
            answer = self._session.draft.record(Key("vetoes", veto.id), VetoAnswer)
            text = QLabel(f"{veto.text}　（{EFFECT_WORDS[veto.effect]}）")
            text.setWordWrap(True)
            choice = QuietCombo()
            choice.setAccessibleName(veto.text)
            for value, word in _ANSWERS.items():
                choice.addItem(word, value)
            choice.setCurrentIndex(list(_ANSWERS).index(answer.occurred))
            explanation = QLineEdit(answer.explanation)
            explanation.setPlaceholderText("情况说明；发生过的必须说明")
            explanation.setAccessibleName(f"{veto.text}的情况说明")
            explanation.installEventFilter(self)
            choice.activated.connect(lambda _index, veto=veto.id: self._answer(veto))
            explanation.textEdited.connect(lambda _text, veto=veto.id: self._explain(veto))
            self._answers[veto.id], self._explanations[veto.id] = choice, explanation
            row = QHBoxLayout()
            row.addWidget(choice)
            row.addWidget(explanation, 1)
            column.addWidget(text)
            column.addLayout(row)
        self._count_answers()
        return group

    def _count_answers(self) -> None:
        """Say how many are open, and which of those that happened still lack an explanation."""
        answers = {row: self._session.draft.record(Key("vetoes", row), VetoAnswer) for row in self._answers}
        rest = sum(answer.occurred is None for answer in answers.values())
        silent = sum(bool(answer.occurred) and not answer.explanation.strip() for answer in answers.values())
        parts = [f"共 {len(answers)} 项，还有 {rest} 项没有回答。" if rest else f"共 {len(answers)} 项，都已回答。"]
        if silent:
            parts.append(f"{silent} 项发生过的还没有写情况说明。")
        self._unanswered.setText("".join(parts))

    def _type(self, name: str, label: str, text: str) -> None:
        self._session.type(Key("cover", name), Text(text), label=f"填写{label}")

    def _veto(self, veto: str) -> VetoAnswer:
        return VetoAnswer(self._answers[veto].currentData(), self._explanations[veto].text())

    def _answer(self, veto: str) -> None:
        self._session.edit([(Key("vetoes", veto), self._veto(veto))], label="回答一票否决事项", cause="typed")

    def _explain(self, veto: str) -> None:
        self._session.type(Key("vetoes", veto), self._veto(veto), label="填写情况说明")

    def _note(self, applied: Applied) -> None:
        """Follow what others changed (undo, filled from a file); one's own keystroke is already shown."""
        for block in (*self._texts.values(), *self._references.values()):
            block.refresh(applied.keys)
        for change in applied.changes:
            table, row = change.key.table, change.key.row
            if table == "cover" and row in self._fields:
                _show(self._fields[row], change.new.text if change.new else "")
            elif table == "vetoes" and row in self._answers:
                answer = change.new or VetoAnswer()
                self._answers[row].setCurrentIndex(list(_ANSWERS).index(answer.occurred))
                _show(self._explanations[row], answer.explanation)
                self._count_answers()
        if any(key.table in _SCORING_TABLES or key.row in SCORE_FIELDS for key in applied.keys):
            for computed in self._computed:
                computed.refresh()


def _veto_title(framework: Framework) -> str:
    others = any(veto.effect is not VetoEffect.FAIL for veto in framework.vetoes)
    return "一票否决和降等事项" if others else "一票否决事项"


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def _show(field: QLineEdit, text: str) -> None:
    if field.text() != text:
        field.setText(text)
        field.setCursorPosition(0)
