"""What becomes of every table of a draft when the next year's begins; a test sweeps them all, field by field."""

import re
from collections.abc import Callable

import msgspec

from eduduty_desktop.draft.cover_fields import COVER_FIELDS, EDITION_FIELDS, LAYOUT_FIELDS, SCHOOL_FIELDS
from eduduty_desktop.draft.last_year import remembered
from eduduty_desktop.draft.narrative import escape
from eduduty_desktop.draft.records import (
    CURRENT,
    PREVIOUS,
    Assignment,
    DepartmentCard,
    Duty,
    Entry,
    Evidence,
    Key,
    Narrative,
    PointState,
    Problem,
    StandardOverride,
    Status,
    Text,
)
from eduduty_desktop.draft.rectification import is_closed
from eduduty_desktop.draft.rolled import Fate, Item, Rolling
from eduduty_desktop.draft.values import Figure, Origin, print_figure
from eduduty_desktop.figures import convert

Rule = Callable[[Rolling, str], None]

COVER_CLEARED = frozenset(
    {
        "notice_title",
        "notice_number",
        "date",
        "signatory",
        "document_number",
        "score_total",
        "grade",
        "layout.copy_number",
        "layout.printed_on",
        *(field for field in EDITION_FIELDS if field.startswith("signed.")),
    }
)
"""Fields of the cover that are another year's: the notice, the day, the number, the score, who signed."""

_FIELD_WORDS = {**COVER_FIELDS, **LAYOUT_FIELDS, **EDITION_FIELDS, **SCHOOL_FIELDS}


def _cover(rolling: Rolling, table: str) -> None:
    kept: list[str] = []
    cleared: list[str] = []
    rows: dict[tuple[str, str], Text] = {("year", ""): Text(), **rolling.rows(table)}
    for (row, slot), record in rows.items():
        word = _FIELD_WORDS.get(row, row)
        if row in COVER_CLEARED:
            cleared.append(word)
        else:
            kept.append(word)
            rolling.put(table, row, _cover_text(rolling, row, record), slot)
    rolling.tell(Fate.KEPT, "封面信息和版式", kept, f"年度改为{rolling.year}年，标题里的年份跟着改")
    rolling.tell(Fate.CLEARED, "封面上属于上年的", cleared)


def _cover_text(rolling: Rolling, row: str, record: Text) -> Text:
    if row == "year":
        return Text(str(rolling.year))
    if row == "title":
        return Text(re.sub(rf"(?<![0-9]){rolling.before}(?![0-9])", str(rolling.year), record.text))
    if row == "withheld.metrics":
        return Text("\n".join(rolling.metrics(line.strip() for line in record.text.split("\n"))))
    return record


def _figures(rolling: Rolling, table: str) -> None:
    carried: list[str] = []
    lost: list[str] = []
    older: list[str] = []
    for (row, slot), entry in rolling.rows(table).items():
        if slot != CURRENT:
            continue
        heir = rolling.heirs.metrics.get(row)
        moved = _moved(rolling, row, entry) if rolling.is_next else None
        if moved is not None and heir is not None:
            rolling.put(table, heir, moved, PREVIOUS)
            if entry.amount is not None or entry.typed:
                carried.append(row)
        elif entry.amount is not None or entry.typed or entry.note:
            (lost if rolling.is_next else older).append(row)
            place = rolling.old.framework.place_of_metric.get(row, "")
            rolling.refer(place, escape(_in_words(rolling, row, entry)))
    rolling.tell(Fate.KEPT, f"{rolling.before}年的数据，作为上年数", map(rolling.label, carried))
    guessed = [rolling.label(row) for row in carried if row in rolling.heirs.guessed]
    rolling.tell(Fate.KEPT, "其中按名称对应的", guessed, "编号变了，请核对是不是同一项")
    rolling.tell(Fate.LOST, "数据", map(rolling.label, lost), "记在上年内容里，没有填进任何一栏")
    note = f"不是{rolling.year - 1}年的数，没有填进上年栏，记在上年内容里"
    rolling.tell(Fate.LOST, f"{rolling.before}年的数据", map(rolling.label, older), note)


