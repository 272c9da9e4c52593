"""The role of a figure by the words around it, its row and its year."""

import time

import pytest

from eduduty_desktop.proof.changes import change_of
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.relations import differences, growths, ratios, repeats, shares
from eduduty_desktop.proof.roles import PREVIOUS, Role, figures_of


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("由28所增加到37所，增加9所", [Role.FROM, Role.TO, Role.DIFFERENCE]),
        ("37所，较上年的28所增加9所", [Role.LEVEL, Role.BASE, Role.DIFFERENCE]),
        ("与2019年的28所相比增长32%", [Role.BASE, Role.GROWTH]),
        ("728人，占1252名教师的58.15%", [Role.LEVEL, Role.WHOLE, Role.SHARE]),
        ("整改率88%", [Role.RATE]),
        ("巩固率由95%提高到97%，提高2个百分点", [Role.FROM, Role.TO, Role.DIFFERENCE]),
        ("4.2万人，是2015年3.5万人的1.2倍", [Role.LEVEL, Role.BASE, Role.TIMES]),
        ("增长2倍", [Role.TIMES]),
        ("审减率达15.1%", [Role.RATE]),
        ("压减率达84%", [Role.GROWTH]),
        ("新增5所", [Role.LEVEL]),
        ("自治县教师达到120人，占12%", [Role.LEVEL, Role.SHARE]),
        ("师生比1:18", [Role.OTHER]),
        ("参加比赛20人", [Role.LEVEL]),
        ("占地50亩", [Role.LEVEL]),
    ],
)
def test_roles(text: str, roles: list[Role]) -> None:
    assert [figure.role for figure in figures_of(Passage(text))] == roles


def test_a_fall_is_down() -> None:
    assert [figure.down for figure in figures_of(Passage("下降5%，增长6%，净减7人"))] == [True, False, True]


def test_a_row_shares_its_role() -> None:
    figures = figures_of(Passage("分别增长1%、2%和3%，占5%"))
    assert [(figure.role, figure.first, figure.row) for figure in figures] == [
        (Role.GROWTH, -1, 3),
        (Role.GROWTH, 0, 3),
        (Role.GROWTH, 0, 3),
        (Role.SHARE, -1, 1),
    ]


def test_years() -> None:
    figures = figures_of(Passage("2020年教师12人，上年11人，年初预算50万元"))
    assert [figure.year for figure in figures] == [2020, PREVIOUS, None]


def test_a_change_knows_its_amounts() -> None:
    passage = Passage("37所，较上年的28所增加9所")
    figures = figures_of(passage)
    change = change_of(passage, figures, figures[2])
    assert change is not None
    assert (change.steps[0].base.mention.text, change.steps[0].new.mention.text) == ("28所", "37所")


HOSTILE = {
    "row": "增长1%、2%、3%、4%、",
    "share": "教师100人，其中50人，占50%，",
    "chain": "教师100人，较上年90人增加10人，增长11%，",
    "ratio": "学生100人，教师10人，比例1:10，",
    "words": "占比由较其中率",
    "of": "占1人的5%的",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_one_long_line_is_read_in_linear_time(name: str) -> None:
    def read(length: int) -> float:
        passage = Passage((HOSTILE[name] * (length // len(HOSTILE[name]) + 1))[:length] + "5%")
        assert passage.mentions is not None
        start = time.thread_time()
        for relation in (shares, growths, differences, ratios):
            assert list(relation.readings(passage)) is not None
        assert list(repeats.readings([passage], [0])) is not None
        return time.thread_time() - start

    short, long = min(read(4_000) for _ in range(3)), min(read(16_000) for _ in range(2))
    assert long < 10 * short + 0.05
