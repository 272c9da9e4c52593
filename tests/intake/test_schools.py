"""学校基表 in every disorder: headers, kinds, units and cells against a key; what is no school is no school."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from eduduty_desktop.draft.records import School
from eduduty_desktop.framework import Stage
from eduduty_desktop.grid import Clock, Grid, Merge, Shown
from eduduty_desktop.intake.schools import Reading, Role, SchoolTable, Sharing, find_tables, read_schools
from eduduty_desktop.intake.schools.stages import divide, part_of, stages_of

TWO_ROWS = (
    "序号|学校名称|学校标识码|办学类型|城乡类型|小学部|||初中部|||教学及辅助用房面积（㎡）|其中：室内体育用房面积|教学仪器设备值（万元）|备注",
    "|||||在校学生数|高于规定学历教师数|骨干教师|在校学生数|高于规定学历教师数|骨干教师||||",
)
MERGES = (Merge(0, 5, 0, 7), Merge(0, 8, 0, 10), *(Merge(0, at, 1, at) for at in (0, 1, 2, 3, 4, 11, 12, 13, 14)))


def grid(*lines: str, name: str = "Sheet1", merges: Sequence[Merge] = (), **more: object) -> Grid:
    return Grid(name, tuple(tuple(line.split("|")) for line in lines), tuple(merges), **more)  # type: ignore[arg-type]


def table_of(one: Grid) -> SchoolTable:
    (found,) = find_tables([one])
    return found


def taken(one: Grid, **options: object) -> Reading:
    return read_schools(one, table_of(one), file="基表.xlsx", **options)  # type: ignore[arg-type]


def figures(reading: Reading) -> dict[str, dict[str, str]]:
    return {id: {name: f"{value.normalize():f}" for name, value in school.figures} for id, school in reading.schools}


def messages(reading: Reading) -> list[tuple[int, str]]:
    return [(one.row, one.message) for one in reading.remarks]


def roles(one: Grid) -> dict[int, tuple[Role, Stage | None, str]]:
    return {c.index: (c.role, c.stage, c.unit) for c in table_of(one).columns if c.role is not Role.IGNORED}


KEY = {
    1: (Role.NAME, None, ""),
    2: (Role.CODE, None, ""),
    3: (Role.KIND, None, ""),
    4: (Role.AREA, None, ""),
    5: (Role.STUDENTS, Stage.PRIMARY, ""),
    6: (Role.QUALIFIED, Stage.PRIMARY, ""),
    7: (Role.BACKBONE, Stage.PRIMARY, ""),
    8: (Role.STUDENTS, Stage.JUNIOR, ""),
    9: (Role.QUALIFIED, Stage.JUNIOR, ""),
    10: (Role.BACKBONE, Stage.JUNIOR, ""),
    11: (Role.ROOMS, None, "平方米"),
    12: (Role.INDOOR, None, ""),
    13: (Role.EQUIPMENT, None, "万元"),
}


@pytest.mark.parametrize("merges", [MERGES, ()], ids=["merged", "merges lost"])
@pytest.mark.parametrize("above", [(), ("某县义务教育学校基本情况表", "填报单位：某县教育局")], ids=["bare", "titled"])
def test_a_header_of_two_rows_with_groups(merges: Sequence[Merge], above: tuple[str, ...]) -> None:
    down = len(above)
    moved = [Merge(m.top + down, m.left, m.bottom + down, m.right) for m in merges]
    one = grid(*above, *TWO_ROWS, "1|一小|214|小学|镇区|100|5|1||||500|20|20|", merges=moved)
    assert roles(one) == KEY
    assert table_of(one).first == down + 2


HEADINGS = {
    "学校（机构）名称": Role.NAME,
    "学 校 名 称": Role.NAME,
    "学校代码": Role.CODE,
    "学校类别": Role.KIND,
    "城乡分类": Role.AREA,
    "学段": Role.STAGE,
    "在校生数": Role.STUDENTS,
    "学生总数（人）": Role.STUDENTS,
    "在校学生人数*": Role.STUDENTS,
    "高于规定学历专任教师（人）": Role.QUALIFIED,
    "规定学历以上教师数": Role.QUALIFIED,
    "县级及以上骨干教师": Role.BACKBONE,
    "体育、音乐、美术专任教师数": Role.ARTS,
    "体育艺术(美术、音乐)专任教师数": Role.ARTS,
    "体育教师": Role.ARTS_PART,
    "音乐专任教师": Role.ARTS_PART,
    "教学及辅助用房面积(平方米)": Role.ROOMS,
    "教学及辅助用房（不含室内体育用房）": Role.ROOMS_NET,
    "室内体育用房面积": Role.INDOOR,
    "体育运动场馆面积": Role.SPORTS,
    "体育馆面积": Role.SPORTS_PART,
    "运动场地面积": Role.SPORTS_PART,
    "教学仪器设备值（元）": Role.EQUIPMENT,
    "网络多媒体教室": Role.CLASSROOMS,
    "硕士研究生": Role.MASTER,
    "专任教师数": Role.IGNORED,
    "生均教学及辅助用房面积": Role.IGNORED,
    "每百名学生拥有骨干教师数": Role.IGNORED,
    "毕业学生数": Role.IGNORED,
    "其中：女学生数": Role.IGNORED,
    "寄宿学生数": Role.IGNORED,
    "骨干教师达标率": Role.IGNORED,
    "上年在校生数": Role.IGNORED,
    "骨干教师占比": Role.IGNORED,
    "备注": Role.IGNORED,
    "教学仪器设备（台）": Role.IGNORED,  # not in money
}


@pytest.mark.parametrize(("heading", "role"), HEADINGS.items())
def test_headings_as_counties_write_them(heading: str, role: Role) -> None:
    one = grid(f"学校名称|在校生数|骨干教师|{heading}", "一小|10|1|2")
    column = table_of(one).columns[3]
    named_before = {Role.NAME, Role.STUDENTS, Role.BACKBONE}
    expected = Role.IGNORED if role in named_before else role
    assert column.role is expected
    if role in named_before:
        assert "只导入前一列" in column.doubt


def test_rows_of_every_kind_against_a_key() -> None:
    one = grid(
        *TWO_ROWS,
        "甲|乙|1|2|3|4|5|6|7|8|9|10|11|12|",
        "|一、城区学校||||||||||||",
        "1|第一小学|01|小学|城区|1,000|45|10||||5000|400|250|",
        "2|第二中学|02|初级中学|镇区||||８００|60|9|5200||约210|",
        "|小计||||1000|45|10|800|60|9|10200|400|460|",
        "3|育才学校|03|九年一贯制学校|乡村|166|8|2|210|12|3|2300||#DIV/0!|",
        "4|空小学|04|小学|乡村|—|无|/||||||0|",
        "|合计||||1170||||||||",
        "注：数据截至2025年9月|||||||||||||",
        merges=MERGES,
    )
    reading = taken(one)
    assert figures(reading) == {
        "01/primary": {
            "students": "1000",
            "qualified": "45",
            "backbone": "10",
            "rooms": "4600",
            "equipment": "2500000",
        },
        "02/junior": {"students": "800", "qualified": "60", "backbone": "9", "rooms": "5200", "equipment": "2100000"},
        "03/primary": {"students": "166", "qualified": "8", "backbone": "2", "rooms": "961.7128"},
        "03/junior": {"students": "210", "qualified": "12", "backbone": "3", "rooms": "1338.2872"},
        "04/primary": {"equipment": "0"},
    }
    assert (reading.rows, reading.passed) == (4, 4)
    school = dict(reading.schools)["03/junior"]
    assert (school.name, school.kind, school.area, school.stage) == ("育才学校", "九年一贯制学校", "乡村", "junior")
    assert school.source == "基表.xlsx·Sheet1·第8行"
    said = messages(reading)
    assert (6, "“８００”读作800人") in said
    assert (6, "“约210”读作210万元") in said
    assert any(row == 8 and "读不成" in words and "没有采用" in words for row, words in said)
    assert any(row == 8 and "折算" in words for row, words in said)
    assert any(row == 9 and "没有在校学生数" in words for row, words in said)
    assert any(row == 9 and "“无”" in words for row, words in said)
    assert any(row == 10 and "合计行是1170，各校相加是1166" in words for row, words in said)


def test_one_row_a_stage_with_a_merged_or_blank_name() -> None:
    lines = (
        "学校名称|办学类型|学段|在校生数|骨干教师",
        "育才学校|九年一贯制学校|小学|100|2",
        "|九年一贯制学校|初中|200|3",
        "明德学校（小学部）|九年一贯制|小学|10|1",
        "明德学校（初中部）|九年一贯制|初中|20|1",
    )
    expected = {
        "育才学校/primary": {"students": "100", "backbone": "2"},
        "育才学校/junior": {"students": "200", "backbone": "3"},
        "明德学校/primary": {"students": "10", "backbone": "1"},
        "明德学校/junior": {"students": "20", "backbone": "1"},
    }
    assert figures(taken(grid(*lines))) == expected
    assert figures(taken(grid(*lines, merges=[Merge(1, 0, 2, 0)]))) == expected


def test_parts_are_added_and_wholes_go_first() -> None:
    parts = grid(
        "学校名称|办学类型|在校生数|体育教师|音乐教师|美术教师|体育馆面积|运动场面积", "一小|小学|100|1|2|3|400.5|600"
    )
    assert figures(taken(parts))["一小/primary"] == {"students": "100", "arts": "6", "sports": "1000.5"}
    whole = grid("学校名称|办学类型|在校生数|体育、艺术教师数|体育教师|音乐教师", "一小|小学|100|5|1|2")
    assert figures(taken(whole))["一小/primary"]["arts"] == "5"
    lost = grid("学校名称|办学类型|在校生数|体育教师|音乐教师", "一小|小学|100|1|待定")
    assert "arts" not in figures(taken(lost))["一小/primary"]  # a part that cannot be read spoils the sum


def test_degrees_count_from_the_stage_on() -> None:
    one = grid("学校名称|办学类型|在校生数|骨干教师|大专|本科|硕士", "一小|小学|100|1|4|10|1", "一中|初中|100|1|4|10|1")
    found = figures(taken(one))
    assert (found["一小/primary"]["qualified"], found["一中/junior"]["qualified"]) == ("15", "11")


def test_units_over_the_table_and_a_guess_that_is_said() -> None:
    stated = grid("单位：人、平方米、万元", "学校名称|办学类型|在校生数|教学仪器设备值", "一小|小学|1000|250.5")
    assert figures(taken(stated))["一小/primary"]["equipment"] == "2505000"
    guessed = grid("学校名称|办学类型|在校生数|教学仪器设备值", "一小|小学|1000|250.5")
    column = table_of(guessed).columns[3]
    assert (column.unit, "请核对" in column.doubt) == ("万元", True)
    in_yuan = grid("学校名称|办学类型|在校生数|教学仪器设备值", "一小|小学|1000|2505000")
    assert table_of(in_yuan).columns[3].unit == "元"


def test_cells_that_are_not_what_they_look_like() -> None:
    one = grid(
        "学校名称|办学类型|在校生数|骨干教师|网络多媒体教室|教学及辅助用房面积",
        "一小|小学|2025-09-01|-3|12|30%",
        "二小|小学|100||1.2|=1+1",
        shown={(1, 2): Shown("45901", Clock.DATE), (2, 4): Shown("12000", words="千间", divisor=1000)},
        uncomputed=frozenset({(2, 3)}),
    )
    reading = taken(one)
    assert figures(reading) == {"一小/primary": {"classrooms": "12"}, "二小/primary": {"students": "100"}}
    lost = [(one.row, one.column) for one in reading.remarks if one.is_lost and one.column]
    assert lost == [
        (2, "在校生数"),
        (2, "骨干教师"),
        (2, "教学及辅助用房面积"),
        (3, "骨干教师"),
        (3, "网络多媒体教室"),
        (3, "教学及辅助用房面积"),
    ]


def test_hidden_rows_are_left_out_unless_wanted() -> None:
    one = grid("学校名称|办学类型|在校生数|骨干教师", "一小|小学|100|1", "二小|小学|200|1", hidden_rows=frozenset({2}))
    assert list(figures(taken(one))) == ["一小/primary"]
    assert any("隐藏" in words for _, words in messages(taken(one)))
    assert list(figures(taken(one, with_hidden=True))) == ["一小/primary", "二小/primary"]


def test_what_cannot_be_told_is_said_and_not_guessed() -> None:
    one = grid(
        "学校名称|学校标识码|办学类型|在校生数|骨干教师",
        "育才学校|1|九年一贯制学校|300|2",
        "希望学校|2||300|2",
        "一高|3|高级中学|900|2",
        "|||20|1",
        "一小|4|小学|100|1",
        "一小|4|小学|100|1",
        "二小|4|小学|120|1",
    )
    reading = taken(one)
    assert list(figures(reading)) == ["4/primary", "二小/primary"]
    said = dict(messages(reading))
    assert "没有分学段的学生数" in said[2]
    assert "看不出是小学还是初中" in said[3]
    assert "没有小学、初中学段" in said[4]
    assert "重复" in said[7]
    assert "标识码与第6行" in said[8]


def test_a_complete_secondary_school_shares_with_its_senior_part() -> None:
    one = grid(
        "学校名称|办学类型|初中在校生数|高中在校生数|教学及辅助用房面积",
        "一中|完全中学|100|200|3700",
        "二中|完全中学|100||3700",
    )
    reading = taken(one)
    assert figures(reading)["一中/junior"]["rooms"] == "1088.2353"  # 3700 × 110 ÷ (110 + 264)
    assert figures(reading)["二中/junior"]["rooms"] == "3700"
    assert any(row == 3 and "普通高中没有学生数" in words for row, words in messages(reading))


def test_shared_parts_add_up() -> None:
    students = {Stage.PRIMARY: Decimal(166), Stage.JUNIOR: Decimal(210)}
    shared = divide(Decimal(23226), students, Sharing.FOLDED)
    assert shared[Stage.PRIMARY] == Decimal("9711.6272")  # 23226 × 166 ÷ (166 + 231)
    assert sum(shared.values()) == 23226
    assert divide(Decimal(376), students, Sharing.HEADS) == {Stage.PRIMARY: 166, Stage.JUNIOR: 210}


def test_the_sheet_says_the_stage_where_nothing_else_does() -> None:
    one = grid("学校名称|在校生数|骨干教师", "明德学校|100|1", name="初中")
    assert list(figures(taken(one))) == ["明德学校/junior"]
    captions = grid("学校名称|在校生数|骨干教师", "一、小学||", "明德学校|100|1", "二、初中||", "育英学校|50|1")
    assert list(figures(taken(captions))) == ["明德学校/primary", "育英学校/junior"]


def test_a_corrected_column_is_read_as_was_said() -> None:
    one = grid("学校名称|办学类型|在校生数|骨干教师|设备|其他", "一小|小学|100|1|3|7")
    table = table_of(one).with_column(4, role=Role.EQUIPMENT, stage=None, unit="万元")
    table = table.with_column(5, role=Role.CLASSROOMS, stage=Stage.PRIMARY, unit="万元")  # no unit of rooms
    reading = read_schools(one, table, file="f")
    assert figures(reading)["一小/primary"] == {
        "students": "100",
        "backbone": "1",
        "equipment": "30000",
        "classrooms": "7",
    }


def test_injection_and_long_names_stay_texts() -> None:
    hostile = '=HYPERLINK("http://x","一小")'
    one = grid(
        "学校名称|学校标识码|办学类型|在校生数|骨干教师", f"{hostile}|+cmd'!A1|小学|100|1", f"{'长' * 90}||小学|100|1"
    )
    reading = taken(one)
    (school,) = [school for _, school in reading.schools]
    assert isinstance(school, School)
    assert (school.name, school.code) == (hostile, "+cmd'!A1")
    assert any("太长" in words for _, words in messages(reading))


@pytest.mark.parametrize(
    "lines",
    [("",), ("名称|本年|上年", "在校生|1|2"), ("学校名称|地址|电话", "一小|路|1"), ("甲|乙", "1|2"), ("学校名称",)],
)
def test_other_tables_are_none(lines: tuple[str, ...]) -> None:
    assert find_tables([grid(*lines)]) == ()


def test_kinds_and_parts() -> None:
    assert stages_of("九年一贯制学校") == (Stage.PRIMARY, Stage.JUNIOR)
    assert stages_of("完全中学") == (Stage.JUNIOR, Stage.SENIOR)
    assert stages_of("小学教学点") == (Stage.PRIMARY,)
    assert stages_of("高级中学") == (Stage.SENIOR,)
    assert stages_of("特殊教育学校") == ()
    assert part_of("第一小学") == ("第一小学", None)
    assert part_of("育才学校（初中部）") == ("育才学校", Stage.JUNIOR)
    assert part_of("育才学校小学部") == ("育才学校", Stage.PRIMARY)
    assert part_of("小学部") == ("小学部", None)
