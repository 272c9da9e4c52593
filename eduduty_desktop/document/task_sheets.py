"""填报表: the workbook that one department is given to fill in, as neutral sheets.

Layout, for whoever reads it back.  On every sheet column A is hidden and locked, headed `编号` where the sheet has a header
row; rows are counted as the office program shows them (row 1 title, row 2 the line under it, row 3 the first below).
No sheet has a password; what is typed into stands in unlocked cells.

封面        A3 `eduduty/1/DRAFT_ID/DEPARTMENT/ROUND/YEAR` (split three times from the left and twice from the right: a
            department's name may hold `/`; YEAR may be empty).  Further ids in column A name the rows of fields:
            `cover/filled_by` 填报人 in C, 联系电话 in E; `cover/reviewed_by` 审核人 in C, 填报日期 in E; `cover/seal`;
            labels stand left of their fields.
本次变化    only in a reissue: 序号 类别 变化 名称 说明; nothing to read.
数据        header in row 3: 编号 序号 指标号 指标数据 单位 期间 口径 [时限] 上年 本年 备注, then one row a figure with
            `figures/METRIC` in A.  时限 is there only if some figure has a deadline of its own.
分学段数据  the same columns and header; each matrix is a table of rows, one a stage, under a band (B merged to the right,
            A empty) with the matrix's label; A of each row is `figures/METRIC`, 指标数据 the figure's whole label, so
            that a row is understood without its band.
文字材料    for each point a band (B:C merged: number, title, 牵头 or 配合), a row 要求 if the framework has one, and a box:
            B 填写, C merged downward, `text/NODE` in A of the box's first row.  The text is in C of that row.
佐证材料    header in row 3: 编号 材料编号 测评点 材料名称 文号 日期 页数 原件/复印件 盖章 备注; A is `evidence/POINT` in
            each of a point's rows; a row whose 材料名称 is empty says nothing.

Ratios, 是/否, words, dates and remarks stand in cells of the text format `@`; numbers in General.  A value that the
department reported before stands there again; 上年 is what the draft has, grey but open, so that it can be contradicted.
"""

from eduduty_desktop.document import cover
from eduduty_desktop.document.sheets import Cell, Column, Row, Sheet, center, header, text
from eduduty_desktop.document.task_changes import TaskChange, kinds_of
from eduduty_desktop.document.task_figures import ID, TEXT_FORMAT, figure_sheets
from eduduty_desktop.document.task_texts import PROOFS, TEXTS, evidence_sheet, text_sheet
from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.duties import Task, deadline_of
from eduduty_desktop.grid import Merge

COVER_SHEET, CHANGES_SHEET = "封面", "本次变化"
HOW_TO = "填报说明"
COVER_ID = "eduduty/1"
FILLED_BY, REVIEWED_BY, SEAL = "cover/filled_by", "cover/reviewed_by", "cover/seal"
_COVER_WIDTHS = (10.0, 13.0, 26.0, 13.0, 26.0)
_CHANGE_COLUMNS = (
    Column(ID, 10),
    Column("序号", 6),
    Column("类别", 8),
    Column("变化", 8),
    Column("名称", 32),
    Column("说明", 34),
)
_SEAL_ROWS = 6
_COVER_ROW = 30.0


def task_sheets(draft: Draft, task: Task, round: int, changes: tuple[TaskChange, ...] = ()) -> tuple[Sheet, ...]:
    """The sheets of one department's workbook; `changes` are those against the round before, for a reissue."""
    subtitle, foot, marks = subtitle_of(draft, task), task.department, kinds_of(changes)
    figures = tuple(figure_sheets(draft, task, subtitle, foot, marks))
    words = (text_sheet(draft, task, subtitle, foot, marks), evidence_sheet(draft, task, subtitle, foot, marks))
    inside = (*figures, *(sheet for sheet in words if sheet is not None))
    news = (_changes_sheet(changes, subtitle, foot),) if changes else ()
    return (_cover_sheet(draft, task, round, changes, inside, foot), *news, *inside)


def cover_id(draft: Draft, department: str, round: int) -> str:
    """What the cover's hidden cell says: which draft, whose table, which round, which year."""
    return f"{COVER_ID}/{draft.id}/{department}/{round}/{cover.given(draft, 'year')}"


def subtitle_of(draft: Draft, task: Task) -> str:
    """Who fills in for which year, and by when."""
    day = deadline_of(draft, task.department)
    until = f"　　报送截止：{cover.printed_date(day)}" if day else ""
    return f"填报单位：{task.department}　　年度：{cover.field_text(draft, 'year')}年{until}"


def title_of(draft: Draft) -> str:
    """`××县2025年度履行教育职责自评填报表`."""
    return f"{cover.field_text(draft, 'county')}{cover.field_text(draft, 'year')}年度履行教育职责自评填报表"


