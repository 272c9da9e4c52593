"""Sums over paragraphs of one make, over rows of a table, and of wholes and halves named in two places."""

import pytest

from eduduty_desktop.proof import Relation, Verdict, prove

SECTIONS = """全县义务教育学校46所。校舍总面积81.26万平方米，较上年增加0.87万平方米；设备值21384.52万元；图书203.17万册；专任教师3127人。
——小学。校数29所；招生5218人；校舍总面积44.73万平方米，较上年增加0.52万平方米；设备值12046.31万元；图书121.64万册。
——初中。校数17所；招生4903人；校舍总面积36.53万平方米，较上年增加0.35万平方米；设备值9338.21万元；图书81.53万册。
其他情况另行报告。"""
ROWS = """学校情况如下：
幼儿园  83所   在园16427人
小 学   64所（教学点7个另计）  在校38215人
初 中   22所   在校19406人
普 高   4所    在校9327人
合 计   173所  83375人"""
FAR = """全县在校生71562人，其中幼儿园12043人，小学33718人，初中16905人，高中8896人。
学校工作扎实推进。
参加课后服务46321人，占义务教育阶段学生总数50623人的91.5%。"""
KINDERGARTENS = """全县学校176所，其中幼儿园87所、小学61所、初中28所。
全县现有公办幼儿园49所、民办幼儿园38所。"""


def stated(text: str, verdict: Verdict) -> set[str]:
    return {c.stated.text for c in prove(text).claims if c.relation is Relation.SUM and c.verdict is verdict}


def test_a_paragraph_is_the_sum_of_those_that_follow() -> None:
    sums = {"81.26万平方米", "0.87万平方米", "21384.52万元", "203.17万册", "46所"}
    assert stated(SECTIONS, Verdict.CONSISTENT) == sums
    assert not stated(SECTIONS, Verdict.INCONSISTENT)


@pytest.mark.parametrize(
    ("right", "wrong", "figure"),
    [("9338.21", "8338.21", "21384.52万元"), ("81.53", "71.53", "203.17万册"), ("29所", "19所", "46所")],
)
def test_a_column_of_paragraphs_that_fails_is_found(right: str, wrong: str, figure: str) -> None:
    assert stated(SECTIONS.replace(right, wrong), Verdict.INCONSISTENT) == {figure}


def test_paragraphs_that_no_figures_bind_say_nothing() -> None:
    text = "全县投入8300万元，建校12所。\n小学投入3100万元，建校4所。\n初中投入2700万元，建校5所。"
    assert not stated(text, Verdict.CONSISTENT) | stated(text, Verdict.INCONSISTENT)


def test_rows_of_a_table_give_their_last() -> None:
    assert stated(ROWS, Verdict.CONSISTENT) == {"173所", "83375人"}
    assert stated(ROWS.replace("64所", "65所"), Verdict.INCONSISTENT) == {"173所"}
    assert stated(ROWS.replace("83375", "84375"), Verdict.INCONSISTENT) == {"84375人"}


def test_rows_without_the_measure_of_the_last_say_nothing() -> None:
    assert not stated("小学  64所\n初中  22所\n合计  91.5%，120人", Verdict.INCONSISTENT)


def test_a_whole_named_far_from_its_halves() -> None:
    assert "50623人" in stated(FAR, Verdict.CONSISTENT)
    assert stated(FAR.replace("50623人", "60623人"), Verdict.INCONSISTENT) == {"60623人"}
    assert "87所" in stated(KINDERGARTENS, Verdict.CONSISTENT)


def test_a_whole_of_another_year_is_not_accused() -> None:
    assert not stated(FAR.replace("50623人", "52287人"), Verdict.INCONSISTENT)
    assert not stated(FAR.replace("50623人", "60623人") + "\n去年小学33102人，初中16874人。", Verdict.INCONSISTENT)
