"""七项指标 and 差异系数: against cases computed by hand and an independent computation with fractions and floats."""

import math
import random
from decimal import Decimal
from fractions import Fraction

import pytest

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Entry, School, StandardOverride, Text
from eduduty_desktop.draft.resource_values import metric_edits, metric_values
from eduduty_desktop.draft.resources import (
    INDICATORS,
    METHOD_KEY,
    QUANTITIES,
    STUDENTS,
    Method,
    Resources,
    Verdict,
    assess,
    method_of,
    resources_of,
    rules_of,
)
from eduduty_desktop.framework import Framework, Kind, Metric, Point, Profile, Section, Stage
from eduduty_desktop.framework.library import Library

PLENTY = {
    "qualified": 10,
    "backbone": 2,
    "arts": 2,
    "rooms": 700,
    "sports": 1100,
    "equipment": 300_000,
    "classrooms": 5,
}
"""What a school of 100 students has that meets every indicator of either stage."""


def draft(*metrics: Metric) -> Draft:
    point = Point("p1", "(一)", "测评点", metrics=tuple(metric.id for metric in metrics))
    sections = (Section("s1", "一", "指标", (point,)),)
    return Draft(
        "d", Framework("f", "t", "county", "r", "b", sections, 2021, {m.id: m for m in metrics}, profile=Profile())
    )


RULES = rules_of(draft())


def school(
    name: str, students: int = 100, *, stage: Stage = Stage.PRIMARY, kind: str = "小学", **own: object
) -> School:
    """A school with plenty of everything but what is said of it; None is missing."""
    scale = Decimal(students) / 100
    figures = {STUDENTS: Decimal(students), **{key: Decimal(value) * scale for key, value in PLENTY.items()}}
    for key, value in own.items():
        if value is None:
            figures.pop(key)
        else:
            figures[key] = Decimal(str(value))
    return School(0, name, "", kind, str(stage), "镇区", tuple(figures.items()), "表")


def judged(*schools: School, method: Method = Method.WEIGHTED) -> Resources:
    return assess([(one.name, one) for one in schools], RULES, method)


def primary(found: Resources, at: int) -> tuple[Decimal | None, Decimal | None]:
    result = found.stages[0].indicators[at]
    return result.value, result.coefficient


def test_the_thresholds_are_those_of_the_standards_file() -> None:
    standards = Library.shipped().standards()
    for at, indicator in enumerate(INDICATORS):
        standard = standards[indicator.standard]
        assert standard.name == indicator.label
        assert standard.unit == indicator.unit
        for stage in (Stage.PRIMARY, Stage.JUNIOR):
            assert Decimal(standard.by_stage[stage]) == RULES.least[at, stage]
    limits = standards["bal7.cv"].by_stage
    assert {stage: Decimal(text) for stage, text in limits.items()} == RULES.coefficient
    assert not RULES.verified


def test_a_hand_computed_case() -> None:
    """100 students with 500 m² and 300 with 2100 m²: 5 and 7, mean 6.5, S² = (100×2.25 + 300×0.25) ÷ 400 = 0.75."""
    found = judged(school("甲", 100, rooms=500), school("乙", 300, rooms=2100))
    assert primary(found, 3) == (Decimal("6.5"), Decimal("0.1332"))  # √0.75 ÷ 6.5 = 0.13323…
    found = judged(school("甲", 100, rooms=500), school("乙", 300, rooms=2100), method=Method.PLAIN)
    assert primary(found, 3) == (Decimal(6), Decimal("0.1667"))  # 1 ÷ 6


def test_equal_schools_differ_by_nothing_and_nothing_cannot_be_divided_by() -> None:
    found = judged(school("甲", 100), school("乙", 700), school("丙", 350, classrooms="17.5"))
    assert [one.coefficient for one in found.stages[0].indicators] == [Decimal(0)] * 7
    found = judged(school("甲", backbone=0), school("乙", backbone=0))
    assert primary(found, 1) == (Decimal(0), None)
    assert judged(school("甲", stage=Stage.JUNIOR)).stages[0].indicators[0].coefficient is None


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("seed", range(5))
def test_the_coefficients_equal_an_independent_computation(method: Method, seed: int) -> None:
    chance = random.Random(seed)
    schools = [
        school(
            f"第{at}小学",
            chance.randint(20, 2400),
            **{key: Decimal(chance.randint(1, 10**7)) / 100 for key in PLENTY},
        )
        for at in range(200)
    ]
    found = judged(*schools, method=method)
    for at, indicator in enumerate(INDICATORS):
        pairs = [(dict(one.figures)[indicator.quantity], dict(one.figures)[STUDENTS]) for one in schools]
        value, coefficient = independent(pairs, indicator.times, weighted=method is Method.WEIGHTED)
        assert math.isclose(float(found.stages[0].indicators[at].value or 0), value, rel_tol=1e-12)
        assert abs(float(found.stages[0].indicators[at].coefficient or 0) - coefficient) <= 0.50001e-4


def independent(pairs: list[tuple[Decimal, Decimal]], times: int, *, weighted: bool) -> tuple[float, float]:
    """Mean and S ÷ X̄ in exact fractions, by E[X²] − X̄²: another way than the program's."""
    values = [Fraction(amount) * times / Fraction(students) for amount, students in pairs]
    weights = [Fraction(students) if weighted else Fraction(1) for _, students in pairs]
    whole = sum(weights)
    mean = sum(w * x for w, x in zip(weights, values, strict=True)) / whole
    square = sum(w * x * x for w, x in zip(weights, values, strict=True)) / whole
    return float(mean), math.sqrt(float(square - mean * mean)) / float(mean)


