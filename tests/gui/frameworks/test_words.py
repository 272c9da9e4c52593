"""What is said of frameworks, and what typed words mean."""

from decimal import Decimal

import msgspec
import pytest

from eduduty_desktop.framework import (
    Clause,
    Framework,
    Kind,
    Metric,
    Point,
    Scoring,
    ScoringMethod,
    Section,
    Veto,
    VetoEffect,
)
from eduduty_desktop.framework.editing import FrameworkEditError
from eduduty_desktop.framework.library import Library
from eduduty_desktop.gui.frameworks import edits, words


def test_every_node_of_every_shipped_framework_can_be_said() -> None:
    for framework in Library.shipped().all():
        for node in (words.WHOLE, words.PROFILE, *framework.nodes):
            page = words.page_of(framework, node, own=False, muted="#111111", warning="#222222")
            assert page.startswith("<h3>")
        for node in framework.nodes.values():
            assert words.haystack(framework, node.id).startswith(node.number.casefold())


def test_a_shipped_framework_says_that_it_is_no_original() -> None:
    framework = Library.shipped().load("hn-2021-hongjiang")
    assert "非官方原件" in words.origin_words(framework, own=False)
    assert "非官方原件" not in words.origin_words(framework, own=True)
    assert "本机导入" in words.origin_words(framework, own=True)


def test_a_figure_is_said_with_standard_formula_and_bounds() -> None:
    framework = Library.shipped().load("hn-2021-hongjiang")
    said = {metric.id: words.metric_line(framework, metric) for metric in framework.metrics.values()}
    derived = next(metric for metric in framework.metrics.values() if metric.formula)
    judged = next(metric for metric in framework.metrics.values() if metric.standard)
    bounded = next(m for m in framework.metrics.values() if m.bounds is not None and m.bounds.max is not None)
    assert "算法：“" in said[derived.id]
    assert framework.standards[judged.standard].name.replace("(", "（").replace(")", "）") in said[judged.id]
    assert "合理范围" in said[bounded.id]


def test_what_does_not_add_up_is_said_in_one_sentence(framework: Framework) -> None:
    section = framework.sections[0]
    children = tuple(msgspec.structs.replace(child, full_score=Decimal(4)) for child in section.children)
    wrong = msgspec.structs.replace(section, children=children, full_score=Decimal(10))
    changed = msgspec.structs.replace(framework, sections=(wrong, framework.sections[1]))
    assert words.gaps_of(changed) == {"s1": "“党的领导”写明 10 分，下面各项合计 8 分，差 2 分"}


def test_a_rule_is_said_clause_by_clause(framework: Framework) -> None:
    scoring = Scoring("缺1次扣1分", ScoringMethod.DEDUCT, clauses=(Clause("c1", "缺会议", Decimal(1), Decimal(3)),))
    assert words.rule_lines(framework, scoring) == ["缺会议（每次扣 1 分，最多扣 3 分）"]


@pytest.mark.parametrize(("said", "score"), [("12", 12), (" 2.5分 ", "2.5"), ("", None), ("0", 0)])
def test_scores_as_typed(said: str, score) -> None:
    assert edits.score_of(said, "满分") == (None if score is None else Decimal(score))


@pytest.mark.parametrize("said", ["十二", "-1", "1e5", "12分钟", "１２", "1234567"])
def test_what_is_no_score_is_refused_by_name(said: str) -> None:
    with pytest.raises(FrameworkEditError, match="满分"):
        edits.score_of(said, "满分")


def test_years_and_departments_as_typed() -> None:
    assert edits.year_of("2024年") == 2024
    assert edits.year_of(" ") is None
    with pytest.raises(FrameworkEditError, match="年度"):
        edits.year_of("24")
    assert edits.departments_of("教育局、财政局，人社局;教育局\n") == ("教育局", "财政局", "人社局")


def test_vetoes_keep_their_ids_through_the_field() -> None:
    before = (Veto("v1", "重大安全事故"), Veto("v7", "拖欠工资", VetoEffect.DOWNGRADE))
    text = edits.vetoes_text(before)
    assert text == "重大安全事故\n【降等】拖欠工资"
    assert edits.vetoes_of(text, before) == before
    after = edits.vetoes_of("拖欠工资\n【不得评优】弄虚作假\n", before)
    assert after == (Veto("v7", "拖欠工资"), Veto("v1", "弄虚作假", VetoEffect.NOT_BEST))


def test_undo_is_a_stack_that_a_new_step_cuts(framework: Framework) -> None:
    stack = edits.Edits(framework)
    other = msgspec.structs.replace(framework, title="乙")
    third = msgspec.structs.replace(framework, title="丙")
    assert not stack.do("不变", lambda now: now, "")
    assert stack.do("改名", lambda _: other, "s1")
    assert stack.undo_label == "改名"
    assert stack.undo().node == "s1"
    assert stack.undo() is None
    assert stack.redo_label == "改名"
    assert stack.do("再改", lambda _: third, "s2")
    assert stack.redo() is None
    assert stack.framework is third
    assert not stack.is_saved


def test_a_borrowed_figure_leaves_behind_what_it_refers_to(framework: Framework) -> None:
    metric = Metric("x.rate", "占比", "%", Kind.PERCENT, formula="a.b / a.c * 100", group="g", printed_in=("s9.p9",))
    taken = edits.borrowed(framework, metric, {})
    assert (taken.formula, taken.group, taken.printed_in) == ("", "", ())
    changed = edits.with_metric(framework, "s2.p2", taken, {})
    assert changed.metrics["x.rate"].label == "占比"
    assert changed.place_of_metric["x.rate"] == "s2.p2"


def test_a_standard_comes_along_with_the_figure_that_cites_it(framework: Framework) -> None:
    standards = Library.shipped().standards()
    key = next(key for key, one in standards.items() if not one.other)
    metric = Metric("x.new", "新数据", "%", Kind.PERCENT, standard=key)
    changed = edits.with_metric(framework, "s2.p2", metric, standards)
    assert changed.standards[key] == standards[key]


def test_places_among_siblings(framework: Framework) -> None:
    assert edits.place_of(framework, "s2") == ("", 1)
    assert edits.place_of(framework, "s2.p2") == ("s2", 1)
    assert isinstance(edits.siblings_of(framework, "")[0], Section)
    assert isinstance(edits.siblings_of(framework, "s1")[0], Point)
    assert edits.siblings_of(framework, "s1.p1") == ()
