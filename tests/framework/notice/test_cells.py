"""What single cells say: departments, scores, numbers, headers, rules of scoring."""

from decimal import Decimal

import pytest

from eduduty_desktop.framework import ScoringMethod
from eduduty_desktop.framework.notice.departments import read_departments, split_departments
from eduduty_desktop.framework.notice.extras import grades_of, looks_like_title, total_of_text
from eduduty_desktop.framework.notice.items import scored_items
from eduduty_desktop.framework.notice.numbering import read_number, split_number
from eduduty_desktop.framework.notice.rules import read_rule
from eduduty_desktop.framework.notice.scores import read_score, split_score
from eduduty_desktop.framework.notice.texts import one_line
from eduduty_desktop.framework.notice.words import Meaning, meaning_of
from tests.runaway import no_runaway


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("教育局、财政局，人社局；公安局", "教育局 财政局 人社局 公安局"),
        ("教育局\n财政局 人社局", "教育局 财政局 人社局"),
        ("牵头：教育局；配合：财政局、人社局", "教育局 财政局 人社局"),
        ("配合单位：财政局、人社局\n牵头单位：教育局", "教育局 财政局 人社局"),
        ("财政局、教育局（牵头）", "教育局 财政局"),
        ("县教育局牵头，县财政局配合", "县教育局 县财政局"),
        ("由县委组织部牵头，县教育局、各乡镇配合", "县委组织部 县教育局 各乡镇"),
        ("各乡镇（街道、开发区）人民政府，县委编办", "各乡镇（街道、开发区）人民政府 县委编办"),
        ("县政府督导室/教育局", "县政府督导室 教育局"),
        ("自然资源和规划局、住房和城乡建设局", "自然资源和规划局 住房和城乡建设局"),
        ("教育局和财政局", "教育局 财政局"),
        ("县教育\n局、县财政局", "县教育局 县财政局"),
        ("各乡镇\n人民政府", "各乡镇人民政府"),
        ("教 育 局", "教育局"),
        ("教育局、财政局等", "教育局 财政局"),
        ("教育局财政局人社局", "教育局 财政局 人社局"),
        ("责任单位：卫生健康委", "卫生健康委"),
        ("县委教育工作领导小组、团县委、残联", "县委教育工作领导小组 团县委 残联"),
        ("市场监督管理局（知识产权局）、文化和旅游局", "市场监督管理局（知识产权局） 文化和旅游局"),
        ("牵头单位：县教育局 配合单位：县财政局 县人社局", "县教育局 县财政局 县人社局"),
        ("—", ""),
        ("/", ""),
        ("", ""),
    ],
)
def test_departments(cell, names):
    assert " ".join(read_departments(cell).names()) == names


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("3", "3"), ("3分", "3"), ("3.0", "3"), ("2.5 分", "2.5"), ("（5分）", "5"), ("２", "2"), ("三分", "3"), ("分值：4分", "4"),
        ("—", None), ("/", None), ("", None), ("不计分", None), ("10%", None), ("若干", None), ("+5", "5"), ("最高5分", "5"), ("0", "0"),
    ],
)  # fmt: skip
def test_scores(cell, value):
    found = read_score(cell).value
    assert found == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "title", "value"),
    [
        ("党的领导（12分）", "党的领导", "12"),
        ("党的领导(5 分)", "党的领导", "5"),
        ("党的领导【10分】", "党的领导", "10"),
        ("党的领导（分值3分）", "党的领导", "3"),
        ("党的领导（满分：3分）。", "党的领导", "3"),
        ("党的领导 10分", "党的领导", "10"),
        ("党的领导（含党建）", "党的领导（含党建）", None),
        ("每缺一项扣2分", "每缺一项扣2分", None),
        ("达到60分", "达到60分", None),
        ("经费（10%）", "经费（10%）", None),
    ],
)
def test_scores_behind_titles(text, title, value):
    rest, found = split_score(text, bare=True)
    assert rest == title
    assert (found.value if found else None) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("一、党的领导", "一", "党的领导"),
        ("（一）党的领导", "(一)", "党的领导"),
        ("1.1 党的领导", "1.1", "党的领导"),
        ("1.1学前教育", "1.1", "学前教育"),
        ("1-1-1 党的领导", "1-1-1", "党的领导"),
        ("A1 党的领导", "A1", "党的领导"),
        ("B12．党的领导", "B12", "党的领导"),
        ("A1-1 党的领导", "A1-1", "党的领导"),
        ("①党的领导", "①", "党的领导"),
        ("（3）党的领导", "(3)", "党的领导"),
        ("3、党的领导", "3、", "党的领导"),
        ("3．党的领导", "3.", "党的领导"),
        ("12.党的领导", "12.", "党的领导"),
        ("1 党的领导", "1", "党的领导"),
        ("1.5万人以上的乡镇", "", "1.5万人以上的乡镇"),
        ("95%以上达标", "", "95%以上达标"),
        ("3岁以下托育", "", "3岁以下托育"),
        ("2024年经费", "", "2024年经费"),
        ("1:19师生比", "", "1:19师生比"),
        ("三个增长", "", "三个增长"),
        ("15年教育普及", "", "15年教育普及"),
        ("C2两个只增不减", "C2", "两个只增不减"),
        ("1.2个只增不减", "1.", "2个只增不减"),
    ],
)
def test_numbers_in_front_of_titles(text, number, rest):
    found, title = split_number(text)
    assert (found.text if found else "", title) == (number, rest)


