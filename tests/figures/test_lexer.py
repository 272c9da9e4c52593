"""The lexer on single phrases: each form of a quantity, what it says of it, and what it leaves alone."""

from decimal import Decimal

import pytest

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.lexer import lex
from eduduty_desktop.figures.quantity import Kind, Quantity


def one(text: str) -> Quantity:
    found = lex(text)
    assert len(found) == 1, [quantity.text for quantity in found]
    return found[0]


def numbers(quantity: Quantity) -> tuple[Decimal, ...]:
    value = quantity.value
    return () if value is None else value if isinstance(value, tuple) else (value,)


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "kind"),
    [
        ("新建幼儿园36所。", "36所", "36", "所", "count"),
        ("共1,234人", "1,234人", "1234", "人", "count"),
        ("共12，345人", "12，345人", "12345", "人", "count"),
        ("改建项目1 376所，", "1 376所", "1376", "所", "count"),
        ("教师１２３名", "１２３名", "123", "名", "count"),
        ("占比27.02 %；", "27.02 %", "27.02", "%", "percent"),
        ("增长５．２％", "５．２％", "5.2", "%", "percent"),
        ("增长-9.41%，", "-9.41%", "-9.41", "%", "percent"),
        ("提高6.7个百分点", "6.7个百分点", "6.7", "百分点", "points"),
        ("达3.5‰", "3.5‰", "3.5", "‰", "permille"),
        ("投入资金57926.181万元", "57926.181万元", "579261810", "元", "money"),
        ("总收入412亿元", "412亿元", "41200000000", "元", "money"),
        ("投入5千元", "5千元", "5000", "元", "money"),
        ("投入1亿2千万元", "1亿2千万元", "120000000", "元", "money"),
        ("争取资金3个亿。", "3个亿", "300000000", "", "number"),
        ("学位6.11万个", "6.11万个", "61100", "个", "count"),
        ("人口78万，", "78万", "780000", "", "number"),
        ("小学三百二十五所", "三百二十五所", "325", "所", "count"),
        ("学生三万二千余人", "三万二千余人", "32000", "人", "count"),
        ("教师两千多名", "两千多名", "2000", "名", "count"),
        ("覆盖率达百分之九十五点五，", "百分之九十五点五", "95.5", "%", "percent"),
        ("占三成以上", "三成", "30", "%", "percent"),
        ("面积9993平方米）", "9993平方米", "9993", "平方米", "area"),
        ("为期5天的", "5天", "5", "天", "duration"),
        ("超过3个月的", "3个月", "3", "月", "duration"),
        ("用了一个半小时。", "一个半小时", "1.5", "小时", "duration"),
        ("历时两年半，", "两年半", "2.5", "年", "duration"),
        ("满12周岁以上", "12周岁", "12", "周岁", "age"),
        ("得98.5分", "98.5分", "98.5", "分", "score"),
        ("超过2倍多", "2倍", "2", "倍", "multiple"),
        ("完成4个批次", "4个批次", "4", "批次", "count"),
        ("四大领域的", "四大", "4", "", "count"),
        ("市、区两级财政", "两级", "2", "级", "count"),
        ("教学楼一栋及运动场", "一栋", "1", "栋", "count"),
        ("每学期一次，", "一次", "1", "次", "count"),
        ("力争全部清零。", "清零", "0", "", "zero"),
        ("超大班额为零。", "为零", "0", "", "zero"),
        ("差异系数为0.35，", "0.35", "0.35", "", "number"),
        ("其中本科学历23；", "23", "23", "", "number"),
        ("校医不足百人，", "不足百人", "100", "人", "count"),
        ("流程监管率达到IOO%，", "IOO%", "100", "%", "percent"),
        ("占三分之二。", "三分之二", "0.6666666666666666666666666667", "", "fraction"),
    ],
)
def test_forms(text: str, span: str, value: str, unit: str, kind: str) -> None:
    found = one(text)
    assert (found.text, numbers(found), found.unit, found.kind) == (span, (Decimal(value),), unit, kind)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "kind"),
    [
        ("按小学1:19、", "1:19", "1", "19", "ratio"),
        ("为1：13.5的", "1：13.5", "1", "13.5", "ratio"),
        ("为1∶12.5。", "1∶12.5", "1", "12.5", "ratio"),
        ("男女比52:48", "52:48", "52", "48", "ratio"),
        ("3—11周岁", "3—11周岁", "3", "11", "age"),
        ("打造1-2所", "1-2所", "1", "2", "count"),
        ("配备1至2名", "1至2名", "1", "2", "count"),
        ("开设3~5节", "3~5节", "3", "5", "count"),
        ("投入3-5万元", "3-5万元", "30000", "50000", "money"),
        ("投入3万—5万元", "3万—5万元", "30000", "50000", "money"),
        ("投入8000元至2万元", "8000元至2万元", "8000", "20000", "money"),
        ("占10%—15%", "10%—15%", "10", "15", "percent"),
        ("三至五所", "三至五所", "3", "5", "count"),
        ("七八个", "七八个", "7", "8", "count"),
        ("三四十人", "三四十人", "30", "40", "count"),
    ],
)
def test_pairs(text: str, span: str, low: str, high: str, kind: str) -> None:
    found = one(text)
    assert (found.text, numbers(found), found.kind) == (span, (Decimal(low), Decimal(high)), kind)
    assert found.is_range == (kind != "ratio")


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("缺口约为10.3万、5.2万个", ["103000", "52000"], "个"),
        ("分别为30、20、10所", ["30", "20", "10"], "所"),
        ("分别为3、5万元", ["30000", "50000"], "元"),
        ("分别为0.4175和0.3986，", ["0.4175", "0.3986"], ""),
    ],
)
def test_a_shared_unit(text: str, values: list[str], unit: str) -> None:
    found = lex(text)
    assert [quantity.value for quantity in found] == [Decimal(value) for value in values]
    assert {quantity.unit for quantity in found} == {unit}


