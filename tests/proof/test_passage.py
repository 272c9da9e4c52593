"""A paragraph as the relations see it."""

import pytest

from eduduty_desktop.proof.passage import LONGEST_AROUND, Passage


def test_words_around_a_figure() -> None:
    mentions = Passage("教职工3137名（含特岗教师48名、保安7人），其中男教师有980人。").mentions
    assert [(m.lead, m.text, m.tail, m.depth) for m in mentions] == [
        ("教职工", "3137名", "（含特岗教师48名、保安7人）", 0),
        ("含特岗教师", "48名", "、保安", 1),
        ("、保安", "7人", "", 1),
        ("其中男教师有", "980人", "", 0),
    ]


def test_figure_behind_a_bracket_begins_behind_the_last_of_its_clause() -> None:
    mentions = Passage("小学45所（含完小12所）、初中9所").mentions
    assert [(m.text, m.lead) for m in mentions if not m.depth] == [("45所", "小学"), ("9所", "（含完小12所）、初中")]


def test_sentences_and_parts() -> None:
    mentions = Passage("小学45所；初中9所。高中3所").mentions
    assert [(m.clause.sentence, m.clause.part) for m in mentions] == [(0, 0), (0, 1), (1, 2)]


@pytest.mark.parametrize("text", ["5所(小学3所)" * 9000, "(5所其中" * 9000, "好" * 90000 + "5所" + "好" * 90000])
def test_long_line(text: str) -> None:
    passage = Passage(text)
    assert all(len(m.lead) <= LONGEST_AROUND and len(m.tail) <= LONGEST_AROUND for m in passage.mentions)
    assert all(m.clause.start <= m.start and m.end <= m.clause.end for m in passage.mentions)
