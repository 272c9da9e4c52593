"""Growth: 增长 and 下降 in per cent, the two years named in either order, or the gain and the new amount."""

import random
from fractions import Fraction

from eduduty_desktop.proof import Relation
from tests.proof.generator.wording import Facts, Money, decimal, percent, wordings

FELL = "g = 100 * (o - n) / o"


def amounts(low: int, high: int, falls: bool = False) -> Facts:
    """An old amount `o`, a new one `n`, the gain `d` and its share `g` of the old."""

    def facts(rng: random.Random) -> dict[str, str]:
        old = rng.randint(low, high)
        gain = max(1, int(old * rng.uniform(0.012, 0.19)))
        new = old - gain if falls else old + gain
        write = Money(rng, low)
        return {"o": write(old), "n": write(new), "d": write(gain), "g": percent(Fraction(100 * gain, old), rng)}

    return facts


def counts(low: int, high: int, falls: bool = False) -> Facts:
    def facts(rng: random.Random) -> dict[str, str]:
        old = rng.randint(low, high)
        gain = max(1, int(old * rng.uniform(0.02, 0.3)))
        new = old - gain if falls else old + gain
        return {"o": str(old), "n": str(new), "d": str(gain), "g": percent(Fraction(100 * gain, old), rng)}

    return facts


def yuan(low: int, high: int) -> Facts:
    """An amount for one: 元, whole or to the cent."""

    def facts(rng: random.Random) -> dict[str, str]:
        places = rng.choice((0, 0, 2))
        old = Fraction(rng.randint(100 * low, 100 * high), 100)
        new = old * Fraction(rng.randint(1010, 1130), 1000)
        growth = percent((new - old) * 100 / old, rng)
        return {"o": decimal(old, places, rng) + "元", "n": decimal(new, places, rng) + "元", "g": growth}

    return facts


BUDGET, STUDENTS = amounts(200_000_000, 4_000_000_000), counts(900, 60_000)

GROWTHS = wordings(
    Relation.GROWTH,
    "g = 100 * (n - o) / o",
    ("财政安排的教育资金<last>年计{o}，<year>年计{n}，增长{g}。", BUDGET),
    ("<year>年一般公共预算教育支出{n}，比上年{o}增长{g}。", BUDGET),
    ("一般公共预算教育支出由<last>年的{o}增加到<year>年的{n}，增长{g}。", BUDGET),
    ("<year>年各类教育投入合计{n}，比上年多{d}，增长{g}。", BUDGET, "g = 100 * d / (n - d)"),
    ("小学生均公用经费支出从上年的{o}提高到{n}，增幅{g}。", yuan(900, 2400)),
    ("<year>年小学招生{n}人，比上年的{o}人减少{g}。", counts(900, 9000, True), FELL),
    ("初中在校生由{o}人降至{n}人，下降{g}。", counts(3000, 30_000, True), FELL),
    ("<year>年地方教育附加收入{n}，上年同期为{o}，同比增长{g}。", amounts(10_000_000, 90_000_000)),
    ("<year>年财政教育投入{n}（上年为{o}），增幅为{g}。", BUDGET),
    ("<all>标准化学校{n}所，比<last>年的{o}所增加{d}所，增长{g}。", counts(20, 120)),
    ("与上年{o}相比，<year>年教师培训经费投入{n}，增长{g}。", amounts(1_000_000, 9_000_000)),
    ("<year>年初中生均一般公共预算教育事业费{n}，较<last>年的{o}增长{g}。", yuan(9000, 21_000)),
    ("教师年人均工资收入由{o}增至{n}，增长{g}。", yuan(61_000, 98_000)),
    ("<last>年高中阶段在校生{o}人，<year>年{n}人，同比增长{g}。", STUDENTS),
    ("<year>年学前教育财政投入{n}，较<last>年{o}增长{g}，高于财政经常性收入增幅。", BUDGET),
    ("<year>年普通高中生均公用经费为{n}，<last>年为{o}，增长率为{g}。", yuan(1000, 3100)),
)  # fmt: skip
