"""A sum accuses for a reason in the words; what an open list leaves out is none, however it looks."""

import pytest

from eduduty_desktop.proof import Reader
from eduduty_desktop.proof.relations import balances, subsets
from eduduty_desktop.proof.result import Relation, Verdict
from tests.proof.told import contradicted, told


def _told(text: str) -> dict[tuple[str, str], Verdict]:
    return {(str(claim.relation), claim.stated.text): claim.verdict for claim in Reader().prove(text).claims}


@pytest.mark.parametrize(
    "text",
    [
        "全县床位5.62万张，其中医院4.10万张，乡镇卫生院0.52万张。",
        "各类市场主体43.70万户，其中企业12.31万户，个体工商户30.39万户。",
        "粮食播种面积176.51万亩，比上年增加3万亩。其中：小麦64.20万亩，增长1%；玉米107.31万亩，增长2%。",
        "存款余额512.98亿元。其中，住户存款301.23亿元、增长9%；企业存款120.12亿元、增长6%；财政存款91.59亿元、增长2%。",
        "粮食种植面积256.71万亩。其中，小麦135.15万亩，增长0.1%；玉米116.02万亩，下降0.4%；油料22.73万亩，增长1%；蔬菜16.87万亩，增长2%。",
        "贷款余额900.20亿元，比年初增加77.49亿元；其中短期贷款310.51亿元，比年初增加32.04亿元，中长期贷款570.72亿元，比年初增加28.04亿元。",
        "文化馆4个，图书馆4个，美术馆1个，档案馆4个。",
        "新增省级智能工厂（车间）17家，国家级绿色工厂7家，省级12家。",
        "年末共有省级以上企业技术中心56个，其中国家级3个；省级以上工程研究中心23个。",
        "城镇零售额500.1亿元、下降14.5%，其中城区258.9亿元、下降19.5%，乡村29.0亿元、下降14.0%。",
        "总出院40.65万人。其中医院诊疗634万人次，出院35.64万人；基层机构诊疗841万人次，出院3.63万人。",
        "保费收入132.07亿元。其中，寿险84.15亿元；健康险25.33亿元，意外险2.24亿元；财产险47.92亿元。",
        "赔付支出112.35亿元。其中，财产险36.21亿元；寿险65.33亿元；健康险9.1亿元；意外险1.76亿元。",
        "累计支出农林水194.42亿元，补助资金46.35亿元。教育累计支出240.95亿元。",
        "社保基金支出157.1亿元，当年收支结余8.9亿元，年末累计结余176.1亿元。",
        "2022年安排48万元，2023年安排55万元，同比增长14.58%。三年合计投入143万元。",
    ],
)
def test_an_open_list_is_not_accused(text: str) -> None:
    assert Verdict.INCONSISTENT not in _told(text).values()


@pytest.mark.parametrize(
    "text",
    [
        "收入101.4亿元，增长2.5%。加返还性收入8.5亿元，专项补助33.2亿元，上年结转9.6亿元，收入总计152.7亿元。",
        "支出拟安排59.81亿元。一般债券转贷支出5.60亿元，上解上级支出1.41亿元，支出总计66.82亿元。",
        "全社会用电量50.74亿千瓦时。分产业看，第一产业用电1.09亿千瓦时，第二产业用电25.68亿千瓦时，第三产业用电18.15亿千瓦时。城乡居民用电5.82亿千瓦时。",
    ],
)
def test_what_a_total_adds_up_may_stand_in_the_sentence_beside(text: str) -> None:
    verdicts = [claim.verdict for claim in Reader().prove(text).claims if claim.relation is Relation.SUM]
    assert verdicts == [Verdict.CONSISTENT]


