"""Masked names and values, split numbers, look-alike characters, clerks' numbering: found, and sound prose left alone."""

import pytest

from tests.proof.residue.found import kinds, pieces, residues

LINES = [
    # 遮名、遮数
    ("placeholder", "现有公办园__所，由__区教育局主管", ["__", "__"]),
    ("placeholder", "发文〔2022〕5号、[2022]__号", ["__"]),
    ("placeholder", "只有*个乡镇未达标，*三中正在扩建", ["*", "*"]),
    ("placeholder", "全年表彰，X名校长受奖", ["X"]),
    ("placeholder", "位于X X县城区", ["X X"]),
    ("placeholder", "在ＸＸ镇调研", ["ＸＸ"]),
    ("placeholder", "第X届学代会", ["X"]),
    ("placeholder", "安排资金N万元", ["N"]),
    ("placeholder", "例如某某中学未报", ["某某"]),
    ("placeholder", "某县人民政府印发", ["某县"]),
    ("placeholder", "由〇〇县统筹，△△镇配合", ["〇〇", "△△"]),
    ("placeholder", "整改问题○个", ["○"]),
    ("placeholder", "共有（ ）所小学", ["（ ）"]),
    ("placeholder", "依据《》的要求，推进“”工作", ["《》", "“”"]),
    ("placeholder", "在校生（数据待核实）", ["（数据待核实）"]),
    ("placeholder", "2022年月日", ["年月日"]),
    # 断开的数字
    ("mutilated-number", "占地面积36。25平方公里", ["36。25平方公里"]),
    ("mutilated-number", "服务半径约为2、5公里", ["2、5公里"]),
    ("mutilated-number", "生均面积为6 2平方米", ["6 2平方米"]),
    ("mutilated-number", "生均面积3. 6平方米", ["3. 6平方米"]),
    ("mutilated-number", "巩固率达95.6.%", ["95.6.%"]),
    ("mutilated-number", "投入1．5.2亿", ["1．5.2亿"]),
    ("mutilated-number", "常住人口12.3913.4216.6616.6616.46", ["12.3913.4216.6616.6616.46"]),
    ("mutilated-number", "公办园占幼儿园总数的5059%", ["5059%"]),
    ("mutilated-number", "20222年招生", ["20222年"]),
    ("mutilated-number", "202年9月开学", ["202年"]),
    ("mutilated-number", "较上年提高个百分点，投入增加万元。", ["个百分点", "万元"]),
    ("mutilated-number", "合格率达%，", ["%"]),
    ("mutilated-number", "全县共计所学校", ["所"]),
    # 识别错误
    ("ocr", "巩固率99.9%o，", ["%o"]),
    ("ocr", "平均年龄4l.5岁，合格率l00%", ["4l.5", "l00%"]),
    ("ocr", "在校生l,234人", ["l,234"]),
    ("ocr", "师生比l:15，有l所小学", ["l", "l"]),
    ("ocr", "（—）加强领导", ["（—）"]),
    ("typo", "毛人学率提高，千部职工参与，纳人预算", ["毛人学", "千部", "纳人"]),
    # 标点、引号
    ("unbalanced-quote", "被评为“先进县〞，受到表彰", ["〞"]),
    ("unbalanced-bracket", "共36人（原40人，退休（1人、调出3人）。", ["（1人"]),
    ("unbalanced-bracket", "共36人（含幼儿园（3人）。", ["（含幼儿园（3人）"]),
    ("doubled-punctuation", "初中1050元(省定850元),。", [",。"]),
    ("doubled-punctuation", "奋力开创新局面！！", ["！！"]),
    # 重复
    ("duplicate-phrase", "要办好群众满意的教育办好群众满意的教育。", ["办好群众满意的教育办好群众满意的教育"]),
    ("duplicate-phrase", "压实各方主体责任，压实各方主体责任，", ["压实各方主体责任，压实各方主体责任"]),
    # 序数
    ("missing-item", "做好：①抓投入；②抓队伍；④抓管理。", ["④"]),
    ("missing-item", "做好：（1）抓投入；（2）抓队伍；（4）抓管理。", ["（4）"]),
    ("numbering", "做好：1）抓投入；2）抓队伍；2）抓管理。", ["2）"]),
    ("missing-item", "其一，抓投入。其二，抓队伍。其四，抓管理。", ["其四"]),
    ("chrome", "- 3 -", ["- 3 -"]),
    ("chrome", "第3页 共12页", ["第3页 共12页"]),
]


