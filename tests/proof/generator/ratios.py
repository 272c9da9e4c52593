"""Ratios in both orders, and how many times one figure is another."""

import random
from fractions import Fraction

from eduduty_desktop.proof import Relation
from tests.proof.generator.wording import Facts, decimal, wordings


def ratio(low: int, high: int, least: float, most: float, form: str = "1:{}") -> Facts:
    """`a` of the fewer, `b` of the more, and `r`, b over a, in the form named."""

    def facts(rng: random.Random) -> dict[str, str]:
        fewer = rng.randint(low, high)
        more = int(fewer * rng.uniform(least, most))
        return {
            "a": str(fewer),
            "b": str(more),
            "r": form.format(decimal(Fraction(more, fewer), rng.choice((1, 2)), rng)),
        }

    return facts


def of_shares(rng: random.Random) -> dict[str, str]:
    town = Fraction(rng.randint(5500, 8000), 100)
    country = town - Fraction(rng.randint(80, 900), 100)
    a, b = decimal(town, 2, rng) + "%", decimal(country, 2, rng) + "%"
    return {"a": a, "b": b, "r": "1:" + decimal(country / town, 2, rng)}


def pupils(form: str) -> Facts:
    return ratio(900, 5000, 10.5, 19.5, form)


RATIOS = wordings(
    Relation.RATIO,
    "r = b / a",
    ("<all>小学专任教师{a}人，在校学生{b}人，师生比为{r}。", pupils("1:{}")),
    ("<all>初中在校学生{b}人，教职工{a}人，生师比{r}。", pupils("{}:1")),
    ("<all>普通高中有专任教师{a}名、在校生{b}名，师生比达到{r}。", pupils("1：{}")),
    ("小学在校生{b}人，教职工{a}人，生师比为{r}。", pupils("{}∶1")),
    ("幼儿园教职工{a}人，在园幼儿{b}人，教职工与幼儿比例为{r}。", ratio(300, 3000, 6.2, 8.9)),
    ("普通高中招生{b}人，中等职业学校招生{a}人，普职比为{r}。", ratio(800, 4000, 1.02, 1.9, "{}:1")),
    ("中职招生{a}人，普通高中招生{b}人，职普比{r}。", ratio(800, 4000, 1.02, 1.9)),
    ("城镇学校本科以上学历教师占比为{a}，乡村学校占比为{b}，城乡比例为{r}。", of_shares),
    ("<all>中小学生{b}人，配备学生用计算机{a}台，生机比为{r}。", ratio(900, 5000, 5.1, 10.2, "{}:1")),
    ("<year>年高级职称教师{b}人，是<last>年{a}人的{r}。", ratio(300, 2000, 1.1, 2.9, "{}倍")),
    ("<year>年安防投入{b}万元，是<last>年{a}万元的{r}。", ratio(100, 900, 1.2, 4.5, "{}倍")),
    ("<all>在校学生{b}名，专职校医{a}名，校医与学生之比为{r}。", ratio(20, 90, 560.0, 980.0)),
    ("在校寄宿生{b}人，配备生活老师{a}人，生活老师与寄宿生比例为{r}。", ratio(30, 200, 28.0, 60.0)),
    ("男生{b}人，女生{a}人，男女生比例为{r}。", ratio(3000, 20_000, 1.03, 1.25, "{}:1")),
    ("特殊教育学校专任教师{a}人，学生{b}人，师生比{r}。", ratio(15, 60, 2.1, 4.2)),
)  # fmt: skip
