"""One wrong value at a time, each of its own kind: it is found, named, and starts no avalanche.

The wrong values are written by hand; the comment says what arithmetic they contradict on paper.
"""

import msgspec
import pytest

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Finding
from eduduty_desktop.draft.values import figure_key
from eduduty_desktop.figures import parse_amount
from tests.sample.example import findings_of, sample_draft

MUTATIONS = (
    # formulas: the stated total, rate or difference
    ("five.problems_found", CURRENT, "85"),  # 73 + 10 = 83
    ("teacher.salary.gap", CURRENT, "11064"),  # 77938 - 66892 = 11046
    ("teacher.urban.bachelor_rate", CURRENT, "58.51"),  # 728 / 1252 = 58.147 %
    ("teacher.rural.bachelor_rate", CURRENT, "59.62"),  # 687 / 1207 = 56.918 %
    ("teacher.bachelor_ratio_urban_rural", CURRENT, "1:0.89"),  # 56.92 / 58.15 = 0.979
    ("teacher.new.bachelor_rate", CURRENT, "71.47"),  # 112 / 151 = 74.172 %
    ("training.total", CURRENT, "339"),  # 386 + 7 = 393
    ("school.public.total", CURRENT, "46"),  # nine parts make 45
    ("rotation.key_teacher_rate", CURRENT, "20.5"),  # 51 / 251 = 20.319 %
    ("preschool.public_share", CURRENT, "51.0"),  # 5054 / 10086 = 50.109 %
    ("places.task", CURRENT, "300"),  # 180 + 100 = 280
    ("safety.fund.total", CURRENT, "900"),  # 150 + 400多 + 150 is at most 801
    # formulas: one of the operands
    ("five.problems_rectified", CURRENT, "37"),
    ("teacher.salary.mean", CURRENT, "79738"),
    ("civil_servant.salary.mean", CURRENT, "68692"),
    ("teacher.urban.bachelor", CURRENT, "782"),
    ("teacher.rural.bachelor", CURRENT, "678"),
    ("teacher.new.open_bachelor", CURRENT, "45"),
    ("training.national", CURRENT, "368"),
    ("school.public.nine_year", CURRENT, "12"),
    ("preschool.public_pupils", CURRENT, "5504"),
    ("pupil.count.preschool", CURRENT, "10860"),
    ("places.under_construction", CURRENT, "10"),
    ("safety.fund.guard_pay", CURRENT, "4000"),
    # relations
    ("sd.subject_stopped", CURRENT, "31"),  # 13 + 10 = 23
    ("psych.certified_teachers", CURRENT, "86"),  # of 68
    ("sd.subject_pupils", CURRENT, "8000"),  # of 4000余
    ("staff.quota_total", CURRENT, "2092"),  # 2872 in post
    # bounds
    ("health.fitness_good_rate", CURRENT, "680"),
    ("vaccine.age12_two_dose_rate", CURRENT, "101"),
    ("safety.vehicle_pass_rate", CURRENT, "1000"),
    # comparison with last year
    ("fund.public_budget_total", CURRENT, "59726.181"),  # stated growth 1.07 %
    ("fund.public_budget_total", PREVIOUS, "53714.66"),
    ("balance.classroom_area_ok_schools", PREVIOUS, "82"),  # stated growth 32 %
    ("balance.sports_area_ok_schools", CURRENT, "52"),  # stated growth 8.7 %
)


@pytest.fixture(scope="module")
def sample() -> Draft:
    return sample_draft()


@pytest.fixture(scope="module")
def standing(sample: Draft) -> tuple[Finding, ...]:
    return findings_of(sample)


def test_there_are_enough_and_none_stands_in_a_finding_already(standing: tuple[Finding, ...]) -> None:
    named = frozenset().union(*(finding.operand_metrics for finding in standing))
    assert len({(metric, slot) for metric, slot, _ in MUTATIONS}) >= 30
    assert not named & {metric for metric, _, _ in MUTATIONS}


@pytest.mark.parametrize(("metric", "slot", "wrong"), MUTATIONS)
def test_a_wrong_value_is_found(
    sample: Draft, standing: tuple[Finding, ...], metric: str, slot: str, wrong: str
) -> None:
    key = figure_key(metric, slot)
    entry = sample.get(key)
    assert entry is not None
    mutated = sample.apply([sample.change(key, msgspec.structs.replace(entry, amount=parse_amount(wrong)))])
    known = {finding.identity for finding in standing}
    found = findings_of(mutated)
    new = [finding for finding in found if finding.identity not in known]
    assert known <= {finding.identity for finding in found}
    assert any(key in dict(finding.operands) for finding in new)
    assert len(new) <= 2


def test_a_value_within_the_rounding_interval_is_no_finding(sample: Draft, standing: tuple[Finding, ...]) -> None:
    """58.14 is 58.147 cut off; 1.06 is 1.0669 cut off; 20 is 20.3 with fewer digits."""
    for metric, soft in (("teacher.urban.bachelor_rate", "58.14"), ("rotation.key_teacher_rate", "20")):
        key = figure_key(metric)
        entry = msgspec.structs.replace(sample.get(key), amount=parse_amount(soft))
        assert findings_of(sample.apply([sample.change(key, entry)])) == standing
