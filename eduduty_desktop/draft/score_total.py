"""What the whole draft scores: sums, bonus, conversion of 不涉及, total and grade, computed and as stated on the cover."""

import unicodedata
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from eduduty_desktop.draft.records import Key, Text
from eduduty_desktop.draft.scoring import (
    NOTHING,
    deductions_of,
    is_left_out,
    plain,
    point_score,
    points_lost,
    rule_score,
)
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.figures import read_entry
from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.framework import Framework, Grade, Node, Point, Section, VetoEffect
from eduduty_desktop.framework.scores import full_score, total_of

SCORE_TOTAL, GRADE = Key("cover", "score_total"), Key("cover", "grade")
CONVERTED_DECIMALS = 2
"""A converted sum is rounded half up to this many decimals."""


class Score(msgspec.Struct, frozen=True):
    """The total of self-scores, and what it is made of.

    `self` and `grade` are as the cover states them, else as computed; None where neither is known.  `full` is without
    bonus, so that `self` may exceed it.  `lost` is what the scored points lack of their full scores, or their deductions
    where these are not known.  `undecided` are the points of which the rule cannot tell (无法判定); `working` is the
    computed total's arithmetic in words.
    """

    self: Decimal | None = None
    full: Decimal | None = None
    grade: str | None = None
    bonus: Decimal = NOTHING
    lost: Decimal = NOTHING
    undecided: tuple[str, ...] = ()
    converted: bool = False
    computed: Decimal | None = None
    computed_grade: str | None = None
    working: str = ""


class SectionScore(msgspec.Struct, frozen=True):
    """A section's sum before any conversion; `full` without the points that are left out."""

    self: Decimal | None
    full: Decimal | None


def stated_total(reader: Reader) -> Decimal | None:
    """自评总分 as the cover states it; None if it does not, or not as a number."""
    text = _cover(reader, SCORE_TOTAL)
    if not text:
        return None
    reading = read_entry(text, unit="分", kind="number")
    return reading.amount if isinstance(reading.amount, Decimal) and not reading.approximation else None


def stated_grade(reader: Reader) -> str:
    """自评等级 as the cover states it, in the framework's spelling where it knows the grade; empty if not stated."""
    text = _cover(reader, GRADE)
    found = grade_at(reader.framework, text)
    return text if found is None else reader.framework.grades[found].name


def _cover(reader: Reader, key: Key) -> str:
    record: Text | None = reader.get(key)
    return record.text.strip() if record is not None else ""


def grade_at(framework: Framework, name: str) -> int | None:
    """Place of a grade among the framework's, the best being 0; `A等`, `Ａ` and `A` are one name."""
    wanted = _folded(name)
    return next((at for at, grade in enumerate(framework.grades) if wanted and _folded(grade.name) == wanted), None)


def _folded(name: str) -> str:
    text = "".join(unicodedata.normalize("NFKC", name).split()).strip("“”\"'")
    for ending in ("等次", "等级", "等", "级", "档"):
        if len(text) > len(ending) and text.endswith(ending):
            return text[: -len(ending)]
    return text


# --- grades -------------------------------------------------------------------------------------------------


def grade_by_score(grades: tuple[Grade, ...], total: Decimal | None) -> int | None:
    """Place of the grade that a total reaches, the best being 0; None below the last."""
    if total is None:
        return None
    return next((at for at, grade in enumerate(grades) if total >= grade.at_least), None)


def effects(reader: Reader) -> frozenset[VetoEffect]:
    """What the events that people answered with 有 do to the grade."""
    answers = ((veto, reader.get(Key("vetoes", veto.id))) for veto in reader.framework.vetoes)
    return frozenset(veto.effect for veto, answer in answers if answer is not None and answer.occurred)


def best_allowed(grades: tuple[Grade, ...], earned: int | None, found: frozenset[VetoEffect]) -> int | None:
    """Place of the best grade that the events leave; `earned` is that of the score, None if it is not known.

    一票否决 leaves the lowest.  Several events that lower the grade lower it once (有下列情形之一的，降低一个等次); what may
    not be the best is then at most the second.  None where there are no grades, or nothing is known.
    """
    if not grades or (earned is None and not found):
        return None
    last = len(grades) - 1
    if VetoEffect.FAIL in found:
        return last
    place = (earned or 0) + (VetoEffect.DOWNGRADE in found)
    if VetoEffect.NOT_BEST in found:
        place = max(place, 1)
    return min(place, last)


def _computed_grade(reader: Reader, total: Decimal | None) -> str | None:
    grades, found = reader.framework.grades, effects(reader)
    earned = grade_by_score(grades, total)
    if earned is None and VetoEffect.FAIL not in found:
        return None
    place = best_allowed(grades, earned, found)
    return None if place is None else grades[place].name


# --- sums ---------------------------------------------------------------------------------------------------


