"""Which stages a school has, and how what its stages share is divided between them.

A school that runs several stages is judged stage by stage.  What they share is divided by students, a pupil of a higher
stage counting for more: 小学 1, 初中 1.1, 高中 1.32 (九年一贯制 1 : 1.1, 完全中学 1 : 1.2, 十二年一贯制 1 : 1.1 : 1.32) – as the
standards `bal7.*` report 教督〔2017〕6号 to be applied; not read in the original, 待核实.  `Sharing.HEADS` divides by students alone.
"""

import re
from collections.abc import Mapping
from decimal import Context, Decimal
from enum import StrEnum

from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.framework import Stage

SHARED_DECIMALS = 4


class Sharing(StrEnum):
    """How a 一贯制 school's common resources are divided between its stages."""

    FOLDED = "folded"
    HEADS = "heads"

    @property
    def words(self) -> str:
        """How it is stated in the window and under the table."""
        return _WORDS[self]


_WORDS = {
    Sharing.FOLDED: "按学生数折算（小学 1、初中 1.1、高中 1.32）",
    Sharing.HEADS: "按学生数",
}
_WEIGHTS = {Stage.PRIMARY: Decimal(1), Stage.JUNIOR: Decimal("1.1"), Stage.SENIOR: Decimal("1.32")}
_ORDER = (Stage.PRIMARY, Stage.JUNIOR, Stage.SENIOR)
_CONTEXT = Context(prec=60)
_PART = re.compile(r"[（(\-—－ ]*(小学|初中|高中)(?:部|学部|段|阶段|教育)?[）)]?$")
_KINDS: tuple[tuple[re.Pattern[str], tuple[Stage, ...]], ...] = (
    (re.compile(r"十二年|12年"), _ORDER),
    (re.compile(r"九年|9年|一贯制"), (Stage.PRIMARY, Stage.JUNIOR)),
    (re.compile(r"完全中学|完中"), (Stage.JUNIOR, Stage.SENIOR)),
    (re.compile(r"高级中学|高中"), (Stage.SENIOR,)),
    (re.compile(r"初级中学|初中|中学$"), (Stage.JUNIOR,)),
    (re.compile(r"小学|完小|村小|初小|教学点"), (Stage.PRIMARY,)),
)


def stages_of(text: str) -> tuple[Stage, ...]:
    """The stages that a kind of school, or a school's name, stands for; none where it does not say."""
    if "小学" in text and "初中" in text:
        return (Stage.PRIMARY, Stage.JUNIOR)
    return next((stages for pattern, stages in _KINDS if pattern.search(text)), ())


def part_of(name: str) -> tuple[str, Stage | None]:
    """A school's name and the stage of the part that stands behind it: `育才学校（初中部）`."""
    match = _PART.search(name)
    if match is None or not match[0].strip() or match.start() == 0 or not _is_part(match[0]):
        return name, None
    stage = {"小学": Stage.PRIMARY, "初中": Stage.JUNIOR, "高中": Stage.SENIOR}[match[1]]
    return name[: match.start()], stage


def _is_part(words: str) -> bool:
    """`第一小学` is a school, `（小学）` and `小学部` are parts of one."""
    return words[-1] in "部段）)育" or words[0] in "（(-—－"


def stage_word(text: str) -> Stage | None:
    """The stage in a cell of the column 学段."""
    for word, stage in (("小学", Stage.PRIMARY), ("初", Stage.JUNIOR), ("高", Stage.SENIOR), ("中学", Stage.JUNIOR)):
        if word in text:
            return stage
    return None


def divide(amount: Decimal, students: Mapping[Stage, Decimal], sharing: Sharing) -> dict[Stage, Decimal]:
    """What each stage has of a common resource, in proportion to its students; the parts add up to the amount exactly.

    All but the last are rounded to four decimals, the last takes what remains.
    """
    stages = [stage for stage in _ORDER if students.get(stage)]
    weights = [students[stage] * (_WEIGHTS[stage] if sharing is Sharing.FOLDED else Decimal(1)) for stage in stages]
    total = sum(weights, Decimal())
    found: dict[Stage, Decimal] = {}
    left = amount
    for stage, weight in zip(stages[:-1], weights[:-1], strict=True):
        part = quantise(_CONTEXT.divide(_CONTEXT.multiply(amount, weight), total), SHARED_DECIMALS)
        found[stage] = part
        left -= part
    if stages:
        found[stages[-1]] = left
    return found
