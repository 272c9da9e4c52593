"""What two states of one draft differ in, in words: for the restore page and for comparing a rescued file."""

from collections.abc import Callable
from typing import Any

import msgspec

from eduduty_desktop.document.places import place_of
from eduduty_desktop.draft import PREVIOUS, Draft, Key
from eduduty_desktop.draft.cover_fields import COVER_FIELDS, EDITION_FIELDS, LAYOUT_FIELDS, SCHOOL_FIELDS
from eduduty_desktop.draft.last_year import shown
from eduduty_desktop.draft.records import Deduction, Entry, LastYear, Remedy, SelfScore
from eduduty_desktop.draft.scoring import clause_text
from eduduty_desktop.draft.value import identical
from eduduty_desktop.draft.values import WORDED, Figure, print_figure, stated_words
from eduduty_desktop.framework import STAGE_LABELS, Framework, Metric, Point
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
    "duties": "数据责任单位",
    "departments": "责任单位联系表",
    "issued": "已发填报表",
    "returned": "收回的文件",
    "reported": "部门报送值",
    "last_year": "上年内容",
    "schools": "学校基表",
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
    "elements": "具备的要素",
    "band": "档次",
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
    "renew": "待更新",
    "feedback": "反馈文件",
    "since": "起始年度",
    "closed_on": "销号日期",
    "department": "责任单位",
    "contact": "联系人",
    "phone": "电话",
    "email": "邮箱",
    "round": "第几次下发",
    "at": "时间",
    "asked": "所要内容",
    "who": "经办人",
    "filled_by": "填报人",
    "reviewed_by": "审核人",
    "returned": "所在文件",
    "sheet": "工作表",
    "cell": "单元格",
    "confirmed": "已处理",
    "name": "名称",
    "code": "代码",
    "kind": "类别",
    "stage": "学段",
    "area": "城乡",
    "figures": "数据",
}
_CHAPTERS = {"profile": "基本情况", "lead": "导语", "organisation": "组织情况", "next_steps": "下一步打算"}
_OWN_TITLES: dict[str, Callable[[Any], str]] = {
    "evidence": lambda record: record.title,
    "problems": lambda record: record.text,
    "returned": lambda record: record.file,
    "schools": lambda record: record.name,
}
_BY_METRIC = frozenset({"figures", "growths", "duties", "reported"})
_BY_DEPARTMENT = frozenset({"departments", "issued"})
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
                metric = metric_of(new.framework, key)
                found.append(
                    Difference(
                        key,
                        title,
                        place,
                        words(_spelled(new.framework, key, was), metric),
                        words(_spelled(new.framework, key, now), metric),
                    )
                )
    return tuple(found)


def place_in_words(framework: Framework, key: Key, record: Any = None) -> str:
    """Where a record stands, as people name it: `三（二） 教师平均工资 上年`; the id where nothing names it."""
    if key.table == "cover":
        return {**COVER_FIELDS, **LAYOUT_FIELDS, **EDITION_FIELDS, **SCHOOL_FIELDS}.get(key.row, key.row)
    if key.table in _BY_METRIC and (key.row in framework.metrics or key.row not in framework.nodes):
        metric = framework.metrics.get(key.row)
        label = key.row if metric is None else metric.printed_label
        place = place_of(framework, framework.place_of_metric.get(key.row, ""))
        slot, _, department = key.slot.partition("/")
        return " ".join(filter(None, (place, label, "上年" if slot == PREVIOUS else "", department)))
    if key.table in _BY_DEPARTMENT:
        return key.row
    if key.table == "vetoes":
        return next((veto.text for veto in framework.vetoes if veto.id == key.row), key.row)
    if key.table == "standards":
        standard = framework.standards.get(key.row)
        stage = STAGE_LABELS.get(key.slot, "")
        return " ".join(filter(None, (key.row if standard is None else standard.name, stage)))
    if key.table == "deductions" and isinstance(record, Deduction):
        point = framework.nodes.get(record.point)
        named = clause_text(point, record.clause) if isinstance(point, Point) else record.clause
        return (named or record.reason)[:_SHORT] or TABLE_TITLES[key.table]
    if key.table in _OWN_TITLES and record is not None:
        return _OWN_TITLES[key.table](record)[:_SHORT] or TABLE_TITLES[key.table]
    if key.table == "waivers" and record is not None:
        return str(record.finding)
    if key.row in framework.nodes:
        return f"{place_of(framework, key.row)} {full_width(framework.nodes[key.row].title)}".strip()
    return _CHAPTERS.get(key.row, key.row)


def _spelled(framework: Framework, key: Key, record: Any) -> Any:
    """A record of scores with the texts of what it names by id: clause, elements, band."""
    if isinstance(record, Deduction):
        point = framework.nodes.get(record.point)
        return (
            msgspec.structs.replace(record, clause=clause_text(point, record.clause))
            if isinstance(point, Point)
            else record
        )
    if isinstance(record, LastYear):
        return msgspec.structs.replace(record, text=shown(record.text))
    point = framework.nodes.get(key.row)
    if not isinstance(record, SelfScore) or not isinstance(point, Point) or point.scoring is None:
        return record
    texts = {one.id: one.text for one in (*point.scoring.elements, *point.scoring.bands)}
    elements = tuple(texts.get(one, one) for one in record.elements)
    return msgspec.structs.replace(record, elements=elements, band=texts.get(record.band, record.band))


def metric_of(framework: Framework, key: Key) -> Metric | None:
    """The metric whose figure stands under a key; None for any other record."""
    return framework.metrics.get(key.row) if key.table == "figures" else None


def words(record: msgspec.Struct | None, metric: Metric | None = None) -> str:
    """What a record says, in words: a text as it is, other fields with their names; empty for none.

    A figure's `metric` tells 是 from 1 and a figure in words from one that could not be read.
    """
    if record is None:
        return ""
    if metric is not None and metric.kind in WORDED and isinstance(record, Entry):
        return _words_of_answer(record, metric)
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


def _words_of_answer(entry: Entry, metric: Metric) -> str:
    """As any figure, but 是, 否 and words as the report prints them."""
    printed = stated_words(metric, entry) or (_plain_amount(metric, entry) if entry.amount is not None else "")
    if not printed:
        return words(entry)
    rest = words(msgspec.structs.replace(entry, amount=None, typed=""))
    return f"{FIELD_TITLES['amount']}：{printed}；{rest}" if rest else printed


def _plain_amount(metric: Metric, entry: Entry) -> str:
    return print_figure(metric, Figure(entry.amount), bare=True)


def _plain(value: Any) -> str:
    if value is True or value is False:
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(_plain(each) for each in value)
    return words(value) if isinstance(value, Remedy) else str(value)
