"""The traps of real notices, each in a small table or a few paragraphs."""

from decimal import Decimal

import pytest

from eduduty_desktop.framework import Point, ScoringMethod, Section, VetoEffect
from eduduty_desktop.framework.notice import Choices, NoticeError, Role, understand
from eduduty_desktop.framework.scores import score_gaps
from eduduty_desktop.grid import Grid, Merge, Paragraph
from tests.runaway import no_runaway


def grid(text, name="Sheet1", merges=(), **more):
    """A grid from lines of cells divided by |; a \\n inside a cell is written ⏎."""
    rows = tuple(
        tuple(cell.strip().replace("⏎", "\n") for cell in line.split("|")) for line in text.strip().split("\n")
    )
    return Grid(name, rows, tuple(Merge(*m) for m in merges), **more)


def paragraphs(text):
    return [Paragraph(line.strip()) for line in text.strip().split("\n")]


def tree(understood):
    """Nodes in printed order as (depth, number, title, score)."""
    framework = understood.framework
    return [
        (
            len(framework.path_of(node.id)),
            node.number,
            node.title,
            None if node.full_score is None else str(node.full_score),
        )
        for node in framework.nodes.values()
    ]


def points(understood):
    return understood.framework.points


def messages(understood):
    return "\n".join(doubt.message for doubt in understood.doubts)


HEAD = "一级指标|测评点|分值|责任单位\n"


def test_one_sheet_a_section_with_a_cover_and_a_list_of_offices():
    parts = [
        grid("县级人民政府履行教育职责评价\n填报单位：\n2024年", "封面"),
        grid("测评点|分值|责任单位\n1.领导机制|3|县委办\n2.联系学校|2|教育局", "一、党的领导"),
        grid("测评点|分值|责任单位\n1.经费投入|4|财政局\n2.工资待遇|6|人社局", "二、教育保障（10分）"),
        grid("部门|联系人|电话\n财政局|张某|123", "部门"),
    ]
    found = understand(parts)
    assert tree(found) == [
        (1, "一", "党的领导", None),
        (2, "1.", "领导机制", "3"),
        (2, "2.", "联系学校", "2"),
        (1, "二", "教育保障", "10"),
        (2, "1.", "经费投入", "4"),
        (2, "2.", "工资待遇", "6"),
    ]
    assert [node for node in found.sources if node.endswith("p1")] == ["s1.p1", "s2.p1"]
    assert found.sources["s2.p1"].part == 2


def test_headings_between_tables():
    parts = [
        *paragraphs(
            "关于开展评价工作的通知\n一、总体要求\n附件1\n县级人民政府履行教育职责评价指标体系\n一、党的领导（5分）"
        ),
        grid("测评点|分值\n1.领导机制|3\n2.联系学校|2", "表1"),
        *paragraphs("二、教育保障（4分）"),
        grid("测评点|分值\n1.经费投入|4", "表2"),
    ]
    found = understand(parts)
    assert [n[1:] for n in tree(found) if n[0] == 1] == [("一", "党的领导", "5"), ("二", "教育保障", "4")]
    assert found.framework.title == "县级人民政府履行教育职责评价指标体系"
    assert found.framework.total == Decimal(9)


def test_a_table_continues_without_a_header_and_with_a_repeated_one():
    parts = [
        grid(HEAD + "一、党的领导|1.领导机制|3|县委办\n|2.联系学校|2|教育局"),
        Paragraph("续表"),
        grid("|3.述职|1|组织部\n二、保障|1.经费|4|财政局", "表2"),
        grid(HEAD + "|2.工资|2|人社局\n合计||12|", "表3"),
    ]
    found = understand(parts)
    assert [(s.title, len(s.children)) for s in found.framework.sections] == [("党的领导", 3), ("保障", 2)]
    assert found.framework.total == Decimal(12)
    assert not score_gaps(found.framework)


def test_hidden_rows_and_columns_are_left_out_with_a_doubt():
    found = understand(
        [
            grid(
                "一级指标|旧分值|测评点|分值\n一、甲类指标|9|1.领导机制|3\n|9|2.作废|2\n|9|2.联系学校|2",
                hidden_rows=frozenset({2}),
                hidden_columns=frozenset({1}),
            )
        ]
    )
    assert [p.title for p in points(found)] == ["领导机制", "联系学校"]
    assert "隐藏的行" in messages(found)
    assert "隐藏的列" in messages(found)


