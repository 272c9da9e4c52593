"""Near misses that the form of a list, or the name of a figure, says are slips; and look-alikes that are none."""

import pytest

from eduduty_desktop.proof import Verdict, prove

LISTS = [
    ("opened", "全县配备校医63名，其中公立医院派驻38名、社会招聘25名。", "25名", "35名", "63名"),
    ("parts of a sentence", "共有学校58所，其中：小学41所（含教学点13所）；初中12所；高中5所。", "5所", "6所", "58所"),
    ("behind a stop", "全市共有教研员214名。其中，市级36名，县级121名，乡级57名。", "57名", "58名", "214名"),
    ("kinds without a word", "义务教育学校71所，小学44所，初中19所，九年一贯制学校8所。", "8所", "9所", "71所"),
    ("its own marks", "受理来信47件，电话26件、网络14件、走访7件。", "7件", "8件", "47件"),
    ("how far each is", "列入台账的事项36项，已办结29项，正在办理7项。", "7项", "8项", "36项"),
    ("how far each is, a sentence on", "反馈意见54条。截至11月底，已完成整改46条，正在整改8条。", "8条", "9条", "54条"),
    ("next to nothing left out", "教职工3618人，其中在编教师3312人、特岗教师174人、聘用教师132人。", "132人", "112人", "3618人"),
    ("ratings", "对12个乡镇作了评定，其中优秀4个、良好6个、合格2个。", "2个", "3个", "12个"),
    ("a row and what it comes to", "上下两学期分别发放补助862.4万元、917.3万元，全年1779.7万元。", "1779.7", "2779.7", "万元"),
    ("levels summed up", "现有国家级基地3个、省级基地8个、市级基地17个，三级基地共28个。", "28个", "38个", "38个"),
    (
        "called alike",
        "普高6所，招生3142人，教师811人；中职3所，招生1876人，教师264人。两类学校共招生5018人。",
        "5018人",
        "6018人",
        "6018人",
    ),
]  # fmt: skip
NAMED = [
    ("a rate of the part's name", "应聘教师岗位核定812个，实有在岗764个，空岗48个，岗位到岗率94.1%。", "94.1%", "84.1%"),
    ("between other parts", "共安排经费6120万元，省级补助4210万元，县级自筹1910万元，县级自筹占31.21%。", "31.21%", "41.21%"),
    ("high schools do not rise", "普通高中招生4126人，中职招生2671人，高中阶段共招生6797人，普通高中招生占60.7%。", "60.7%", "70.7%"),
    ("above a norm", "公办园在园占比56.25%，高于50%的标准6.25个百分点。", "6.25个百分点", "7.25个百分点"),
    ("paid more", "教师年均收入96482元，公务员年均收入95317元，教师高出1165元。", "1165元", "2165元"),
    ("either order", "配备学生用机2650台，学生18550人，机生比为1:7。", "1:7", "1:8"),
]  # fmt: skip


def contradicted(text: str) -> list[str]:
    return [claim.stated.text for claim in prove(text).claims if claim.verdict is Verdict.INCONSISTENT]


@pytest.mark.parametrize(("text", "figure", "changed", "stated"), [row[1:] for row in LISTS], ids=[r[0] for r in LISTS])
def test_a_list_that_exceeds_its_total(text: str, figure: str, changed: str, stated: str) -> None:
    assert contradicted(text) == []
    (found,) = contradicted(changed.join(text.rsplit(figure, 1)))
    assert found.endswith(stated)


@pytest.mark.parametrize(("text", "figure", "changed"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_a_figure_that_its_words_name(text: str, figure: str, changed: str) -> None:
    assert contradicted(text) == []
    assert contradicted(changed.join(text.rsplit(figure, 1))) == [changed]


@pytest.mark.parametrize(
    "text",
    [
        "供应建设用地36.4万亩，新增林地28.1万亩、草地9.6万亩。",  # three of one kind, none the whole
        "建成省级车间16家，国家级车间6家，省级示范11家。",
        "发现矿种57种，已查明储量33种，已开采25种。",  # each a part of the one before
        "排查隐患108处，其中线路类61处、设施类39处，现已整改98处。",
        "配有教员86人，其中共建单位派出51人，另聘36人。",
        "全县名师97人，其中党员9人、女教师31人、高级教师58人。",  # one may be counted twice
        "艺术团12个，图书馆7个，文化馆12个。",
        "网上销售额比上年增长38.4%，占全部的29.7%，比上年提高8.3个百分点。",  # a growth is no former share
        "差异系数为0.412，比2018年的0.486降低0.074；初中为0.367，比2018年的0.402降低0.035。",
        "指出问题27个，已完成整改21个，基本完成4个，持续推进2个，整改完成率77.8%。",
        "普高4所，招生2874人，在校生8912人，教师703人；中职2所，招生1653人，在校生4317人，教师198人。共招生4527人，在校生13229人。",
        "投入9.7亿元，实施新建、改建、扩建、迁建四类项目86个。",
        "幼儿园58所，在园6943人，其中公办园31所、在园3982人；普惠性民办园22所、在园2617人，普惠性幼儿园覆盖率95.0%。",
        "专任教师791人，双师型教师298人。师生比1:15.2。附设职高部在读学生57人。",
        "全区有体育、美术专任教师684人，其中体育372人、音乐159人、美术153人，占专任教师的15.72%。",
        "近三年投入分别为4.86亿元、5.21亿元、5.77亿元，三年累计15.84亿元；2023年支出占总支出27.4亿元的21.1%。",
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert contradicted(text) == []


def test_the_message_shows_the_reading_that_comes_nearest() -> None:
    text = "应轮岗教师1641人，实际轮岗386人，占23.5%，其中骨干83人。近三年累计轮岗1105人，2021年341人，2022年378人，2023年486人。"
    (claim,) = [claim for claim in prove(text).claims if claim.verdict is Verdict.INCONSISTENT]
    assert "2021年341人＋2022年378人＋2023年486人＝1205人" in claim.message.split("，文中")[0]
    assert claim.stated.text == "1105人"


def test_a_sum_is_shown_as_its_parts_are_written() -> None:
    text = "上下两学期分别发放补助862.4万元、917.3万元，全年2779.7万元。"
    (claim,) = [claim for claim in prove(text).claims if claim.verdict is Verdict.INCONSISTENT]
    assert "862.4万元＋917.3万元＝1779.7万元" in claim.message
