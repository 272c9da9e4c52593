"""The appendix and the internal workbook as neutral sheets."""

from decimal import Decimal

import msgspec
import pytest

from eduduty_desktop.document import Cell, Sheet, build_appendix, build_review
from eduduty_desktop.document.frame import shown
from eduduty_desktop.document.sheets import FIRST_ROW
from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.records import Entry, Evidence, StandardOverride
from eduduty_desktop.framework import ScoreStyle
from eduduty_desktop.framework.library import Library
from tests.document.example import draft, findings, waiver


def named(sheets: tuple[Sheet, ...]) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in sheets}


def at(sheet: Sheet, place: tuple[int, int]) -> Cell:
    return sheet.rows[place[0] - FIRST_ROW][place[1] - 1]


def cell(sheet: Sheet, key: Key) -> Cell:
    (place,) = sheet.find(key)
    return at(sheet, place)


def row_of(sheet: Sheet, text: str) -> list[object]:
    return [one.value for one in next(row for row in sheet.rows if any(one.value == text for one in row))]


def slots(metric: str) -> tuple[Key, Key, Key]:
    return Key("figures", metric, CURRENT), Key("figures", metric, PREVIOUS), Key("growths", metric)


def test_every_value_of_every_metric_has_exactly_one_cell() -> None:
    library = Library.shipped()
    for one in (draft(), *(Draft("x", library.load(name)) for name in library.ids())):
        sheets = build_appendix(one)
        for metric in one.framework.metrics:
            for key in slots(metric):
                assert sum(len(sheet.find(key)) for sheet in sheets) == 1, key


def test_values_stay_as_they_were_stated() -> None:
    data = named(build_appendix(draft()))["数据表"]
    wanted: dict[Key, tuple[object, str]] = {
        Key("figures", "fund.total", CURRENT): (Decimal("57926.181"), "0.000"),
        Key("figures", "fund.total", PREVIOUS): (Decimal("57314.66"), "0.00"),
        Key("growths", "fund.total"): (Decimal("1.07"), '0.00"%"'),
        Key("figures", "fund.pupil.primary", CURRENT): (Decimal("9012.50"), "0.00"),
        Key("figures", "party.visits", CURRENT): (Decimal(20), '0"余"'),
        Key("figures", "teacher.rate", CURRENT): (Decimal("58.15"), '0.00"%"'),
        Key("figures", "teacher.ratio", CURRENT): ("1:18.5", ""),
        Key("growths", "health.myopia"): (Decimal(-1), '0"个百分点"'),
        Key("figures", "health.myopia", CURRENT): (None, ""),
    }
    assert {key: (cell(data, key).value, cell(data, key).number_format) for key in wanted} == wanted


def test_a_row_of_the_data_table() -> None:
    data = named(build_appendix(draft()))["数据表"]
    assert row_of(data, "一般公共预算教育经费") == [
        5,
        "二（一）1.（1）",
        "一般公共预算教育经费",
        "万元",
        Decimal("57926.181"),
        Decimal("57314.66"),
        Decimal("611.521"),
        Decimal("1.07"),
        "财政年度 2021；上年：财政年度 2020",
        "决算（一般公共预算）",
        "不低于上年（待核实）",
        "✓ 达标",
        None,
        "口径说明：含教育费附加",
        None,
    ]


@pytest.mark.parametrize(
    ("label", "remark"),
    [
        ("生均支出（初中）", "增幅无法复算"),
        ("到校调研次数", "本年为约数（余）"),
        ("寄宿床位数", "不适用：我市没有寄宿制学校建设任务"),
        ("教师培训人次", "本年填报原文“约三千”"),
        ("生均支出（小学）", None),
    ],
)
def test_remarks_say_what_is_special(label: str, remark: str | None) -> None:
    assert row_of(named(build_appendix(draft()))["数据表"], label)[-2] == remark


