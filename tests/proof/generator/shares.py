"""Shares: 占, 占比, 率 over a base named before, after or in brackets."""

import random
from fractions import Fraction

from eduduty_desktop.proof import Relation
from tests.proof.generator.wording import Facts, Money, loosely, percent, wordings


def part(low: int, high: int, least: float = 0.05, most: float = 0.97, often: float = 0.0) -> Facts:
    """A whole `t`, its part `a` and the share `p`."""

    def facts(rng: random.Random) -> dict[str, str]:
        whole = rng.randint(low, high)
        some = max(1, int(whole * rng.uniform(least, most)))
        share = percent(Fraction(100 * some, whole), rng)
        return {"t": loosely(whole, rng, often), "a": str(some), "p": share}

    return facts


def money(rng: random.Random) -> dict[str, str]:
    whole = rng.randint(2_000_000_000, 9_000_000_000)
    some = int(whole * rng.uniform(0.12, 0.3))
    write = Money(rng, some)
    return {"t": write(whole), "a": write(some), "p": percent(Fraction(100 * some, whole), rng)}


TEACHERS, CHILDREN, FEW = part(900, 7000), part(3000, 60_000), part(30, 260, 0.1)

SHARES = wordings(
    Relation.SHARE,
    "p = 100 * a / t",
    ("<all>初中专任教师{t}人，具有中级以上职称的{a}人，占比为{p}。", TEACHERS),
    ("<all>入园幼儿{t}人，其中就读公办园{a}人，占比达到{p}。", CHILDREN),
    ("<all>小学专任教师{t}名，其中市级骨干教师{a}名，占{p}。", TEACHERS),
    ("县级以上骨干教师{a}人，占专任教师总数{t}人的{p}。", TEACHERS),
    ("普惠性幼儿园{a}所，占全县幼儿园总数（{t}所）的{p}。", FEW),
    ("<year>年一般公共预算支出{t}，其中教育支出{a}，占比{p}。", money),
    ("<year>年教育支出{a}，占一般公共预算支出{t}的{p}。", money),
    ("安排{a}名教师交流轮岗，占符合交流条件教师{t}名的{p}。", TEACHERS),
    ("应入学适龄残疾儿童少年{t}人，已入学{a}人，入学率{p}。", part(80, 900, 0.85, 0.995)),
    ("<year>年参加体质健康测试学生{t}人，合格{a}人，合格率为{p}。", part(3000, 60_000, 0.8, 0.98)),
    ("<all>应建项目{t}个，已完工{a}个，完工率{p}。", part(20, 190, 0.4, 0.95)),
    ("<all>义务教育学校教学班{t}个，其中56人以上大班额{a}个，占{p}。", part(300, 1900, 0.01, 0.08)),
    ("<all>共有小学{t}所，达到省定办学条件标准的{a}所，达标率{p}。", part(30, 260, 0.6, 0.98)),
    ("<all>在园幼儿{t}人，在普惠性幼儿园就读{a}人，普惠率{p}。", part(3000, 60_000, 0.7, 0.95)),
    ("在{t}名专任教师中，具有研究生学历的{a}名，占{p}。", part(900, 7000, 0.01, 0.1)),
    ("<year>年应届初中毕业生{t}人，升入高中阶段学校{a}人，升学率{p}。", part(2000, 9000, 0.9, 0.99)),
    ("<all>进城务工人员随迁子女{t}人，在公办学校就读{a}人，占比{p}。", part(600, 9000, 0.8, 0.99)),
)  # fmt: skip
