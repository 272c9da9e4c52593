"""Reading what a person types or pastes into a number field.

What is plain is read at once; what needs a word (a width changed, 万 resolved, a unit converted, 约 kept as
an approximation) is read and *said*; what could mean two things is asked; everything else is refused with the
reason.  Nothing is ever guessed silently.
"""

import re
from decimal import Decimal
from enum import StrEnum

import msgspec

from eduduty_desktop.figures.amount import Amount, Ratio, digits_after_point, format_amount
from eduduty_desktop.figures.numerals import MULTIPLES, NUMERAL, PERCENT_WORDS, read_numeral
from eduduty_desktop.figures.units import factor_between, is_whole, plain_unit, scale
from eduduty_desktop.figures.worded import MOST_WORDS, answer_word, one_line, read_answer, words_of

MAX_LENGTH = 60
MAX_WHOLE, MAX_DECIMALS = 15, 12  # longer numbers are no figures of a county, and would not compute exactly


class ReadingStatus(StrEnum):
    """How sure a reading is."""

    EMPTY = "empty"  # nothing typed
    PLAIN = "plain"  # nothing to say
    SAID = "said"  # read, and `message` says what was read
    ASK = "ask"  # `amount` is a proposal that must be confirmed
    REFUSED = "refused"  # no amount; `message` says why and what to type


class Reading(msgspec.Struct, frozen=True):
    """What was made of a typed text; `amount` is in the field's own unit, `words` are those of a text field."""

    status: ReadingStatus
    amount: Amount | None = None
    approximation: str = ""
    message: str = ""
    words: str = ""


# [0-9], not \d: digits of other scripts are no digits here.
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SPACED = re.compile(r"(?<![0-9.])[0-9]{1,3}(?:\s[0-9]{3})+(?![0-9])")
_RATIO = re.compile(r"(?<![0-9.])([0-9]++(?:\.[0-9]++)?)\s*+:\s*+([0-9]+(?:\.[0-9]+)?)")
_BEFORE = re.compile(r"^(大约|约|近|将近|超过|不少于|至少|多于)")
_BEFORE_MEANS = {
    "大约": "约",
    "约": "约",
    "近": "近",
    "将近": "近",
    "超过": "余",
    "不少于": "以上",
    "至少": "以上",
    "多于": "余",
}
_AFTER = re.compile(r"(以上|左右|余|多)$")
_AFTER_MEANS = {"以上": "以上", "左右": "约", "余": "余", "多": "多"}
_MASKED = re.compile(r"[?xX*\uff1f\uff0a×□○_]|略")
_MULTIPLES = {"万": Decimal("1e4"), "亿": Decimal("1e8"), "千": Decimal("1e3"), "百": Decimal("1e2")}
_SCALED = frozenset("千万亿")  # what the word of a unit may begin with: 千元, 万人, 亿斤
# Only what differs in width: a general NFKC would turn ² into 2 and ① into 1.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    ord("∶"): ord(":"),
    ord("−"): ord("-"),
}
_NOTHING = {"—", "-", "–", "/", "无", "无数据", "不详", "暂无"}


def read_entry(text: str, *, unit: str, kind: str) -> Reading:
    """Read a field's text for a metric of the given unit and kind (a framework's Kind).

    Never raises.  `约300` is read as 300 with the approximation 约 and said; `95%` in a field of another
    unit is refused; `1:19` in a number field is refused, and a plain number in a ratio field is asked.  `yesno`
    gives 1 or 0, `text` gives words and no amount.
    """
    if kind == "text":
        return _read_words(text)
    if kind == "yesno":
        return _read_answer(text)
    if len(text) > MAX_LENGTH:
        return _refuse(f"内容有 {len(text)} 个字，不像一个数。请只填数字，文字写到正文里。")
    typed = text.strip()
    if not typed:
        return Reading(ReadingStatus.EMPTY)
    if typed in _NOTHING:
        return _refuse(f"“{typed}”不是数。没有数据请留空；确实为零请填 0。")
    said: list[str] = []
    plain = typed.translate(_NARROW).strip()
    if plain != typed:
        said.append("已按半角读取")
    ratio = _RATIO.fullmatch(plain)
    if ratio or kind == "ratio":
        return _read_ratio(plain, ratio, kind, said)
    return _read_number(plain, typed, plain_unit(unit), kind, said)


