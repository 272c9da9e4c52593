"""Differences: amounts that exceed one another, schools that came or went, points between two rates."""

import random
from fractions import Fraction

from eduduty_desktop.proof import Relation
from tests.proof.generator.wording import Facts, Money, decimal, wordings

FELL, MORE = "d = o - n", "d = n - o"


def counts(low: int, high: int, falls: bool = False, most: float = 0.3) -> Facts:
    """`o` before or wanted, `n` now or there, `d` between."""

    def facts(rng: random.Random) -> dict[str, str]:
        old = rng.randint(low, high)
        gain = max(1, int(old * rng.uniform(0.02, most)))
        return {"o": str(old), "n": str(old - gain if falls else old + gain), "d": str(gain)}

    return facts


def rates(low: int, high: int, falls: bool = False) -> Facts:
    """Two rates and the points between, all to as many places, each of them rounded."""

    def facts(rng: random.Random) -> dict[str, str]:
        places = rng.choice((1, 2, 2))
        old = Fraction(rng.randint(100 * low, 100 * high), 100)
        gain = Fraction(rng.randint(30, 600), 100)
        new = old - gain if falls else old + gain
        written = {"o": decimal(old, places, rng) + "%", "n": decimal(new, places, rng) + "%"}
        return {**written, "d": decimal(gain, places, rng) + "个百分点"}

    return facts


def money(low: int, high: int) -> Facts:
    def facts(rng: random.Random) -> dict[str, str]:
        old = rng.randint(low, high)
        gain = int(old * rng.uniform(0.02, 0.2))
        write = Money(rng, low)
        return {"o": write(old), "n": write(old + gain), "d": write(gain)}

    return facts


def yuan(low: int, high: int, most: int) -> Facts:
    def facts(rng: random.Random) -> dict[str, str]:
        old, gain = rng.randint(low, high), rng.randint(most // 30, most)
        return {"o": f"{old}元", "n": f"{old + gain}元", "d": f"{gain}元"}

    return facts


DIFFERENCES = wordings(
    Relation.DIFFERENCE,
    MORE,
    ("<year>年教师人均年收入{n}，同期公务员人均年收入{o}，前者比后者高{d}。", yuan(60_000, 90_000, 12_000)),
    ("<all>标准化学校{n}所，比<last>年的{o}所增加{d}所。", counts(20, 140)),
    ("公办幼儿园由{o}所增加到{n}所，增加{d}所。", counts(20, 140)),
    ("普惠性幼儿园覆盖率由{o}提高到{n}，提高{d}。", rates(70, 90)),
    ("<year>年学前三年毛入园率为{n}，比上年的{o}提高{d}。", rates(80, 92)),
    ("小规模学校由{o}所减少到{n}所，减少{d}所。", counts(20, 140, True), FELL),
    ("<all>核定中小学教职工编制{o}名，实有在编教职工{n}名，空编{d}名。", counts(1500, 7000, True, 0.1), FELL),
    ("儿童青少年总体近视率由<last>年的{o}下降到<year>年的{n}，下降{d}。", rates(40, 60, True), FELL),
    ("<year>年一般公共预算教育支出{n}，比上年{o}增加{d}。", money(200_000_000, 4_000_000_000)),
    ("义务教育大班额从{o}个减少到{n}个，减少了{d}个。", counts(20, 300, True, 0.8), FELL),
    ("初中在校生{n}人，较<last>年的{o}人净增{d}人。", counts(3000, 30_000)),
    ("<year>年小学生均公用经费{n}，比国家基准定额{o}高出{d}。", yuan(650, 850, 300)),
    ("专任教师从<last>年的{o}人增加到<year>年的{n}人，净增{d}人。", counts(900, 7000)),
    ("<last>年中小学生近视率为{o}，<year>年为{n}，下降{d}。", rates(40, 60, True), FELL),
    ("<last>年九年义务教育巩固率{o}，<year>年{n}，提升{d}。", rates(88, 93)),
    ("<year>年投入校园安防经费{n}，较<last>年的{o}多{d}。", money(2_000_000, 30_000_000)),
)  # fmt: skip