@pytest.mark.parametrize(
    "text",
    [
        "市级收入55.4亿元，增长10.9%，加上返还性收入、上级补助收入等，收入总计424.6亿元；市级支出97.9亿元，加上上解支出等，支出总计424.6亿元。",
        "年终结转85,882万元。地方一般公共预算收入加上上划中央收入201,522万元，市本级总收入455,122万元。",
        "全市收入1009亿元加上转移支付收入395.61亿元、上年结余52.09亿元，减去上解支出57.43亿元后，财力共计1399.27亿元。",
        "收入完成900,622万元。加上补助收入34, 203万元、上年结转147,336万元、调入资金44,800万元，收入总计1,126,961万元。",
    ],
)
def test_an_equation_that_is_not_told_whole_is_not_accused(text: str) -> None:
    assert Verdict.INCONSISTENT not in _told(text).values()


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("获得奖牌1004枚。其中，金牌325枚，银牌328枚，铜牌358枚。", "1004枚"),
        ("立项课题23项，其中重点课题4项、一般课题14项、专项课题6项。", "23项"),
        ("举办活动132场，其中市级9场、县级38场、校级83场。", "132场"),
        ("食堂72个，其中自营55个、委托经营27个，覆盖率100%。", "72个"),
        ("体育场馆63所，社区体育场馆12所，学校体育场馆61所。", "63所"),
        ("实施项目168个。其中：学前教育项目32个、义务教育项目97个、高中阶段项目28个、其他项目21个。", "168个"),
        ("新聘教师143名，其中特岗教师60名、公费师范生32名、县级招聘45名、引进研究生7名。", "143名"),
        ("总出院人数114.08万人。其中医院诊疗171.5万人次，出院人数114.08万人；基层诊疗258.3万人次，出院人数20.26万人。", "114.08万人"),
        ("肉类产量41.46万吨。其中，猪肉31.09万吨；牛肉1.37万吨；羊肉0.99万吨；禽肉8.01吨。", "41.46万吨"),
        ("养老机构10家，床位1977张。其中，公建公营3家，床位248张；公建民营2家，床位386张；民建民营5家，床位1095张。", "1977张"),
        ("毕业生21.6万人，招生24.3万人，在校生75.2万人。其中，本科毕业生20.6万人，招生23.1万人，在校生71.9万人；研究生毕业生1.0万人，招生2.2万人，在校生3.3万人。", "24.3万人"),
    ],
)  # fmt: skip
def test_a_reason_in_the_words_accuses(text: str, figure: str) -> None:
    assert _told(text)["sum", figure] is Verdict.INCONSISTENT


def test_a_part_that_lacks_its_unit_is_named() -> None:
    (claim,) = Reader().prove("肉类41.46万吨。其中，猪肉31.09万吨；牛肉1.37万吨；羊肉0.99万吨；禽肉8.01吨。").claims
    assert "“8.01吨”加上“万”就相符" in claim.advice


def test_columns_are_divided_each_by_its_name() -> None:
    text = (
        "毕业生21.6万人，招生24.3万人，在校生75.2万人。其中，本科毕业生20.6万人，招生23.1万人，在校生71.9万人；"
        "研究生毕业生1.0万人，招生1.2万人，在校生3.3万人。"
    )
    sums = [claim for claim in Reader().prove(text).claims if claim.relation is Relation.SUM]
    assert [claim.stated.text for claim in sums] == ["21.6万人", "24.3万人", "75.2万人"]


@pytest.mark.parametrize(
    "text",
    [
        "全年收入84.87亿元，其中保费49.29亿元、补贴收入34.48亿元、其他收入1.10亿元。支出80.27亿元，其中待遇支出76.46亿元、其他支出3.81亿元。当年结余4.60亿元。",
        "基金预算收入拟安排92.15亿元，上年结转67.20亿元，收入总计159.35亿元；基金预算支出拟安排86.35亿元，滚存结余73亿元，支出总计159.35亿元。收支相抵，当年预算结余5.80亿元。",
        "收入预算43.12亿元（其中：开发区0.79亿元），实际完成57.80亿元（其中：开发区1.27亿元）；支出预算42.96亿元，实际完成49.72亿元（其中：开发区0.91亿元）。收支结余8.08亿元。",
    ],
)
def test_what_is_left_of_a_year_is_of_the_totals_not_of_their_last_parts(text: str) -> None:
    assert Verdict.INCONSISTENT not in told(balances.readings, text).values()


def test_a_wrong_rest_of_a_year_is_found_behind_lists_of_parts() -> None:
    text = "全年收入84.87亿元，其中保费49.29亿元、其他收入1.10亿元。支出80.27亿元，其中待遇支出76.46亿元。当年结余5.60亿元。"
    assert contradicted(balances.readings, text) == ["5.60亿元"]


def test_a_negative_whole_has_no_greatest_part() -> None:
    text = "上级补助收入-4.4亿元，其中彩票公益金189万元。"
    assert contradicted(subsets.readings, text) == []