def test_of_two_systems_the_larger_is_taken_and_the_other_can_be_chosen():
    small = grid("考核项目|考核内容|权重\n甲|一|10%\n乙|二|20%", "乡镇指标")
    large = grid(
        HEAD + "\n".join(f"{'一、甲' if i == 0 else ''}|{i + 1}.事项{i}|2|教育局" for i in range(6)), "县级指标"
    )
    found = understand([small, large])
    assert len(points(found)) == 6
    assert "乡镇指标" in messages(found)
    again = understand([small, large], choices=Choices(tables=found.others, title="乡镇考核"))
    assert again.framework.title == "乡镇考核"
    assert [str(p.full_score) for p in points(again)] == ["10", "20"]


def test_sections_as_rows_of_a_flat_table():
    found = understand(
        [
            grid(
                "序号|评价内容|分值|责任单位\n一|党的领导|5|\n1|领导机制|3|县委办\n2|联系学校|2|教育局\n二|保障|4|\n1|经费|4|财政局"
            )
        ]
    )
    assert tree(found) == [
        (1, "一", "党的领导", "5"),
        (2, "1", "领导机制", "3"),
        (2, "2", "联系学校", "2"),
        (1, "二", "保障", "4"),
        (2, "1", "经费", "4"),
    ]


def test_a_row_across_the_table_is_a_section():
    found = understand(
        [
            grid(
                "序号|测评点|分值|责任单位\n一、党的领导（5分）|||\n1|领导机制|3|县委办\n2|联系学校|2|教育局\n二、保障（4分）|||\n3|经费|4|财政局",
                merges=[(1, 0, 1, 3), (4, 0, 4, 3)],
            )
        ]
    )
    assert tree(found)[0] == (1, "一", "党的领导", "5")
    assert [p.number for p in points(found)] == ["1", "2", "3"]
    assert found.framework.sections[1].full_score == 4


def test_bonus_items_and_vetoes():
    found = understand(
        [
            grid(
                HEAD + "一、党的领导|1.机制|60|县委办\n|2.联系|40|教育局\n合计||100|\n"
                "加分项（最高5分）|||\n1|获国家级表彰|3|教育局\n2|获省级表彰|2|教育局\n"
                "一票否决项|||\n1.发生重大校园安全责任事故|||\n2.弄虚作假的，降一个等次|||",
                merges=[(4, 0, 4, 3), (7, 0, 7, 3), (8, 0, 8, 3), (9, 0, 9, 3)],
            )
        ]
    )
    framework = found.framework
    assert framework.total == 100
    assert framework.bonus == 5
    assert [(p.title, p.bonus) for p in framework.points][2:] == [("获国家级表彰", True), ("获省级表彰", True)]
    assert [(v.text, v.effect) for v in framework.vetoes] == [
        ("发生重大校园安全责任事故", VetoEffect.FAIL),
        ("弄虚作假的，降一个等次", VetoEffect.DOWNGRADE),
    ]
    assert "合计" not in messages(found)


def test_vetoes_grades_and_total_in_paragraphs():
    found = understand(
        [
            *paragraphs("评价实行百分制，90分（含）以上为优秀，80—89分为良好，60—79分为合格，60分以下为不合格。"),
            grid(HEAD + "一、党的领导|1.机制|60|县委办\n|2.联系|40|教育局"),
            *paragraphs(
                "有下列情形之一的，不得评为优秀等次：\n（1）教育经费未落实两个只增不减的；\n（2）拖欠教师工资的。"
            ),
        ]
    )
    assert [(g.name, g.at_least) for g in found.framework.grades] == [
        ("优秀", 90),
        ("良好", 80),
        ("合格", 60),
        ("不合格", 0),
    ]
    assert {v.effect for v in found.framework.vetoes} == {VetoEffect.NOT_BEST}
    assert [v.text for v in found.framework.vetoes] == ["教育经费未落实两个只增不减的", "拖欠教师工资的"]
    assert found.framework.total == 100


def test_weights_count_as_scores_only_under_their_own_header():
    weights = understand([grid("一级指标|二级指标|权重\n党的领导|机制|40%\n|联系|60%")])
    assert [p.full_score for p in points(weights)] == [40, 60]
    scores = understand([grid("一级指标|二级指标|分值\n党的领导|机制|40%\n|联系|60")])
    assert [p.full_score for p in points(scores)] == [None, 60]
    assert "读不出来" in messages(scores)