def _cover_sheet(
    draft: Draft, task: Task, round: int, changes: tuple[TaskChange, ...], inside: tuple[Sheet, ...], foot: str
) -> Sheet:
    day, said = deadline_of(draft, task.department), contents_of(task)
    until = Cell(cover.printed_date(day) or "另行通知", "center")
    front = _Cover()
    front.wide("依据通知", notice_of(draft), cover_id(draft, task.department, round))
    front.pair(("填报单位", Cell(task.department, "center")), ("报送截止", until))
    if contact := cover.given(draft, "contact"):
        front.wide("有事请问", contact)
    pages = "、".join(sheet.name for sheet in inside)
    front.wide("本表内容", f"{said}。后附工作表：{pages}。" if said else "本次没有需要填报的内容。")
    if changes:
        news = f"第{round}次下发，{len(changes)}处与上次不同，见“{CHANGES_SHEET}”。{_taken_over(draft, task)}"
        front.wide("本次变化", news, style="new")
    field = Cell(None, "input_center", TEXT_FORMAT)
    front.pair(("填报人", field), ("联系电话", field), FILLED_BY)
    front.pair(("审核人", field), ("填报日期", field), REVIEWED_BY)
    front.box("单位意见\n（盖章）", SEAL)
    for line in _how_to(inside):
        front.line(line)
    return Sheet(
        COVER_SHEET,
        title_of(draft),
        f"填报单位：{task.department}　　第{round}次下发",
        _COVER_WIDTHS,
        tuple(front.rows),
        header_rows=0,
        merges=tuple(front.merges),
        protected=True,
        foot=foot,
        hidden=(0,),
        portrait=True,
        row_height=_COVER_ROW,
    )


class _Cover:
    """Rows of the cover: a hidden id, then a label with one wide field, or two labels with a field each."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.merges: list[Merge] = []

    def wide(self, label: str, value: str, id: str | None = None, style: str = "text") -> None:
        """One locked field as wide as the page."""
        self.merges.append(Merge(len(self.rows), 2, len(self.rows), 4))
        blank = (Cell(None, style),) * 2
        self.rows.append((Cell(id, "id"), Cell(label, "field"), Cell(value or None, style), *blank))

    def pair(self, one: tuple[str, Cell], other: tuple[str, Cell], id: str | None = None) -> None:
        """Two fields beside each other."""
        self.rows.append((Cell(id, "id"), Cell(one[0], "field"), one[1], Cell(other[0], "field"), other[1]))

    def box(self, label: str, id: str) -> None:
        """A field large enough for a seal."""
        first, last = len(self.rows), len(self.rows) + _SEAL_ROWS - 1
        self.merges += [Merge(first, 1, last, 1), Merge(first, 2, last, 4)]
        blank = (Cell(None, "input_box"),) * 3
        self.rows.append((Cell(id, "id"), Cell(label, "field"), *blank))
        self.rows += [(Cell(None, "id"), Cell(None, "field"), *blank)] * (last - first)

    def line(self, text: str) -> None:
        """A line of advice."""
        style = "group" if text == HOW_TO else "note"
        self.merges.append(Merge(len(self.rows), 1, len(self.rows), 4))
        self.rows.append((Cell(None, "id"), Cell(text, style), *((Cell(None, style),) * 3)))


def _taken_over(draft: Draft, task: Task) -> str:
    """What the cover of a reissue says about what the department reported before."""
    reported = any(slot.partition("/")[2] == task.department for _, slot in draft.rows("reported"))
    return "上次报的内容已带入，请核对。" if reported else ""


def notice_of(draft: Draft) -> str:
    """`《…通知》（文号）`, as far as the cover tells."""
    title, number = cover.given(draft, "notice_title"), cover.given(draft, "notice_number").strip("()（）")
    named = title if not title or "《" in title else f"《{title}》"
    return f"{named}（{number}）" if named and number else named or number


def contents_of(task: Task) -> str:
    """`数据21项、牵头测评点2项、配合测评点7项`; empty for a task without anything."""
    counts = (("数据", len(task.metrics)), ("牵头测评点", len(task.leads)), ("配合测评点", len(task.assists)))
    return "、".join(f"{word}{count}项" for word, count in counts if count)


def _how_to(inside: tuple[Sheet, ...]) -> list[str]:
    names = {sheet.name for sheet in inside}
    lines = ["只填浅黄色的格子，其余的请不要改动，不要删行、改表名；填好后原样存成 Excel 发回，并打印盖章。"]
    if names - {TEXTS, PROOFS}:
        lines.append("按表中的单位和期间填数；没有数据的留空，确实为零的填 0；约数写“约300”，弹出提示时选“是”。")
        lines.append("灰色是上年的数，有误可以直接改，并在备注里说明。本年与上年口径不同的，也在备注里说明。")
    if TEXTS in names:
        lines.append("文字按测评点写做法、成效和数字，可以分段（Alt+Enter 换行）；写不下时拉高行，或另附 Word。")
    if PROOFS in names:
        lines.append("佐证材料逐份列出，行数不够时插入行或写在表后，写明测评点。")
    return [HOW_TO, *(f"{at}. {line}" for at, line in enumerate(lines, 1))]


def _changes_sheet(changes: tuple[TaskChange, ...], subtitle: str, foot: str) -> Sheet:
    rows = (
        (
            Cell(None, "id"),
            center(at),
            center(change.group),
            center(change.kind.value),
            text(change.name),
            text(change.detail),
        )
        for at, change in enumerate(changes, 1)
    )
    return Sheet(
        CHANGES_SHEET,
        "与上次填报表相比的变化",
        subtitle,
        tuple(column.width for column in _CHANGE_COLUMNS),
        (header(_CHANGE_COLUMNS), *rows),
        protected=True,
        foot=foot,
        hidden=(0,),
        portrait=True,
    )
