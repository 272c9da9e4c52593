"""Sums in prose: what is confirmed, what a changed digit breaks, and what must not alarm."""

import pytest

from eduduty_desktop.proof import Verdict, prove
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import judge
from eduduty_desktop.proof.relations import sums
from eduduty_desktop.proof.result import Claim


def claims_in(text: str) -> tuple[Claim, ...]:
    return judge(sums.readings(Passage(text)))


def only(text: str) -> Claim:
    claims = claims_in(text)
    assert len(claims) == 1, [claim.message for claim in claims]
    return claims[0]


def accused(text: str) -> list[str]:
    return [claim.message for claim in claims_in(text) if claim.verdict is Verdict.INCONSISTENT]


SOUND = {
    "其中": ("全县现有幼儿园62所，其中公办幼儿园35所、民办幼儿园27所。", "62所", "63所"),
    "其中, kinds": (
        "全区有中小学48所，其中普通高中3所、完全中学2所、初级中学9所、九年一贯制学校6所、小学28所。",
        "小学28所",
        "小学38所",
    ),
    "brackets are no addends": (
        "在编教职工2866名（含特岗教师52名、支教教师9名），其中义务教育阶段2218人，非义务教育阶段648人。",
        "648人",
        "628人",
    ),
    "nested brackets": (
        "下达专项债券176420万元，其中：一般债券59420万元（再融资41200万元、新增18220万元），专项债券117000万元。",
        "117000万元",
        "127000万元",
    ),
    "figures of another unit between": (
        "遴选教师参加培训612人次，其中国家级项目38个，403人次；省级项目11个，209人次。",
        "209人次",
        "309人次",
    ),
    "bracket": ("新增学位1260个（小学840个、初中420个）。", "420个", "520个"),
    "colon": ("累计资助学生7845人次：学前教育926人次，义务教育5713人次，普通高中1206人次。", "1206人次", "2206人次"),
    "parts first": ("全县有小学57所、初中19所、九年一贯制学校8所，共84所。", "84所", "94所"),
    "parts first, 合计": ("争取中央资金3120万元、省级资金1480万元、县级配套650万元，合计5250万元。", "5250万元", "5350万元"),
    "分别, 合计": ("幼儿园、小学、初中在校生分别为6120人、15873人、8041人，合计30034人。", "30034人", "30134人"),
    "两项合计": ("普通高中在校生8126人、中职在校生3914人，两项合计12040人。", "12040人", "12140人"),
    "years": ("2020年、2021年、2022年分别投入6120万元、7354万元和8891万元，三年累计投入22365万元。", "22365万元", "23365万元"),
    "done and under way": ("排查安全隐患146处，已整改132处，14处正在整改中。", "14处", "24处"),
    "problems done and under way": ("发现问题共57个，下达整改通知并回访督查，目前已整改问题45个，12个问题正在整改中。", "12个", "22个"),
    "semicolons": (
        "年度学位建设任务360个，其中河西中心学校教学楼于2022年9月投入使用，新增学位240个；东坪中学宿舍楼2022年10月开工，新增学位120个。",
        "120个",
        "220个",
    ),
    "parts in another sentence": ("全年普通本科招生17151人。其中，文科3646人；理科8005人；工科5500人。", "5500人", "6500人"),
    "加上": ("一般公共预算支出65.7亿元，增长4.1%。加上上解上级支出4.1亿元，结转下年支出12.9亿元，支出总计82.7亿元。", "82.7亿元", "83.7亿元"),
    "分…看": ("全年零售总额931.12亿元，增长4.6%。分经营地看，城镇811.62亿元，增长4.5%；乡村119.50亿元，增长5.2%。", "119.50亿元", "129.50亿元"),
    "共 and a list": ("辖区共有学校183所，幼儿园96所、小学58所、初中19所、普通高中10所。", "58所", "57所"),
    "years of a span": ("2020—2022年累计投入校舍建设资金3.96亿元，其中2020年1.12亿元、2021年1.35亿元、2022年1.49亿元。", "3.96亿元", "3.86亿元"),
    "kinds that are all": ("适龄残疾儿童入学268人，其中随班就读164人、特殊教育学校就读73人、送教上门31人。", "164人", "174人"),
    "years behind 其中": ("建成运动场32个，其中2021年建成18个，2022年建成14个，总面积21.6万平方米。", "18个", "28个"),
    "own level and counties": ("偿还债务本息61.3亿元，其中：市本级44.7亿元，县区16.6亿元。", "44.7亿元", "54.7亿元"),
    "mixed scales": ("筹措资金1.24亿元，其中中央补助资金8200万元、省级补助资金4200万元。", "4200万元", "5200万元"),
    "rough": ("全年拨款700余万元，其中150万元用于视频联网，400多万元用于保安工资，150万元用于修缮围墙。", "150万元用于修", "250万元用于修"),
    # budgets and rosters: 分项情况, 主要是, 通过…偿还, 由…组成, 分两批, shares that are added up
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


def test_second_division_of_one_whole_is_judged_apart() -> None:
    text = "政府债务限额883亿元，其中：一般债务249亿元，专项债务634亿元。按区域划分：市级430亿元，江东县229亿元，河阳县224亿元。"
    assert [claim.verdict for claim in claims_in(text)] == [Verdict.CONSISTENT] * 2
    changed = claims_in(text.replace("249亿元", "259亿元"))
    assert [claim.verdict for claim in changed] == [Verdict.INCONSISTENT, Verdict.CONSISTENT]


def test_whole_of_the_next_list_is_no_part() -> None:
    text = "招生5151人，其中：硕士研究生134人，本科生3068人，大专生1949人；在校生16641人，其中：硕士研究生499人，本科生9057人，大专生7085人。"
    assert [claim.stated.text for claim in claims_in(text)] == ["5151人", "16641人"]
    assert accused(text.replace("1949人", "2949人"))


def test_coarse_figure_among_fine_ones_is_exact() -> None:
    text = (
        "总收入172.6亿元，其中：一般公共预算收入32.8亿元，上级补助收入91亿元，债务转贷收入28.1亿元，上年结余20.7亿元。"
    )
    assert only(text).verdict is Verdict.CONSISTENT
    assert accused(text.replace("20.7亿元", "21.7亿元"))


def test_message_spells_the_arithmetic_and_the_gap() -> None:
    claim = only("现有教职工3137名（含特岗教师48名），其中义务教育阶段教职工2342人，非义务教育阶段教职工780人。")
    assert claim.verdict is Verdict.INCONSISTENT
    assert claim.expected == "3122名"
    assert claim.message == "义务教育阶段教职工2342人＋非义务教育阶段教职工780人＝3122名，文中写“3137名”，差15名。"
    assert [operand.text for operand in claim.operands] == ["3137名", "2342人", "780人"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("公办园35所，民办园27所，附设幼儿班8个（乡镇中心园9所），合计71所。", "漏计"),
        ("小学12所、初中5所、九年一贯制学校7所，合计17所。", "重复计入"),
        ("小学在校生2143人，初中在校生1170人，合计3331人。", "颠倒"),
        ("小学在校生2143人，初中在校生1170人，合计22600人。", ""),
        ("投入小学改造资金230万元，投入初中改造资金1150万元，合计3450万元。", "十倍"),
        ("小学在校生2143人，初中在校生1170人，合计3413人。", "一位"),
    ],
)
def test_innocent_explanation(text: str, hint: str) -> None:
    for claim in claims_in(text):
        assert hint in claim.advice
        assert "请核对" in claim.advice or claim.verdict is not Verdict.INCONSISTENT


