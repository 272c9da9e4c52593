"""Errors planted in report paragraphs: how many are found, how many of the contradictions reported are meant."""

import pytest

from eduduty_desktop.proof import Reader, Relation
from tests.proof.measure import Measure, planted

# What holds now, a little below what docs/proof_accuracy.json states; raise them when the proof gets better.
RECALL = {
    Relation.SUM: 0.75,
    Relation.SHARE: 0.91,
    Relation.GROWTH: 0.98,
    Relation.DIFFERENCE: 0.98,
    Relation.RATIO: 0.88,
    Relation.REPEAT: 0.83,
    Relation.LIST: 0.93,
    Relation.SUBSET: 0.6,
    Relation.PER_UNIT: 0.86,
}
PRECISION = 0.97


@pytest.fixture(scope="module")
def measure() -> Measure:
    return planted(Reader())


def test_the_reports_as_they_stand_do_not_alarm(measure: Measure) -> None:
    assert [miss for miss in measure.misses if miss.what == "alarm"] == []


@pytest.mark.parametrize("relation", Relation)
def test_planted_errors_are_found(measure: Measure, relation: Relation) -> None:
    tally = measure.relations[relation]
    missed = [(m.text, m.detail) for m in measure.misses if m.relation is relation and m.what == "missed"]
    assert tally.recall >= RECALL[relation], (tally, missed)


@pytest.mark.parametrize("relation", Relation)
def test_what_is_reported_was_planted(measure: Measure, relation: Relation) -> None:
    tally = measure.relations[relation]
    wrong = [(m.text, m.detail) for m in measure.misses if m.relation is relation and m.what == "wrong"]
    assert tally.precision >= PRECISION, (tally, wrong)