def score(reader: Reader) -> Score:
    """The total of the draft.

    The points' sum, converted where the framework leaves 不涉及 out (the sum of the others × full score ÷ their full scores,
    rounded half up to two decimals), and the bonus on top, at most `framework.bonus`.  None until every owed point has
    a score.  Where the notice's points are not known but its total is, the total less what was deducted.
    """
    framework = reader.framework
    if not framework.scored_points:
        return Score()
    scores = {point.id: point_score(reader, point) for point in framework.scored_points}
    undecided = tuple(
        point.id for point in framework.scored_points if scores[point.id] is None and _is_undecided(reader, point)
    )
    bonus = bonus_of(framework, scores)
    base, working, converted = _base(reader, scores)
    computed = None if base is None or undecided else base + bonus
    if computed is not None and bonus:
        working = f"{working}＋加分{plain(bonus)}"
    stated, stated_words = stated_total(reader), stated_grade(reader)
    total = computed if stated is None else stated
    return Score(
        self=total,
        full=full_of(framework),
        grade=stated_words or _computed_grade(reader, total),
        bonus=bonus,
        lost=sum((lost for point in framework.scored_points if (lost := _lost(reader, point, scores))), NOTHING),
        undecided=undecided,
        converted=converted,
        computed=computed,
        computed_grade=_computed_grade(reader, total),
        working=working,
    )


def full_of(framework: Framework) -> Decimal | None:
    """The full score of the whole, bonus apart: as stated, else the tree's sum, else that of the scored points."""
    total = total_of(framework)
    return (
        total if total is not None else _sum(point.full_score for point in framework.scored_points if not point.bonus)
    )


def _is_undecided(reader: Reader, point: Point) -> bool:
    return not is_left_out(reader, point) and bool(rule_score(reader, point).undecided)


def bonus_of(framework: Framework, scores: dict[str, Decimal | None]) -> Decimal:
    """The bonus points' sum, at most what the framework allows; a bonus point without a score brings nothing."""
    earned = sum((scores.get(p.id) or NOTHING for p in framework.scored_points if p.bonus), NOTHING)
    return earned if framework.bonus is None else min(earned, framework.bonus)


def _base(reader: Reader, scores: dict[str, Decimal | None]) -> tuple[Decimal | None, str, bool]:
    """The total without bonus, its arithmetic in words, and whether it is converted."""
    framework = reader.framework
    ordinary = [point for point in framework.scored_points if not point.bonus]
    counted = [point for point in ordinary if not is_left_out(reader, point)]
    owed = {point.id for point in framework.owed_points}
    full = full_of(framework)
    if any(scores[point.id] is None for point in counted if point.id in owed):
        return None, "", False
    given = [value for point in counted if (value := scores[point.id]) is not None]
    if len(given) < len(counted):
        return (*_less_deductions(reader, counted, scores, full), False)
    if not given:
        return None, "", False
    total = sum(given, NOTHING)
    if len(counted) == len(ordinary):
        return total, f"各项得分合计{plain(total)}", False
    theirs = _sum(point.full_score for point in counted)
    if full is None or not theirs:
        return None, "", True
    result = quantise(total * full / theirs, CONVERTED_DECIMALS)
    return result, f"{plain(total)}×{plain(full)}÷{plain(theirs)}＝{plain(result)}（不涉及的不计，按比例折算）", True


def _less_deductions(
    reader: Reader, counted: list[Point], scores: dict[str, Decimal | None], full: Decimal | None
) -> tuple[Decimal | None, str]:
    """总分减扣分, where only the total is known and people note nothing but deductions."""
    lost = [value for point in counted if (value := _lost(reader, point, scores)) is not None]
    if full is None or not lost or any(scores[point.id] is not None for point in counted):
        return None, ""
    total = max(NOTHING, full - sum(lost, NOTHING))
    return total, f"总分{plain(full)}－扣分{plain(sum(lost, NOTHING))}"


def _lost(reader: Reader, point: Point, scores: dict[str, Decimal | None]) -> Decimal | None:
    """What a point lacks of its full score, else what its deductions say; None while nothing is known."""
    mine = scores[point.id]
    if point.bonus or is_left_out(reader, point):
        return None
    if point.full_score is not None:
        return None if mine is None else max(NOTHING, point.full_score - mine)
    deductions = deductions_of(reader, point.id)
    return points_lost(point, deductions) if deductions else None


def section_score(reader: Reader, section: Section) -> SectionScore:
    """The sum of a section's scored points, without bonus and what is left out; None while one of them has no score."""
    scored = {point.id for point in reader.framework.scored_points}
    points = [point for point in _points(section) if point.id in scored and not point.bonus]
    counted = [point for point in points if not is_left_out(reader, point)]
    left_out = _sum(point.full_score for point in points if point not in counted)
    full = full_score(section) or _sum(point.full_score for point in points)
    if full is not None and len(counted) < len(points):
        full = None if left_out is None else full - left_out
    return SectionScore(_sum(point_score(reader, point) for point in counted), full)


def _points(node: Node) -> list[Point]:
    return [node] if isinstance(node, Point) else [point for child in node.children for point in _points(child)]


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    """Sum of all values; None where one is unknown or there is none."""
    found = list(values)
    return None if not found or None in found else sum((value for value in found if value is not None), NOTHING)
