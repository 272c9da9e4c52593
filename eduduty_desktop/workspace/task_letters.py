"""The letter that goes with a 填报表, in our own standard wording."""

from datetime import datetime

from eduduty_desktop.document import cover
from eduduty_desktop.document.task_changes import TaskChange
from eduduty_desktop.document.task_sheets import CHANGES_SHEET, contents_of, notice_of, title_of
from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.duties import Task, deadline_of

_NAMED_AT_MOST = 10


def letter_words(
    draft: Draft, task: Task, round: int, changes: tuple[TaskChange, ...], attached: str, now: datetime
) -> tuple[str, str]:
    """Subject and text of the letter to a department."""
    name = f"《{title_of(draft)}》"
    again = f"（第{round}次）" if round > 1 else ""
    subject = f"关于填报{name}的通知{again}（{task.department}）"
    notice = notice_of(draft)
    sent = f"　　{f'根据{notice}要求，' if notice else ''}现将{name}{again}发给你单位，"
    owed = contents_of(task)
    lines = [
        f"{task.department}：",
        f"{sent}请据实填报（{owed}）。" if owed else f"{sent}原来由你单位填报的内容已经取消，不必再填报。",
        _news(changes),
        _how_to_return(draft, task) if owed else "",
        f"　　联系人：{contact}" if (contact := cover.given(draft, "contact")) else "",
        f"附件：\n{attached}",
        f"{now.year}年{now.month}月{now.day}日",
    ]
    return subject, "\n\n".join(line for line in lines if line) + "\n"


def _how_to_return(draft: Draft, task: Task) -> str:
    day = cover.printed_date(deadline_of(draft, task.department)).removesuffix("前")
    until = f"于{day}前" if day else "按时"
    return (
        f"　　请只填表中浅黄色的格子，经负责人审核、加盖公章后，{until}报送电子表格和盖章扫描件。"
        "没有数据的留空，确实为零的填 0。"
    )


def _news(changes: tuple[TaskChange, ...]) -> str:
    if not changes:
        return ""
    shown = [
        f"{at}. {change.kind.value}{change.group}：{change.name}{f'（{change.detail}）' if change.detail else ''}"
        for at, change in enumerate(changes[:_NAMED_AT_MOST], 1)
    ]
    more = "" if len(changes) <= _NAMED_AT_MOST else f"\n（其余见表中“{CHANGES_SHEET}”）"
    return f"　　与上次下发的相比，有{len(changes)}处变化，请以本次为准：\n" + "\n".join(shown) + more
