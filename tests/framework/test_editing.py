"""Edits of an own framework: each does what it says, keeps everything else, and refuses what would break a rule."""

from decimal import Decimal

import pytest

from eduduty_desktop.framework import Framework, Kind, Metric, Point, Section
from eduduty_desktop.framework import editing as edit
from eduduty_desktop.framework.compare import What, differences, paired
from eduduty_desktop.framework.editing import FrameworkEditError
from eduduty_desktop.framework.library import Library
from eduduty_desktop.framework.suggestions import LIKELY, suggest_metrics
from tests.framework.rich import rich_framework


def _ids(framework: Framework, section: str) -> list[str]:
    found = framework.nodes[section]
    assert isinstance(found, Section)
    return [child.id for child in found.children]


def test_a_title_score_or_department_is_replaced_and_nothing_else() -> None:
    framework = rich_framework()
    changed = edit.change(framework, "s2.p1", title="新标题", full_score=Decimal(39), departments=("公安局",))
    point = changed.nodes["s2.p1"]
    assert isinstance(point, Point)
    assert (point.title, point.full_score, point.departments) == ("新标题", Decimal(39), ("公安局",))
    assert edit.change(changed, "s2.p1", title="要素", full_score=Decimal(40), departments=()) == framework


def test_points_and_sections_are_added_where_they_are_wanted() -> None:
    added = edit.add_point(rich_framework(), "s2", 1, title="新点", number="2.")
    assert _ids(added, "s2") == ["s2.p1", "s2.p3", "s2.p2"]
    assert added.nodes["s2.p3"].title == "新点"
    more = edit.add_section(added, "", 1, title="新一级", point_title="其下一点")
    assert [section.id for section in more.sections] == ["s1", "s3", "s2"]
    assert _ids(more, "s3") == ["s3.p1"]


def test_a_node_is_moved_with_everything_below_it() -> None:
    moved = edit.move(rich_framework(), "s1.s1", "s2", 0)
    assert _ids(moved, "s2") == ["s1.s1", "s2.p1", "s2.p2"]
    assert _ids(moved, "s1.s1") == ["s1.s1.p1", "s1.s1.p2"]
    assert moved.place_of_metric == rich_framework().place_of_metric
    assert _ids(edit.move(moved, "s2.p2", "s2", 0), "s2")[0] == "s2.p2"


def test_a_split_point_keeps_its_figures_in_the_first_part() -> None:
    parts = edit.split(rich_framework(), "s1.s1.p1", ("甲", "乙", "丙"))
    ids = _ids(parts, "s1.s1")
    assert [parts.nodes[one].title for one in ids] == ["甲", "乙", "丙", "占比"]
    assert len(set(ids)) == 4
    first, second = parts.nodes[ids[0]], parts.nodes[ids[1]]
    assert isinstance(first, Point)
    assert isinstance(second, Point)
    assert first.metrics == ("fund.primary", "fund.junior")
    assert second.departments == first.departments
    assert second.full_score is None


def test_removing_takes_the_metrics_entered_there() -> None:
    without = edit.remove(rich_framework(), "s2.p1")
    assert "law.done" not in without.metrics
    assert without.metrics["staff.part"].printed_in == ()
    assert set(without.metrics) == set(rich_framework().metrics) - {"law.done"}


def test_metrics_are_added_changed_moved_and_removed() -> None:
    framework = edit.add_metric(rich_framework(), "s2.p1", Metric("law.count", "法规数", "部", Kind.COUNT))
    assert framework.place_of_metric["law.count"] == "s2.p1"
    framework = edit.change_metric(framework, "law.count", label="规章数")
    framework = edit.move_metric(framework, "law.count", "profile")
    assert framework.profile.metrics[-1] == "law.count"
    assert framework.metrics["law.count"].label == "规章数"
    assert edit.remove_metric(framework, "law.count") == rich_framework()


