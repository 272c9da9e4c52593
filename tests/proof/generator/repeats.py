"""One quantity stated twice in a document, its scope and year the same."""

import random
from fractions import Fraction

from eduduty_desktop.proof import Relation
from tests.proof.generator.wording import Facts, Money, percent, wordings


def count(low: int, high: int) -> Facts:
    def facts(rng: random.Random) -> dict[str, str]:
        number = str(rng.randint(low, high))
        return {"a": number, "b": number}

    return facts


def money(rng: random.Random) -> dict[str, str]:
    amount = Money(rng, 10**8)(rng.randint(200_000_000, 4_000_000_000))
    return {"a": amount, "b": amount}


def rate(rng: random.Random) -> dict[str, str]:
    share = percent(Fraction(rng.randint(8000, 9990), 100), rng)
    return {"a": share, "b": share}


TEACHERS, PUPILS, SCHOOLS = count(900, 7000), count(3000, 60_000), count(20, 190)

REPEATS = wordings(
    Relation.REPEAT,
    "a = b",
    ("截至<year>年底，全县共有专任教师{a}人。\n<year>年，全县专任教师{b}人全部通过师德考核。", TEACHERS),
    ("全县现有公办幼儿园{a}所。\n全县公办幼儿园{b}所，均配备专职保安。", SCHOOLS),
    ("全县义务教育阶段在校学生{a}人。\n为全县义务教育阶段在校学生{b}人建立健康档案。", PUPILS),
    ("<year>年全县一般公共预算教育支出{a}。\n经核算，<year>年全县一般公共预算教育支出{b}，实现只增不减。", money),
    ("全县学前三年毛入园率{a}。\n全县学前三年毛入园率达到{b}，超过省定目标。", rate),
    ("<year>年新增公办学位{a}个。\n通过新建改扩建，<year>年新增公办学位{b}个。", count(800, 9000)),
    ("全县现有乡村小规模学校{a}所。\n全县乡村小规模学校{b}所，已全部接通光纤。", SCHOOLS),
    ("<year>年全县补充教师{a}人。\n加大招聘力度，<year>年全县补充教师{b}人。", count(80, 900)),
    ("全县九年义务教育巩固率为{a}。\n控辍保学成效明显，全县九年义务教育巩固率为{b}。", rate),
    ("全县现有留守儿童{a}人。\n建立关爱台账，对全县留守儿童{b}人实行结对帮扶。", count(600, 9000)),
    ("全县核定教职工编制{a}名。\n机构编制部门核定全县教职工编制{b}名。", TEACHERS),
    ("<year>年全县教师年平均工资{a}。\n待遇落实到位，<year>年全县教师年平均工资{b}。", lambda r: dict.fromkeys("ab", f"{r.randint(60_000, 99_000)}元")),
    ("全县共有民办幼儿园{a}所。\n年检中，全县民办幼儿园{b}所全部合格。", SCHOOLS),
    ("全县普惠性幼儿园覆盖率{a}，比上年有所提高。\n目前，全县普惠性幼儿园覆盖率{b}。", rate),
)  # fmt: skip
