"""Tables of self-scores become proposals: found by id, number or title, never guessed, filled twice without change."""

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from eduduty_desktop import assets
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Deduction, SelfScore, Text
from eduduty_desktop.draft.score_total import score
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.library import Library
from eduduty_desktop.grid import Grid
from eduduty_desktop.intake import Proposal, Status, edits_of, propose, propose_scores
from eduduty_desktop.intake.scores import find_score_header
from eduduty_desktop.workspace.filling import fill
from eduduty_desktop.workspace.session import Session
from tests.draft.scored import SCORED
from tests.draft.small import draft_of, entry, fig

D = Decimal


def grid(header: str, *lines: str) -> Grid:
    return Grid("打分表", tuple(tuple(line.split("|")) for line in (header, *lines)))


def rows(draft: Draft, header: str, *lines: str) -> tuple[Proposal, ...]:
    return propose_scores(draft, [grid(header, *lines)])


def filled(draft: Draft, proposals: tuple[Proposal, ...]) -> Draft:
    return draft.apply([draft.change(key, record) for key, record in edits_of(proposals)])


@pytest.mark.parametrize(
    "name", ["s1.p1", "一（一）", "一(一)经费投入", "（一）经费投入", "(一)、经费投入", "经 费投入"]
)
def test_a_point_is_found_by_every_way_of_citing_it(name: str) -> None:
    (found,) = rows(draft_of({}, SCORED), "测评点|自评得分", f"{name}|9.5分")
    assert (found.status, found.current, found.metric, found.unit) == (Status.NEW, D("9.5"), None, "分")
    assert dict(found.edits) == {Key("scores", "s1.p1"): SelfScore(D("9.5"))}


def test_a_number_that_two_points_share_is_asked_about() -> None:
    shared, unknown, empty = rows(draft_of({}, SCORED), "测评点|自评得分", "(二)|3", "九（九）|3", "s1.p1|")
    assert (shared.status, shared.edits) == (Status.UNKNOWN, ())
    assert "有几个测评点都叫“(二)”" in shared.flags[0]
    assert "没有“九（九）”" in unknown.flags[0]
    assert (empty.status, empty.edits) == (Status.AGREES, ())


def test_a_read_score_takes_the_place_of_one_that_could_not_be_read() -> None:
    score_key, deduction = Key("scores", "s1.p1"), Key("deductions", "d")
    unread = Deduction("s1.p1", 1, "few", D(1), D("0.5"), "少开", typed_times="几次")
    draft = draft_of({score_key: SelfScore(typed="很好"), deduction: unread}, SCORED)
    found = rows(draft, "测评点|自评得分|扣分条款|次数|扣分原因", "s1.p1|9.5|few|1|少开")
    assert [one.status for one in found] == [Status.CHANGED]
    after = filled(draft, found)
    assert after.get(score_key) == SelfScore(D("9.5"))
    assert after.get(deduction) == msgspec.structs.replace(unread, typed_times="")


def test_what_cannot_be_read_is_said_and_not_taken() -> None:
    proposals = rows(
        draft_of({}, SCORED),
        "测评点|自评得分|扣分|次数|扣分原因",
        "s1.p1|很好|||",
        "s1.p2|约3|||",
        "s1.p1||半分|1|x",
        "s1.p1||1|-1|x",
    )
    assert [p.status for p in proposals] == [Status.UNREAD] * 4
    assert all(p.flags and not p.edits for p in proposals)


def deduction_of(line: str, header: str = "测评点|扣分条款|次数|每次扣分|扣分|扣分原因") -> Deduction:
    (found,) = rows(draft_of({}, SCORED), header, line)
    ((key, record),) = found.edits
    assert key.table == "deductions"
    assert isinstance(record, Deduction)
    return record