def test_children_are_numbered_through_like_the_first() -> None:
    numbered = edit.renumbered(edit.add_point(rich_framework(), "s1.s1", 1, title="中间"), "s1.s1")
    assert [numbered.nodes[one].number for one in _ids(numbered, "s1.s1")] == ["1.", "2.", "3."]
    chapters = edit.renumbered(rich_framework(), "s1")
    assert [chapters.nodes[one].number for one in _ids(chapters, "s1")] == ["(一)", "(二)"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda f: edit.remove_metric(f, "staff.part"), "还用在“专任教师占比”的公式里"),
        (lambda f: edit.remove_metric(f, "park.count"), "还用在测评点“园所”的计分里"),
        (lambda f: edit.move(f, "s1", "s1.s1", 0), "不能把一个指标移到它自己下面"),
        (lambda f: edit.move(f, "s2.p1", "", 0), "不能放在第一层"),
        (lambda f: edit.add_point(f, "s2.p1", 0, title="点"), "是测评点，下面不能再放指标"),
        (lambda f: edit.change(f, "s2.p1", title=" "), "标题不能空着"),
        (lambda f: edit.split(f, "s2", ("甲", "乙")), "要拆分的应是一个测评点"),
        (lambda f: edit.renumbered(f, "s2"), "第一项没有序号"),
        (lambda f: edit.add_metric(f, "s2.p1", f.metrics["law.done"]), "已经有了"),
        (lambda f: edit.change_metric(f, "staff.rate", formula="staff.rate + 1"), "互相引用成环"),
        (lambda f: edit.change(f, "没有", title="x"), "没有编号为“没有”的指标"),
    ],
)
def test_what_would_break_a_rule_is_refused(wrong, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(FrameworkEditError) as caught:
        wrong(rich_framework())
    assert message in caught.value.message
    assert caught.value.what_to_do


def test_a_section_left_without_points_is_refused() -> None:
    framework = edit.remove(rich_framework(), "s2.p2")
    with pytest.raises(FrameworkEditError, match="下面一个测评点也没有了"):
        edit.remove(framework, "s2.p1")


def test_equal_frameworks_do_not_differ_and_every_edit_shows() -> None:
    framework = rich_framework()
    assert differences(framework, framework) == ()
    changed = edit.change(framework, "s2.p1", full_score=Decimal(39))
    only = differences(framework, changed)
    assert [(d.what, d.field, d.old, d.new) for d in only] == [(What.CHANGED, "满分", "40", "39")]
    added = differences(framework, edit.add_point(framework, "s2", 0, title="新点"))
    assert [(d.what, d.new_id) for d in added] == [(What.ADDED, "s2.p3")]
    removed = differences(framework, edit.remove(framework, "s2.p1"))
    assert {(d.what, d.old_id) for d in removed} >= {(What.REMOVED, "s2.p1"), (What.REMOVED, "law.done")}


def test_the_two_cities_under_one_system_pair_by_title() -> None:
    library = Library.shipped()
    one, other = library.load("gs-2023-zhangye"), library.load("gs-2023-city-000")
    pairs = paired(one, other)
    assert len(pairs) >= 9
    assert all(one.nodes[a].title[:2] == other.nodes[b].title[:2] for a, b in pairs.items())
    assert len(set(pairs.values())) == len(pairs)


def test_suggestions_are_likely_new_and_given_once() -> None:
    library = Library.shipped()
    own = Framework(
        id="own",
        title="某县指标",
        level="county",
        region="",
        basis="",
        sections=(
            Section(
                "s1", "一", "投入", (Point("p1", "", "义务教育教师工资待遇", requirement="义务教育教师年平均工资"),)
            ),
        ),
    )
    found = suggest_metrics(own, library.all())
    assert "teacher.salary.mean" in {one.metric.id for one in found}
    assert all(one.likeness >= LIKELY and one.point == "p1" for one in found)
    assert len({one.metric.id for one in found}) == len(found)
    assert suggest_metrics(library.load("hn-2021-hongjiang"), [library.load("hn-2021-hongjiang")]) == ()