@pytest.mark.parametrize(
    ("text", "span", "unit"),
    [
        ("田长x人，", "x人", "人"),
        ("学校xxx所", "xxx所", "所"),
        ("面积x万亩", "x万亩", "亩"),
        ("问题??个", "??个", "个"),
        ("收入**亿元", "**亿元", "元"),
        ("支出为 xxxxx.xx 元", "xxxxx.xx 元", "元"),
        ("增长×.××%", "×.××%", "%"),
        ("教师（略）人", "（略）人", "人"),
        ("户籍人口xx万，", "xx万", ""),
        ("普职比达x:x；", "x:x", ""),
    ],
)
def test_masked(text: str, span: str, unit: str) -> None:
    found = one(text)
    assert (found.text, found.value, found.unit, found.kind) == (span, None, unit, Kind.MASKED)
    assert found.interval is None


@pytest.mark.parametrize(
    ("text", "approximation"),
    [
        ("约300人", "约"),
        ("大约300人", "约"),
        ("300人左右", "约"),
        ("近300人", "近"),
        ("超过300人", "余"),
        ("300余人", "余"),
        ("300多人", "多"),
        ("300人以上", "以上"),
        ("不低于300人", "以上"),
        ("不足300人", "以下"),
        ("300人以内", "以下"),
        ("300人", ""),
    ],
)
def test_approximations(text: str, approximation: str) -> None:
    assert one(text).approximation == approximation
    assert numbers(one(text)) == (Decimal(300),)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("共300人", "300", "300"),
        ("增长5.43%", "5.425", "5.44"),
        ("投入412亿元", "41150000000", "41300000000"),
        ("投入2.5万元", "24500", "26000"),
        ("有700余人", "700", "800"),
        ("拨款700余万元", "7000000", "8000000"),
        ("近100人", "0", "100"),
        ("学生三万二千人", "31500", "33000"),
        ("共三百人", "300", "300"),
        ("每3—11周岁", "3", "11"),
        ("为1:13.5的", "13.45", "13.6"),
        ("不足300人", "0", "300"),
    ],
)
def test_intervals_are_by_the_last_digit_and_counts_are_exact(text: str, low: str, high: str) -> None:
    assert one(text).interval == Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("新建36所幼儿园，", "幼儿园"),
        ("现有公办学校45所，", "公办学校"),
        ("其中高中1137人、", "高中"),
        ("6栋教学楼的加固", "教学楼"),
        ("全县共有寄宿生6695人。", "寄宿生"),
    ],
)
def test_what_is_counted(text: str, counted: str) -> None:
    assert one(text).counted == counted