def _moved(rolling: Rolling, row: str, entry: Entry) -> Entry | None:
    """Last year's entry in the unit of its heir; None where it cannot be said there."""
    heir, metric = rolling.heirs.metrics.get(row), rolling.old.framework.metrics.get(row)
    if heir is None or metric is None:
        return None
    unit = rolling.new.metrics[heir].unit
    if entry.amount is None:
        return entry if unit == metric.unit or not entry.typed else None
    return msgspec.structs.replace(entry, amount=convert(entry.amount, metric.unit, unit))


def _in_words(rolling: Rolling, row: str, entry: Entry) -> str:
    """A figure without an heir as a paragraph of the reference."""
    metric = rolling.old.framework.metrics.get(row)
    value = entry.typed
    if entry.amount is not None:
        stated = Figure(entry.amount, entry.approximation, Origin.STATED)
        value = print_figure(metric, stated) if metric is not None else str(entry.amount)
    period = entry.period or f"{rolling.before}年"
    note = f"；{entry.note}" if entry.note else ""
    return f"上年数据“{rolling.label(row)}”（{period}）：{value or '没有数值'}{note}"


def _growths(rolling: Rolling, table: str) -> None:
    rows = [row for row, _ in rolling.rows(table)]
    alone = [row for row in rows if rolling.old.record(Key("figures", row, CURRENT), Entry).amount is None]
    rolling.tell(Fate.CLEARED, "填报的增幅", map(rolling.label, rows))
    rolling.tell(Fate.LOST, "只有增幅、没有数值的上年数", map(rolling.label, alone), "空着，请补")


def _narratives(rolling: Rolling, table: str) -> None:
    kept: list[str] = []
    moved: list[str] = []
    for (row, _), narrative in rolling.rows(table).items():
        heir = rolling.heir_of(row)
        if narrative.text.strip():
            rolling.refer(row, remembered(rolling.old, narrative.text.strip(), rolling.heirs.metrics), first=True)
            (moved if heir is None else kept).append(rolling.name(row))
        serves = rolling.points(narrative.serves)
        if heir is not None and serves:
            rolling.put(table, heir, Narrative("", serves))
    rolling.tell(Fate.KEPT, "正文，作为灰色的上年内容", kept, "今年的正文空着；上年内容用过后点“已处理”")
    rolling.tell(Fate.LOST, "正文", moved, "记在上一级指标或基本情况的上年内容里")


def _under_nodes(what: str, change: Callable[[Rolling, msgspec.Struct], msgspec.Struct]) -> Rule:
    """A rule of records that stand under nodes and stay; those without an heir are named."""

    def rule(rolling: Rolling, table: str) -> None:
        kept: list[str] = []
        lost: list[str] = []
        for (row, slot), record in rolling.rows(table).items():
            heir = rolling.heir_of(row)
            (lost if heir is None else kept).append(rolling.name(row))
            if heir is not None:
                rolling.put(table, heir, change(rolling, record), slot)
        rolling.tell(Fate.KEPT, what, kept)
        rolling.tell(Fate.LOST, what, lost)

    return rule


def _as_it_is(_rolling: Rolling, record: msgspec.Struct) -> msgspec.Struct:
    return record


def _undated(_rolling: Rolling, record: msgspec.Struct) -> msgspec.Struct:
    assert isinstance(record, Assignment | Duty | DepartmentCard)
    return msgspec.structs.replace(record, deadline="")


def _noted(rolling: Rolling, record: msgspec.Struct) -> msgspec.Struct:
    assert isinstance(record, Text)
    return Text(f"（{rolling.before}年度）{record.text}")


def _duties(rolling: Rolling, table: str) -> None:
    kept: list[str] = []
    lost: list[str] = []
    for (row, slot), duty in rolling.rows(table).items():
        heir = rolling.heirs.metrics.get(row)
        (lost if heir is None else kept).append(rolling.label(row))
        if heir is not None:
            rolling.put(table, heir, _undated(rolling, duty), slot)
    rolling.tell(Fate.KEPT, "数据分工（期限已清空）", kept)
    rolling.tell(Fate.LOST, "数据分工", lost)


def _departments(rolling: Rolling, table: str) -> None:
    rows = rolling.rows(table)
    for (row, slot), card in rows.items():
        rolling.put(table, row, _undated(rolling, card), slot)
    rolling.tell(Fate.KEPT, "责任单位联系人（期限已清空）", (row for row, _ in rows))


