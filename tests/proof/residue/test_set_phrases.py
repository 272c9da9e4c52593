"""Set phrases: every damage at one place is found without being listed, every sound wording is left alone."""

import pytest

from eduduty_desktop.proof.residue.set_phrases import PHRASES, VARIANTS
from tests.proof.residue.found import pieces, residues

KIND = "censored-phrase"
SMALL_WORDS = set("的和与了之地、“” 及")
LEAST = 4  # characters of a phrase that must stand beside its mask


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_lost_or_changed_character_is_found(phrase: str) -> None:
    for at in range(1, len(phrase) - 2):
        if phrase[at] in SMALL_WORDS or phrase[at] == phrase[at - 1]:
            continue
        for damaged in (phrase[:at] + phrase[at + 1 :], f"{phrase[:at]}某{phrase[at + 1 :]}"):
            if damaged in VARIANTS:
                continue
            text = f"全县认真落实{damaged}，取得成效。"
            found = [one.text for one in residues(text) if one.kind == KIND]
            assert any(one in damaged and len(one) >= 4 for one in found), damaged


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_mask_is_found(phrase: str) -> None:
    for length in (2, 3):
        for at in range(len(phrase) - length + 1):
            before, behind = at, len(phrase) - at - length
            if min(before, behind) == 1 or before + behind < LEAST:
                continue
            masked = f"{phrase[:at]}***{phrase[at + length :]}"
            found = [one for one in residues(f"全县贯彻{masked}，取得成效。") if one.kind in (KIND, "placeholder")]
            assert [one.kind for one in found] == [KIND], masked


@pytest.mark.parametrize("phrase", [*PHRASES, *VARIANTS])
def test_a_sound_phrase_is_left_alone(phrase: str) -> None:
    for text in (phrase, f"全县认真贯彻{phrase}，落实{phrase}。", f"“{phrase}”", f"{phrase}{phrase[:4]}"):
        assert pieces(text, KIND) == []


def test_a_phrase_is_not_long_for_nothing() -> None:
    assert min(map(len, PHRASES)) >= 6
    assert len(set(PHRASES) & set(VARIANTS)) == 0
