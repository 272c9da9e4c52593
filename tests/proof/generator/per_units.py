"""Per unit: 生均, 人均, 校均, 班均, and a rate by heads that gives the whole."""

import random
from fractions import Fraction

from eduduty_desktop.proof import Relation
from tests.proof.generator.wording import Facts, decimal, wordings

TOTAL = "a = b * p"


def each(heads: tuple[int, int], amount: tuple[float, float], unit: str, places: int = 1) -> Facts:
    """`b` heads, `a` in all, `p` for each; a and p are rounded."""

    def facts(rng: random.Random) -> dict[str, str]:
        number = rng.randint(*heads)
        whole = int(number * rng.uniform(*amount))
        return {"b": str(number), "a": str(whole), "p": decimal(Fraction(whole, number), places, rng) + unit}

    return facts


def money(heads: tuple[int, int], amount: tuple[int, int], places: int = 2) -> Facts:
    """`b` heads and `a` 万元 in all, `p` 元 for each."""

    def facts(rng: random.Random) -> dict[str, str]:
        number = rng.randint(*heads)
        whole = number * rng.randint(*amount)
        total = decimal(Fraction(whole, 10**4), 2, rng) + "万元"
        return {"b": str(number), "a": total, "p": decimal(Fraction(whole, number), places, rng) + "元"}

    return facts


def fixed(heads: tuple[int, int], rates: tuple[int, ...]) -> Facts:
    """`b` heads at a fixed rate of `p` 元 make `a` 万元."""

    def facts(rng: random.Random) -> dict[str, str]:
        number, rate = rng.randint(*heads), rng.choice(rates)
        return {"b": str(number), "a": decimal(Fraction(number * rate, 10**4), 2, rng) + "万元", "p": f"{rate}元"}

    return facts


PUPILS = (3000, 60_000)

PER_UNITS = wordings(
    Relation.PER_UNIT,
    "p = a / b",
    ("<all>小学在校生{b}人，图书{a}册，生均图书{p}。", each(PUPILS, (18, 42), "册")),
    ("<all>初中在校学生{b}人，校舍建筑面积{a}平方米，生均校舍面积{p}。", each(PUPILS, (6, 14), "平方米", 2)),
    ("<year>年拨付初中公用经费{a}，惠及学生{b}人，生均{p}。", money(PUPILS, (850, 1300))),
    ("投入教师培训经费{a}，培训教师{b}人，人均{p}。", money((900, 6000), (700, 2800))),
    ("<all>小学在校生{b}人，体育运动场馆面积{a}平方米，生均{p}。", each(PUPILS, (5, 11), "平方米", 2)),
    ("<all>初中教学班{b}个，在校学生{a}人，平均班额{p}。", each((100, 700), (38, 49), "人")),
    ("<all>普通高中现有教学班{b}个、在校生{a}人，班均{p}。", each((80, 400), (41, 54), "人")),
    ("按每生每年{p}的标准，为{b}名困难学生发放补助{a}。", fixed((300, 6000), (1000, 1250, 1500)), TOTAL),
    ("为{b}名乡村教师发放生活补助{a}，人均{p}。", money((300, 3000), (3600, 9600))),
    ("<all>小学教学仪器设备总值{a}，在校生{b}人，生均{p}。", money(PUPILS, (1900, 4200), 0)),
    ("<all>有村小{b}所，专任教师{a}人，校均{p}。", each((20, 130), (6, 28), "人")),
    ("资助家庭经济困难学生{b}人，每人{p}，共发放{a}。", fixed((300, 6000), (500, 625, 1000, 2000)), TOTAL),
    ("奖励优秀教师{b}名，每名{p}，合计{a}。", fixed((60, 400), (1000, 3000, 5000)), TOTAL),
    ("<all>有义务教育学校{b}所，在校学生{a}人，平均每校{p}。", each((30, 150), (210, 900), "人")),
)  # fmt: skip