def test_what_it_is_for_one_of() -> None:
    assert one("小学650元/生").per == "生"
    assert one("12.5平方米/生").unit == "平方米"


@pytest.mark.parametrize(
    "text",
    [
        # dates and times
        *(
            "2023年",
            "2021年9月",
            "9月29日",
            "2021-2022年",
            "20192020年",
            "20212022学年度",
            "9月10日至10月15日",
            "今年8月底",
        ),
        *(
            "2023-09-30 08:22:02",
            "时间8:30至17:00",
            "09:20",
            "9点20分",
            "21年秋季",
            "2021学年",
            "《规划2035》",
            "2021级学生",
            "上半年",
        ),
        # document numbers, ordinals, grades
        *(
            "湘发〔2020〕25号",
            "（东宣发〔2018〕26号）",
            "第3",
            "第42届",
            "第二批",
            "第1、2名",
            "第三至五名",
            "一等奖",
            "第一、二批",
            "二本以上",
            "三级教师",
        ),
        *("七年级", "八、九年级", "初二", "十九届三中全会", "四届三次、四次全会", "党的十九大精神", "前3名", "1号楼"),
        # markers
        *("1.扎实推进", "2、设置形式", "（3）完成", "（一）一是", "20、除事假外", "一、", "37. 市中区"),
        # slogans and names
        *(
            "“双减”",
            "五项管理",
            "“5+2”课后服务",
            "“1+X”证书",
            "两个只增不减",
            "做到“四个100%”",
            "九年一贯制",
            "九年（十二年）一贯制",
            "三位一体",
        ),
        *(
            "一校一策",
            "两课两操",
            "“三项”机制",
            "六个一活动",
            "“1358”体系",
            "110报警",
            "12345热线",
            "四个意识",
            "十四五规划",
        ),
        *(
            "学前三年毛入园率",
            "三年行动计划",
            "建党100年",
            "成立70周年",
            "建党一百年",
            "两个一百年",
            "十分重要",
            "进一步",
            "一些",
            "统一",
            "一项重要工作",
        ),
        *("零投诉", "零容忍", "减负三十条", "教育信息化2.0行动", "（精选8篇）", "黔阳一中", "三峡"),
        # phones, codes, versions
        *("电话：0745-7736270", "a8506@163.com", "PM2.5", "TOP500", "版本1.2.3", "5G网络", "13812345678", "12·4宪法日"),
        # masks that hide no number
        *("xx市", "x省x县", "**县", "xx中心支行", "吗？个别", "xx人民政府", "xxxx年", "〔xx〕x号", "党***成立"),
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert [quantity.text for quantity in lex(text)] == []


def test_a_rhetorical_number_in_a_heading_counts_nothing_but_in_a_sentence_it_does() -> None:
    assert lex("12. 街道三项措施做好工作") == ()
    assert one("街道采取三项措施，做好工作。").text == "三项"


def test_a_marker_before_a_count_is_no_decimal() -> None:
    assert one("完成。2.3所学校达标").text == "3所"
    assert one("比例为2.3万所").value == Decimal(23000)


def test_a_cell_with_nothing_but_a_number_is_one() -> None:
    assert [quantity.text for quantity in lex("小学\n2342\n12\n36.5")] == ["2342", "36.5"]
