"""Sentences with numbers and lists that count no list: nothing is said of them, and no text takes long."""

from time import process_time

import pytest

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.relations import lists
from tests.proof.listed import verdicts


@pytest.mark.parametrize(
    "text",
    [
        "全县有小学、初中45所。",
        "新建教学楼、宿舍楼8栋，购置计算机、一体机30台。",
        "表彰先进教师、优秀班主任120名。",
        "培训校长、教师3次。",
        "小学12所、初中3所、幼儿园9所。",
        "涉及3个县（市、区）、12个镇（街道、园区）。",
        "2021年、2022年两年的数据已核对。",
        "语文、数学前3名获奖。",
        "六年级、九年级第2次监测。",
        "聚焦民生、产业等重点领域选取16个项目开展评价。",
        "重点保障铁路、桥梁、泵站、十大园区等项目。",
        "办好运动会、艺术节、读书节及十大赛事、十大演艺活动。",
        "贯彻党的十九大、二十大和十九届二中、三中全会精神。",
        "坚持邓小平理论、“三个代表”重要思想。",
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
        "落实困难学生、留守儿童、孤儿与残疾人两项补贴和重点家庭帮扶。",
        "线上和线下双向发力，培养与引进双轮驱动。",
        "加强与京津冀、长三角、珠三角等地的校际往来。",
        "推进“三通一码”：甲通、乙通、丙通、丁码。",
        "“云溪标准”、“云溪品牌”分别新增12项和44项。",
        "新增“掌上办”服务事项100项、“一件事”20项。",
        "围绕增速、结构、效率提出5项指标。",
        "把“严谨、勤奋、求实、创新”八个字作为校训。",
        "实现乡乡通油路、村村通三级公路。",
        "甲厂“春风一号”“春风二号”三代设备投入使用。",
        "以课程牵引和活动带动持续做强十大特色品牌。",
        "与音乐系、美术系、舞蹈系、书法系12个系部。",
        "由县委书记、县长任双组长。",
        "获得国家级、省级、市级5个奖项。",
        "小学、初中、高中9个年级参加。",
        "语文、数学、英语6个备课组开展活动。",
        "从幼儿园、小学、初中、高中到大学五个阶段贯通。",
        "在城区、石门镇、云溪镇2个乡镇试点。",
        "实施校舍改造、设备更新、操场建设8个项目。",
        "公办、民办、普惠性4类园所协调发展。",
        "两所高中（含职教中心1所）达标。",
        "在3所学校（云溪中学等）试点。",
        "开展5项活动，包括诵读、征文、演讲。",
        "教师、学生“五个一”活动蓬勃开展。",
        "下一步，将围绕补短板、提质量、促公平三个重点发力。",
        "把城市公园、社区、学校三处场地连片改造。",
        "各乡镇、各学校、各部门一律执行。",
        "教师、家长一致好评。",
    ],
)
def test_no_contradiction(text: str) -> None:
    assert "inconsistent" not in verdicts(text)


@pytest.mark.parametrize(
    "text",
    [
        "全县有小学、初中45所。",
        "新建教学楼、宿舍楼2栋。",
        "开展督导、检查2次。",
        "线上和线下双向发力。",
        "表彰教师、学生2人。",
        "推进京津冀、长三角合作。",
    ],
)
def test_nothing_is_confirmed_either(text: str) -> None:
    assert verdicts(text) == []


def test_the_number_of_a_paragraph_is_no_item() -> None:
    assert verdicts("3、抓好备课、上课两个环节。") == ["consistent"]


@pytest.mark.parametrize(
    "unit",
    [
        "、",
        "甲、",
        "“",
        "“甲”",
        "《",
        "（",
        "甲、乙3个",
        "“三名”（名",
        "三个方面：一是",
        "分别",
        "甲、乙分别1、2、3、",
        "6月、",
        "1",
        "一是",
        "“1358”",
        "2个：",
        "3、",
    ],
)
def test_time_is_linear(unit: str) -> None:
    def seconds(length: int) -> float:
        passage = Passage((unit * length)[:length])
        passage.mentions  # noqa: B018 - the lexer's time is not measured
        start = process_time()
        assert sum(1 for _ in lists.readings(passage)) >= 0
        return process_time() - start

    short = min(seconds(5_000) for _ in range(3))
    assert min(seconds(40_000) for _ in range(2)) <= 8 * 4 * short + 0.2
