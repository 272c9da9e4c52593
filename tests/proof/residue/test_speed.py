"""The rules' time grows with the text, whatever the text, and a keystroke costs the line it changes."""

import importlib
import pkgutil
import re

import pytest

import eduduty_desktop.proof.residue
from eduduty_desktop.proof.residue import RULES, residue_of
from tests.proof.adversarial import TEXTS as PROOF_TEXTS
from tests.runaway import is_within, milliseconds

TEXTS = tuple(
    dict.fromkeys(
        (
            *PROOF_TEXTS,
            *(
                "一是。三是。",
                "一是",
                "二是\n",
                "三是。\n",
                "第一，第三，",
                "1.2.4.",
                "一、\n",
                "一、三、\n",
                "（一）\n（三）\n",
                "1、\n",
            ),
            *("“", "”", "“\n", "”\n", "《\n》\n", "（", "(）", "[", "“a“", "‘’”"),
            *("习近平", "习近平新时代中国特色", "中国特色", "中国特色社会", "社会主义思想", "***", "**中国", "中国***"),
            *("的的", "研究", "研究研究", "幼儿困难", "惠及幼儿", "“五育并举”", "《五育", "重复重复重复"),
            *("IO", "l0", "O.", "1l", "二O", "囗", "\ufffd", "\xc3\xa9", "\ue000", "锟斤拷"),
            *("20192020", "2021年2月30日", "13月", "1,2", "1,234", "1，234", "1.1.", "1. 234", "3%%", "比例为。"),
            *("1381234", "13812345678", "6222 ", "a@", "a@b.", "@b.c", "6222021234567890"),
            *("截止2021年", "教", "教肓", "建全", "投人"),
            *("小编", "下面是小编", "在线阅读", "公.文.", "文.", "责任编辑：", "附件：\n", "联系人：联系电话："),
            *("近视率", "近视率下降", "占比提高1", "率率率", "人数1265元", "人数1265元\n"),
            *("全县教师按照统一安排认真开展各项教育工作并取得了十分明显的成效得到社会各界的一致好评与认可。", "a,b;c:"),
            *(
                "*个",
                "X个",
                "__",
                "1。2",
                "1 2",
                "12.34.",
                "1、",
                "（ ）",
                "《》",
                "①③",
                "（1）（3）",
                "〝a”",
                "全面推进教育公平",
            ),
            *("xx市", "x、", "x", "年 月 日", "〔 〕", "某某县", "__年", "■", "学校      "),
        )
    )
)
LENGTH = 8_000
PATTERN_LENGTH, MOST_MILLISECONDS = 4_000, 5  # of one pattern: 50 ms on 100,000 characters, and room for a busy machine
CHANGED_LINE_MILLISECONDS = 4  # a keystroke in a report of 15,000 characters; measured 0.9
SENTENCE = "全县现有各级各类学校{}所，在校学生{}人，公办园占比达到{}%，较上年提高1.2个百分点，“双减”工作扎实推进。"


def residue_patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled pattern of the rules, by module and name."""
    found = {}
    for module in pkgutil.iter_modules(eduduty_desktop.proof.residue.__path__):
        loaded = importlib.import_module(f"eduduty_desktop.proof.residue.{module.name}")
        for name, value in vars(loaded).items():
            if isinstance(value, re.Pattern):
                found[f"{module.name}.{name}"] = value
    return found


def repeated(text: str, length: int) -> str:
    return (text * (length // len(text) + 1))[:length]


@pytest.mark.parametrize("name", residue_patterns())
def test_no_pattern_crawls_on_any_text(name: str) -> None:
    pattern = residue_patterns()[name]
    for text in TEXTS:
        long_text = repeated(text, PATTERN_LENGTH)
        for method in (pattern.search, pattern.match, pattern.fullmatch):
            taken = milliseconds(lambda method=method, sought=long_text: method(sought), MOST_MILLISECONDS)  # type: ignore[misc]
            assert is_within(taken, MOST_MILLISECONDS), (text, method)


@pytest.mark.parametrize("text", TEXTS)
def test_four_times_the_text_takes_about_four_times_the_time(text: str) -> None:
    whole = repeated(text, LENGTH)

    def read(length: int, tail: str) -> None:
        residue_of((whole[:length] + tail).split("\n"))

    turns = iter(range(1000))  # another text each time, so that nothing is remembered
    quarter = milliseconds(lambda: read(LENGTH // 4, f"甲{next(turns)}"), 0, tries=2)
    assert milliseconds(lambda: read(LENGTH, f"乙{next(turns)}"), 15 + 6 * quarter) <= 15 + 8 * quarter


def test_a_long_line_and_many_lines_are_read_in_time() -> None:
    for text in (
        repeated("全县教师1人，", 200_000),
        repeated("一是抓投入。三是抓队伍。", 200_000),
        repeated("“《（\n", 200_000),
    ):
        assert milliseconds(lambda text=text: residue_of(text.split("\n")), 2000, tries=2) <= 2000  # type: ignore[misc]


def test_a_keystroke_costs_the_line_it_changes() -> None:
    lines = [SENTENCE.format(i, i * 7, i % 90) * 2 for i in range(150)]
    assert sum(map(len, lines)) > 15_000
    residue_of(lines)
    turns = iter(range(1000))

    def type_a_character() -> None:
        lines[70] = lines[70][:40] + str(next(turns))
        residue_of(lines)

    taken = milliseconds(type_a_character, CHANGED_LINE_MILLISECONDS, tries=8)
    assert is_within(taken, CHANGED_LINE_MILLISECONDS)


def test_rules_of_whole_texts_are_cheap_on_lines_they_know() -> None:
    lines = [SENTENCE.format(i, i * 7, i % 90) * 2 for i in range(150)]
    for rule in RULES:
        list(rule(lines))
        assert milliseconds(lambda rule=rule: list(rule(lines)), 2) <= 2, rule.__name__  # type: ignore[misc]