def test_several_lines_of_requirements_beside_one_scored_indicator():
    found = understand(
        [
            grid(
                "一级指标|二级指标|三级指标|评价要点|分值\n一、甲类|（一）乙|1.丙事项|要点一的文字|4\n|||要点二的文字|\n||2.丁事项|要点三的文字|6",
                merges=[(1, 0, 3, 0), (1, 1, 3, 1), (1, 2, 2, 2), (1, 4, 2, 4)],
            )
        ]
    )
    assert [(p.title, p.full_score, p.requirement) for p in points(found)] == [
        ("丙事项", 4, "要点一的文字\n要点二的文字"),
        ("丁事项", 6, "要点三的文字"),
    ]


def test_a_cell_of_scored_lines_becomes_several_points_and_one_without_stays_whole():
    found = understand(
        [
            grid(
                "考核项目|考核内容|分值|责任单位\n组织领导|1.成立领导小组（2分）；⏎2.每年开会（1分）|3|县委办\n"
                "经费保障|1.预算单列；⏎2.及时拨付|5|财政局"
            )
        ]
    )
    assert [(p.number, p.title, p.full_score) for p in points(found)] == [
        ("1.", "成立领导小组", Decimal(2)),
        ("2.", "每年开会", Decimal(1)),
        ("", "经费保障", Decimal(5)),
    ]
    assert points(found)[2].requirement == "1.预算单列；\n2.及时拨付"


def test_a_level_merged_over_the_point_is_the_point():
    found = understand(
        [
            grid(
                "一级指标|二级指标|测评点|分值\n一、甲类|（一）乙|1.丙事项|4\n||2.丁事项|3\n|（二）满意度调查||3",
                merges=[(1, 0, 3, 0), (1, 1, 2, 1), (3, 1, 3, 2)],
            )
        ]
    )
    assert tree(found)[-1] == (2, "(二)", "满意度调查", "3")
    assert isinstance(found.framework.sections[0].children[1], Point)
    assert isinstance(found.framework.sections[0].children[0], Section)


def test_a_score_for_each_level_in_its_own_column():
    found = understand(
        [
            grid(
                "一级指标|分值|二级指标|分值|评分标准\n党的领导|10|机制|6|每少1次扣0.5分，扣完为止\n||联系|4|未开展的不得分\n保障|5|经费|5|",
                merges=[(1, 0, 2, 0), (1, 1, 2, 1)],
            )
        ]
    )
    assert tree(found) == [
        (1, "", "党的领导", "10"),
        (2, "", "机制", "6"),
        (2, "", "联系", "4"),
        (1, "", "保障", "5"),
        (2, "", "经费", "5"),
    ]
    first = points(found)[0].scoring
    assert first
    assert first.method is ScoringMethod.DEDUCT
    assert first.clauses[0].each == Decimal("0.5")


def test_numbers_doubled_and_left_out_are_doubts_and_restarting_is_not():
    found = understand(
        [
            grid(
                HEAD
                + "一、甲类|1.机制|1|县委办\n|2.联系|1|教育局\n|2.述职|1|教育局\n三、乙类|1.经费|1|财政局\n|3.工资|1|人社局"
            )
        ]
    )
    said = messages(found)
    assert "“2.”重复" in said
    assert "从“一”跳到“三”" in said
    assert "从“1.”跳到“3.”" in said
    assert len(found.doubts) == 3


def test_scores_that_do_not_add_up_are_doubts():
    found = understand([grid(HEAD + "一、甲类（9分）|1.机制|4|县委办\n|2.联系|4|教育局\n合计||100|")])
    assert "写明 9 分，下面各项合计 8 分" in messages(found)
    assert "总分 100 分" in messages(found)