def test_masked_part_cannot_be_recomputed() -> None:
    claim = only("计划播种面积x万亩，其中水稻x万亩、玉米12万亩。")
    assert claim.verdict is Verdict.UNCHECKABLE
    assert "没有填数" in claim.message


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
    "overlapping kinds": "全县专任教师2146人，其中女教师1320人、党员612人、硕士43人。",
    "overlapping kinds that exceed": "全县专任教师2146人，其中女教师1520人、中共党员812人、硕士143人。",
    "one part only": "2021年补充教师134人，其中思政课教师5人。",
    "含": "教职工3137名（含特岗教师48名、退伍安置保安7人）。",
    "some kinds": "一般公共预算支出57.92亿元，其中教育支出14.08亿元、卫生健康支出7.28亿元、农林水支出6.1亿元。",
    "等": "投入资金860万元，其中校舍维修320万元、设备购置275万元、图书采购98万元等。",
    "main kinds nearly all": "年末贷款余额2915.55亿元。其中，住户贷款1218.53亿元，企业及机关团体贷款1688.43亿元。",
    "crops nearly all": "粮食播种面积2930.7万亩。其中，水稻1235.9万亩，玉米913.1万亩，大豆778.7万亩。",
    "another list behind": "年末有检验机构67家，其中国家级中心1家，法定检定机构5家，设备生产单位67家，特种设备2.7万台。",
    "pupils are no teachers": "全县教职工5286人，其中专任教师4719人，学生61270人。",
    "changes": "教育经费总投入18.25亿元，较上年增加1.13亿元，其中财政性教育经费15.89亿元，较上年增加1.02亿元。",
    "averages": "生均公用经费1150元，其中小学生均650元、初中生均850元。",
    "shares": "本科以上学历占58.15%，其中城区占61.2%、乡村占52.7%。",
    "balance and running balance": "基金收入301022万元，支出289804万元，当年结余11218万元，累计结余430834万元。",
    "another subject": "建成幼儿园12所、改扩建9所，全县共有幼儿园136所。",
    "普惠 is not all": "在园幼儿14208人，其中公办园7417人，占52.2%；普惠性民办园5398人，普惠率90.2%。",
    "marks of quality": "全县有幼儿园125所，其中省级示范园9所，乡镇中心园26所，普惠园94所。",
    "no total": "督促40所中小学、20所幼儿园建设，针对23个未开工项目、50个在建项目逐一会商。",
    "cars": "年末汽车保有量60.89万辆，其中私人汽车57.85万辆，轿车36.02万辆。",
    "old value": "园舍面积由2019年的398.67万平方米增加到452.6万平方米，其中新建31万平方米、改建18万平方米。",
    # budgets and rosters
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


def test_rounded_parts_never_alarm() -> None:
    assert not accused("教育支出14.08亿元，其中小学6.13亿元、初中4.42亿元、高中3.52亿元，三项合计14.08亿元。")
    assert not accused("货运量6931.8万吨，其中铁路1771.6万吨，公路4954.8万吨，水路205.2万吨，航空0.15万吨。")


def test_identity_outlives_other_text() -> None:
    sentence = "新增学位1260个（小学840个、初中420个）。"
    before, after = only(sentence), only(f"今年秋季开学前，{sentence}")
    assert before.start != after.start
    assert before.identity == after.identity
    assert before.identity != only(sentence.replace("1260", "1360")).identity
