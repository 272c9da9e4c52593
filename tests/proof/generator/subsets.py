"""A part that must not exceed its whole; one digit changed makes it do so."""

import random

from eduduty_desktop.proof import Relation
from tests.proof.generator.wording import Facts, Money, wordings


def part(low: int, high: int, least: float = 0.3, most: float = 0.97) -> Facts:
    """A whole `w` and its part `a`, written with as many digits, so that one digit can turn them."""

    def facts(rng: random.Random) -> dict[str, str]:
        whole = rng.randint(low, high)
        some = max(10 ** (len(str(whole)) - 1), int(whole * rng.uniform(least, most)))
        return {"w": str(whole), "a": str(some)}

    return facts


def money(rng: random.Random) -> dict[str, str]:
    whole, write = rng.randint(1_200_000_000, 8_900_000_000), Money(rng, 10**9)
    return {"w": write(whole), "a": write(max(10**9, int(whole * rng.uniform(0.3, 0.9))))}


TEACHERS, PUPILS = part(1100, 8999), part(12_000, 89_000)

SUBSETS = wordings(
    Relation.SUBSET,
    "a <= w",
    ("<all>现有专任教师{w}人，其中本科及以上学历{a}人。", TEACHERS),
    ("<all>有义务教育在校学生{w}人，其中寄宿生{a}人。", PUPILS),
    ("<all>现有幼儿园{w}所，其中普惠性幼儿园{a}所。", part(110, 270)),
    ("<year>年培训教师{w}人次，其中乡村教师{a}人次。", TEACHERS),
    ("<year>年教育支出{w}，其中义务教育支出{a}。", money),
    ("征集优秀案例{w}个，其中{a}个被评为一等奖。", part(110, 900)),
    ("<all>教职工{w}名（其中专任教师{a}名）。", TEACHERS),
    ("<all>{w}所学校中，有{a}所通过市级验收。", part(110, 270)),
    ("排查校外培训机构{w}家，其中学科类{a}家。", part(110, 400)),
    ("<year>年招聘教师{w}名，其中音体美教师{a}名。", part(110, 700)),
    ("<all>中小学班级{w}个，其中小学班级{a}个。", part(1100, 3900)),
    ("在{w}名进城务工人员随迁子女中，{a}名就读于公办学校。", TEACHERS),
    ("<all>随迁子女{w}人，其中小学{a}人。", TEACHERS),
    ("建成录播教室{w}间，其中乡村学校{a}间。", part(110, 300)),
)  # fmt: skip
