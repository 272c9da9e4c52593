"""Our own 填报表 as careless people fill them in: what is typed beside each figure, and what it comes to."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from eduduty_desktop.document.task_sheets import task_sheets
from eduduty_desktop.draft.duties import tasks_of
from eduduty_desktop.office import write_workbook
from tests.intake.returned.messy import HONGJIANG, WUHAN, Book, F, N, Say, asked, draft_for, maybe, said, v
from tests.workspace.returned_files import column_of, rows_of

NOW = datetime(2022, 1, 5, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Struck:
    """A value that is crossed out."""

    value: Any


@dataclass(frozen=True)
class Form:
    """One department's form: by metric what is typed into which column (本年 unless `metric@heading` names another)."""

    name: str
    framework: str
    department: str
    typed: dict[str, Any]
    key: dict[str, Say]

    @property
    def book(self) -> Book:
        return Book(self.name, self.framework, [], self.key)


def fill_in(form: Form, folder: Path) -> Path:
    """The form as the department sends it back."""
    draft = draft_for(form.framework)
    task = next(task for task in tasks_of(draft) if task.department == form.department)
    path = folder / f"{form.name}.xlsx"
    write_workbook(task_sheets(draft, task, 1), path, now=NOW)
    workbook = load_workbook(path)
    left = dict(form.typed)
    for sheet in workbook:
        for id, row in rows_of(sheet).items():
            for name in [name for name in left if f"figures/{name.partition('@')[0]}" == id]:
                cell = sheet.cell(row, column_of(sheet, name.partition("@")[2] or "本年"))
                value = left.pop(name)
                if isinstance(value, F):
                    cell.value, cell.number_format = value.value, value.format
                elif isinstance(value, N):
                    cell.value, cell.comment = value.value, Comment(value.note, "局办")
                elif isinstance(value, Struck):
                    cell.value, cell.font = value.value, Font(strike=True)
                else:
                    cell.value = value
    assert not left, f"not asked for: {left}"
    workbook.save(path)
    return path


STAFF = Form(
    "人社局照填",
    HONGJIANG,
    "人社局",
    {
        "teacher.recruit.total": "134人",
        "teacher.recruit.sizheng": "12 人",
        "teacher.salary.mean": "77,938.00",
        "teacher.salary.mean@上年": "7.55万元",
        "teacher.new.open": "８５",
        "teacher.new.master": "无",
        "teacher.new.special_post": "—",
        "teacher.new.special_post_bachelor": "/",
        "teacher.new.directed_bachelor": "0",
        "teacher.new.transfer": "约20人",
        "teacher.new.transfer_bachelor": "20余人",
    },
    {
        "teacher.recruit.total": v(134),
        "teacher.recruit.sizheng": maybe(12),
        "teacher.salary.mean": said(77938),
        "teacher.salary.mean@previous": said(75500),
        "teacher.new.open": said(85),
        "teacher.new.directed_bachelor": v(0),
        "teacher.new.transfer": said(20),
        "teacher.new.transfer_bachelor": said(20),
    },
)

MONEY = Form(
    "财政局改单位",
    HONGJIANG,
    "财政局",
    {
        "fund.public_budget_total": 611234567.89,
        "fund.public_budget_total@单位": "元",
        "teacher.year_end_bonus": 1.6,
        "teacher.talent_allowance": "1560.32万",
        "training.fund": 3200,
        "training.fund@单位": "千元",
        "it.fund": "1，250",
        "supervision.fund": "0.0045亿元",
        "safety.fund.wall": "二百三十万元",
        "lab.disposal_fund": "86500元",
        "psych.per_pupil_fund": "10元/生",
        "psych.center_fund": "20万元/年",
        "aid.spring.fund": "春季1203.2，秋季1180",
        "fund.public_budget_per_pupil.senior": "1.42万元",
        "fund.public_budget_per_pupil.junior": 1.52,
    },
    {
        "fund.public_budget_total": said("61123.456789"),
        "teacher.year_end_bonus": asked("1.6"),
        "teacher.talent_allowance": asked("1560.32"),
        "training.fund": said(320),
        "it.fund": said(1250),
        "supervision.fund": said(45),
        "safety.fund.wall": said(230),
        "lab.disposal_fund": said("8.65"),
        "psych.per_pupil_fund": said(10),
        "psych.center_fund": said(20),
        "aid.spring.fund": asked(),
        "fund.public_budget_per_pupil.senior": said(14200),
        "fund.public_budget_per_pupil.junior": asked("1.52"),
    },
)

