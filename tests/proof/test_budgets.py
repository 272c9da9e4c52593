"""Budget reports: rates of plans, growths and shares over paragraphs, balances of the year; sound, changed and silent."""

import pytest

from eduduty_desktop.proof import Verdict, prove
from eduduty_desktop.proof.ledger import item_of, scope_of

# A text, a figure of it, the same figure with a digit changed.
SOUND = [
    ("全县一般公共预算收入年初预算为84120万元，实际完成86215万元，为年初预算的102.5%。", "102.5%", "103.5%"),
    ("支出预算合计251300万元，实际完成240120万元，为预算的95.6%。", "95.6%", "85.6%"),
    ("年初预算为300000万元，执行中支出预算调整为412350万元，实际完成401200万元，为调整预算的97.3%。", "97.3%", "87.3%"),
    ("收入预算为32.05亿元，实际完成33.61亿元，为预算的104.9%，比上年增加2.17亿元，增长6.9%。", "6.9%", "7.9%"),
    (
        "全县一般公共预算收入为84120万元，年底无变动。\n2021年全县一般公共预算收入完成86215万元，为预算的102.49%，增长6.1%。",
        "102.49%",
        "103.49%",
    ),
    (
        "1.一般公共预算。全县收入完成21.3亿元。支出完成68.4亿元。\n民生有保障。全县教育支出15.12亿元，占一般公共预算支出的22.1%。",
        "22.1%",
        "23.1%",
    ),
    (
        "2021年全县一般公共预算收入完成86215万元，增长6.1%。\n2022年全县一般公共预算收入安排91400万元，比上年完成数增长6.01%。",
        "6.01%",
        "7.01%",
    ),
    (
        "一、2021年县本级一般公共预算执行情况\n县本级一般公共预算收入完成86215万元。\n税收收入完成61023万元，下降1.2%。\n非税收入完成25192万元，增长8.1%。",
        "86215万元",
        "86225万元",
    ),
    (
        "收入预算53120万元，实际完成55240万元。支出预算51000万元，实际完成54127万元。当年收支结余1113万元，年末滚存结余8126万元。",
        "1113万元",
        "2113万元",
    ),
    ("县级社保基金收入39426万元，其中财政补贴收入3065万元；县级社保基金支出40127万元，当年收支缺口701万元。", "701万元", "801万元"),
    ("应拨付教育费附加1842万元，实际拨付1315万元，欠拨527万元。", "527万元", "537万元"),
    ("全区核定教职工编制2816名，较原核定的2715名增加101名。目前在编教职工2704人，空编112名。", "112名", "122名"),
    ("全县教师平均工资达到9.21万元，不低于公务员的8.94万元，高出0.27万元。", "0.27万元", "0.37万元"),
    ("收入完成53.1亿元。其中：税收收入30.27亿元，占收入的比重为57%；非税收入22.83亿元，占比43%。", "43%", "53%"),
    ("全区114所学校食堂实现公示率100%，建成明厨亮灶98所，占86%。", "86%", "76%"),
    ("全县新增实训平台8家，总量达到72家，增长12.5%。", "12.5%", "22.5%"),
    (
        "支出预算由84120万元调整为91533万元，主要是补助增加5213万元，债券支出增加3400万元，动用结余减少1200万元。",
        "91533万元",
        "91633万元",
    ),
    (
        "教职工2951人，其中专任教师2604人。\n队伍不断加强。专任教师中本科及以上学历2213人，占84.98%；高级职称612人，占23.5%。",
        "84.98%",
        "83.98%",
    ),
]  # fmt: skip

SILENT = [
    # another region, another fund, another year: nothing to compare with
    "全县一般公共预算收入预算为84120万元。\n县本级政府性基金预算收入完成26215万元，为预算的93.1%。",
    "2021年全县一般公共预算收入完成86215万元。\n2023年全县一般公共预算收入安排98400万元，增长5.2%。",
    "全县一般公共预算支出完成68.4亿元。\n县本级教育支出15.12亿元，占县本级一般公共预算支出的31.7%。",
    "2021年全县一般公共预算收入完成86215万元。\n2022年全县一般公共预算收入安排91400万元，按可比口径增长8.2%。",
    # two levels that are called nearly alike
    "市级国有资本经营预算支出1.14亿元，完成预算的87.3%。\n市本级国有资本经营预算支出1.14亿元，为预算的110.1%。",
    # sources that are not stated make the balance
    "社保基金收入5.2亿元，支出4.9亿元，年末滚存结余11.6亿元。",
    # the plan of the year is not the adjusted one
    "年初预算为300000万元，支出预算调整为412350万元，实际完成401200万元，为年初预算的133.7%。",
    "支出预算由84120万元调整为91533万元，主要是补助增加5213万元，债券支出增加3400万元。",
]


def _verdicts(text: str) -> dict[str, set[Verdict]]:
    found: dict[str, set[Verdict]] = {}
    for claim in prove(text).claims:
        found.setdefault(claim.stated.text, set()).add(claim.verdict)
    return found


@pytest.mark.parametrize(("text", "figure", "changed"), SOUND)
def test_what_a_budget_report_states_is_confirmed(text: str, figure: str, changed: str) -> None:
    verdicts = _verdicts(text)
    assert Verdict.CONSISTENT in verdicts[figure]
    assert all(Verdict.INCONSISTENT not in found for found in verdicts.values())


@pytest.mark.parametrize(("text", "figure", "changed"), SOUND)
def test_a_changed_digit_is_found(text: str, figure: str, changed: str) -> None:
    wrong = [claim for claim in prove(text.replace(figure, changed)).claims if claim.verdict is Verdict.INCONSISTENT]
    assert any(changed in {operand.text for operand in claim.operands} for claim in wrong)


@pytest.mark.parametrize("text", SILENT)
def test_what_is_of_something_else_is_left_alone(text: str) -> None:
    assert all(Verdict.INCONSISTENT not in found for found in _verdicts(text).values())


@pytest.mark.parametrize(
    ("lead", "item"),
    [
        ("2018年全市一般公共预算收入完成", "收入"),
        ("各级人代会批准的2018年全市政府性基金预算支出年初预算合计", "支出"),
        ("——税收收入完成", "税收收入"),
        ("全市财政用于民生方面的支出达", ""),
        ("实际完成", ""),
    ],
)
def test_an_item_is_what_is_left_of_the_words_before_an_amount(lead: str, item: str) -> None:
    assert item_of(lead) == item


def test_a_scope_is_what_a_text_names_last() -> None:
    scope = scope_of("2020年全县政府性基金预算执行情况。2021年县本级一般公共预算收入比2019年增长")
    assert (scope.fund, scope.region, scope.year) == ("一般公共预算", "县本级", 2021)
