"""What two states of one draft differ in, in words: for the restore page and for comparing a rescued file."""

from collections.abc import Callable
from typing import Any

import msgspec

from eduduty_desktop.document.places import place_of
from eduduty_desktop.draft import PREVIOUS, Draft, Key
from eduduty_desktop.draft.records import COVER_FIELDS, Deduction, Remedy
from eduduty_desktop.draft.value import identical
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.wording import full_width

TABLE_TITLES: dict[str, str] = {
    "cover": "封面",
    "figures": "指标数据",
    "growths": "增幅",
    "narratives": "正文",
    "headings": "正文标题",
    "states": "状态",
    "scores": "自评得分",
    "deductions": "扣分",
    "evidence": "佐证材料",
    "problems": "存在问题",
    "waivers": "内部保留意见",
    "vetoes": "一票否决",
    "assignments": "责任单位",
    "standards": "标准",
    "notes": "备注",
}
FIELD_TITLES: dict[str, str] = {
    "amount": "数值",
    "approximation": "约数",
    "typed": "原样",
    "typed_times": "次数原样",
    "typed_points": "每次扣分原样",
    "period": "期间",
    "scope": "口径",
    "source": "来源",
    "note": "口径说明",
    "unit": "单位",
    "text": "文字",
    "serves": "同时用于",
    "status": "状态",
    "reason": "理由",
    "score": "得分",
    "not_concerned": "不涉及",
    "point": "测评点",
    "points": "测评点",
    "order": "次序",
    "clause": "条款",
    "times": "次数",
    "evidence": "佐证",
    "title": "名称",
    "document_number": "文号",
    "date": "日期",
    "issuer": "发文单位",
    "pages": "页数",
    "original": "原件",
    "sealed": "盖章",
    "confidentiality": "密级",
    "provider": "提供单位",
    "file": "文件",
    "sha256": "校验值",
    "metrics": "指标",
    "remedies": "整改措施",
    "owner": "责任单位",
    "person": "责任人",
    "deadline": "期限",
    "progress": "进展",
    "closed": "已销号",
    "finding": "核验发现",
    "operands": "所依数值",
    "occurred": "是否发生",
    "explanation": "说明",
    "lead": "牵头",
    "assisting": "配合",
    "value": "数值",
}
_CHAPTERS = {"profile": "基本情况", "lead": "导语", "organisation": "组织情况", "next_steps": "下一步打算"}
_OWN_TITLES: dict[str, Callable[[Any], str]] = {
    "evidence": lambda record: record.title,
    "problems": lambda record: record.text,
    "deductions": lambda record: record.clause or record.reason,
}
_SHORT = 24  # characters of a problem's text that name it


class Difference(msgspec.Struct, frozen=True):
    """One record that differs: where it stands in words, and what either side says, empty for nothing."""

    key: Key
    table: str
    place: str
    old: str
    new: str


def differences(old: Draft, new: Draft) -> tuple[Difference, ...]:
    """All records that differ between two states, table by table; the framework's names are the new one's."""
    found = []
    for table, title in TABLE_TITLES.items():
        before, after = old.rows(table), new.rows(table)
        for row, slot in sorted({*before, *after}):
            was, now = before.get((row, slot)), after.get((row, slot))
            if not identical(was, now):
                key = Key(table, row, slot)
                place = place_in_words(new.framework, key, now if now is not None else was)
                found.append(Difference(key, title, place, words(was), words(now)))
    return tuple(found)


def place_in_words(framework: Framework, key: Key, record: Any = None) -> str:
    """Where a record stands, as people name it: `三（二） 教师平均工资 上年`; the id where nothing names it."""
    if key.table == "cover":
        return COVER_FIELDS.get(key.row, key.row)
    if key.table in {"figures", "growths"}:
        metric = framework.metrics.get(key.row)
        label = key.row if metric is None else metric.printed_label
        place = place_of(framework, framework.place_of_metric.get(key.row, ""))
        return " ".join(filter(None, (place, label, "上年" if key.slot == PREVIOUS else "")))
    if key.table == "vetoes":
        return next((veto.text for veto in framework.vetoes if veto.id == key.row), key.row)
    if key.table == "standards":
        standard = framework.standards.get(key.row)
        return key.row if standard is None else standard.name
    if key.table in _OWN_TITLES and record is not None:
        return _OWN_TITLES[key.table](record)[:_SHORT] or TABLE_TITLES[key.table]
    if key.table == "waivers" and record is not None:
        return str(record.finding)
    if key.row in framework.nodes:
        return f"{place_of(framework, key.row)} {full_width(framework.nodes[key.row].title)}".strip()
    return _CHAPTERS.get(key.row, key.row)


def words(record: msgspec.Struct | None) -> str:
    """What a record says, in words: a text as it is, other fields with their names; empty for none."""
    if record is None:
        return ""
    empty = type(record)()
    said = [
        (field, value)
        for field in record.__struct_fields__
        if (value := getattr(record, field)) != getattr(empty, field)
    ]
    if len(said) == 1 and said[0][0] in {"text", "amount", "status", "score", "value"}:
        return _plain(said[0][1])
    titles = {**FIELD_TITLES, "points": "每次扣分"} if isinstance(record, Deduction) else FIELD_TITLES
    return "；".join(f"{titles.get(field, field)}：{_plain(value)}" for field, value in said)


def _plain(value: Any) -> str:
    if value is True or value is False:
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(_plain(each) for each in value)
    return words(value) if isinstance(value, Remedy) else str(value)