REMARKS = Form(
    "督导室备注",
    HONGJIANG,
    "督导室",
    {
        "five.inspections": 2,
        "five.problems_rectified": 41,
        "five.problems_rectified@备注": "应为43个，已重新核实",
        "five.problems_pending": 6,
        "five.problems_pending@备注": "数据截至2021年12月31日",
        "supervision.area_inspectors": N(38, "又增聘4人，应填42人"),
        "supervision.training_participants": N(114, "见签到册"),
        "supervision.problems_found@备注": 57,
        "supervision.full_time_staff": Struck(5),
        "sd.reported_units": "同上",
        "supervision.problems_rectified": "57条",
        "supervision.trainings": "共举办3次",
    },
    {
        "five.inspections": v(2),
        "five.problems_rectified": asked(41),
        "five.problems_pending": said(6),
        "supervision.area_inspectors": asked(38),
        "supervision.training_participants": said(114),
        "supervision.problems_found": asked(57),
        "supervision.full_time_staff": asked(5),
        "sd.reported_units": asked(),
        "supervision.problems_rectified": said(57),
        "supervision.trainings": said(3),
    },
)

POLICE = Form(
    "公安局百分数",
    HONGJIANG,
    "公安局",
    {
        "safety.alarm_rate": F(1, "0%"),
        "safety.video_network_rate": F(0.952, "0.0%"),
        "safety.guard_rate": 0.952,
        "safety.vehicle_pass_rate": "达到100％",
        "safety.joint_campaign_persons": "320余人次",
        "safety.joint_enforcement_monthly": "每月2次",
        "safety.pupil_shuttles": "未统计",
    },
    {
        "safety.alarm_rate": v(100),
        "safety.video_network_rate": v("95.2"),
        "safety.guard_rate": asked("95.2"),
        "safety.vehicle_pass_rate": said(100),
        "safety.joint_campaign_persons": said(320),
        "safety.joint_enforcement_monthly": said(2),
    },
)

RATIOS = Form(
    "编办比例",
    HONGJIANG,
    "编办",
    {
        "staff.quota_total": "4321名",
        "staff.actual": "4198（含特岗210）",
        "staff.ratio_norm.primary": F(time(1, 19), "h:mm"),
        "staff.ratio_norm.junior": "1∶13.5",
        "staff.ratio_norm.senior": "1比12.5",
    },
    {
        "staff.quota_total": maybe(4321),
        "staff.actual": asked(4198),
        "staff.ratio_norm.primary": said("1:19"),
        "staff.ratio_norm.junior": maybe("1:13.5"),
        "staff.ratio_norm.senior": said("1:12.5"),
    },
)

SCHOOLS = Form(
    "武汉教育局",
    WUHAN,
    "教育局",
    {
        "reform.typical_cases": "100多个",
        "preschool.new_places": "1.8万个",
        "places.new": 58000,
        "pupils.annual_increase": "6万人以上",
        "places.gap.junior": "12.5万",
        "sd.afterschool_full": "全覆盖",
        "safety.major_accidents": "零",
        "safety.major_events": "未发生",
        "rotation.teachers": "五千二百三十一人",
        "rotation.teacher_rate": "10.25个百分点",
    },
    {
        "reform.typical_cases": said(100),
        "preschool.new_places": maybe("1.8"),
        "places.new": Say(Decimal(58000), flag=True, may_refuse=True, any_value=True),
        "pupils.annual_increase": asked(6),
        "places.gap.junior": asked("12.5"),
        "sd.afterschool_full": asked(),
        "safety.major_accidents": said(0),
        "safety.major_events": asked(),
        "rotation.teachers": said(5231),
        "rotation.teacher_rate": asked(),
    },
)

FORMS = (STAFF, MONEY, REMARKS, POLICE, RATIOS, SCHOOLS)
