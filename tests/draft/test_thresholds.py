"""Which value of a standard holds: the most special, of the year, of the place, or the draft's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import StandardOverride
from eduduty_desktop.draft.regions import is_within, province_in
from eduduty_desktop.draft.thresholds import override_key, read_value, threshold_keys, threshold_of
from eduduty_desktop.figures import Ratio, parse_amount
from eduduty_desktop.framework import Kind, Limit, Stage, Standard
from tests.draft.judging import filled, framework, metric, printed, standard, threshold

PRIMARY = metric(stage=Stage.PRIMARY)


def test_the_most_special_value_holds() -> None:
    one = standard(
        value="1",
        by_year={"2020": "2"},
        by_region={"湖南省": "3"},
        by_stage={Stage.PRIMARY: "4"},
        limits=(Limit("5", stage=Stage.PRIMARY, since="2020"), Limit("6", word="超大班额"), Limit("7", word="班额")),
    )
    assert threshold(one, PRIMARY).text == "5"
    assert threshold(one, PRIMARY, year="2019").text == "4"
    assert threshold(one).text == "3"
    assert threshold(one, region="广东省").text == "2"
    assert threshold(one, region="广东省", year="2019").text == "1"
    assert threshold(one, metric(label="超大班额比例")).text == "6", "the longer word"
    assert threshold(one, metric(label="标准班额")).text == "7"


@pytest.mark.parametrize(
    ("year", "text", "since"),
    [("2021", "50", "2022"), ("2022", "50", ""), ("2029", "50", ""), ("2030", "60", ""), ("2099", "60", "")],
)
def test_the_latest_year_not_after_the_drafts_own_holds(year: str, text: str, since: str) -> None:
    found = threshold(standard(by_year={"2022": "50", "2030": "60"}), year=year)
    assert (found.text, found.since, found.holds) == (text, since, not since)


def test_a_value_holds_until_its_last_year() -> None:
    one = standard("yoy_decrease", "个百分点", limits=(Limit("0.5", since="2018", until="2023"),))
    assert threshold(one, year="2023").holds
    assert threshold(one, year="2024").until == "2023"
    assert printed(one, year="2024") == "比上年下降0.5个百分点以上（至2023年）"
    assert threshold(one, year="2017").since == "2018"


def test_without_a_year_only_what_always_holds_does() -> None:
    one = standard(value="40", by_year={"2022": "50"})
    yearless = framework(one, metric(), year=None)
    found = threshold_of(filled(yearless), metric())
    assert found is not None
    assert (found.text, found.holds) == ("40", True)
    dated = threshold_of(filled(framework(standard(by_year={"2022": "50"}), metric(), year=None)), metric())
    assert dated is not None
    assert not dated.holds


@pytest.mark.parametrize(
    ("region", "place", "inside"),
    [
        ("东部", "浙江省丽水市缙云县", True),
        ("东部", "湖南省怀化市洪江市", False),
        ("中西部", "湖南省怀化市洪江市", True),
        ("中西部", "重庆市巴南区", True),
        ("西部", "四川省凉山彝族自治州会东县", True),
        ("西部", "青海省海南藏族自治州", True),
        ("河南省", "河南省许昌市", True),
        ("河南省", "青海省河南蒙古族自治县", False),
        ("广西壮族自治区", "广西桂林市", True),
        ("怀化市", "湖南省怀化市洪江市", True),
        ("中西部", "某省某市", False),
        ("东部", "", False),
    ],
)
def test_places_lie_in_regions(region: str, place: str, inside: bool) -> None:
    assert is_within(region, place) == inside


def test_the_covers_county_tells_the_region_too() -> None:
    one = standard(value="85", by_region={"河南省": "90"})
    assert threshold(one, region="某省", county="河南省长葛市").text == "90"
    assert threshold(one, region="某省", county="长葛市").text == "85"


@given(st.text(max_size=30))
def test_a_province_is_found_or_not(text: str) -> None:
    assert province_in(text) in ("", *(p for p in [province_in(text)] if p in text))


def own(draft: Draft, row: StandardOverride, slot: str = "") -> Draft:
    return draft.apply([draft.change(Key("standards", "std", slot), row)])


def test_the_drafts_own_value_goes_first_with_its_reason() -> None:
    draft = own(filled(framework(standard(value="50"), metric())), StandardOverride("55%", " 省定 "))
    found = threshold_of(draft, metric())
    assert found is not None
    assert (found.text, str(found.amount), found.is_own, found.reason) == ("55%", "55", True, "省定")


def test_an_own_value_of_one_stage_leaves_the_others() -> None:
    one = standard(unit="比", by_stage={Stage.PRIMARY: "1:19", Stage.JUNIOR: "1:13.5"})
    primary, junior = metric(Kind.RATIO, "比", stage=Stage.PRIMARY), metric(Kind.RATIO, "比", stage=Stage.JUNIOR)
    assert override_key(primary, one) == Key("standards", "std", "primary")
    draft = own(filled(framework(one, primary)), StandardOverride("1:18", "省定"), "primary")
    for definition, text in ((primary, "1:18"), (junior, "1:13.5")):
        found = threshold_of(draft, definition)
        assert found is not None
        assert found.text == text
    every = own(filled(framework(one, primary)), StandardOverride("1:20", "省定"))
    found = threshold_of(every, junior)
    assert found is not None
    assert found.text == "1:20"


def test_an_own_value_without_a_value_says_nothing() -> None:
    draft = own(filled(framework(standard(value="50"), metric())), StandardOverride("", "省定"))
    found = threshold_of(draft, metric())
    assert found is not None
    assert (found.text, found.is_own) == ("50", False)


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("85", "%", "85"),
        ("85%", "%", "85"),
        ("85％", "%", "85"),
        ("1：19", "比", "1:19"),
        ("6000元", "元/生·年", "6000"),
        ("6000 元/生·年", "元/生·年", "6000"),
        ("0.5个百分点", "个百分点", "0.5"),
        ("百分之八十", "%", None),
        ("", "%", None),
        ("1:0", "比", None),
    ],
)
def test_an_own_value_is_read_as_people_write_it(text: str, unit: str, amount: str | None) -> None:
    expected = None if amount is None else parse_amount(amount)
    assert read_value(text, standard(unit=unit)) == expected


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (standard(value="50"), "≥50%"),
        (standard("<=", "人/班", value="45"), "≤45人"),
        (standard("=", value="100"), "＝100%"),
        (standard(">", value="85"), "＞85%"),
        (standard("yoy_not_decrease"), "不低于上年"),
        (standard("yoy_decrease"), "低于上年"),
        (standard("exists"), "须有"),
        (standard("report", value="100"), "如实填报"),
        (standard("meets"), "逐项判断"),
        (standard("about", "比", value="1:1"), "约1:1"),
        (standard(other="pay.servant"), "≥公务员年平均工资"),
        (standard(">", other="pay.servant", by_growth=True), "＞公务员年平均工资增幅"),
        (standard(), "某标准"),
    ],
)
def test_thresholds_in_words(one: Standard, words: str) -> None:
    assert printed(one) == words


def test_a_threshold_reads_only_what_can_change_it() -> None:
    plain = standard(value="50")
    assert threshold_keys(metric(), plain) == {Key("standards", "std")}
    dated = standard(by_year={"2022": "50"}, by_region={"湖南省": "60"})
    assert threshold_keys(metric(), dated) == {
        Key("standards", "std"),
        Key("cover", "year"),
        Key("cover", "county"),
    }


def test_a_ratio_stays_a_ratio() -> None:
    found = threshold(standard(unit="比", value="1:13.5"), metric(Kind.RATIO, "比"))
    assert found.amount == parse_amount("1:13.5")
    assert isinstance(found.amount, Ratio)