@pytest.mark.parametrize(("kind", "line", "found"), LINES)
def test_what_one_line_shows(kind: str, line: str, found: list[str]) -> None:
    assert pieces(line, kind) == found


SOUND = [
    "年均浓度PM_2.5下降",
    "文件名为report_2022_final",
    "李某某老师受到表彰，王某等3人获奖。",
    "某县级市",
    "二〇〇五年，二〇二一年",
    "A类校5所，B类校3所，X光机1台，每班长×宽各8米",
    "生均占地2.5平方米，投入3,500.5万元",
    "达到2.54。30个县区通过验收。",
    "共有学校12所。3所学校待建。",
    "分别为1、2公里",
    "2021年 3所学校",
    "收入增长1200%，办学率达100%",
    "建校200年，2021年9月",
    "提高2.3个百分点，增加50万元。",
    "见表1.1，软件版本2.10.3",
    "服务器地址192.168.10.12",
    "“教育入县”（含民办（3所））",
    "教育数字校园，学校生活，为人学习",
    "各级各类学校各级各类教师",
    "做好：①抓投入；②抓队伍；③抓管理。",
    "做好：（1）抓投入；（2）抓队伍。详见附表（5）。",
    "其一，抓投入。其二，抓队伍。其中，小学5所。",
    "加大投入力度，加大管理力度，",
    "近几千部图书入馆",
    "是□ 否□",
    "第3页至第5页",
    "——努力办好人民满意的教育",
]


@pytest.mark.parametrize("line", SOUND)
def test_sound_lines_are_left_alone(line: str) -> None:
    assert residues(line) == ()


PROSE = "扎实推进各项任务，取得明显成效。"


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        (f"第三部分 问题\n2.城区挤。{PROSE}\n3.缺教师。{PROSE}", "missing-item", ["2."]),
        (f"三、问题\n（二）城区挤。{PROSE}\n（三）缺教师。{PROSE}", "missing-item", ["（二）"]),
        (f"三、问题：1.城区挤。\n2.缺教师。{PROSE}\n3.缺钱。{PROSE}", "missing-item", []),
        (f"2.缺教师。{PROSE}\n3.缺钱。{PROSE}", "missing-item", []),
        (f"一、做法\n1)投入。{PROSE}\n2)队伍。{PROSE}\n4)管理。{PROSE}", "missing-item", ["4)"]),
        ("1.1 加强领导\n1.2 增加投入\n1.4 建设队伍", "missing-item", ["1.4"]),
        ("1.1 加强领导\n1.2 增加投入\n2.1 建设队伍\n2.2 管理\n2.2 评价", "numbering", ["2.2"]),
        ("1.1 加强领导\n1.2 增加投入\n2.1 建设队伍\n1.1.1 组织\n1.1.2 制度", "numbering", []),
        ("2.5万元用于培训\n2.7万元用于设备\n2.9万元用于图书", "missing-item", []),
        ("以上报告。\n(附件:        )\n", "empty-field", ["附件:      "]),
        ("联系人：　　联系电话：\n某局\n2022年5月", "empty-field", ["联系人：　　", "联系电话："]),
        ("责任编辑：\n附表：决算公开表.pdf", "empty-field", ["责任编辑："]),
        ("附件：\n评分表：见第二页", "empty-field", []),
        ("校长签字：          （盖章）", "empty-field", ["校长签字：          （盖章）"]),
    ],
)
def test_what_the_text_shows(text: str, kind: str, found: list[str]) -> None:
    assert pieces(text, kind) == found


def test_one_form_of_quotation_marks_throughout_is_a_habit() -> None:
    assert "unbalanced-quote" not in kinds("评为〝先进县〞和〝示范县〞。")