def test_thresholds_are_in_words() -> None:
    data = named(build_appendix(draft()))["数据表"]
    assert row_of(data, "本科以上比例")[10:12] == ["≥80%（2025年起）（待核实）", "— 不判定"]
    assert row_of(data, "师生比")[10:12] == ["≥1:19（待核实）", "✓ 达标"]
    own = named(build_appendix(draft(standards={"rate": StandardOverride("55", "省定")})))["数据表"]
    assert row_of(own, "本科以上比例")[10:12] == ["≥55%（本稿另定）", "✓ 达标"]


def shown_row(sheet: Sheet, text: str) -> list[str]:
    return [shown(one) for one in next(row for row in sheet.rows if any(one.value == text for one in row))]


def test_the_table_of_standards_has_formula_value_and_difference() -> None:
    sheet = named(build_appendix(draft()))["达标对照表"]
    assert [one.value for one in sheet.rows[0]] == [
        "序号",
        "指标号",
        "指标",
        "公式",
        "标准",
        "对照值",
        "实际",
        "是否达标",
        "差额",
        "来源部门",
        "说明",
        "核查意见",
    ]
    assert shown_row(sheet, "一般公共预算教育经费")[3:] == [
        "",
        "不低于上年（待核实）",
        "57314.66万元",
        "57926.181万元",
        "✓ 达标",
        "+611.521万元",
        "",
        "",
        "",
    ]
    assert shown_row(sheet, "本科以上比例")[3:] == [
        "城区本科以上教师÷城区专任教师×100",
        "≥80%（2025年起）（待核实）",
        "80%",
        "58.15%",
        "— 不判定",
        "",
        "",
        "标准2025年起执行，本年度不判定",
        "",
    ]
    assert shown_row(sheet, "师生比")[4:9] == ["≥1:19（待核实）", "1:19", "1:18.5", "✓ 达标", "-0.5（后项）"]


def test_a_missed_standard_stands_with_its_difference_and_an_own_one_with_its_reason() -> None:
    own = draft(standards={"rate": StandardOverride("60%", "省里的通知")})
    row = shown_row(named(build_appendix(own))["达标对照表"], "本科以上比例")
    assert row[4:9] == ["≥60%（本稿另定）", "60%", "58.15%", "✕ 未达标", "-1.85个百分点"]
    assert row[10] == "本稿另定：省里的通知"


def test_a_framework_without_standards_has_no_table_of_them() -> None:
    plain = draft()
    bare = {key: msgspec.structs.replace(m, standard="") for key, m in plain.framework.metrics.items()}
    framework = msgspec.structs.replace(plain.framework, metrics=bare, standards={})
    assert "达标对照表" not in named(build_appendix(msgspec.structs.replace(plain, framework=framework)))


def test_a_number_too_long_for_a_workbook_stays_whole() -> None:
    figures = {("fund.total", CURRENT): Entry(Decimal("12345678901234567.89"))}
    data = named(build_appendix(draft(figures=figures)))["数据表"]
    assert cell(data, Key("figures", "fund.total", CURRENT)).value == "12345678901234567.89"


def test_stages_stand_side_by_side() -> None:
    rows = named(build_appendix(draft()))["学段表"].rows
    assert [[one.value for one in row] for row in rows] == [
        ["生均一般公共预算教育支出（单位：元）", None, None],
        ["年度", "小学", "初中"],
        ["本年", Decimal("9012.50"), None],
        ["上年", Decimal("9011.60"), None],
        ["增幅", Decimal("0.01"), Decimal("1.43")],
    ]


