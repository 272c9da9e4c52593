"""Where and how the report prints self-scores: in the lead, beside headings, at an item's end (format.md §1.5)."""

from decimal import Decimal

from eduduty_desktop.document.blocks import Run
from eduduty_desktop.document.numbers import plain_score
from eduduty_desktop.document.places import place_of
from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.score_total import SCORE_TOTAL, score, section_score
from eduduty_desktop.draft.scoring import (
    clause_text,
    deductions_of,
    is_not_concerned,
    point_score,
    points_lost,
)
from eduduty_desktop.draft.values import MISSING_TEXT
from eduduty_desktop.figures import format_amount
from eduduty_desktop.framework import Node, Point, ScoreStyle
from eduduty_desktop.framework.wording import full_width

MOST_LOSSES_IN_LEAD = 5
"""Of more points that lost something, the lead refers to the score sheet."""


def words_of(value: Decimal | None) -> str:
    """A score without needless zeros, 〔待填〕 while there is none."""
    return MISSING_TEXT if value is None else format_amount(plain_score(value))


def after_heading(reader: Reader, node: Node) -> str:
    """`（分值10分，得分9.5分）` after the heading of a scored point, or of a section whose full score is known."""
    framework = reader.framework
    if framework.score_style is not ScoreStyle.HEADING:
        return ""
    if isinstance(node, Point):
        if node not in framework.scored_points:
            return ""
        full, mine = node.full_score, _mine(reader, node)
    else:
        found = section_score(reader, node)
        if found.full is None:
            return ""
        full, mine = found.full, f"得分{words_of(found.self)}分"
    if isinstance(node, Point) and node.bonus:
        return f"（加分项，{mine}）"
    return f"（{mine}）" if full is None else f"（分值{words_of(full)}分，{mine}）"


def _mine(reader: Reader, point: Point) -> str:
    mine = point_score(reader, point)
    if mine is None and is_not_concerned(reader, point):
        return "不涉及"
    return f"得分{words_of(Decimal(0) if mine is None and point.bonus else mine)}分"


def at_item_end(reader: Reader, point: Point) -> Run | None:
    """`（自评得分4分）` for the end of a scored point's text."""
    framework = reader.framework
    if framework.score_style is not ScoreStyle.ITEM_END or point not in framework.scored_points:
        return None
    mine = _mine(reader, point)
    return Run(f"（自评{mine}）" if mine.startswith("得分") else f"（{mine}）", Key("scores", point.id))


def after_items(reader: Reader) -> Run | None:
    """The sum that stands after the last item where scores stand at the items' ends."""
    if reader.framework.score_style is not ScoreStyle.ITEM_END or not reader.framework.scored_points:
        return None
    found = score(reader)
    full = "" if found.full is None else f"满分{words_of(found.full)}分，"
    return Run(f"以上各项{full}自评得分合计{words_of(found.self)}分{_bonus(found.bonus)}。", SCORE_TOTAL)


def in_lead(reader: Reader) -> tuple[str, ...]:
    """`经自评，得分95.8分（其中加分2分），等级为A。` and what was lost, where the notice wants scores in the lead."""
    framework = reader.framework
    if framework.score_style is not ScoreStyle.LEAD:
        return ()
    found = score(reader)
    grade = f"，等级为{found.grade}" if found.grade else ""
    total = f"经自评，得分{words_of(found.self)}分{_bonus(found.bonus)}{grade}。"
    return (total, *_losses(reader))


def _bonus(bonus: Decimal) -> str:
    return f"（其中加分{words_of(bonus)}分）" if bonus else ""


def _losses(reader: Reader) -> tuple[str, ...]:
    """扣分点: each point with deductions, what it lost and why."""
    framework = reader.framework
    found = []
    for point in framework.scored_points:
        deductions = deductions_of(reader, point.id)
        lost = points_lost(point, deductions) if deductions else None
        if lost:
            reasons = "；".join(
                text for one in deductions if (text := one.reason.strip() or clause_text(point, one.clause).strip())
            )
            name = (
                f"{place_of(framework, point.id)}“{full_width(point.title)}”"
                if point.number
                else full_width(point.title)
            )
            found.append(f"{name}扣{words_of(lost)}分" + (f"（{reasons.rstrip('。')}）" if reasons else ""))
    if not found:
        return ()
    if len(found) > MOST_LOSSES_IN_LEAD:
        return (f"共有{len(found)}个测评点扣分，详见数据附表中的自评打分表。",)
    return (f"扣分情况：{'，'.join(found)}。",)
