"""Texts in which nothing contradicts: a false alarm is the worst that the proof can do."""

import random

import pytest

from eduduty_desktop.proof import prove
from tests.proof.generator.innocents import INNOCENTS
from tests.proof.generator.neighbours import said
from tests.proof.measure import EACH, innocents


@pytest.fixture(scope="module")
def measured() -> tuple[int, list[tuple[str, str]]]:
    return innocents(prove, EACH)


def test_nothing_is_reported(measured: tuple[int, list[tuple[str, str]]]) -> None:
    number, alarms = measured
    assert number == EACH * len(INNOCENTS) >= 1000
    assert alarms == []


def test_all_numbers_are_filled_in() -> None:
    assert [
        text for text in (said(sentence, random.Random(0)) for sentence in INNOCENTS) if set("<>") & set(text)
    ] == []