def test_six_of_seven_and_the_rest_at_85_per_cent() -> None:
    cases = {
        "都达到": {},
        "一项85%": {"rooms": "382.5"},  # 3.825 = 4.5 × 85 %
        "一项不到85%": {"rooms": "382.4"},
        "两项": {"rooms": 440, "sports": 740},
        "缺一项": {"rooms": None},
        "缺一项又差一项": {"rooms": None, "sports": 740},
        "缺一项又差两项": {"rooms": None, "sports": 740, "arts": "0.8"},
        "正好": {
            "qualified": "4.2",
            "backbone": 1,
            "arts": "0.9",
            "rooms": 450,
            "sports": 750,
            "equipment": 200_000,
            "classrooms": "2.3",
        },
    }
    found = judged(*(school(name, **own) for name, own in cases.items()))
    assert {one.row: one.verdict for one in found.stages[0].schools} == {
        "都达到": Verdict.MET,
        "一项85%": Verdict.MET,
        "一项不到85%": Verdict.MISSED,
        "两项": Verdict.MISSED,
        "缺一项": Verdict.UNKNOWN,
        "缺一项又差一项": Verdict.UNKNOWN,
        "缺一项又差两项": Verdict.MISSED,
        "正好": Verdict.MET,
    }
    by_name = {one.row: one for one in found.stages[0].schools}
    assert (by_name["两项"].missed, by_name["两项"].weak, by_name["两项"].met) == ((3, 4), (), 5)
    assert (by_name["一项不到85%"].weak, by_name["缺一项"].lacking) == ((3,), (3,))


def test_what_is_missing_stands_in_no_mean() -> None:
    found = judged(school("甲", 100, rooms=500), school("乙", 300, rooms=None))
    result = found.stages[0].indicators[3]
    assert (result.value, result.counted, result.students, result.missed) == (Decimal(5), 1, Decimal(100), 0)


def test_who_is_not_judged() -> None:
    found = judged(
        school("实验小学"),
        school("启智学校", kind="特殊教育学校"),
        school("桥头教学点", 49, kind="教学点"),
        school("河西教学点", 50, kind="教学点"),
        school("小村小学", 12),
        school("空校", 0),
    )
    assert [one.row for one in found.stages[0].schools] == ["实验小学", "河西教学点", "小村小学"]
    assert {one.row: one.reason for one in found.left_out} == {
        "启智学校": "特殊教育学校不在评估范围",
        "桥头教学点": "不足50人的教学点不在评估范围",
        "空校": "学生数为零",
    }


def test_thresholds_of_the_draft_go_first() -> None:
    mine = draft()
    mine = mine.apply([mine.change(Key("standards", "bal7.L4", "primary"), StandardOverride("5.5", "省定标准"))])
    rules = rules_of(mine)
    assert (rules.least[3, Stage.PRIMARY], rules.least[3, Stage.JUNIOR]) == (Decimal("5.5"), Decimal("5.8"))
    broken = mine.apply([mine.change(Key("standards", "bal7.L4", "primary"), StandardOverride("多", "?"))])
    assert rules_of(broken).least[3, Stage.PRIMARY] == Decimal("4.5")


def with_schools(mine: Draft, *schools: School) -> Draft:
    return mine.apply([mine.change(Key("schools", one.name), one) for one in schools])


def test_the_draft_says_the_method() -> None:
    mine = with_schools(draft(), school("甲", 100, rooms=500), school("乙", 300, rooms=2100))
    assert method_of(mine) is Method.WEIGHTED
    mine = mine.apply([mine.change(METHOD_KEY, Text("plain"))])
    found = resources_of(mine)
    assert found is not None
    assert primary(found, 3) == (Decimal(6), Decimal("0.1667"))
    assert resources_of(draft()) is None


def test_values_reach_metrics_by_label_stage_and_unit() -> None:
    mine = draft(
        Metric("a", "小学生均教学及辅助用房面积", "平方米", Kind.NUMBER),
        Metric("b", "生均教学仪器设备值", "万元", Kind.MONEY, stage=Stage.PRIMARY),
        Metric("c", "生均教学仪器设备值", "元", Kind.MONEY),  # of no stage: left alone
        Metric("d", "未达标差异系数", "项", Kind.COUNT, stage=Stage.COMPULSORY),
        Metric("e", "校际差异系数项数", "项", Kind.COUNT),
        Metric("g", "初中生均体育运动场馆面积差异系数", "", Kind.NUMBER),
        Metric("h", "小学生均教学及辅助用房面积差异系数", "", Kind.NUMBER),
        Metric("i", "资源配置七项指标未达标学校数", "所", Kind.COUNT),
        Metric("j", "教学及辅助用房面积", "平方米", Kind.NUMBER),
        Metric("k", "县级以上骨干教师", "人", Kind.COUNT),
    )
    schools = (school("甲", 100, rooms=300, equipment=100_000), school("乙", 100, rooms=3000, equipment=300_000))
    found = judged(*schools)
    values = {one.metric: one.amount for one in metric_values(mine, found)}
    assert values == {
        "a": Decimal("16.50"),
        "b": Decimal("0.200000"),
        "d": Decimal(1),
        "e": Decimal(7),
        "h": Decimal("0.8182"),
        "i": Decimal(1),
    }
    edits = metric_edits(mine, found, "基表.xlsx")
    entry = edits[Key("figures", "h", "current")]
    assert isinstance(entry, Entry)
    assert entry.source == "学校基表（基表.xlsx）"
    assert "加权" in entry.note or "比重" in entry.note


def test_every_quantity_has_words_and_a_unit() -> None:
    assert {one.quantity for one in INDICATORS} | {STUDENTS} == set(QUANTITIES)
