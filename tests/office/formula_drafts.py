"""Drafts whose appendix has every sort of formula: real figures, every way of judging and scoring, hard rounding."""

from decimal import Decimal
from typing import Any

import msgspec

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.records import Deduction, Entry, Growth, SelfScore, Text
from eduduty_desktop.figures import parse_amount
from eduduty_desktop.framework import Framework, Kind, Metric, ScoreStyle, Standard, Target
from eduduty_desktop.framework.library import Library
from eduduty_desktop.framework.model import Point, Section
from eduduty_desktop.intake import edits_of, propose
from eduduty_desktop.office import read_grids
from tests.document.example import draft as example
from tests.document.test_scores import ALL, Records, styled
from tests.document.test_worded import FULL
from tests.draft.scored import CONVERTED
from tests.draft.small import entry, fig
from tests.sample.example import sample_draft
from tests.sample.library import fill_file

LIBRARY = ("school-health-20", "zj-2020-jinyun", "gs-2023-zhangye", "ha-2019-xuchang-plan", "cq-2018-banan")


def drafts() -> dict[str, Draft]:
    """All of them by name."""
    sample = sample_draft()
    not_concerned = ALL | {Key("scores", "s1.p2"): SelfScore(not_concerned=True)}
    return {
        "sample": sample,
        "computed": left_to_formulas(sample),
        "example": example(ScoreStyle.APPENDIX),
        "scored": styled(ScoreStyle.APPENDIX),
        "steps": styled(ScoreStyle.APPENDIX, steps_and_ramp()),
        "converted": styled(ScoreStyle.APPENDIX, not_concerned, CONVERTED),
        "worded": FULL,
        "judged": judged_draft(),
        "rounding": rounding_draft(),
        **{name: filled(name) for name in LIBRARY},
    }


def steps_and_ramp() -> Records:
    """A step and a ramp that are not full, one with a deduction."""
    return ALL | {
        fig("meeting.count"): entry("3"),
        fig("health.good_rate"): entry("74.9"),
        Key("deductions", "2"): Deduction("s1.p2", 1, "其他", Decimal(1), Decimal("0.5"), "迟交"),
    }


def filled(name: str) -> Draft:
    """A shipped framework with its published figures, every scored point scored, some with deductions."""
    draft = Draft(name, Library.shipped().load(name))
    grids = read_grids(fill_file(name))
    draft = draft.apply(draft.change(key, record) for key, record in edits_of(propose(draft, grids)))
    records: list[tuple[Key, Any]] = [(Key("cover", "county"), Text("某县")), (Key("cover", "year"), Text("2021"))]
    for at, point in enumerate(draft.framework.scored_points):
        if at % 3 and point.full_score is not None:
            records.append(
                (Key("deductions", f"d{at}"), Deduction(point.id, 1, "资料不全", Decimal(2), Decimal("0.1")))
            )
        else:
            records.append((Key("scores", point.id), SelfScore(point.full_score or Decimal("1.5"))))
    return draft.apply(draft.change(key, record) for key, record in records)


def left_to_formulas(draft: Draft) -> Draft:
    """Every value that has a formula left to it, and every growth whose both years are there."""
    cleared = [Key("figures", metric, CURRENT) for metric in draft.framework.expressions]
    cleared += [Key("growths", row) for row, _ in draft.rows("growths") if draft.get(Key("figures", row, PREVIOUS))]
    return draft.apply([draft.change(key, None) for key in cleared])


def framework_of(metrics: tuple[Metric, ...], standards: tuple[Standard, ...] = ()) -> Framework:
    """A framework of one point with these metrics."""
    point = Point("p", "(一)", "测评点", metrics=tuple(metric.id for metric in metrics))
    return Framework(
        "f",
        "框架",
        "county",
        "湖南省",
        "示例",
        (Section("s", "一", "指标", (point,)),),
        2021,
        {metric.id: metric for metric in metrics},
        standards={one.id: one for one in standards},
    )


def rounding_draft() -> Draft:
    """Quotients that end in 5 after the last digit, both signs, and a ratio: half up in decimals, not in binary."""
    names = [f"m{at}" for at in range(60)]
    base = tuple(Metric(name, f"数{name}", "万元", Kind.MONEY) for name in names)
    quotients = tuple(
        Metric(f"q{at}", f"商{at}", "%", Kind.PERCENT, decimals=2, formula=f"(m{at} - m{at + 1}) / m{at + 2} * 100")
        for at in range(58)
    )
    halves = tuple(
        Metric(f"h{at}", f"半{at}", "%", Kind.NUMBER, decimals=2, formula=f"m{at} / 8 + 0.005") for at in range(60)
    )
    ratio = Metric("r", "生师比", "比", Kind.RATIO, formula="m0 * 100 / m1")
    figures = {
        (name, CURRENT): Entry(Decimal(at * 7919 % 997 + 1) / 8 + Decimal("0.005")) for at, name in enumerate(names)
    }
    before = {(name, PREVIOUS): Entry(Decimal(at * 104729 % 499 + 1) / 16) for at, name in enumerate(names)}
    about = {("m8", CURRENT): Entry(Decimal("3.0"), "余")}
    framework = framework_of((*base, *quotients, *halves, ratio))
    return Draft("rounding", framework, {"figures": figures | before | about})


