"""The proof against the hand annotation beside the checkout, by the scoring program that stands there."""

from pathlib import Path

import pytest

from tests.proof.score_tool import Score, run

LEAST = {"natural": 1.0, "arithmetic": 0.8, "lists": 0.6, "seeded": 0.8, "residue": 0.85}
MOST = {"alarms": 2, "noise": 15}


@pytest.fixture(scope="module")
def answer(shared_dir: Path, checkout: Path) -> tuple[dict[str, Score], str]:
    return run(shared_dir, checkout)


def test_every_report_is_answered(answer: tuple[dict[str, Score], str]) -> None:
    scores, printed = answer
    assert {*LEAST, *MOST} <= scores.keys(), printed


@pytest.mark.parametrize("measure", LEAST)
def test_as_much_is_found_as_was_asked_for(answer: tuple[dict[str, Score], str], measure: str) -> None:
    scores, printed = answer
    score = scores[measure]
    assert score.whole, printed
    assert score.part >= LEAST[measure] * score.whole, printed


@pytest.mark.parametrize("measure", MOST)
def test_no_more_is_wrong_than_was_allowed(answer: tuple[dict[str, Score], str], measure: str) -> None:
    scores, printed = answer
    assert scores[measure].part <= MOST[measure], printed