def _read_words(text: str) -> Reading:
    typed = text.strip()
    if not typed:
        return Reading(ReadingStatus.EMPTY)
    words = words_of(text)
    if not words and len(typed) > MOST_WORDS:
        return _refuse(f"内容有 {len(typed)} 个字，本栏最多 {MOST_WORDS} 个字。请写得短些，详细的写到正文里。")
    if not words:
        return _refuse(f"“{one_line(typed)}”没有说出内容。没有数据请留空。")
    said = "" if words == typed else f"已去掉换行和多余的空白：{words}"
    return Reading(ReadingStatus.SAID if said else ReadingStatus.PLAIN, message=said, words=words)


def _read_answer(text: str) -> Reading:
    typed = text.strip()
    if not typed:
        return Reading(ReadingStatus.EMPTY)
    answer = read_answer(typed)
    if answer is None:
        shown = one_line(typed)[:MAX_LENGTH]
        return _refuse(f"“{shown}”读不成是或否。请填“是”或“否”（也认有、无，√、×，1、0）；还不清楚就先留空。")
    word = answer_word(answer)
    said = "" if typed == word else f"“{typed}”记为“{word}”"
    return Reading(ReadingStatus.SAID if said else ReadingStatus.PLAIN, answer, message=said)


def _read_ratio(plain: str, ratio: re.Match[str] | None, kind: str, said: list[str]) -> Reading:
    if kind != "ratio":
        return _refuse(f"“{plain}”是比，本栏要填一个数。请改填数值。")
    if ratio:
        left, right = Decimal(ratio[1]), Decimal(ratio[2])
        if problem := _size_problem(plain, left) or _size_problem(plain, right):
            return _refuse(problem)
        if not left or not right:
            return _refuse(f"“{plain}”的一项为 0，不能成比。请核对后重填。")
        return _read(Ratio(left, right), "", said)
    if _NUMBER.fullmatch(plain) and Decimal(plain) > 0:
        if problem := _size_problem(plain, Decimal(plain)):
            return _refuse(problem)
        proposal = Ratio(Decimal(1), Decimal(plain))
        return Reading(ReadingStatus.ASK, proposal, "", f"本栏填“前项：后项”。“{plain}”是指 {proposal} 吗？")
    return _refuse(f"“{plain}”读不成比。请按“1:19”的样子填写。")


def _read_number(plain: str, typed: str, unit: str, kind: str, said: list[str]) -> Reading:
    body, approximation = _SPACED.sub(lambda match: "".join(match[0].split()), plain), ""
    if body != plain:
        said.append("已去掉空格")
    if re.search(r"[0-9.,]\s+[0-9.,]", body):
        return _refuse(f"“{typed}”中间有空格，读不准是一个数还是几个数。请去掉空格重填。")
    body = "".join(body.split())
    if before := _BEFORE.match(body):
        approximation, body = _BEFORE_MEANS[before[1]], body[before.end() :]
    body = _in_digits(body, said)
    body, unit_word = _split_unit(body, unit)
    if after := _AFTER.search(body):
        approximation, body = _AFTER_MEANS[after[1]], body[: after.start()]
    elif after := _AFTER.search(unit_word):
        approximation, unit_word = _AFTER_MEANS[after[1]], plain_unit(unit_word[: after.start()])
    multiple = Decimal(1)
    if body and body[-1] in _MULTIPLES:
        multiple, body, word = _MULTIPLES[body[-1]], body[:-1], body[-1]
        if after := _AFTER.search(body):  # 3万多 and 3多万 are both written
            approximation, body = _AFTER_MEANS[after[1]], body[: after.start()]
        if not unit_word and unit[:1] in _SCALED:
            # 「3.2万」 in a field of 万元: 3.2 万元, or 3.2 万 of 万元?
            return _ask_multiple(body, word, unit, approximation)
        if unit_word and factor_between(word + unit_word, unit) is not None:  # 3万多元
            multiple, unit_word = Decimal(1), word + unit_word
    if kind == "percent" and unit_word == "%":
        unit_word = ""
    number = _plain_number(body, said)
    if number is None:
        return _refuse(_why_no_number(typed, body))
    if unit_word and unit_word != unit:
        factor = factor_between(unit_word, unit)
        if factor is None and _MASKED.search(unit_word):
            return _refuse(_why_no_number(typed, body))
        if factor is None:
            return _refuse(f"“{typed}”的单位是“{unit_word}”，本栏单位是“{unit or '无'}”，不能换算。请核对后重填。")
        multiple *= factor
        said.append(f"已由{unit_word}换算为{unit}")
    amount = scale(number, multiple)
    if problem := _size_problem(typed, amount):
        return _refuse(problem)
    if kind == "count" and not is_whole(amount, unit):
        return Reading(
            ReadingStatus.ASK,
            amount,
            approximation,
            f"本栏是计数，应为整数，“{typed}”读作 {format_amount(amount)}。是否照填？",
        )
    if multiple != 1 and not any("换算" in word for word in said):
        said.append(f"“{typed}”读作 {format_amount(amount)}")
    if approximation:
        said.append(f"“{approximation}”记为约数")
    return _read(amount, approximation, said)


