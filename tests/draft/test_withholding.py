"""What a 公示版 withholds: chosen figures, all that is computed from them, the same values typed by hand, persons."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.equations import Leak, leaks, with_derived
from eduduty_desktop.draft.masking import WITHHELD, Mask, Value
from eduduty_desktop.draft.narrative import render
from eduduty_desktop.draft.records import Evidence, Narrative, Problem, Remedy, SelfScore, Text, Waiver
from eduduty_desktop.draft.scoring import point_score
from eduduty_desktop.draft.values import figure, growth, print_figure
from eduduty_desktop.draft.withholding import Choice, choice_of, suggested, texts_of, withhold
from eduduty_desktop.figures import Ratio
from eduduty_desktop.framework import (
    Framework,
    Group,
    Kind,
    Metric,
    Point,
    Ramp,
    Relation,
    Scoring,
    ScoringMethod,
    Section,
    Severity,
    Stage,
)
from tests.draft.small import FRAMEWORK, draft_of, entry, fig
from tests.runaway import no_runaway


def small(*metrics: Metric, relations: tuple[Relation, ...] = (), scoring: Scoring | None = None) -> Framework:
    point = Point("s.p", "", "点", Decimal(10), scoring=scoring, metrics=tuple(metric.id for metric in metrics))
    return Framework(
        "f",
        "体系",
        "county",
        "",
        "",
        (Section("s", "一", "一", (point,)),),
        metrics={metric.id: metric for metric in metrics},
        groups={"g": Group("组")},
        relations=relations,
    )


def money(id: str, formula: str = "", stage: Stage | None = None) -> Metric:
    return Metric(
        id, f"经费{id}", "万元", Kind.MONEY, decimals=2, formula=formula, group="g" if stage else "", stage=stage
    )


# what follows from what -------------------------------------------------------------------------------------


def test_what_is_computed_from_a_withheld_figure_is_withheld_step_by_step() -> None:
    framework = small(money("a"), money("b"), money("sum", "a + b"), money("share", "sum / b * 100"), money("c"))
    assert with_derived(framework, ["a"]) == {"a", "sum", "share"}
    assert with_derived(framework, ["share", "gone"]) == {"share"}


def test_the_total_of_a_relation_and_of_the_stages_is_withheld_too() -> None:
    relation = Relation("r", "t = a + b", Severity.ERROR, "和。")
    assert with_derived(small(money("t"), money("a"), money("b"), relations=(relation,)), ["b"]) == {"b", "t"}
    stages = small(money("p", stage=Stage.PRIMARY), money("j", stage=Stage.JUNIOR), money("all", stage=Stage.ALL))
    assert with_derived(stages, ["p"]) == {"p", "all"}


def test_a_total_that_its_parts_give_away_is_named() -> None:
    framework = small(money("a"), money("b"), money("sum", "a + b"))
    assert leaks(framework, frozenset({"sum"})) == (Leak("sum", ("a", "b")),)
    assert leaks(framework, frozenset({"sum", "a"})) == ()
    open_ended = Relation("r", "a + b = c + d", Severity.ERROR, "和。")
    four = small(money("a"), money("b"), money("c"), money("d"), relations=(open_ended,))
    assert leaks(four, frozenset({"c"})) == (Leak("c", ("a", "b", "d")),)
    unequal = Relation("r", "a <= b", Severity.ERROR, "不超过。")
    assert leaks(small(money("a"), money("b"), relations=(unequal,)), frozenset({"a"})) == ()


# texts ------------------------------------------------------------------------------------------------------


def masked(text: str, *values: Value, ratios: tuple[Ratio, ...] = (), words: tuple[str, ...] = ()) -> str:
    return Mask(values, ratios, words).text(text)


FUND = Value(Decimal("12345.67"), "万元")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("安排12345.67万元。", f"安排{WITHHELD}。"),
        ("安排1.23亿元，", f"安排{WITHHELD}，"),
        ("安排123456700元", f"安排{WITHHELD}"),
        ("安排12,345.67万元", f"安排{WITHHELD}"),
        ("经费12345.67.pdf", f"经费{WITHHELD}.pdf"),
        ("安排1.24亿元，培训12345人", "安排1.24亿元，培训12345人"),
        ("共312345.67万元、12345.679万元", "共312345.67万元、12345.679万元"),
        ("安排1亿元", "安排1亿元"),
    ],
)
def test_the_same_amount_is_known_in_any_unit(text: str, expected: str) -> None:
    assert masked(text, FUND) == expected


def test_small_counts_need_their_unit_and_years_stay() -> None:
    assert masked("召开4次会议，第4项，2021年", Value(Decimal(4), "次"), Value(Decimal(2021), "人")) == (
        f"召开{WITHHELD}会议，第4项，2021年"
    )


def test_rates_and_ratios() -> None:
    assert masked("下降5.2%，5.2万元", Value(Decimal("-5.2"), "%", is_rate=True)) == f"下降{WITHHELD}，5.2万元"
    assert masked("师生比1:18.5，1:19", ratios=(Ratio(Decimal(1), Decimal("18.5")),)) == f"师生比{WITHHELD}，1:19"


@pytest.mark.parametrize(
    "number",
    ["13812345678", "138 1234 5678", "0745-1234567", "（0745）7654321", "431281199001011234", "a.b-c@edu.gov.cn"],
)
def test_personal_numbers_are_masked(number: str) -> None:
    assert masked(f"联系{number}。") == f"联系{WITHHELD}。"


def test_other_numbers_are_no_personal_ones() -> None:
    text = "共2021年13812人，经费07451234元，文号〔2021〕16号，比例1:18.5"
    assert masked(text) == text


def test_chosen_words_are_masked_the_longer_first() -> None:
    assert masked("李某某、李某反映", words=("李某", "李某某")) == f"{WITHHELD}、{WITHHELD}反映"


@given(st.text("0123456789@.-abc电话：（）() 年", max_size=60))
def test_masking_twice_is_masking_once(text: str) -> None:
    once = masked(text, FUND, Value(Decimal(4), "次"))
    assert masked(once, FUND, Value(Decimal(4), "次")) == once


def test_masking_is_fast_on_what_never_matches() -> None:
    mask = Mask((FUND,), (), ("李某",))
    for text in ("a" * 100_000, "0" * 100_000, "a@" * 50_000, "（0" * 50_000, "1" * 99_999 + "@"):
        with no_runaway(5):
            mask.text(text)


# the draft --------------------------------------------------------------------------------------------------


def chosen(draft: Draft, *metrics: str, words: tuple[str, ...] = ()) -> Draft:
    texts = texts_of(Choice(metrics, words))
    return draft.apply([draft.change(key, text) for key, text in texts.items()])


def test_a_choice_is_kept_in_the_draft() -> None:
    draft = chosen(draft_of(), "fund.capital", "fund.capital", words=("李某",))
    assert choice_of(draft) == Choice(("fund.capital",), ("李某",))
    assert choice_of(draft_of()) == Choice()


def test_a_withheld_figure_says_so_everywhere_and_nothing_else() -> None:
    draft = draft_of(
        {
            fig("fund.current"): entry("604.11"),
            fig("fund.current", PREVIOUS): entry("571.3"),
            fig("fund.capital"): entry("302.22"),
            Key("narratives", "s1.p1"): Narrative(
                "事业费{{fund.current}}，{{fund.current|growth}}，合计{{fund.total|unit=亿元}}，基建{{fund.capital}}；"
                "手写604.11万元、增加32.81万元、{literal}。"
            ),
        }
    )
    found = withhold(chosen(draft, "fund.current"))
    assert print_figure(found.framework.metrics["fund.current"], figure(found, "fund.current")) == WITHHELD
    assert figure(found, "fund.total").words == WITHHELD
    assert growth(found, "fund.current") is None
    assert render(found, found.text("narratives", "s1.p1")).text == (
        f"事业费{WITHHELD}，{WITHHELD}，合计{WITHHELD}，基建302.22万元；手写{WITHHELD}、增加{WITHHELD}、{{literal}}。"
    )
    said = msgspec.json.encode([[key, record] for rows in found.tables.values() for key, record in rows.items()])
    for value in ("604.11", "571.3", "906.33", "32.81"):
        assert value.encode() not in said
    assert b"302.22" in said


def test_what_nobody_said_is_not_withheld() -> None:
    found = withhold(chosen(draft_of(), "fund.current"))
    assert figure(found, "fund.current").is_missing


def test_the_score_of_a_rule_over_a_withheld_figure_stays() -> None:
    ramp = Scoring("递减", ScoringMethod.RAMP, "a", ramp=Ramp(Decimal(100), Decimal(1), Decimal("0.5")))
    draft = Draft("d", small(money("a"), scoring=ramp), {"figures": {("a", CURRENT): entry("96")}})
    found = withhold(chosen(draft, "a"))
    point, shown = draft.framework.points[0], found.framework.points[0]
    assert point_score(draft, point) == Decimal(8)
    assert point_score(found, shown) == Decimal(8)
    assert found.get(Key("scores", "s.p")) == SelfScore(Decimal(8))
    assert shown.scoring is not None
    assert shown.scoring.method is None


def test_persons_internal_words_and_confidential_documents_are_left_out() -> None:
    draft = draft_of(
        {
            Key("cover", "contact"): Text("张三 0745-1234567"),
            Key("cover", "layout.template"): Text("/home/clerk/13812345678.docx"),
            Key("notes", "s1.p1"): Text("内部"),
            Key("waivers", "1"): Waiver("x", (), "理由", "王某"),
            Key("problems", "1"): Problem(text="问题", remedies=(Remedy("整改，电话：7654321", person="李四"),)),
            Key("evidence", "1"): Evidence(("s1.p1",), 1, "名单", confidentiality="秘密"),
            Key("evidence", "2"): Evidence(("s1.p1",), 2, "纪要13812345678", provider="王五", confidentiality="无"),
        }
    )
    found = withhold(draft)
    assert found.text("cover", "contact") == ""
    assert found.text("cover", "layout.template") == "/home/clerk/13812345678.docx"
    assert "notes" not in found.tables
    assert "waivers" not in found.tables
    (remedy,) = found.record(Key("problems", "1"), Problem).remedies
    assert (remedy.text, remedy.person) == (f"整改，电话：{WITHHELD}", "")
    assert found.get(Key("evidence", "1")) is None
    assert found.record(Key("evidence", "2"), Evidence).title == f"纪要{WITHHELD}"
    assert found.record(Key("evidence", "2"), Evidence).provider == ""


def test_the_source_is_left_as_it_was_and_nothing_chosen_keeps_the_figures() -> None:
    draft = draft_of({fig("fund.current"): entry("604.11"), Key("narratives", "s1.p1"): Narrative("{{fund.current}}")})
    found = withhold(draft)
    assert found.framework is FRAMEWORK
    assert found.tables == draft.tables


def test_what_is_likely_secret_is_suggested_with_the_reason() -> None:
    draft = draft_of({Key("evidence", "1"): Evidence(("s1.p2",), 1, "名单", confidentiality="秘密")})
    found = suggested(draft)
    assert set(found) == set(next(p for p in FRAMEWORK.points if p.id == "s1.p2").metrics)
    assert all("秘密" in reason for reason in found.values())
    assert suggested(draft_of()) == {}
