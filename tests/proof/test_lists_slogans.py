"""Slogans, codes, months and 分别: the numbers that no measure word follows."""

import pytest

from tests.proof.listed import claims, verdicts

SLOGANS = [
    ("坚持高中向新区集中、初中向镇区集中、小学向乡镇集中的“三个集中”。", "三个", "四个"),
    ("做到规划优先、投入优先、用地优先、编制优先的“4个优先”。", "4个", "5个"),
    ("统一学校建设标准、编制标准、装备标准，实现“三统一”。", "三统一", "四统一"),
    ("落实“三个优先”，即规划优先安排、投入优先保障、用地优先供给。", "三个", "四个"),
    ("做到发展规划优先安排、财政资金优先投入的“两个优先”。", "两个", "三个"),
    ("实行建设标准、装备标准、经费定额、编制标准“四个一样”。", "四个一样", None),
    ("建设标准、编制标准、定额标准、装备标准统一，做到了全县学校“四统一”。", "四统一", "五统一"),
    ("把好作业设计关、课堂教学关、课后服务关，三关同抓。", "三关", "四关"),
    ("开展理想信念教育、民族团结教育、法治安全教育三项主题教育。", "三项", "四项"),
    ("建强管理干部、思政课教师、班主任“三支队伍”，通过集中轮训提高能力。", "三支", "四支"),
    ("答好“布局怎么调、教师怎么用、质量怎么提”三道必答题。", "三道", "四道"),
    ("推行“学业、体质、艺术、劳动、心理”五维评价。", "五维", "六维"),
    ("2021年、2022年连续两年获评优秀。", "两年", "三年"),
    ("计划、教材、师资三落实。", "三落实", None),
    ("主渠道、主平台、主力军的“三主”育人格局。", "三主", None),
    ("家庭、学校、社会“三维”育人。", "三维", None),
    ("把教研能手培养成党员、把党员培养成教研能手的“双培养”。", "双培养", None),
    ("学生伤亡事故、食品安全事故为双零。", "双零", None),
]


@pytest.mark.parametrize(("text", "count", "other"), SLOGANS)
def test_slogans(text: str, count: str, other: str | None) -> None:
    assert verdicts(text) == ["consistent"]
    if other:
        assert verdicts(text.replace(count, other, 1)) == ["inconsistent"]


def test_a_slogan_is_shown_whole() -> None:
    (claim,) = claims("统一学校建设标准、编制标准，实现“三统一”。")
    assert claim.stated.text == "三统一"
    assert claim.expected == "两统一"


@pytest.mark.parametrize(
    "text",
    [
        "构建“124”管理体系，即打造1个平台、建好2支队伍、完善4项机制。",
        "推行“124”管理体系，\n打造1个平台、建好2支队伍、完善4项机制。",
        "印发教研提升、师资提升、管理提升等“1+3”行动方案。",
    ],
)
def test_codes_that_are_spelled_out(text: str) -> None:
    (claim,) = claims(text)
    assert str(claim.verdict) == "consistent"
    assert claim.operands[-1].text[0] in "124"


@pytest.mark.parametrize(
    "text",
    [
        "实施“1+5”改革方案。一是压减支出。二是管好项目5个。",
        "健全“1+N”制度体系，出台办法3个。",
        "拨打“12345”热线，办结1件、2起、3宗。",
    ],
)
def test_codes_that_nothing_spells_out(text: str) -> None:
    assert verdicts(text) == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("分别于3月、9月对各校开展了2次督查。", "consistent"),
        ("分别于3月、9月对各校开展了3次督查。", "inconsistent"),
        ("先后于2022年1月、3月和5月开展3轮督查。", "consistent"),
        ("先后于2022年1月、3月和5月开展2轮督查。", "inconsistent"),
        ("于2022年4月、10月对全县进行了两次普查。", "consistent"),
    ],
)
def test_months_and_times(text: str, verdict: str) -> None:
    assert verdicts(text) == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "分别于3月、9月各开展3次督查。",
        "分别于3月、9月共开展4次督查。",
        "于3月、9月开展5次督查。",
        "3月、9月考试各校第2次排名。",
    ],
)
def test_months_that_say_nothing_of_times(text: str) -> None:
    assert "inconsistent" not in verdicts(text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("小学、初中生均支出分别增长1.2%、3.4%。", "consistent"),
        ("小学、初中、高中分别增长1.2%、3.4%、0.8%。", "consistent"),
        ("小学、初中、高中分别增长1.2%、3.4%。", "inconsistent"),
        ("小学、初中分别增长1.2%、3.4%和0.8%。", "inconsistent"),
        ("张明、李华在决赛中分别获得第一名和第三名。", "consistent"),
        ("云溪中学等17所学校、石门中学等25所学校分别被评为示范学校、特色学校。", "consistent"),
    ],
)
def test_as_many_values_as_subjects(text: str, verdict: str) -> None:
    assert verdicts(text) == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "小学、初中在校生和教职工分别为1200人、90人、800人、70人。",  # two figures for each
        "制造业、农、林、牧、渔业占比分别达到44.8%、16.2%、7.6%。",
        "校舍面积、运动场面积分别达到69亩、107亩，1324人受益。",
        "比上年、比前年分别增长2%、3%、4%。",
    ],
)
def test_values_that_may_belong_otherwise(text: str) -> None:
    assert "inconsistent" not in verdicts(text)
