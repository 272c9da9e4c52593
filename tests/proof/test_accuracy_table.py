"""The accuracy that README and manual state is what docs/proof_accuracy.py measured last."""

from pathlib import Path

import pytest

from eduduty_desktop.proof import Relation
from tests.proof.accuracy_table import CHINESE, PLACES, PUBLISHED, Results, between, inserted, stored
from tests.proof.generator.families import FAMILIES
from tests.proof.generator.fresh import FRESH
from tests.proof.generator.innocents import INNOCENTS
from tests.proof.measure import EACH
from tests.proof.planting import plants


@pytest.mark.parametrize("file", PLACES, ids=lambda file: file.name)
def test_the_table_is_that_of_the_stored_results(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert between(text) == PLACES[file](stored()), "run docs/proof_accuracy.py"
    assert inserted(text, between(text)) == text


def test_the_stored_results_are_of_these_sentences_and_reports() -> None:
    results = stored()
    planted = [plant.bond.relation for plant in plants()]
    for relation in Relation:
        assert results.generated[relation].sound == EACH * len(FAMILIES[relation]), "run docs/proof_accuracy.py"
        assert results.fresh[relation].sound == EACH * len(FRESH[relation]), "run docs/proof_accuracy.py"
        assert results.planted[relation].planted == planted.count(relation), "run docs/proof_accuracy.py"
    assert results.innocents.whole == EACH * len(INNOCENTS), "run docs/proof_accuracy.py"


def test_all_that_is_measured_has_a_name() -> None:
    results: Results = stored()
    assert set(CHINESE) == set(results.generated) == set(results.fresh) == set(results.planted) == set(Relation)
    assert results.published.keys() <= PUBLISHED.keys()
