"""The generator and the report paragraphs themselves: sound by their own arithmetic, and breakable."""

from fractions import Fraction

import pytest

from eduduty_desktop.proof import Relation
from tests.proof.generator.families import FAMILIES, sentences
from tests.proof.generator.fresh import FRESH
from tests.proof.generator.wording import Wording
from tests.proof.marked import Bond, Marked, breaks, changes, holds, interval
from tests.proof.planting import paragraphs, plants, reports

WORDINGS = [wording for wordings in (*FAMILIES.values(), *FRESH.values()) for wording in wordings]
LEAST_WORDINGS, LEAST_PARAGRAPHS, LEAST_PLANTS = 12, 40, 300


def test_every_relation_has_its_wordings() -> None:
    assert set(FAMILIES) == set(Relation)
    assert all(len({wording.template for wording in wordings}) >= LEAST_WORDINGS for wordings in FAMILIES.values())


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.template)
def test_what_is_generated_is_sound_and_one_digit_breaks_it(wording: Wording) -> None:
    for marked in sentences(wording, 40):
        (bond,) = marked.bonds
        assert holds(marked, bond), marked.text
        changed = breaks(marked, bond)
        assert changed, marked.text
        name, text = changed[0]
        assert not holds(marked.with_figure(name, text), bond)


def test_the_same_sentences_come_each_time() -> None:
    for wording in WORDINGS[:20]:
        assert list(sentences(wording, 3)) == list(sentences(wording, 3))


def test_figures_are_rounded_and_cut_and_said_loosely() -> None:
    texts = [
        figure.text
        for wordings in FAMILIES.values()
        for wording in wordings
        for marked in sentences(wording, 20)
        for figure in marked.figures.values()
    ]
    for part in ("约", "余", "万", "亿", "%", "百分点", ":1", "1:", "倍"):
        assert any(part in text for text in texts), part


def test_the_reports_are_sound() -> None:
    for name, marked in reports().items():
        assert [bond.formula for bond in marked.bonds if not holds(marked, bond)] == [], name


def test_the_reports_are_many_and_every_relation_is_planted() -> None:
    planted = [plant.bond.relation for plant in plants()]
    assert paragraphs() >= LEAST_PARAGRAPHS
    assert len(planted) >= LEAST_PLANTS
    assert min(planted.count(relation) for relation in Relation) >= 20


def test_a_plant_differs_in_one_character_and_breaks_its_bond() -> None:
    for plant in plants():
        before, after = reports()[plant.report].text, plant.marked.text
        assert len(before) == len(after)
        assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
        assert plant.bond in plant.broken


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3137", 3137, 3137),
        ("5.43%", "5.425", "5.44"),
        ("412亿元", 41_150_000_000, 41_300_000_000),
        ("1:13.4", "13.35", "13.5"),
        ("0.95:1", "0.945", "0.96"),
        ("700余万元", 7_000_000, 8_000_000),
        ("约3000", 2700, 3300),
        ("十二", 12, 12),
        ("两", 2, 2),
    ],
)
def test_a_figure_is_what_it_may_have_been(text: str, low: str | int, high: str | int) -> None:
    assert interval(text) == (Fraction(low), Fraction(high))


def test_all_changes_of_one_digit() -> None:
    assert set(changes("10")) == {f"{n}0" for n in range(2, 10)} | {f"1{n}" for n in range(1, 10)}
    assert "0.5" not in changes("1.5") or "0.5" in set(changes("1.5"))
    assert set(changes("三")) == set("二四五六七八九")


def test_a_formula_is_reckoned_with_intervals() -> None:
    bond = Bond(Relation.SHARE, "p = 100 * a / t")
    assert holds(Marked("{t:391}人中{a:21}人，占{p:5.37%}", (bond,)), bond)
    assert not holds(Marked("{t:391}人中{a:21}人，占{p:5.42%}", (bond,)), bond)
