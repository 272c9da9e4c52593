"""A reader that has read the text before says what one says that reads it for the first time."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eduduty_desktop.proof import Reader, prove
from tests.proof.long_report import long_report

LINES = (
    "一、基本情况",
    "（一）小学。",
    "（二）2020年工作",
    "",
    "全县现有公办幼儿园41所。",
    "全县公办幼儿园47所，均配备专职保安。",
    "2022年秋季学期在册各级各类学校143所，即幼儿园52所。",
    "全县134所学校（园）当中，尚有超大班额。",
    "截至2021年底，全县共有专任教师6379人。",
    "2021年，全县专任教师6779人全部通过考核。",
    "税收收入完成1381835万元，增长22.38%。",
    "全市税收收入达238.18亿元。",
    "东湖中学等17所学校、桥西中学等25所学校分别被评为领航学校、特色学校。",
    "重点打造17所领航学校和52所特色高中。",
    "19个问题已整改14个，正在推进5个。",
    "对正在推进的6个问题，明确时限。",
    "教职工3137人，其中专任教师2342人。",
    "小学在校生7.52万人，教师4100人，生师比19:1。",
    "存在三个方面的问题：",
    "1.投入不足。",
    "2.教师缺编134人，占4.27%。",
    "小学 10384 10795 3.96%",
    "初中 5192 5398 3.97%",
    "高中 2596 2699 3.97%",
)
texts = st.lists(st.sampled_from(LINES), max_size=16)
edits = st.tuples(st.integers(0, 15), st.integers(0, 3), st.lists(st.sampled_from(LINES), max_size=3))


@settings(max_examples=150, deadline=None)
@given(texts, st.lists(edits, max_size=6))
def test_lines_put_in_taken_out_and_changed(lines: list[str], changes: list[tuple[int, int, list[str]]]) -> None:
    reader = Reader()
    reader.claims("\n".join(lines))
    for at, gone, come in changes:
        lines = [*lines[:at], *come, *lines[at + gone :]]
        text = "\n".join(lines)
        assert reader.claims(text) == Reader().claims(text)


@pytest.mark.parametrize("seed", range(6))
def test_a_report_while_it_is_written(seed: int) -> None:
    rng = random.Random(seed)
    text, reader = long_report(6_000 + 500 * seed), Reader()
    reader.prove(text)
    for _ in range(25):
        text = changed(text, rng)
        assert reader.prove(text) == prove(text)


def changed(text: str, rng: random.Random) -> str:
    """The text after one stroke: a digit, a mark or a line feed typed, a piece taken out, moved or doubled."""
    at, to = rng.randrange(len(text)), rng.randrange(len(text))
    piece = text[at : at + rng.randrange(120)]
    match rng.randrange(5):
        case 0:
            digits = [place for place, character in enumerate(text) if character.isdigit()]
            at = rng.choice(digits)
            return text[:at] + rng.choice("0123456789") + text[at + 1 :]
        case 1:
            return text[:at] + rng.choice("1万，。年\n") + text[at:]
        case 2:
            return text[:at] + text[at + len(piece) :]
        case 3:
            return text[:to] + piece + text[to:]
    lines = text.split("\n")
    rng.shuffle(lines)
    return "\n".join(lines)


def test_what_follows_moves_with_what_is_written_before() -> None:
    reader, text = Reader(), "全县公办幼儿园41所。\n全县公办幼儿园47所。"
    (claim,) = reader.claims(text)
    assert reader.claims(f"好的\n{text}") == (claim.moved(3),)
    assert reader.claims(f"好{text}") == (claim.moved(1),)
    assert reader.claims(text) == (claim,)


def test_a_reading_that_was_stopped_leaves_no_trace() -> None:
    reader, text = Reader(), "全县公办幼儿园41所。\n全县公办幼儿园47所。"
    reader.prove(text)

    def stop(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reader.prove(f"停\n{text}", stop)
    assert reader.prove(text) == prove(text)