# id, kind, unit, standard, this year, last year, growth
_JUDGED: tuple[tuple[str, Kind, str, dict[str, Any], str, str, str], ...] = (
    ("ge", Kind.PERCENT, "%", {"comparison": ">=", "value": "50"}, "49.9", "", ""),
    ("ge2", Kind.PERCENT, "%", {"comparison": ">=", "value": "50"}, "50.0", "", ""),
    ("le", Kind.COUNT, "个", {"comparison": "<=", "value": "0"}, "3", "", ""),
    ("eq", Kind.PERCENT, "%", {"comparison": "=", "value": "100"}, "100", "", ""),
    ("lt", Kind.NUMBER, "人", {"comparison": "<", "value": "45"}, "45.5", "", ""),
    ("wan", Kind.MONEY, "万元", {"comparison": ">=", "value": "6000", "unit": "元"}, "0.65", "", ""),
    ("ratio", Kind.RATIO, "比", {"comparison": ">=", "value": "1:19"}, "1:18.5", "", ""),
    ("ratio2", Kind.RATIO, "比", {"comparison": ">=", "value": "1:19"}, "1:20", "", ""),
    ("yoy", Kind.MONEY, "万元", {"comparison": "yoy_not_decrease"}, "57926.181", "57314.66", ""),
    ("yoy2", Kind.MONEY, "元", {"comparison": "yoy_not_decrease"}, "10", "10.5", ""),
    ("yoyg", Kind.MONEY, "元", {"comparison": "yoy_not_decrease"}, "", "", "-0.3"),
    ("yoyg2", Kind.MONEY, "元", {"comparison": "yoy_not_decrease"}, "5", "", "1.2"),
    ("fall", Kind.PERCENT, "%", {"comparison": "yoy_decrease"}, "40.1", "42.3", ""),
    ("fall2", Kind.PERCENT, "%", {"comparison": "yoy_decrease", "value": "1"}, "41.5", "42.3", ""),
    ("fall3", Kind.COUNT, "人", {"comparison": "yoy_decrease", "value": "2", "unit": "人"}, "", "", "-3"),
    ("fall4", Kind.COUNT, "人", {"comparison": "yoy_decrease"}, "", "", "3"),
    ("exists", Kind.MONEY, "万元", {"comparison": "exists"}, "35.20", "", ""),
    ("exists2", Kind.MONEY, "万元", {"comparison": "exists"}, "0", "", ""),
    ("other", Kind.MONEY, "元", {"comparison": ">=", "other": "fall3_base"}, "77938", "", ""),
    ("fall3_base", Kind.MONEY, "元", {}, "66892", "", ""),
    ("grow", Kind.MONEY, "元", {"comparison": ">", "other": "growbase", "by_growth": True}, "110.5", "100", ""),
    ("growbase", Kind.MONEY, "元", {}, "205", "199", ""),
    ("grow2", Kind.MONEY, "元", {"comparison": ">", "other": "growbase", "by_growth": True}, "", "", "2.5"),
    ("yes", Kind.YESNO, "", {"comparison": "exists"}, "1", "", ""),
    ("no", Kind.YESNO, "", {"comparison": "exists"}, "0", "", ""),
    ("hidden", Kind.PERCENT, "%", {"comparison": ">=", "value": "80"}, "", "", ""),
    ("a", Kind.COUNT, "人", {}, "79996", "", ""),
    ("b", Kind.COUNT, "人", {}, "100000", "", ""),
    ("gap", Kind.MONEY, "元", {"comparison": ">=", "other": "fall3_base"}, "", "", ""),
    ("doubt", Kind.PERCENT, "%", {"comparison": ">=", "value": "49.5"}, "49", "", ""),
    ("report", Kind.PERCENT, "%", {"comparison": "report"}, "49", "", ""),
    ("about", Kind.PERCENT, "%", {"comparison": ">=", "value": "50"}, "约80", "", ""),
)
_FORMULAS = {"hidden": "a / b * 100", "gap": "other - fall3_base"}
_TARGETS = {
    "eq": (Target("=", "2021-12-31", "100"), Target(">=", "2030-12-31", "90")),
    "yoy": (Target(">", "2021-12-31"),),
    "le": (Target("=", "2021-12-31", "1", "2"), Target("=", "2021-12-31", "3", "5")),
    "yes": (Target("=", "2021-12-31", "1"),),
    "no": (Target("=", "2021-12-31", "1"),),
    "ratio": (Target(">=", "2021-12-31", "1:19"),),
    "fall4": (Target("<=", "2021-12-31"),),
}


def judged_draft() -> Draft:
    """A metric for every way of comparing with a standard and with a target."""
    metrics, standards = [], []
    tables: dict[str, dict[tuple[str, str], msgspec.Struct]] = {"figures": {}, "growths": {}, "cover": {}}
    tables["cover"] = {("county", ""): Text("溪口县"), ("year", ""): Text("2021")}
    for id, kind, unit, rule, now, before, growth in _JUDGED:
        metrics.append(
            Metric(
                id,
                f"指标{id}",
                unit,
                kind,
                decimals=2 if id == "hidden" else 0,
                standard=f"std_{id}" if rule else "",
                formula=_FORMULAS.get(id, ""),
                targets=_TARGETS.get(id, ()),
            )
        )
        if rule:
            standards.append(Standard(f"std_{id}", f"标准{id}", rule.get("unit", unit), **_without(rule, "unit")))
        for slot, text in ((CURRENT, now), (PREVIOUS, before)):
            if text:
                word = "约" if text.startswith("约") else ""
                tables["figures"][id, slot] = Entry(parse_amount(text.removeprefix("约")), word)
        if growth:
            tables["growths"][id, ""] = Growth(Decimal(growth))
    return Draft("judged", framework_of(tuple(metrics), tuple(standards)), tables)


def _without(rule: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in rule.items() if name != key}
