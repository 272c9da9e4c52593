"""A small framework, drafts over it, a clock that only tests turn, and other processes."""

import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from eduduty_desktop.draft import TABLES, Change, Draft, Key
from eduduty_desktop.draft.records import (
    Assignment,
    Deduction,
    DepartmentCard,
    Duty,
    Entry,
    Evidence,
    Growth,
    Issued,
    LastYear,
    Narrative,
    Period,
    PointState,
    Problem,
    Remedy,
    Reported,
    Returned,
    School,
    SelfScore,
    StandardOverride,
    Status,
    Text,
    VetoAnswer,
    Waiver,
)
from eduduty_desktop.figures import Ratio
from eduduty_desktop.framework import (
    Bounds,
    Framework,
    Group,
    Kind,
    Metric,
    PeriodKind,
    Point,
    Profile,
    Relation,
    Section,
    Severity,
    Stage,
    Standard,
    Veto,
)

CHECKOUT = Path(__file__).resolve().parents[2]
WHO = "张三"
KEY = Key("narratives", "p1")
LONG = "本年度，县委、县政府把教育摆在优先发展的战略位置。" * 120  # 9 KB in UTF-8

FRAMEWORK = Framework(
    id="small",
    title="小指标体系",
    year=2024,
    level="县",
    region="某省",
    basis="测试",
    sections=(
        Section(
            "s1",
            "一",
            "保障",
            (
                Section(
                    "s2", "(一)", "教师", (Point("p1", "1.", "编制", Decimal("2.50"), metrics=("teachers", "ratio")),)
                ),
                Point("p2", "(二)", "经费", Decimal(5), metrics=("budget",), departments=("财政局",)),
            ),
            Decimal("7.50"),
        ),
    ),
    metrics={
        "pupils": Metric("pupils", "在校生", "人", Kind.COUNT, bounds=Bounds("不会是负数", min=Decimal(0))),
        "teachers": Metric("teachers", "教职工", "人", Kind.COUNT, group="g", stage=Stage.PRIMARY),
        "ratio": Metric("ratio", "生师比", "", Kind.RATIO, formula="pupils / teachers"),
        "budget": Metric("budget", "教育支出", "万元", Kind.MONEY, 2, period=PeriodKind.FISCAL, required="必填"),
    },
    groups={"g": Group("教职工")},
    profile=Profile(("pupils",)),
    relations=(Relation("r", "pupils >= teachers", Severity.WARNING, "常理"),),
    vetoes=(Veto("v1", "发生重大安全事故"),),
    standards={"class_size": Standard("class_size", "班额", "人", "<=", by_stage={Stage.PRIMARY: "45"})},
    total=Decimal("7.50"),
)

RECORDS = {
    Key("cover", "county"): Text("某县"),
    Key("figures", "teachers", "current"): Entry(Decimal("3137"), "余", source="人社局", note="含民办"),
    Key("figures", "teachers", "previous"): Entry(None, typed="约三千", period=Period(PeriodKind.CALENDAR, "2023")),
    Key("figures", "budget", "current"): Entry(Decimal("57926.50"), period=Period(PeriodKind.FISCAL, "2024")),
    Key("figures", "ratio", "current"): Entry(Ratio(Decimal(1), Decimal("13.50")), scope="教育事业统计"),
    Key("growths", "budget"): Growth(Decimal("-1.0"), "百分点"),
    Key("narratives", "p1"): Narrative(LONG, ("p2",)),
    Key("headings", "s1"): Text("强化保障"),
    Key("states", "p1"): PointState(Status.NOT_APPLICABLE, "本县无此类学校"),
    Key("scores", "p1"): SelfScore(Decimal("2.0"), not_concerned=True, elements=("e2", "e1"), band="b1"),
    Key("deductions", "d1"): Deduction("p1", 1, "第三款", Decimal(2), Decimal("0.25"), "超编", ("e1",)),
    Key("evidence", "e1"): Evidence(("p1", "p2"), 1, "编制批复", "某编办〔2024〕3号", original=False, sealed=True),
    Key("problems", "q1"): Problem(1, "缺编", "自查", ("p1",), ("teachers",), (Remedy("招聘", "编办", closed=True),)),
    Key("waivers", "w1"): Waiver("code/p1", (("figures/teachers/current", "3137"),), "已核", "李四"),
    Key("vetoes", "v1"): VetoAnswer(False, "未发生"),
    Key("assignments", "p1"): Assignment("编办", ("人社局",)),
    Key("standards", "class_size"): StandardOverride("50", "省定"),
    Key("notes", "p1"): Text("待补"),
    Key("duties", "teachers"): Duty("人社局", "2025-02-20", "先报快报"),
    Key("departments", "人社局"): DepartmentCard(
        "李某", "0745-1234567", "rsj@example.invalid", "2025-03-01", "月底前催"
    ),
    Key("issued", "人社局"): Issued(
        2, "2025-02-01T09:00:00+08:00", "填报表.xlsx", "ab" * 32, (("figures/teachers", "d1"),)
    ),
    Key("returned", "f1"): Returned(
        "人社局", "回.xlsx", "cd" * 32, "2025-02-19T09:00:00+08:00", "张三", "赵某", "钱某"
    ),
    Key("reported", "teachers", "current/人社局"): Reported(
        "3 137人", Decimal(3137), "", "人", "f1", "数据", "E7", "已读作"
    ),
    Key("last_year", "p1"): LastYear(True, "去年的话", "2024年报告.docx"),
    Key("schools", "x1"): School(
        1, "一中", "3643", "完全中学", "junior", "城区", (("students", Decimal(900)),), "表1!4"
    ),
}


def small_draft() -> Draft:
    """A draft with at least one record in every table."""
    empty = Draft("draft-1", FRAMEWORK)
    draft = empty.apply([empty.change(key, record) for key, record in RECORDS.items()])
    assert draft.tables.keys() == TABLES.keys()
    return draft


def edit(draft: Draft, text: str, group: str = "g1", key: Key = KEY) -> Change:
    """The change that gives a narrative a text."""
    return draft.change(key, Narrative(text), group=group, cause="typed")


def ticking() -> Callable[[], datetime]:
    """A clock that is one second later at each call."""
    start = datetime(2024, 11, 22, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    seconds = itertools.count()
    return lambda: start + timedelta(seconds=next(seconds))


def process(script: str, *arguments: object) -> "subprocess.Popen[str]":
    """Start another Python on a script that may import what tests may."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=CHECKOUT,
        env={
            **os.environ,
            "PYTHONUTF8": "1",
            "PYTHONPATH": os.pathsep.join([str(CHECKOUT), os.environ.get("PYTHONPATH", "")]),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def killed_at(mark: str, script: str, *arguments: object) -> list[str]:
    """Run a script, kill it without warning when it prints `mark`, and return the lines before."""
    with process(script, *arguments) as running:
        assert running.stdout
        lines = list(itertools.takewhile(lambda line: line.strip() != mark, running.stdout))
        assert running.poll() is None, "the script ended by itself"
        running.kill()
    return [line.strip() for line in lines]
