"""Generated sentences of every relation: the sound ones never alarm, those with a digit changed do."""

import pytest

from eduduty_desktop.proof import Relation, prove
from tests.proof.generator.families import FAMILIES
from tests.proof.measure import EACH, Measure, generated

# What holds now, a little below what docs/proof_accuracy.json states; raise them when the proof gets better.
CONFIRMED = dict.fromkeys(Relation, 0.97) | {Relation.DIFFERENCE: 0.92, Relation.LIST: 0.8, Relation.SUBSET: 0.9}
FOUND = {  # of those with a digit changed, those reported
    Relation.SUM: 0.95,
    Relation.SHARE: 0.98,
    Relation.GROWTH: 1.0,
    Relation.DIFFERENCE: 0.92,
    Relation.RATIO: 0.98,
    Relation.REPEAT: 0.97,
    Relation.LIST: 0.91,
    Relation.SUBSET: 0.9,
    Relation.PER_UNIT: 0.9,
}


@pytest.fixture(scope="module")
def measure() -> Measure:
    return generated(prove, EACH)


def mistakes(measure: Measure, relation: Relation, what: str) -> str:
    rows = [miss for miss in measure.misses if miss.relation is relation and miss.what == what]
    return "\n".join(f"{miss.text}  [{miss.detail}]" for miss in rows[:20])


@pytest.mark.parametrize("relation", Relation)
def test_no_sound_sentence_alarms(measure: Measure, relation: Relation) -> None:
    assert measure.relations[relation].sound == EACH * len(FAMILIES[relation])
    assert measure.relations[relation].alarms == 0, mistakes(measure, relation, "alarm")


@pytest.mark.parametrize("relation", Relation)
def test_sound_sentences_are_confirmed(measure: Measure, relation: Relation) -> None:
    tally = measure.relations[relation]
    assert tally.confirmed >= CONFIRMED[relation] * tally.sound, tally


@pytest.mark.parametrize("relation", Relation)
def test_a_changed_digit_is_found(measure: Measure, relation: Relation) -> None:
    tally = measure.relations[relation]
    assert tally.recall >= FOUND[relation], f"{tally}\n{mistakes(measure, relation, 'missed')}"
