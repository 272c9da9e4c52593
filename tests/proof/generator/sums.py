"""Sums: 其中, 分别, 共, brackets, colon lists; a list after 其中 may leave something out, so only too much breaks it."""

import random

from eduduty_desktop.proof import Relation
from tests.proof.generator.wording import Facts, Money, loosely, wordings


def counts(parts: int, low: int, high: int, often: float = 0.1) -> Facts:
    """Parts and their total `t`; the total is now and then 约 or 余."""

    def facts(rng: random.Random) -> dict[str, str]:
        values = [rng.randint(low, high) for _ in range(parts)]
        return {"t": loosely(sum(values), rng, often), **dict(zip("abcde", map(str, values), strict=False))}

    return facts


def people(parts: int) -> Facts:
    return counts(parts, 800, 28_000)


def staff(parts: int) -> Facts:
    return counts(parts, 300, 4800)


def schools(parts: int) -> Facts:
    return counts(parts, 3, 140)


def money(parts: int, low: int = 2_000_000, high: int = 900_000_000) -> Facts:
    """Amounts; the total is that of the true amounts, so that rounding may leave a gap."""

    def facts(rng: random.Random) -> dict[str, str]:
        values = [rng.randint(low, high) for _ in range(parts)]
        write = Money(rng, low)
        return {"t": write(sum(values)), **{name: write(value) for name, value in zip("abcde", values, strict=False)}}

    return facts


SUMS = wordings(
    Relation.SUM,
    "t = a + b",
    ("<year>年秋，<all>义务教育阶段在校学生{t}人，其中小学{a}人、初中{b}人。", people(2)),
    ("年末教职工总数{t}名（外聘教练12名不计），其中义务教育阶段{a}名、非义务教育阶段{b}名。", staff(2)),
    ("<all>有小学{a}所、初中{b}所、九年一贯制学校{c}所，共{t}所。", schools(3), "t = a + b + c"),
    ("<all>幼儿园、小学、初中在校生分别为{a}人、{b}人、{c}人，合计{t}人。", people(3), "t = a + b + c"),
    ("该项目争取中央资金{a}、省级资金{b}、县级配套{c}，合计{t}。", money(3), "t = a + b + c"),
    ("本轮督查共发现问题{t}个，已整改{a}个，{b}个正在整改中。", counts(2, 4, 90)),
    ("<year>年新增义务教育学位{t}个（小学{a}个、初中{b}个）。", counts(2, 300, 9000)),
    ("<all>在编教师{t}人，其中男教师{a}人，女教师{b}人。", staff(2)),
    ("<year>年补充教师{t}人，其中公开招聘{a}人、特岗教师{b}人、人才引进{c}人。", schools(3), "a + b + c <= t"),
    ("<all>各级各类学校{t}所，其中：幼儿园{a}所，小学{b}所，初中{c}所，普通高中{d}所。", schools(4), "a + b + c + d <= t"),
    ("<year>年累计资助学生{t}人次：学前教育{a}人次，义务教育{b}人次，普通高中{c}人次。", people(3), "t = a + b + c"),
    ("安排城乡义务教育补助经费{t}，其中中央{a}、省级{b}、县级{c}。", money(3), "a + b + c <= t"),
    ("<year>年投入校舍建设资金{a}，投入设备购置资金{b}，两项共计{t}。", money(2)),
    ("公办幼儿园{a}所，民办幼儿园{b}所，合计{t}所。", schools(2)),
    ("<all>共有幼儿园{t}所，公办{a}所，民办{b}所。", schools(2)),
    ("小学在校生{a}人，初中在校生{b}人，普通高中在校生{c}人，三项合计{t}人。", people(3), "t = a + b + c"),
    ("<all>小学专任教师{t}人，其中城区{a}人、乡村{b}人。", staff(2)),
    ("<year>年教育费附加{t}，其中用于校舍维修{a}，用于职业教育{b}。", money(2, 1_000_000, 60_000_000), "a + b <= t"),
)  # fmt: skip
