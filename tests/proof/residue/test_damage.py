"""Damage as drafts and scans of reports show it: each form in several wordings, and sound prose beside it."""

import pytest

from eduduty_desktop.proof.residue.lookalikes import wrong_words
from eduduty_desktop.proof.residue.misspellings import TYPOS
from tests.proof.residue.found import kinds, pieces, residues

FOUND = [
    # 一项只有序号
    ("missing-item", "主要问题有：一是；二是校舍老旧。", "一是；"),
    ("missing-item", "原因分析。\n三是。\n四是编制偏紧。", "三是。"),
    ("missing-item", "操场尚未硬化，四是。", "四是。"),
    ("missing-item", "一是、二是加强统筹。", "一是、"),
    ("missing-item", "公办园偏少。(四)。五、下步打算", "(四)。"),
    ("missing-item", "（三）。", "（三）。"),
    ("missing-item", "二要；三要抓好落实。", "二要；"),
    # 一段里的（一）（二）
    ("missing-item", "（一）加大投入。（二）补充教师。（四）改善条件。", "（四）"),
    ("missing-item", "下一步打算：(一)扩学位。(三)强队伍。", "(三)"),
    ("missing-item", "四、今后打算\n\n（二）坚持规划先行，统筹推进。（三）坚持补齐短板。", "（二）"),
    ("numbering", "一是扩大资源。二推进集团办学，成立集团3个。三是加强交流。", "二"),
    # 占位
    ("placeholder", "获奖总数居全市第X位。", "X"),
    ("placeholder", "综合考评列第×名。", "×"),
    ("placeholder", "2022年5月日在县人民代表大会上", "月日"),
    ("placeholder", "2022年12月日", "月日"),
    ("censored-phrase", "学习习***总书记重要讲话", "习***总书记"),
    ("censored-phrase", "在习**同志领导下", "习**同志"),
    # 重复
    ("duplicate-phrase", "落实“两个只增不减”只增不减要求", "只增不减”只增不减"),
    ("duplicate-phrase", "推行“一校一品牌特色”品牌特色建设", "品牌特色”品牌特色"),
    ("duplicate-phrase", "开展整治4次，检查检查门店20家", "检查检查"),
    ("duplicate-phrase", "全年印发印发文件6份", ""),
    ("duplicate-phrase", "督促到位，制定制定整改方案", "制定制定"),
    ("doubled-punctuation", "仍有大通铺现象!。", "!。"),
    # 空着的栏目
    ("empty-field", "特此报告。\n（联系人：李某，电话：    ）", "电话：    "),
    ("empty-field", "特此报告。\n(联系人:    ;联系电话:    )", "联系人:    "),
    ("empty-field", "联系人：        电话：0745-1234567", "联系人：      "),
    ("empty-field", "（审核：；撰稿：王某）", "审核："),
    ("empty-field", "联系人：\n联系电话：\n\n某县人民政府", "联系电话："),
    # 形近字
    ("typo", "整体推迸集团办学", "推迸"),
    ("typo", "专职人贝不足", "人贝"),
    ("typo", "食堂委扥经营", "委扥"),
    ("typo", "取得明显戍效", "戍效"),
    ("typo", "着力促公乎", "公乎"),
    ("typo", "加强队伍建没，", "建没"),
    ("typo", "师德失德行力", "行力"),
    ("typo", "教学没施完善", "没施"),
    ("typo", "教育己形成合力", "己形成"),
    ("typo", "全县末发生安全事故", "末发生"),
]
SOUND = [
    ("missing-item", "办法第五条第（四）、（五）项，（六）。"),
    ("missing-item", "有的是，有的不是；一是一，二是二。"),
    ("missing-item", "一是，加强领导。二是，加大投入。"),
    ("missing-item", "（一）总体要求。（二）主要任务。（三）保障措施。"),
    ("missing-item", "符合第（一）、（三）项条件"),
    (
        "missing-item",
        "1.统筹标准，保障投入。\n2.2020年投入3亿元，逐年增长。\n3.2022年人均达标，全部落实。\n4.交流教师12人，占比达标。",
    ),
    ("missing-item", "1.小学共5所。\n2.初中共6所。\n3.高中共2所。\n3.职校共1所。\n5.特校共1所。"),
    ("numbering", "一是新建学校。二所学校完成改造。三是补充教师。"),
    ("missing-heading", "（一）税收收入  7,686,140  7,552,072  98.3%  101.2%  105.0%  97.7%  全年执行\n"),
    ("placeholder", "8月日均用水30吨，2022年8月日常检查12次"),
    ("placeholder", "政府工作报告…………………………县长  王某  （2）"),
    ("placeholder", "计划执行情况的报告………………主任  李某（32）"),
    ("censored-phrase", "学习*的用法"),
    ("duplicate-phrase", "坚持实事求是是我们的传统"),
    ("duplicate-phrase", "多次检查检查组反映的问题"),
    ("duplicate-phrase", "认真研究研究，再讨论讨论"),
    ("duplicate-phrase", "落实“两个只增不减”要求"),
    ("empty-field", "联系人：张某，电话：0745-1234567"),
    ("empty-field", "（联系人：张某；电话：1234567）"),
    ("empty-field", "说明：本表由学校填写"),
    ("empty-field", "负责人：王某，抓落实；分管领导：李某，抓督办"),
    ("typo", "获建全国首批示范区，共建全市校园，健全机制"),
    ("typo", "预防犯罪教育、悦己经济、营己经营"),
    ("typo", "年末经济总量、期末能力测试、周末建设"),
    ("typo", "自己形成习惯、几乎均为本科、几乎安排妥当、似乎方便"),
    ("typo", "团结沟通、颠覆职业观、退役情况、健身休闲、江淮准格尔、持续效果、百货助残"),
    ("typo", "担忧优质资源、没施工、没备课、执行力强、践行力度大"),
    ("percent-for-points", "提高任务比重，力争经费投入增长8%以上"),
    ("unbalanced-bracket", "【字号：\n加大\n还原\n减小\n】\n正文。"),
    ("unbalanced-bracket", "【\n打印\n】\n【\n关闭\n】"),
]


@pytest.mark.parametrize(("kind", "text", "piece"), FOUND)
def test_damage_is_found(kind: str, text: str, piece: str) -> None:
    found = pieces(text, kind)
    assert found if not piece else piece in found


@pytest.mark.parametrize(("kind", "text"), SOUND)
def test_sound_prose_beside_it_is_left_alone(kind: str, text: str) -> None:
    assert pieces(text, kind) == []


def test_a_list_that_lacks_a_number_is_not_taken_for_an_earlier_one() -> None:
    text = (
        "一、成绩\n（一）投入增长，达标。\n（二）条件改善，达标。\n（三）队伍加强，达标。\n"
        "二、问题\n（一）投入不足，有缺口。\n（二）条件不够，有短板。\n（四）队伍不稳，有缺编。"
    )
    assert pieces(text, "missing-item") == ["（四）"]


def test_a_masked_name_is_told_once() -> None:
    (found,) = residues("学习习***总书记关于教育的重要论述。")
    assert "应为“习近平总书记”" in found.message
    assert kinds("学习习***总书记关于教育的重要论述。") == {"censored-phrase"}


def test_every_lookalike_is_a_typo_with_its_right_word() -> None:
    listed = {typo.wrong for typo in TYPOS}
    for wrong, right, _ in wrong_words():
        assert wrong not in listed
        assert len(wrong) == len(right)
        assert wrong != right
        (found,) = (one for one in residues(f"，{wrong}") if one.kind == "typo")
        assert (found.text, f"“{right}”" in found.message) == (wrong, True)