def _evidence(rolling: Rolling, table: str) -> None:
    kept: list[str] = []
    lost: list[str] = []
    rows: dict[tuple[str, str], Evidence] = rolling.rows(table)
    for (row, slot), one in rows.items():
        points = rolling.points(one.points)
        if one.points and not points and not _proves_open_remedy(rolling, row):
            lost.append(one.title or row)
            continue
        kept.append(one.title or row)
        renewed = msgspec.structs.replace(one, points=points, file="", sha256="", renew=True)
        rolling.put(table, row, renewed, slot)
    rolling.tell(Fate.KEPT, "佐证材料目录", kept, "都标为“待更新”，文件请换成今年的")
    rolling.tell(Fate.LOST, "佐证材料", lost)


def _proves_open_remedy(rolling: Rolling, row: str) -> bool:
    problems: list[Problem] = [one for one in rolling.old.rows("problems").values() if not is_closed(one)]
    return any(row in remedy.evidence for one in problems for remedy in one.remedies)


def _problems(rolling: Rolling, table: str) -> None:
    kept: list[str] = []
    closed: list[str] = []
    placeless: list[str] = []
    rows: dict[tuple[str, str], Problem] = rolling.rows(table)
    for (row, slot), one in rows.items():
        if is_closed(one):
            closed.append(one.text)
            continue
        points, since = rolling.points(one.points), one.since or str(rolling.before)
        kept.append(one.text)
        if one.points and not points:
            placeless.append(one.text)
        metrics = rolling.metrics(one.metrics)
        rolling.put(table, row, msgspec.structs.replace(one, points=points, metrics=metrics, since=since), slot)
    rolling.tell(Fate.KEPT, "没有销号的问题，连同措施和进展", kept)
    rolling.tell(Fate.LOST, "没有销号的问题所在的测评点", placeless, "在“存在问题”页里，请另选测评点")
    rolling.tell(Fate.CLEARED, "已经销号的问题", closed)


def _standards(rolling: Rolling, table: str) -> None:
    kept: list[str] = []
    lost: list[str] = []
    rows: dict[tuple[str, str], StandardOverride] = rolling.rows(table)
    for (row, slot), own in rows.items():
        before, now = rolling.old.framework.standards.get(row), rolling.new.standards.get(row)
        name = row if before is None else before.name
        if now is not None and now == before:
            kept.append(name)
            rolling.put(table, row, own, slot)
        else:
            lost.append(f"{name}（本稿另定{own.value}）")
    rolling.tell(Fate.KEPT, "另定的标准", kept, "请核对今年是否还适用")
    rolling.tell(Fate.LOST, "另定的标准", lost, "没有带过来，需要的请重新填")


def _states(rolling: Rolling, table: str) -> None:
    rows: dict[tuple[str, str], PointState] = rolling.rows(table)
    absent = [
        f"{rolling.name(row)}：{state.reason}"
        for (row, _), state in rows.items()
        if state.status is Status.NOT_APPLICABLE
    ]
    rolling.tell(Fate.CLEARED, "测评点状态", (rolling.name(row) for row, _ in rows))
    rolling.tell(Fate.CLEARED, "其中上年不适用的测评点", absent, "今年是否适用请重新确定")


def _cleared(what: str, note: str = "") -> Rule:
    def rule(rolling: Rolling, table: str) -> None:
        rolling.items.append(Item(Fate.CLEARED, what, len(rolling.old.rows(table)), note=note))

    return rule


RULES: dict[str, Rule] = {
    "cover": _cover,
    "figures": _figures,
    "growths": _growths,
    "narratives": _narratives,
    "headings": _under_nodes("改过的正文标题", _as_it_is),
    "assignments": _under_nodes("测评点分工（期限已清空）", _undated),
    "duties": _duties,
    "departments": _departments,
    "evidence": _evidence,
    "problems": _problems,
    "standards": _standards,
    "notes": _under_nodes("内部备注", _noted),
    "states": _states,
    "scores": _cleared("自评得分"),
    "deductions": _cleared("扣分"),
    "waivers": _cleared("保留意见"),
    "vetoes": _cleared("一票否决事项的回答"),
    "issued": _cleared("填报表发放记录"),
    "returned": _cleared("收回填报表的记录"),
    "reported": _cleared("各单位填报的数"),
    "last_year": _cleared("更早一年的内容"),
    "schools": _cleared("学校基表", "请导入今年的学校基表"),
}
"""The rule of every table, in the order of the summary."""
