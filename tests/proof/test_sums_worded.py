"""Sums in the wordings of budgets and rosters: 分项情况, 主要是, 通过…偿还, 由…组成, 分两批, shares that are added up."""

import pytest

from eduduty_desktop.proof import Verdict, prove
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import judge
from eduduty_desktop.proof.relations import sums
from eduduty_desktop.proof.result import Claim


def claims_in(text: str) -> tuple[Claim, ...]:
    return judge(sums.readings(Passage(text)))


def accused(text: str) -> list[str]:
    return [claim.message for claim in claims_in(text) if claim.verdict is Verdict.INCONSISTENT]


SOUND = {
    "分项情况": (
        "区级基金收入完成38617万元，增长6%；加上上年结转5120万元，收入总计43737万元。收入分项情况：土地出让收入35204万元、配套费收入3413万元。",
        "3413万元",
        "4413万元",
    ),
    "items with lists of their own": (
        "区级经营支出41387万元，下降3%。支出分项情况：一是改制成本5218万元，主要是安置费4716万元、其他支出502万元；二是资本金注入36169万元。",
        "36169万元",
        "46169万元",
    ),
    "主要是": ("利润收入13840万元，主要是水务集团7130万元、城建集团5270万元、粮食集团1440万元。", "1440万元", "2440万元"),
    "主要用于": ("下达补助资金2386万元，主要用于校舍维修1473万元、设备购置913万元。", "913万元", "983万元"),
    "two levels around a list": (
        "收到专项转移支付28.4亿元，其中：按级次划分，市本级11亿元，主要是高中建设2.3亿元、职教实训1.7亿元等，县区17.4亿元。",
        "17.4亿元",
        "27.4亿元",
    ),
    "paid by": (
        "到期债券本息36.53亿元（本金25.91亿元、利息10.62亿元），通过再融资一般债券8.14亿元、再融资专项债券15.07亿元和预算资金13.32亿元偿还。",
        "13.32亿元",
        "23.32亿元",
    ),
    "bracket before other means": (
        "到期债券本息36.53亿元（本金25.91亿元、利息10.62亿元），通过再融资一般债券8.14亿元、再融资专项债券15.07亿元和预算资金13.32亿元偿还。",
        "10.62亿元",
        "10.82亿元",
    ),
    "budget of the year": ("年初预算27,418.30万元，追加预算5,306.45万元，全年预算数32,724.75万元。", "32,724.75", "33,724.75"),
    "加上 behind an explanation": (
        "市直经营支出28560万元，增长两成，主要原因是当年对平台公司注资2亿元；加上结转下年3714万元，调出资金8000万元，支出总计40274万元。",
        "8000万元",
        "9000万元",
    ),
    "shares": ("获博士学位的教师占教师总数的48.31%；获硕士学位的教师占教师总数的40.26%；合计硕士以上学位教师占88.57%。", "88.57%", "78.57%"),
    "points": ("对照评价体系，投入9.5分、过程27分、产出31.5分、效果26分，综合得分94分，等次为优。", "94分", "84分"),
    "increases": (
        "争取上级资金46.3亿元，较上年增加15.2亿元，增长48.9%。其中，一般预算31.1亿元，较上年增加4.9亿元；基金预算15.2亿元，较上年增加10.3亿元。",
        "10.3亿元",
        "20.3亿元",
    ),
    "income for one": ("城镇居民人均可支配收入38462元，增长5%，其中，工资性收入22317元，经营净收入4125元，转移净收入9841元，财产净收入2179元。", "2179元", "3179元"),
    "teaching points among schools": ("有各级各类学校（含教学点）164所，其中高中4所，初中17所，小学58所，教学点23个，特教学校1所，幼儿园61所。", "164所", "264所"),
    "towns": ("全县辖9镇7乡，共16个乡镇、214个行政村。", "7乡", "8乡"),
    "bracket behind the noun": ("开设17个本科专业（师范类专业6个，非师范类专业11个）。", "11个", "12个"),
    "bare figures in brackets": ("资助学生4164人次（春季1727、秋季2437），每人500元。", "2437）", "2537）"),
    "由…组成": ("评估组共26名成员，由17名督学和9名校长组成。", "9名", "19名"),
    "由…组成, 共": ("评估组由17名督学和9名校长组成，共26人。", "26人", "36人"),
    "分两批": ("全年分两批补充教师142名，第一批85名，第二批57名。", "57名", "67名"),
    "办结": ("全年受理信访件137件，办结124件，正在办理13件。", "13件", "23件"),
    "all named in the whole": ("开展演练、宣讲和排查共513次，其中演练287次，宣讲134次，排查92次。", "92次", "82次"),
    "grades": ("开设教学班27个，其中一年级5个、二年级4个、三年级4个、四年级5个、五年级4个、六年级5个。", "27个", "37个"),
    "posts": ("现有教职工37人，其中，公务员21人，专业技术人员13人，工勤人员3人。", "37人", "47人"),
    "classes": ("学校现有社团26个，其中体育类9个、艺术类8个、科技类5个、劳动类4个，参与率95%。", "26个", "36个"),
    "boys and girls": ("我校占地28460平方米，在校生1294人，教学班27个。男生671人，女生623人。", "1294人", "2294人"),
    "names of the whole": (
        "医疗保险参保人数346.81万人，其中居民医疗保险参保人数307.54万人，职工医疗保险参保人数39.27万人，参加工伤保险职工34.2万人。",
        "39.27万人",
        "49.27万人",
    ),
    "halves in brackets": ("投入1.38亿元新建、改扩建幼儿园15所，其中新建9所（投资0.95亿元），改扩建6所（投资0.43亿元）。", "0.43亿元", "0.53亿元"),
    "subtotal among the parts": (
        "教育经费总投入173284万元，比上年增长5%。其中，财政性经费149762万元（占86.4%），比上年增长4%；事业收入19107万元，其他收入4415万元，二者合计2.35亿元。",
        "173284万元",
        "273284万元",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SOUND)
def test_sound(name: str) -> None:
    text, _, _ = SOUND[name]
    claims = claims_in(text)
    assert claims
    assert {claim.verdict for claim in claims} == {Verdict.CONSISTENT}


@pytest.mark.parametrize("name", SOUND)
def test_changed_digit(name: str) -> None:
    text, right, wrong = SOUND[name]
    assert right in text
    changed = text.replace(right, wrong)
    assert accused(changed), [claim.message for claim in claims_in(changed)]


def test_another_kind_behind_a_semicolon_may_belong_to_the_whole() -> None:
    text = "我市共有公办学校41所。其中，义务教育阶段有小学12所、初级中学9所、九年一贯制学校8所；高中阶段有高中3所、中职2所；另有特教学校1所、幼儿园5所、进修学校1所。"
    (claim,) = claims_in(text)
    assert claim.verdict is Verdict.CONSISTENT
    assert len(claim.operands) == 9
    assert not accused(text.replace("41所", "40所"))


def test_no_claim_is_made_twice() -> None:
    claims = prove("全县教职工总数为2914人，按学段分，义务教育阶段2142人，非义务教育阶段757人。").contradictions
    assert [claim.stated.text for claim in claims] == ["2914人"]


SILENT = {
    "主要是 leaves much out": "利润收入13840万元，主要是水务集团7130万元、城建集团2270万元。",
    "主要是 explains a change": "财政收入8630万元，增加620万元，主要是增值税增加500万元、所得税增加400万元。",
    "round figures": "投入资金6800万元，其中校舍建设3300万元、设备购置2500万元。",
    "round areas": "占地12000平方米，建筑面积8600平方米，其中教学楼4200平方米、综合楼2400平方米、食堂1000平方米。",
    "full points and those scored": "考核设置：过程管理20分、绩效40分、满意度30分，自评总分85分。",
    "batches of what arrived": "收到专项资金5200万元，其中：中央3600万元，省级1600万元；到位资金分两批下达，第一批3000万元，第二批2000万元。",
    "另有 beyond the whole": "全县有中小学60所，其中小学40所，初中15所；另有教学点20个，幼儿园62所。",
    "the total of the other side": "收入总计12486.35万元，其中：财政拨款12310.35万元，事业收入120万元，其他收入56万元；支出总计11486.35万元。",
    "two totals in one sentence": "全年收入合计860万元，其中学费420万元，补助440万元，支出合计790万元。",
    "income is no spending": "拨款收入420万元，事业收入440万元，支出合计790万元。",
    "averages by stage": "生均教育支出12300元，其中小学11200元，初中14300元。",
    "batches not counted": "补充教师142名，第一批85名，第二批47名。",
    "shares of different things": "本科以上教师占78.2%，女教师占61.5%，合计奖励312人。",
    "from a number": "班额由52名和48名分别降至45名和42名，优化组成方案涉及教师12名。",
    "means in part": "到期债券本息36.53亿元，已安排再融资债券8.14亿元。",
    "boys of another school": "全县在校生58214人。城关小学男生671人，女生623人。",
}  # fmt: skip


@pytest.mark.parametrize("name", SILENT)
def test_silent(name: str) -> None:
    assert not accused(SILENT[name])
