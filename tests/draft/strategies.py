"""Random records of every table, and random edits of a draft of the small framework."""

from decimal import Decimal

import msgspec
from hypothesis import strategies as st

from eduduty_desktop.draft import CURRENT, PREVIOUS, TABLES, Draft, Key
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
from eduduty_desktop.framework import PeriodKind
from tests.draft.small import FRAMEWORK

short = st.text(max_size=6)
shorts = st.lists(short, max_size=2).map(tuple)
decimals = st.decimals(min_value=-(10**9), max_value=10**9, places=2) | st.integers(-5, 5).map(Decimal)
# Equal numbers of other digits on purpose: 50.1, 50.10.
stated = decimals | st.sampled_from([Decimal("50.1"), Decimal("50.10"), Decimal("0"), Decimal("0.0")])
positive = st.decimals(min_value=1, max_value=10**6, places=1)
ratios = st.builds(Ratio, positive, positive)
periods = st.builds(Period, st.sampled_from(PeriodKind), st.sampled_from(["2023", "2024"]))
approximations = st.sampled_from(["", "", "余", "多", "近", "约", "以上"])
statuses = st.sampled_from(Status)

RECORDS: dict[str, st.SearchStrategy[msgspec.Struct]] = {
    "cover": st.builds(Text, short),
    "figures": st.builds(Entry, st.none() | stated | ratios, approximations, short, st.none() | periods, short, short),
    "growths": st.builds(Growth, st.none() | stated, st.sampled_from(["%", "百分点"]), short),
    "narratives": st.builds(Narrative, short, shorts),
    "headings": st.builds(Text, short),
    "states": st.builds(PointState, statuses, short),
    "scores": st.builds(SelfScore, st.none() | stated, short, st.booleans(), short, shorts, short),
    "deductions": st.builds(Deduction, short, st.integers(0, 3), short, stated, stated, short, shorts, short, short),
    "evidence": st.builds(Evidence, shorts, st.integers(0, 3), short, sealed=st.booleans()),
    "problems": st.builds(
        Problem, st.integers(0, 3), short, remedies=st.lists(st.builds(Remedy, short), max_size=2).map(tuple)
    ),
    "waivers": st.builds(Waiver, short, st.lists(st.tuples(short, short), max_size=2).map(tuple), short),
    "vetoes": st.builds(VetoAnswer, st.none() | st.booleans(), short),
    "assignments": st.builds(Assignment, short, shorts),
    "standards": st.builds(StandardOverride, short, short),
    "notes": st.builds(Text, short),
    "duties": st.builds(Duty, short, short),
    "departments": st.builds(DepartmentCard, short, short),
    "issued": st.builds(
        Issued, st.integers(0, 3), short, asked=st.lists(st.tuples(short, short), max_size=2).map(tuple)
    ),
    "returned": st.builds(Returned, short, short),
    "reported": st.builds(Reported, short, st.none() | stated | ratios),
    "last_year": st.builds(LastYear, st.booleans(), short, short),
    "schools": st.builds(
        School, st.integers(0, 3), short, figures=st.lists(st.tuples(short, stated), max_size=2).map(tuple)
    ),
}

Edit = tuple[Key, msgspec.Struct | None]


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """Any record, or none, anywhere; few rows, so that edits meet."""
    table = draw(st.sampled_from(sorted(TABLES)))
    slot = draw(st.sampled_from([CURRENT, PREVIOUS])) if table == "figures" else ""
    key = Key(table, draw(st.sampled_from(["a", "b", "c"])), slot)
    return key, draw(st.none() | RECORDS[table])


def applied(draft: Draft, steps: list[Edit]) -> Draft:
    """The draft after the edits, one by one."""
    for key, record in steps:
        draft = draft.apply([draft.change(key, record)])
    return draft


drafts = st.lists(edits(), max_size=12).map(lambda steps: applied(Draft("d", FRAMEWORK), steps))
