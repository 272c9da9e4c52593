"""任务分工: who owes what by when, by point, by figure and by department; what nobody was given stands there as 未指定."""

from collections.abc import Iterable, Iterator

from eduduty_desktop.document import cover
from eduduty_desktop.document.places import PROFILE_NAME, place_of
from eduduty_desktop.document.sheets import Cell, Column, Row, Sheet, center, ledger, text
from eduduty_desktop.draft import PROFILE, Reader
from eduduty_desktop.draft.duties import NOBODY, Task, card_of, deadline_of, departments_of, owner_of, tasks_of
from eduduty_desktop.framework import PERIOD_WORDS, Metric
from eduduty_desktop.framework.wording import full_width

UNASSIGNED = "未指定"
"""The department of what was given to nobody, in tables and messages."""

POINT_COLUMNS = (
    Column("序号", 5),
    Column("指标号", 12),
    Column("测评点", 26),
    Column("牵头单位", 14),
    Column("配合单位", 18),
    Column("材料要求", 44),
    Column("数据项数", 7),
    Column("截止日期", 14),
    Column("联系人", 10),
    Column("联系电话", 15),
)
METRIC_COLUMNS = (
    Column("序号", 5),
    Column("指标号", 12),
    Column("指标数据", 32),
    Column("单位", 8),
    Column("期间", 11),
    Column("口径", 18),
    Column("填报单位", 16),
    Column("截止日期", 14),
    Column("联系人", 10),
    Column("联系电话", 15),
)
DEPARTMENT_COLUMNS = (
    Column("序号", 5),
    Column("单位", 20),
    Column("牵头", 6),
    Column("配合", 6),
    Column("数据", 6),
    Column("截止日期", 14),
    Column("联系人", 10),
    Column("联系电话", 15),
    Column("电子邮箱", 22),
    Column("备注", 16),
)


def plan_sheets(reader: Reader) -> tuple[Sheet, ...]:
    """任务分工 by point, 数据分工 by figure, 责任单位 with everyone's sums."""
    tasks = tasks_of(reader)
    subtitle = f"{cover.issuer(reader)}　　年度：{cover.field_text(reader, 'year')}年"
    return (
        ledger("任务分工", "自评任务分工表", subtitle, POINT_COLUMNS, tuple(_points(reader, tasks)), freeze_columns=3),
        ledger(
            "数据分工", "自评数据分工表", subtitle, METRIC_COLUMNS, tuple(_metrics(reader, tasks)), freeze_columns=3
        ),
        ledger(
            "责任单位",
            "责任单位一览表",
            subtitle,
            DEPARTMENT_COLUMNS,
            tuple(_departments(reader, tasks)),
            freeze_columns=2,
        ),
    )


def named(department: str) -> str:
    """The department's name, 未指定 for nobody."""
    return department or UNASSIGNED


def _points(reader: Reader, tasks: Iterable[Task]) -> Iterator[Row]:
    owed = {metric for task in tasks for metric in task.metrics}
    led = {point for task in tasks for point in task.leads}
    for at, point in enumerate((one for one in reader.framework.points if one.id in led), 1):
        lead, *others = departments_of(reader, point) or (NOBODY,)
        requirement = "；".join(full_width(part) for part in (point.requirement, point.evidence_required) if part)
        yield (
            center(at),
            center(place_of(reader.framework, point.id)),
            text(full_width(point.title)),
            _who(lead),
            text("、".join(others)),
            text(requirement),
            center(sum(metric in owed for metric in point.metrics) or None),
            center(cover.printed_date(deadline_of(reader, lead, point=point.id))),
            *_contact(reader, lead),
        )


def _metrics(reader: Reader, tasks: Iterable[Task]) -> Iterator[Row]:
    owed = {metric for task in tasks for metric in task.metrics}
    metrics: list[Metric] = [one for id, one in reader.framework.metrics.items() if id in owed]
    for at, metric in enumerate(metrics, 1):
        owner = owner_of(reader, metric)
        place = reader.framework.place_of_metric[metric.id]
        yield (
            center(at),
            center(PROFILE_NAME if place == PROFILE else place_of(reader.framework, place)),
            text(metric.printed_label),
            center(metric.unit),
            center(PERIOD_WORDS[metric.period]),
            text(full_width(metric.scope)),
            _who(owner),
            center(cover.printed_date(deadline_of(reader, owner, metric=metric.id))),
            *_contact(reader, owner),
        )


def _departments(reader: Reader, tasks: Iterable[Task]) -> Iterator[Row]:
    for at, task in enumerate(tasks, 1):
        card = card_of(reader, task.department)
        yield (
            center(at),
            _who(task.department),
            *(center(len(owed) or None) for owed in (task.leads, task.assists, task.metrics)),
            center(cover.printed_date(card.deadline)),
            *_contact(reader, task.department),
            text(card.email),
            text("请指定责任单位" if task.department == NOBODY else card.note),
        )


def _who(department: str) -> Cell:
    return Cell(named(department), "text" if department else "warning")


def _contact(reader: Reader, department: str) -> tuple[Cell, Cell]:
    card = card_of(reader, department)
    return center(card.contact), center(card.phone)