@pytest.mark.parametrize(
    ("line", "clause", "times", "each"),
    [
        ("s1.p1|few|3||1.5|少开", "few", "3", "0.5"),
        ("s1.p1|会议少于规定次数|3|||少开", "few", "3", "0.5"),
        ("s1.p1|会议少于规定次数|||1.5|少开", "few", "3", "0.5"),
        ("s1.p1|kept|1|||截留", "kept", "1", "0"),
        ("s1.p1|别的|2|0.3||少开", "别的", "2", "0.3"),
        ("s1.p1||||-1|少开", "", "1", "1"),
        ("s1.p1||||2.2分|少开", "", "1", "2.2"),
        ("s1.p1||3||1|少开", "", "1", "1"),  # a third of a point has no end
    ],
)
def test_a_deduction_with_its_clause_and_times(line: str, clause: str, times: str, each: str) -> None:
    found = deduction_of(line)
    assert (found.point, found.clause, found.times, found.points) == ("s1.p1", clause, D(times), D(each))
    assert found.reason == line.split("|")[-1]


def test_filling_twice_changes_nothing_and_a_corrected_table_replaces() -> None:
    header, lines = "测评点|自评得分|扣分|扣分原因", ("s1.p1||1|超规模", "s1.p2|4||", "合计|18||", "等级|良好||")
    draft = filled(draft_of({}, SCORED), rows(draft_of({}, SCORED), header, *lines))
    assert [p.status for p in rows(draft, header, *lines)] == [Status.AGREES] * 4
    assert draft.get(Key("cover", "score_total")) == Text("18")
    assert draft.get(Key("cover", "grade")) == Text("良好")
    again = rows(draft, header, "s1.p1||2|超规模", "s1.p2|5||", "合计|19||", "等级|优秀||")
    assert [p.status for p in again] == [Status.CHANGED] * 4
    after = filled(draft, again)
    assert len(after.rows("deductions")) == 1
    assert next(iter(after.rows("deductions").values())).points == D(2)


def test_a_computed_score_is_not_overwritten_by_itself() -> None:
    draft = draft_of({fig("meeting.count"): entry("4")}, SCORED)
    (found,) = rows(draft, "测评点|自评得分", "s1.p2|5.0")
    assert (found.status, found.edits) == (Status.AGREES, ())


def test_a_table_of_figures_is_no_table_of_scores() -> None:
    assert find_score_header(grid("指标|名称|本年|上年", "a|b|1|2")) is None
    assert find_score_header(grid("说明", "测评点|自评得分（分）", "s1.p1|1")) == (1, {"point": 0, "score": 1})
    assert propose(draft_of({}, SCORED), [grid("测评点|自评得分", "s1.p1|1")]) == ()


def session_of(framework: Framework) -> Session:
    return Session(Draft("d", framework), None)


@pytest.mark.parametrize(
    ("name", "total", "lost", "grade"),
    [("school-health-20", "62", "0", None), ("zj-2020-jinyun", "95.8", "4.2", "A")],
)
def test_published_scores_come_to_the_published_total(name: str, total: str, lost: str, grade: str | None) -> None:
    session = session_of(Library.shipped().load(name))
    result = fill(session, assets.path("resources", "samples", name, "scores.csv"))
    found = score(session.draft)
    assert (found.self, found.lost, found.grade, found.full) == (D(total), D(lost), grade, None)
    assert all(row.status is Status.NEW for row in result.rows)
    if name == "school-health-20":
        assert found.computed == D(62)
    session.undo()
    assert session.draft.tables == {}


def test_figures_and_scores_of_one_workbook_are_one_step(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    figures, scores = book.worksheets[0], book.create_sheet("打分")
    for line in (("指标", "本年"), ("meeting.count", 5)):
        figures.append(line)
    for line in (("测评点", "自评得分"), ("s1.p1", 9.5), ("s2.a.p1", 5)):
        scores.append(line)
    path = tmp_path / "汇总.xlsx"
    book.save(path)
    session = session_of(SCORED)
    result = fill(session, path)
    assert (result.applied, len(result.rows)) == (3, 3)
    assert score(session.draft).self == D("19.5")
    session.undo()
    assert session.draft.tables == {}


def test_rows_carry_what_the_command_prints() -> None:
    (found,) = rows(draft_of({}, SCORED), "测评点|自评得分|得分说明", "s1.p1|9|会议少一次")
    assert dict(found.edits)[Key("scores", "s1.p1")] == SelfScore(D(9), "会议少一次")
    assert msgspec.to_builtins(found)["label"] == "一(一)经费投入"
