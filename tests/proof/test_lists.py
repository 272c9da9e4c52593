"""Lists in front of their count and behind it: confirmed when sound, contradicted when the number is another one."""

import pytest

from eduduty_desktop.proof import Verdict
from tests.proof.listed import claims, verdicts

BEFORE = [
    ("开辟阅读、实践、家访、社团4条途径。", "4条", "5条"),
    ("围绕备课、上课、作业、辅导、考试5个环节抓常规。", "5个", "6个"),
    ("学校、教师两个方面的意见都已汇总。", "两个", "三个"),
    ("“强基”“提质”“赋能”三大行动全面铺开。", "三大", "四大"),
    ("“强基”、“提质”和“赋能”3项行动全面铺开。", "3项", "2项"),
    ("实施“强师德、强业务、强担当”3项工程。", "3项", "4项"),
    ("坚持“两年打基础、学科抓特色、管理求精细”三大战略。", "三大", "四大"),
    ("先后印发《教研工作办法》《校园巡查办法》2个文件。", "2个", "3个"),
    ("出台了《教研工作办法》、《校园巡查办法》和《家访办法》3份制度。", "3份", "2份"),
    ("省、市、县三级财政共同分担。", "三级", "四级"),
    ("语文、数学、英语3门学科开展联考。", "3门", "4门"),
    ("幼儿园、小学、初中3个学段同步推进。", "3个", "2个"),
    ("在石门镇、云溪镇、白鹤乡3个乡镇试点。", "3个", "4个"),
    ("云溪中学、白鹤中学和石门小学3所学校率先达标。", "3所", "2所"),
    ("教育、公安、司法、住建、文旅5个部门分头落实。", "5个", "6个"),
    ("由市教育局、市财政局和市人社局3个部门负责。", "3个", "4个"),
    ("开设茶艺、汽修、护理、数控、幼教5个专业。", "5个", "6个"),
    ("道德品质、心理品质和行为习惯三种素养得到提升。", "三种", "四种"),
    ("家庭、学校、社会三位一体的格局基本形成。", "三位", "四位"),
    ("计划、课时、场地、师资四方面保障到位。", "四方面", "五方面"),
]
AFTER = [
    ("建立3项制度：巡课制、家访制、例会制。", "3项", "4项"),
    ("局内设机构5个：办公室、人事股、财务股、基教股、督导室。", "5个", "4个"),
    ("试点覆盖2个乡镇（石门镇、云溪镇）。", "2个", "3个"),
    ("狠抓“三名”（名校长、名教师、名班主任）建设。", "三名", "四名"),
    ("打造“4个课堂”（专递课堂、同步课堂、名师课堂、名校课堂）。", "4个", "5个"),
    ("全县现有1所民办初级中学——云溪实验中学，在校生稳定。", "1所", "2所"),
    ("重点建设2所学校——云溪第一中学、石门中心学校。", "2所", "3所"),
    ("工作分为3个阶段：动员部署、自查自评、整改提高。", "3个", "4个"),
    ("已竣工2个，分别是云溪中学宿舍楼、石门小学食堂。", "2个", "3个"),
    ("落实“2个优先”，即经费优先安排、用地优先保障。", "2个", "3个"),
    ("制定2个办法：《教师交流办法》《校长任期办法》。", "2个", "3个"),
]


@pytest.mark.parametrize(("text", "count", "other"), BEFORE + AFTER)
def test_a_list_and_its_count(text: str, count: str, other: str) -> None:
    assert verdicts(text) == ["consistent"]
    changed = text.replace(count, other, 1)
    found = claims(changed)
    assert [claim.verdict for claim in found] == [Verdict.INCONSISTENT], changed
    assert found[0].stated.text.startswith(other[: len(count)])
    assert found[0].expected.strip("一二两三四五六七八九十0123456789") == found[0].stated.text.strip(
        "一二两三四五六七八九十0123456789"
    )


@pytest.mark.parametrize(("text", "count", "_"), BEFORE)
def test_the_claim_runs_from_the_first_item_to_the_count(text: str, count: str, _: str) -> None:
    (claim,) = claims(text)
    at = text.index(count)
    assert claim.start <= at - 3
    assert claim.stated.start == at
    assert claim.end == claim.stated.end


def test_the_message_names_the_items_and_what_to_do() -> None:
    (claim,) = claims("围绕备课、上课、作业4个环节抓常规。")
    assert "备课、上课、作业（3项）" in claim.message  # what was counted
    assert "4个" in claim.message
    assert "改正数字" in claim.advice
    assert claim.expected == "3个"


@pytest.mark.parametrize(
    "text",
    [
        "教育局、财政局、人社局等3个部门联合发文。",
        "巡查、约谈、通报等三种方式并用。",
        "印发《教研办法》《巡查办法》等2个文件。",
    ],
)
def test_an_open_list_that_names_all_is_sound(text: str) -> None:
    assert verdicts(text) == ["consistent"]


@pytest.mark.parametrize(
    "text",
    [
        "教育局、财政局等6个部门联合发文。",
        "巡查、约谈等五种方式并用。",
        "印发《教研办法》《巡查办法》等21个文件。",
        "印发《教研办法》《巡查办法》等文件21个。",
    ],
)
def test_an_open_list_may_name_fewer(text: str) -> None:
    assert verdicts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "教育局、财政局、人社局、民政局等3个部门联合发文。",
        "巡查、约谈、通报等两种方式并用。",
        "印发《教研办法》《巡查办法》《家访办法》等2个文件。",
    ],
)
def test_an_open_list_never_names_more(text: str) -> None:
    assert verdicts(text) == ["inconsistent"]


@pytest.mark.parametrize(
    "text",
    [
        "教师和学生的评价、课堂和作业、管理三个方面都有改进。",  # 和 may join or divide
        "教育局、民政局、人力资源和社会保障局3个部门联合发文。",
        "教育局、民政局、文化和旅游局、自然资源和规划局4个部门联合发文。",
        "修订《考勤办法》，印发《教研办法》《巡查办法》2个文件。",
        "废止《考勤办法》、印发《教研办法》《巡查办法》2个文件。",
        "破解“班额大、学位少，教师老、进修难，校舍旧、维修贵”三大难题。",
    ],
)
def test_every_sensible_length_of_a_list_is_tried(text: str) -> None:
    assert "inconsistent" not in verdicts(text)
