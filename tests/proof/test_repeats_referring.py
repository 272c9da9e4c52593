"""Figures that point back at one told before, and those that only look like it."""

import pytest

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import judge
from eduduty_desktop.proof.relations.repeats import Repeats, readings
from eduduty_desktop.proof.result import Claim, Verdict

BETWEEN = "\n本年度各项工作有序推进。\n"


def read(text: str) -> tuple[list[Passage], list[int]]:
    passages, starts, at = [], [], 0
    for line in text.split("\n"):
        passages.append(Passage(line))
        starts.append(at)
        at += len(line) + 1
    return passages, starts


def found(text: str) -> list[Claim]:
    return list(judge(readings(*read(text))))


REFERRING = [
    (f"全县现有在园幼儿12846人。{BETWEEN}下一步，让{{}}名幼儿就近入园。", "12846", "22846"),
    ("全区共有中小学教师3917人。要进一步关心{}名教师的身心健康。", "3917", "4917"),
    (f"全县义务教育在校生58214人。{BETWEEN}寄宿生17306人，占在校生{{}}人的29.7%。", "58214", "68214"),
    (f"全县辖16个乡镇。{BETWEEN}{{}}个乡镇全部建立教育工作领导小组。", "16", "26"),
    (f"全县共有义务教育学校114所。{BETWEEN}到2025年，全县{{}}所义务教育学校全部达到省定标准。", "114", "214"),
    (f"排查疑似辍学学生37人。{BETWEEN}对{{}}名辍学学生逐人建档。", "37", "47"),
    (f"公办园在园幼儿6318人，占52.6%。{BETWEEN}公办园占比仅为{{}}%，与先进县区有差距。", "52.6", "62.6"),
    (f"全县普惠性幼儿园覆盖率88.4%。{BETWEEN}下一步，巩固{{}}%的普惠性幼儿园覆盖率。", "88.4", "98.4"),
    (f"双师型教师占专业课教师的46.3%。{BETWEEN}双师型教师比例偏低，仅{{}}%。", "46.3", "56.3"),
    (f"全县缺编教师286名。{BETWEEN}教师缺编{{}}名的问题尚未解决。", "286", "386"),
    (f"初中毕业生6934人。{BETWEEN}{{}}名初中毕业生中，升入普通高中4120人。", "6934", "7934"),
    (f"全区教育系统党组织132个。{BETWEEN}{{}}个党组织全部完成标准化建设。", "132", "232"),
    (f"全日制在校生14682人。{BETWEEN}下一步，力争在校生从{{}}人稳定到15000人左右。", "14682", "24682"),
    ("全县共有教职工5129人，师生比按教职工{}人计算。", "5129", "6129"),
]


@pytest.mark.parametrize(("template", "right", "wrong"), REFERRING)
def test_what_points_back_has_the_number_told_before(template: str, right: str, wrong: str) -> None:
    assert Verdict.CONSISTENT in {claim.verdict for claim in found(template.format(right))}
    assert Verdict.INCONSISTENT in {claim.verdict for claim in found(template.format(wrong))}


@pytest.mark.parametrize(
    "text",
    [
        f"全县共有专任教师4638人。{BETWEEN}4538名教师参加暑期培训，参训率97.8%。",
        f"全县共有幼儿园76所。{BETWEEN}66所幼儿园配备了专职保安。",
        f"2021年全县在园幼儿12846人。{BETWEEN}2022年，12346名幼儿享受资助。",
        f"全县小学在校生31257人。{BETWEEN}初中阶段，让31357名学生吃上营养餐。",
        f"2022年全县在校生58214人，2023年58314人，增加100人。{BETWEEN}58314名学生全部参保。",
        f"全县义务教育学校114所。{BETWEEN}课后服务覆盖义务教育学校104所。",
        f"全县共有乡镇16个，其中15个乡镇建成中心幼儿园。{BETWEEN}建成中心幼儿园的15个乡镇全部达标。",
        f"全县共有中小学教师3917人。{BETWEEN}为3817名教师落实了乡村补贴。",
        f"查出隐患143处，已整改133处。{BETWEEN}已整改的133处隐患逐一销号。",
        f"共有教职工5129人，其中专任教师4929人。{BETWEEN}4929名专任教师全部持证上岗。",
        "食堂接入监管平台131家，占全部134家的97.8%。",
        f"学前三年毛入园率96.3%。{BETWEEN}九年义务教育巩固率仅为96.1%。",
        f"新增14个典型村。{BETWEEN}14件作品在省级评选中获奖。17件作品在市级评选中获奖。",
        f"2024年新培育1519个典型村和25个典型片区。{BETWEEN}2025年新培育1518个典型村。",
        f"全县76所幼儿园全部通过年检。{BETWEEN}对75所民办幼儿园全部复查。",
        f"寄宿制学校42所。{BETWEEN}为41所寄宿制学校配备校医。",
    ],
)
def test_some_of_them_or_others_are_no_slip(text: str) -> None:
    assert [claim.message for claim in found(text) if claim.verdict is Verdict.INCONSISTENT] == []


def test_a_pair_is_weighed_anew_when_the_document_changes() -> None:
    repeats = Repeats()
    told = f"全县现有在园幼儿12846人。{BETWEEN}"
    for text in (f"{told}让22846名幼儿就近入园。", f"{told}让12846名幼儿就近入园。", f"{told}让22846名幼儿就近入园。"):
        assert repeats.claims(*read(text)) == found(text)