def test_plain_numbered_paragraphs():
    found = understand(
        paragraphs(
            """关于开展2024年县级人民政府履行教育职责评价的通知
            一、总体要求
            坚持问题导向。
            二、评价内容
            （一）党的领导（5分）
            1.领导机制。县委常委会每年研究教育工作不少于2次。（3分）
            牵头单位：县委办；配合单位：教育局、财政局
            2.联系学校（2分）（教育局牵头，各乡镇配合）
            （二）教育保障（4分）
            1.经费投入（4分）
            责任单位：财政局
            三、工作要求
            各地要高度重视。"""
        )
    )
    assert [(p.title, p.full_score, p.departments) for p in points(found)] == [
        ("领导机制", 3, ("县委办", "教育局", "财政局")),
        ("联系学校", 2, ("教育局", "各乡镇")),
        ("经费投入", 4, ("财政局",)),
    ]
    assert points(found)[0].requirement == "县委常委会每年研究教育工作不少于2次。"
    assert found.framework.year == 2024


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [grid("序号|姓名|性别|学历|职称|备注\n1|张三|男|本科|高级|", "教师花名册")],
        [grid("序号|项目|金额（万元）|备注\n1|校舍维修|100|", "预算")],
        [grid("节次|星期一|星期二|星期三\n1|语文|数学|英语", "课程表")],
        [grid("序号|工作内容|时间|地点|责任单位\n1|动员会|9:00|礼堂|教育局", "日程")],
        [grid("学校|年级|姓名|语文|数学|总分\n一小|三|李四|90|95|185", "成绩")],
        paragraphs("关于召开会议的通知\n一、时间\n（一）上午9时\n二、地点\n县政府会议室\n三、参加人员\n各单位负责人"),
    ],
)
def test_what_is_no_indicator_table_is_refused(parts):
    with pytest.raises(NoticeError) as caught:
        understand(parts)
    name = parts[0].name if parts and isinstance(parts[0], Grid) else ""
    assert name in caught.value.message
    assert caught.value.what_to_do


def test_columns_can_be_corrected():
    parts = [grid("一级指标|测评点|说明|分值\n一、甲类|1.机制|教育局|3\n|2.联系|财政局|2")]
    found = understand(parts)
    reading = found.tables[0]
    assert reading.columns[2] is Role.DEPARTMENTS or not points(found)[0].departments
    corrected = reading.__class__(
        reading.part, reading.header_rows, reading.columns | {2: Role.DEPARTMENTS}, reading.rows
    )
    again = understand(parts, choices=Choices(tables=(corrected,), year=2025, region="某县"))
    assert [p.departments for p in points(again)] == [("教育局",), ("财政局",)]
    assert (again.framework.year, again.framework.region) == (2025, "某县")


def test_without_a_header_the_content_tells():
    found = understand(
        [
            grid(
                "1|建立领导机制|50|县委办、教育局\n2|落实经费投入|30|财政局\n3|保障工资待遇|20|人社局\n4|校园安全管理|20|公安局"
            )
        ]
    )
    assert next((p.number, p.full_score, p.departments[0]) for p in points(found)) == ("1", 50, "县委办")
    assert "没有表头" in messages(found)


def test_three_hundred_points_take_less_than_a_second():
    rows = [
        f"{'一二三四五六'[i // 50]}、部分{i // 50}|（{i % 50 + 1}）测评事项{i}|1|教育局、财政局" for i in range(300)
    ]
    notice = grid(HEAD + "\n".join(rows))
    with no_runaway(1):
        found = understand([notice])
    assert len(points(found)) == 300


def test_a_number_column_before_each_level():
    found = understand(
        [
            grid(
                "序号|一级指标|序号|二级指标|序号|测评点|分值\n1|党的领导|1|机制|1|研究教育|2\n||||2|联系学校|3\n||2|党建|3|书记述职|1\n"
                "2|保障|3|经费|4|只增不减|4",
                merges=[(1, 0, 3, 0), (1, 1, 3, 1), (1, 2, 2, 2), (1, 3, 2, 3)],
            )
        ]
    )
    assert [(n[0], n[1]) for n in tree(found)] == [
        *((1, "1"), (2, "1"), (3, "1"), (3, "2"), (2, "2"), (3, "3")),
        *((1, "2"), (2, "3"), (3, "4")),
    ]
    assert not found.doubts


def test_rows_with_nothing_but_a_point_are_points():
    found = understand(
        [grid("一级指标|三级指标|评价要点\n甲|乙|①研究（1分）\n||②联系（2分）\n|丙|①述职（3分）\n||②经费（4分）")]
    )
    assert [(p.number, p.full_score) for p in points(found)] == [("①", 1), ("②", 2), ("①", 3), ("②", 4)]


def test_a_header_of_two_rows_with_scores_of_others():
    found = understand(
        [
            grid(
                "考核指标|||评分|||备注\n一级|二级|三级|标准分|自评分|核查分|\n党建|领导|联系学校|3|||\n||述职|2|||\n保障|经费|只增不减|5|||",
                merges=[(0, 0, 0, 2), (0, 3, 0, 5), (0, 6, 1, 6)],
            )
        ]
    )
    assert [p.full_score for p in points(found)] == [3, 2, 5]
    assert found.tables[0].header_rows == (0, 1)
