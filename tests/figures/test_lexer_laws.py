"""Laws of the lexer: what is written in any form is read back, and any text at all is read soundly."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.figures.lexer import lex
from eduduty_desktop.figures.numerals import CHARACTERS
from eduduty_desktop.figures.quantity import Kind, Quantity
from tests.figures.written import chinese, wide, with_thousands

BEFORE = ("全县现有学校", "目前，其中教师", "（含公办园", "较上年增加", "总数达到", "\n投入", "据统计，有学生")
AFTER = ("。", "，同比", "；", "、", "）", "\n", "的目标", "，其中")
COUNTED = ("人", "名", "所", "个", "人次", "台", "册", "项", "位", "辆")

counts = st.integers(2, 10**9)
decimals = st.decimals(min_value=Decimal("0.01"), max_value=10**7, places=2)
small = st.integers(2, 900)
contexts = st.tuples(st.sampled_from(BEFORE), st.sampled_from(AFTER))
units = st.sampled_from(COUNTED)


def read_back(written: str, context: tuple[str, str]) -> Quantity:
    """The one quantity of the phrase, which must span exactly what was written."""
    text = context[0] + written + context[1]
    found = lex(text)
    assert [quantity.text for quantity in found] == [written], text
    assert found[0].start == len(context[0])
    return found[0]


@given(counts, units, contexts)
def test_digits_and_a_unit(number: int, unit: str, context: tuple[str, str]) -> None:
    found = read_back(f"{number}{unit}", context)
    assert (found.value, found.unit, found.kind) == (number, unit, Kind.COUNT)
    assert found.interval is not None
    assert found.interval.low == found.interval.high == number


@given(counts, units, contexts)
def test_chinese_numerals(number: int, unit: str, context: tuple[str, str]) -> None:
    assert read_back(f"{chinese(number)}{unit}", context).value == number


@given(counts, units, contexts)
def test_thousands_marks_and_wide_digits(number: int, unit: str, context: tuple[str, str]) -> None:
    assert read_back(f"{with_thousands(Decimal(number))}{unit}", context).value == number
    assert read_back(f"{wide(Decimal(number))}{unit}", context).value == number


@given(decimals, st.sampled_from([("万", 4), ("亿", 8)]), contexts)
def test_multiples(number: Decimal, multiple: tuple[str, int], context: tuple[str, str]) -> None:
    for unit in ("元", "人"):
        found = read_back(f"{number:f}{multiple[0]}{unit}", context)
        assert found.value == number.scaleb(multiple[1])
        assert "E" not in str(found.value)
        assert found.interval is not None
        assert found.interval.contains(number.scaleb(multiple[1]))


@given(decimals, st.sampled_from(["%", "％", " %", "个百分点", "百分点", "‰", "倍", "平方米", "分"]), contexts)
def test_decimals_and_a_unit(number: Decimal, unit: str, context: tuple[str, str]) -> None:
    found = read_back(f"{number:f}{unit}", context)
    assert found.value == number
    assert found.unit == {"％": "%", " %": "%", "个百分点": "百分点"}.get(unit, unit)


@given(st.integers(1, 100), contexts)
def test_a_chinese_percentage(number: int, context: tuple[str, str]) -> None:
    assert read_back(f"百分之{chinese(number)}", context).value == number


@given(small, st.sampled_from(["余", "多"]), units, contexts)
def test_more_than(number: int, about: str, unit: str, context: tuple[str, str]) -> None:
    for written in (f"{number * 10}{about}{unit}", f"{chinese(number * 10)}{about}{unit}"):
        found = read_back(written, context)
        assert (found.value, found.approximation) == (number * 10, about)
    found = read_back(f"{number}{about}万元", context)
    assert (found.value, found.approximation) == (number * 10**4, about)


@given(small, st.sampled_from([("约", "约"), ("近", "近"), ("超过", "余"), ("不足", "以下"), ("至少", "以上")]), units)
def test_words_in_front(number: int, word: tuple[str, str], unit: str) -> None:
    found = read_back(f"{number}{unit}", (f"学生{word[0]}", "。"))
    assert (found.value, found.approximation) == (number, word[1])


@given(st.integers(1, 5), decimals, st.sampled_from(":：∶"), contexts)
def test_ratios(left: int, right: Decimal, sign: str, context: tuple[str, str]) -> None:
    found = read_back(f"{left}{sign}{right:f}", context)
    assert (found.value, found.kind) == ((Decimal(left), right), Kind.RATIO)


@given(small, small, st.sampled_from(["-", "—", "–", "~", "～", "至"]), units, contexts)
def test_ranges(low: int, more: int, sign: str, unit: str, context: tuple[str, str]) -> None:
    found = read_back(f"{low}{sign}{low + more}{unit}", context)
    assert found.value == (low, low + more)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == (low, low + more)


@given(st.lists(decimals, min_size=2, max_size=4), st.sampled_from(["个", "元", "人"]), contexts)
def test_a_shared_multiple_and_unit(numbers: list[Decimal], unit: str, context: tuple[str, str]) -> None:
    written = "、".join(f"{number:f}万" for number in numbers) + unit
    found = lex(f"{context[0]}{written}{context[1]}")
    assert [quantity.value for quantity in found] == [number * 10**4 for number in numbers]
    assert {quantity.unit for quantity in found} == {unit}


@given(
    st.sampled_from(["x", "xx", "XXX", "**", "??", "？？", "××", "（略）", "(略)"]),
    st.sampled_from(["人", "个", "万元", "%"]),
)
def test_masks(mask: str, unit: str) -> None:
    found = read_back(f"{mask}{unit}", ("共有学生", "。"))
    assert (found.value, found.kind) == (None, Kind.MASKED)


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 28), st.integers(1, 99))
def test_dates_and_document_numbers_are_none(year: int, month: int, day: int, number: int) -> None:
    for text in (
        f"{year}年{month}月{day}日",
        f"{year}-{month:02d}-{day:02d}",
        f"（某教督〔{year}〕{number}号）",
        f"{year}学年",
        f"第{number}届",
        f"第{chinese(number)}批",
    ):
        assert lex(f"于{text}印发") == (), text


PHRASES = st.sampled_from(
    [
        "共",
        "1,",
        "2",
        "3.5",
        "万",
        "亿",
        "元",
        "%",
        "个",
        "百分点",
        "一",
        "十",
        "三百",
        "余",
        "多",
        "约",
        "：",
        ":",
        "1:",
        "-",
        "—",
        "至",
        "、",
        "，",
        "。",
        "第",
        "年",
        "月",
        "“",
        "”",
        "《",
        "》",
        "（",
        "）",
        "x",
        "??",
        "略",
        "零",
        "半",
        "大",
        "分之",
        "点",
    ]
)
any_text = (
    st.text()
    | st.lists(PHRASES, max_size=40).map("".join)
    | st.text(alphabet=CHARACTERS + "0123456789.,:：-—%万个余年")
)


@given(any_text)
def test_any_text_is_read_soundly(text: str) -> None:
    last = 0
    for quantity in lex(text):
        assert last <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        last = quantity.end
        assert (quantity.value is None) == (quantity.kind is Kind.MASKED) == (quantity.interval is None)
        if isinstance(quantity.value, tuple):
            assert quantity.kind is Kind.RATIO or quantity.value[0] < quantity.value[1]
        if quantity.interval is not None:
            assert quantity.interval.low <= quantity.interval.high
        assert quantity.approximation in {"", "约", "近", "余", "多", "以上", "以下"}


sentences = st.sampled_from(
    [
        "小学36所、初中12所。",
        "投入3.2万元，增长5.1%；",
        "按1:19配备。",
        "五项管理与“双减”落实到位。",
        "2021年9月印发〔2021〕3号文件。",
    ]
)


@given(st.lists(sentences, min_size=1, max_size=8))
def test_sentences_are_read_alike_in_any_order(parts: list[str]) -> None:
    alone = [quantity.text for part in parts for quantity in lex(part)]
    assert [quantity.text for quantity in lex("".join(parts))] == alone