def test_scores_only_where_the_framework_scores() -> None:
    plain = named(build_appendix(draft()))["自评打分表"]
    assert [one.value for one in plain.rows[0]] == ["一级指标", "二级指标", "测评点", "责任单位", "状态", "核查意见"]
    assert plain.title == "履行教育职责自评情况表"
    scored = named(build_appendix(draft(ScoreStyle.APPENDIX)))["自评打分表"]
    assert row_of(scored, "（1）预算安排") == [
        "二、完善教育投入保障机制",
        "（一）落实教育投入（两个只增不减） 1.经费总量",
        "（1）预算安排",
        Decimal(20),
        Decimal(1),
        Decimal(19),
        "第1条（扣0.5分×2次）未按时拨付",
        "财政局",
        "未填",
        None,
    ]
    assert [one.value for one in scored.rows[-1]][:5] == ["合计", None, None, Decimal(50), None]


def test_evidence_is_numbered_under_its_first_point() -> None:
    rows = named(build_appendix(draft()))["佐证目录"].rows[1:]
    assert [[one.value for one in row[:4]] for row in rows] == [
        [1, "一（一）", "一（一）-1", "市委教育工作领导小组会议纪要"],
        [2, "一（一）、二（一）1.（1）", "一（一）-2", '=HYPERLINK("x")'],
        [3, None, "其他-1", "其他材料"],
    ]


def test_the_ledger_has_a_row_a_remedy() -> None:
    rows = named(build_appendix(draft()))["问题整改台账"].rows[1:]
    assert [(row[0].value, row[4].value, row[8].value) for row in rows] == [
        (1, "人社局", "未销号"),
        (1, "教育局", "已销号"),
        (2, "发改局", "未销号"),
    ]


def test_an_empty_ledger_says_so() -> None:
    sheets = named(build_appendix(draft(problems={}, evidence={})))
    for name in ("佐证目录", "问题整改台账"):
        assert [one.value for one in sheets[name].rows[1] if one.value] == ["暂无"]


def test_contacts_never_go_upward() -> None:
    values = [str(one.value) for sheet in build_appendix(draft()) for row in sheet.rows for one in row]
    assert not [value for value in values if "0745" in value]


def test_the_review_has_findings_missing_items_and_departments() -> None:
    sheets = named(build_review(draft(waivers={"w": waiver()}), findings()))
    first, second = sheets["核验发现"].rows[1:]
    assert [one.value for one in first] == [
        1,
        "✕ 错误",
        "二（一）1.（1）",
        "一般公共预算教育经费",
        "=1+1不是和。",
        "请核对。",
        "保留：财政局确认口径不同（王某）",
        "relation.sum",
    ]
    assert second[6].value is None
    assert [[one.value for one in row[1:]] for row in sheets["缺项清单"].rows[1:]] == [
        ["教师进修学校", "三（一）", "（一）教师学历与配备", "数据", "教师培训人次（人次）"]
    ]
    assert "王某 0745-0000000" in sheets["责任单位"].subtitle


def test_missing_items_name_texts_and_evidence() -> None:
    missing = named(build_review(draft(narratives={}, evidence={}, figures={}), []))["缺项清单"].rows[1:]
    kinds = {(row[2].value, row[4].value) for row in missing}
    assert {("基本情况", "数据"), ("一（一）", "正文"), ("一（一）", "佐证材料"), ("三（一）", "数据")} <= kinds
    assert ("二（二）", "正文") not in kinds  # 不适用
    assert ("三（二）", "正文") not in kinds  # narrative_optional


def test_the_ledger_names_a_file_without_its_folders() -> None:
    """A folder may hold a person's name; it stays in the house."""
    value = draft()
    for number, reference in enumerate(("/home/zhangsan/材料/通知.pdf", r"C:\Users\李四\通知.docx", "佐证/表.xlsx")):
        key = Key("evidence", f"e{number}")
        point = value.framework.points[0].id
        value = value.apply([value.change(key, Evidence(points=(point,), title="材料", file=reference))])
    cells = [str(cell.value) for sheet in build_appendix(value) for row in sheet.rows for cell in row]
    assert {"通知.pdf", "通知.docx", "表.xlsx"} <= set(cells)
    assert not [text for text in cells if "zhangsan" in text or "李四" in text or ("/" in text and "佐证" in text)]
