"""Sums in prose: what is confirmed, what a changed digit breaks, and what must not alarm."""

import pytest

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import judge
from eduduty_desktop.proof.relations import sums
from eduduty_desktop.proof.result import Claim, Verdict


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
