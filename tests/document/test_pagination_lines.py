"""Lines of a paragraph: 28 characters, 行首行尾禁则, numbers and words whole."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.document.line_breaking import NEVER_FIRST, NEVER_LAST
from eduduty_desktop.document.paper import CHARACTER, FIRST_LINE, PORTRAIT, Face, TextStyle
from eduduty_desktop.document.typesetting import Justify, Measure, Span, Strip, set_text, width_of
from eduduty_desktop.document.widths import Script, advance, scripts
from tests.document.example import HAN

BODY = TextStyle(Face.BODY)
LINES = Measure(PORTRAIT.text_width, FIRST_LINE)


def broken(text: str, measure: Measure = LINES) -> list[str]:
    return [strip.text for strip in set_text([Span(text, BODY)], measure)]


def right_edge(strip: Strip) -> float:
    return max(piece.x + piece.width for piece in strip.pieces)


def test_a_line_holds_28_characters_and_the_first_26() -> None:
    first, *inner, last = broken(HAN * 3)
    assert len(first) == 26
    assert {len(line) for line in inner} == {28}
    assert 0 < len(last) <= 28


@pytest.mark.parametrize("mark", "。，、；：！？）》”’】〕")
def test_a_closing_mark_takes_the_character_before_it_along(mark: str) -> None:
    first, second = broken(HAN[:26] + mark + HAN[:5])
    assert first == HAN[:25]
    assert second.startswith(HAN[25] + mark)


@pytest.mark.parametrize("mark", "（《“‘【〔")
def test_an_opening_mark_goes_to_the_next_line(mark: str) -> None:
    assert broken(HAN[:25] + mark + HAN[:5])[0] == HAN[:25]


@pytest.mark.parametrize("word", ["57926.181万元", "99.5%", "1:19", "2,342人", "STEM课程", "12.5%，同比"])
def test_a_number_or_word_is_not_parted(word: str) -> None:
    whole = word.rstrip("，同比万元人课程")
    for before in range(18, 27):
        lines = broken(HAN[:before] + word + HAN[:9])
        assert sum(whole in line for line in lines) == 1, (before, lines)


@pytest.mark.parametrize("sign", ["——", "……"])
def test_a_sign_of_two_characters_is_not_parted(sign: str) -> None:
    assert broken(HAN[:25] + sign + HAN[:5])[0] == HAN[:25]


def test_a_clause_mark_after_a_number_takes_the_whole_number_along() -> None:
    first, second = broken(HAN[:23] + "58.15%，" + HAN[:3])
    assert first == HAN[:23]
    assert second == f"58.15%，{HAN[:3]}"


def test_a_number_longer_than_a_line_is_parted_all_the_same() -> None:
    lines = broken("1234567890" * 12)
    assert len(lines) > 1
    assert "".join(lines) == "1234567890" * 12


def test_inner_lines_end_at_the_margin_and_the_last_where_its_text_does() -> None:
    *inner, last = set_text([Span(f"{HAN}2021年，{HAN}", BODY)], LINES)
    assert [round(right_edge(strip)) for strip in inner] == [PORTRAIT.text_width] * len(inner)
    assert right_edge(last) < PORTRAIT.text_width
    assert last.pieces[0].x == 0


def test_centred_and_right_lines_stand_where_they_should() -> None:
    text = "2021年度自评报告"
    width = width_of(text, BODY)
    (centred,) = set_text([Span(text, BODY)], Measure(8000, justify=Justify.CENTER))
    (right,) = set_text([Span(text, BODY)], Measure(8000, justify=Justify.RIGHT))
    assert centred.pieces[0].x == (8000 - width) / 2
    assert right_edge(right) == pytest.approx(8000)


def test_latin_is_as_wide_as_times_and_set_apart_by_a_fifth_of_an_em() -> None:
    digit = advance("7", Script.LATIN) * CHARACTER // 2048
    assert digit == 160
    assert width_of("7", BODY) == digit
    assert width_of("年7", BODY) == CHARACTER + CHARACTER // 5 + digit
    assert width_of("，7", BODY) == CHARACTER + digit
    assert width_of("77", BODY) == 2 * digit - BODY.condense


def test_chinese_marks_beside_latin_stay_in_the_chinese_font() -> None:
    (strip,) = set_text([Span("达100%”。", BODY)], LINES)
    assert [(piece.text, piece.font) for piece in strip.pieces] == [
        ("达", Script.HAN),
        ("100%", Script.LATIN),
        ("”", Script.HAN),
        ("。", Script.HAN),
    ]


def test_signs_of_both_scripts_take_the_script_before_them() -> None:
    assert scripts("—年—a—") == [Script.HAN] * 3 + [Script.LATIN] * 2


def test_control_characters_print_as_blanks() -> None:
    assert broken("一\t二\n三") == ["一 二 三"]


CHARACTERS = st.sampled_from(
    [*HAN, *"，。、；：！？“”（）《》—…", *"0123456789.%-/ ", *"abcXYZ", "〇", "䶮", "𬭚", "①"]
)


@given(st.text(CHARACTERS, min_size=1, max_size=300), st.integers(3, 30))
def test_lines_hold_the_whole_text_within_their_width(text: str, characters: int) -> None:
    width = characters * CHARACTER
    strips = set_text([Span(text, BODY)], Measure(width))
    assert [strip.start for strip in strips] == [0, *[strip.end for strip in strips[:-1]]]
    assert strips[-1].end == len(text)
    assert "".join(text[s.start : s.end] for s in strips) == text
    for strip in strips:
        if strip.pieces and strip.end - strip.start > 1:
            assert right_edge(strip) <= width + 1


@given(st.text(st.sampled_from([*HAN[:30], *"，。、；：！？（《“"]), min_size=1, max_size=300))
def test_no_line_of_chinese_text_begins_or_ends_with_the_wrong_mark(text: str) -> None:
    lines = broken(text)
    for before, after in itertools.pairwise(lines):
        crowded = all(a in NEVER_LAST or b in NEVER_FIRST for a, b in itertools.pairwise(before))
        assert crowded or (after[0] not in NEVER_FIRST and before[-1] not in NEVER_LAST)
