"""Random edits of a draft of the small framework that its checks have something to say about."""

from decimal import Decimal

import msgspec
from hypothesis import strategies as st

from eduduty_desktop.draft import CURRENT, PREVIOUS, PROFILE, Draft, Key
from eduduty_desktop.draft.cover_fields import COVER_FIELDS
from eduduty_desktop.draft.records import (
    Deduction,
    Entry,
    Evidence,
    Growth,
    LastYear,
    Narrative,
    Period,
    PointState,
    Problem,
    Remedy,
    SelfScore,
    StandardOverride,
    Status,
    Text,
    VetoAnswer,
)
from eduduty_desktop.figures import Ratio
from eduduty_desktop.framework import Framework, PeriodKind
from tests.draft.scored import CONVERTED, SCORED
from tests.draft.small import FRAMEWORK
from tests.draft.worded import WORDED

metrics = st.sampled_from(sorted(FRAMEWORK.metrics))
points = st.sampled_from([point.id for point in FRAMEWORK.points])
# Few numbers, so that sums hold and break, values jump and pass their bounds.
numbers = st.sampled_from(
    [Decimal(n) for n in ("0", "1", "2", "3", "4", "60", "90", "100", "-1", "0.5", "33.3", "1E+9")]
)
amounts = numbers | st.builds(Ratio, st.just(Decimal(1)), st.sampled_from([Decimal(3), Decimal("0.5")]))
words = st.sampled_from(["", "", "", "余", "多", "近", "约", "以上"])
periods = st.sampled_from([None, Period(PeriodKind.CALENDAR, "2024"), Period(PeriodKind.CALENDAR, "2023")])
texts = st.sampled_from(
    [
        "",
        "完成。",
        "建成??个",
        "xx市",
        "（略）",
        "教职工3137名，其中男2342人，女780人。",
        "全县现有专任教师12873人。\n",
        "全县现有专任教师12837人。\n",
        "落实“双减政策。",
        "投入 3600 万元。",
        "今年（2022年）",
    ]
)
some = st.lists(points, max_size=2).map(tuple)
LONG = "县政府常务会议专题研究教育工作，听取教育部门关于学校布局、教师补充、经费保障的汇报，明确任务和责任单位。"
remedies = st.builds(
    Remedy,
    texts,
    progress=texts,
    closed=st.booleans(),
    evidence=st.sampled_from([(), (), ("1",), ("gone",)]),
)


@st.composite
def sources(draw: st.DrawFn) -> str:
    """A narrative of links to anything, and of placeholders."""
    parts = []
    for _ in range(draw(st.integers(0, 3))):
        option = draw(st.sampled_from(["", "|growth", "|diff", "|previous", "|unit=亿元", "|bad", "|bare"]))
        parts.append(draw(st.sampled_from(["", "", f"{LONG}\n", "今年（2022年）"])))
        parts.append("{{" + draw(metrics | st.just("no.such")) + option + "}}" + draw(texts))
    return "".join(parts)


records: dict[str, tuple[st.SearchStrategy[str], st.SearchStrategy[msgspec.Struct]]] = {
    "figures": (
        metrics,
        st.builds(Entry, st.none() | amounts, words, st.sampled_from(["", "", "三百", "××人"]), periods),
    ),
    "growths": (
        metrics,
        st.builds(Growth, st.none() | numbers, st.sampled_from(["%", "百分点"]), st.sampled_from(["", "略增"])),
    ),
    "narratives": (points | st.sampled_from([PROFILE, "lead"]), st.builds(Narrative, sources(), some)),
    "headings": (points, st.builds(Text, texts)),
    "cover": (
        st.sampled_from(sorted(COVER_FIELDS)) | st.sampled_from(["score_total", "grade"]),
        st.builds(Text, texts | st.sampled_from(["2023", "15", "优秀", "A", "良好", "90字"])),
    ),
    "states": (points, st.builds(PointState, st.sampled_from(Status), st.sampled_from(["", "没有"]))),
    "scores": (
        points,
        st.builds(
            SelfScore,
            st.none() | numbers,
            st.sampled_from(["", "说明"]),
            st.booleans(),
            texts,
            st.sampled_from([(), (), ("gym",), ("gym", "lab"), ("gone",)]),
            st.sampled_from(["", "first"]),
        ),
    ),
    "deductions": (
        st.sampled_from(["1", "2"]),
        st.builds(
            Deduction,
            points,
            st.integers(0, 2),
            st.sampled_from(["", "few", "late", "kept", "别的"]),
            times=numbers,
            points=numbers,
            reason=texts,
            typed_points=texts,
        ),
    ),
    "evidence": (
        st.sampled_from(["1", "2"]),
        st.builds(
            Evidence,
            some,
            title=texts,
            document_number=st.sampled_from(["", "某政发〔2024〕1号", "某政发〔2019〕1号"]),
            date=st.sampled_from(["", "2024-03", "2025", "2019年"]),
            sha256=st.sampled_from(["", "ab"]),
            renew=st.booleans(),
        ),
    ),
    "problems": (
        st.sampled_from(["1", "2"]),
        st.builds(
            Problem,
            text=texts,
            points=some,
            metrics=st.lists(metrics, max_size=2).map(tuple),
            remedies=st.lists(remedies, max_size=2).map(tuple),
            source=st.sampled_from(["", "自查", "上年反馈"]),
            since=st.sampled_from(["", "2022", "2024", "去年"]),
        ),
    ),
    "last_year": (points, st.builds(LastYear, st.booleans(), texts | st.just(LONG))),
    "standards": (
        st.sampled_from(sorted(FRAMEWORK.standards)),
        st.builds(StandardOverride, st.sampled_from(["", "30", "60%", "高", "1:2"]), st.sampled_from(["", "省定"])),
    ),
    "vetoes": (st.sampled_from(["v1", "v2"]), st.builds(VetoAnswer, st.none() | st.booleans())),
}

Edit = tuple[Key, msgspec.Struct | None]


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """One record, or none, somewhere; figures and narratives more often than the rest."""
    table = draw(st.sampled_from(["figures", "figures", "figures", "narratives", *records]))
    rows, values = records[table]
    slot = draw(st.sampled_from([CURRENT, CURRENT, PREVIOUS])) if table == "figures" else ""
    return Key(table, draw(rows), slot), draw(st.none() | values if draw(st.integers(0, 4)) == 0 else values)


def drafts(max_size: int = 25) -> st.SearchStrategy[Draft]:
    """A draft after some random edits."""
    return st.builds(
        _applied, st.lists(edits(), max_size=max_size), st.sampled_from([FRAMEWORK, SCORED, CONVERTED, WORDED])
    )


def _applied(steps: list[Edit], framework: Framework) -> Draft:
    draft = Draft("d", framework)
    for key, record in steps:
        draft = draft.apply([draft.change(key, record)])
    return draft