@pytest.mark.parametrize("cell", ["1", "一", "（一）", "1.1", "A1", "1-1-1", "①", "12"])
def test_cells_that_are_numbers(cell):
    assert read_number(cell) is not None


@pytest.mark.parametrize(
    ("cell", "meaning"),
    [
        ("一级 指标", Meaning.LEVEL1),
        ("二级\n指标（40项）", Meaning.LEVEL2),
        ("A级指标", Meaning.LEVEL1),
        ("测评点", Meaning.POINT),
        ("评价要点", Meaning.TEXT),
        ("主要考核内容", Meaning.TEXT),
        ("考核项目", Meaning.GENERAL),
        ("分 值（100分）", Meaning.SCORE),
        ("标准分", Meaning.SCORE),
        ("权重（%）", Meaning.WEIGHT),
        ("评分细则", Meaning.RULE),
        ("评分标准及办法", Meaning.RULE),
        ("扣分标准", Meaning.RULE),
        ("评价方式", Meaning.METHOD),
        ("牵头责任单位", Meaning.LEAD),
        ("配合部门", Meaning.ASSISTING),
        ("责任部门", Meaning.DEPARTMENTS),
        ("自评得分", Meaning.SELF_SCORE),
        ("县级自评分", Meaning.SELF_SCORE),
        ("扣分原因", Meaning.IGNORED),
        ("佐证材料清单", Meaning.EVIDENCE),
        ("备 注", Meaning.NOTE),
        ("姓名", Meaning.ALIEN),
        ("县委常委会每年研究教育工作不少于两次", None),
    ],
)
def test_headers(cell, meaning):
    assert meaning_of(cell) is meaning


def test_only_plain_rules_are_computed():
    deduct = read_rule("每少1次扣0.2分，最多扣1分；未制定方案的不得分。扣完为止。", Decimal(2))
    assert deduct
    assert deduct.method is ScoringMethod.DEDUCT
    assert [(c.each, c.most, c.zero) for c in deduct.clauses] == [
        (Decimal("0.2"), Decimal(1), False),
        (None, None, True),
    ]
    elements = read_rule("2个要素，各1分", Decimal(2))
    assert elements
    assert [e.score for e in elements.elements] == [1, 1]
    listed = read_rule("①制定规划得1分；②落实经费得2分", Decimal(3))
    assert listed
    assert [(e.text, e.score) for e in listed.elements] == [("制定规划", 1), ("落实经费", 2)]
    bands = read_rule("达到95%以上得2分，90%—95%得1分，90%以下不得分", Decimal(2))
    assert bands
    assert [b.score for b in bands.bands] == [2, 1, 0]
    vague = read_rule("视落实情况酌情扣分，每少1次扣0.2分", Decimal(2))
    assert vague
    assert vague.method is None
    assert read_rule("2个要素，各1分", Decimal(3)).method is None
    assert read_rule("", Decimal(3)) is None


def test_lines_with_scores_are_items():
    assert [i.score for i in scored_items("1.甲（2分）;2.乙（3分）。", "5")] == [2, 3]
    assert [i.score for i in scored_items("1.甲\n2.乙", "2\n3")] == [2, 3]
    assert scored_items("1.甲（2分）\n2.乙", "5") == []
    assert scored_items("甲乙", "5") == []


def test_grades_and_totals():
    (first, *_), total = grades_of(["优秀（≥90分）、良好（80-89分）、合格（60-79分）"]), total_of_text("总分为120分")
    assert (first.name, first.at_least, total) == ("优秀", 90, 120)
    assert grades_of(["得分在85分以上的，由县政府表彰"]) == ()


def test_lines_of_a_narrow_cell_are_joined():
    assert one_line("组\n织\n领\n导") == "组织领导"
    assert one_line("党 的 领 导") == "党的领导"
    assert one_line("加强党的领导 落实责任") == "加强党的领导 落实责任"


@pytest.mark.parametrize(
    "text",
    [
        "（" * 100_000,
        "1.甲；" * 25_000,
        "每少扣" * 33_000,
        "一" * 100_000,
        "局和" * 50_000,
        "1." * 50_000,
        " " * 100_000,
        "甲\n" * 50_000,
        "，责任单位：" * 16_000,
        "(1)甲" * 25_000,
        "甲/5" * 33_000,
        "90分以上" * 25_000,
    ],
)
def test_no_text_takes_long(text):
    for read in (
        read_departments,
        read_score,
        lambda t: split_score(t, bare=True, naked=True),
        split_departments,
        split_number,
        looks_like_title,
        meaning_of,
        one_line,
        lambda t: read_rule(t, Decimal(1)),
        lambda t: scored_items(t, ""),
        lambda t: grades_of([t]),
        total_of_text,
    ):
        with no_runaway(0.25):
            read(text)