def _in_digits(body: str, said: list[str]) -> str:
    """Chinese numerals at the start as digits: 三百人 is 300人, 三百万 is 300万, 百分之三十 is 30%."""
    percent = PERCENT_WORDS.fullmatch(body)
    run = percent[1] if percent else ""
    if not run and (match := NUMERAL.match(body)):
        run = match[0]
    rest = body[len(run) :] if not percent else "%"
    if len(run) > 1 and run[-1] in MULTIPLES:
        run, rest = run[:-1], run[-1] + rest
    numeral = read_numeral(run)
    if numeral is None or numeral.leading or numeral.spelled or numeral.low != numeral.high or rest.startswith("分之"):
        return body
    said.append("已按中文数字读取")
    return f"{numeral.low:f}{rest}"


def _split_unit(body: str, unit: str) -> tuple[str, str]:
    if unit[:1] in _SCALED and body.endswith(unit):  # 万个: the first character belongs to the unit
        return body[: -len(unit)], unit
    match = re.search(
        r"(%|个?百分点|千元|万元|亿元|元|万人次|万人|人次|万平方米|平方米|㎡|m²|[^0-9.,\-万亿千百余多]{1,6})$", body
    )
    if not match:
        return body, ""
    return body[: match.start()], plain_unit(match[1])


def _ask_multiple(body: str, word: str, unit: str, approximation: str) -> Reading:
    number = _plain_number(body, [])
    if number is None:
        return _refuse(_why_no_number(body + word, body))
    amount = scale(number, _MULTIPLES[word] / _MULTIPLES[unit[0]])
    if problem := _size_problem(body + word, amount):
        return _refuse(problem)
    meant = f"{body}{word}{unit[1:]}"
    return Reading(
        ReadingStatus.ASK,
        amount,
        approximation,
        f"本栏单位是{unit}。“{body}{word}”是指 {meant}（填 {format_amount(amount)}）吗？",
    )


def _plain_number(body: str, said: list[str]) -> Decimal | None:
    if _GROUPED.fullmatch(body):
        said.append("已去掉千分位逗号")
        body = body.replace(",", "")
    elif not _NUMBER.fullmatch(body):
        return None
    number = Decimal(body)
    return number if number else number.copy_abs()  # -0 is 0


def _size_problem(typed: str, amount: Decimal) -> str:
    whole = max(0, amount.adjusted() + 1) if amount else 0
    if whole <= MAX_WHOLE and digits_after_point(amount) <= MAX_DECIMALS:
        return ""
    return f"“{typed}”的位数太多，不像一个统计数。请核对后重填。"


def _why_no_number(typed: str, body: str) -> str:
    if _MASKED.search(typed):
        return f"“{typed}”含有占位或遮盖的字符。请填准确的数；还没有数就先留空。"
    if "," in body:
        return f"“{typed}”的逗号位置不是千分位，读不准。请去掉逗号重填。"
    if re.search(r"[0-9]\s*[-~—–至到]\s*[0-9]", typed.translate(_NARROW)):
        return f"“{typed}”是一个范围，本栏要填一个数。请填一个数，范围写到正文里。"
    return f"“{typed}”读不成一个数。请只填数字，例如 123 或 45.6。"


def _read(amount: Amount, approximation: str, said: list[str]) -> Reading:
    message = ""
    if said:
        message = f"{'；'.join(said)}：{approximation if approximation in {'约', '近'} else ''}{format_amount(amount)}"
        message += "" if approximation in {"", "约", "近"} else approximation
    return Reading(ReadingStatus.SAID if said else ReadingStatus.PLAIN, amount, approximation, message)


def _refuse(message: str) -> Reading:
    return Reading(ReadingStatus.REFUSED, None, "", message)
