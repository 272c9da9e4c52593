"""`standards.yaml` against the curated source, entry by entry, and the rules of its file."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from eduduty_desktop.figures import Ratio, parse_amount
from eduduty_desktop.framework import Stage, Standard
from eduduty_desktop.framework.library import Library
from eduduty_desktop.framework.reader import FrameworkError, read_standards
from eduduty_desktop.framework.validation import COMPARISONS

STANDARDS = Library.shipped().standards()
PARENT = "gov.duty_evaluation"
NORMALISED = {"pre.teacher_ratio": ">="}
"""Where the source compares the right term of a ratio, ours compares the ratio."""

_STAGES = {"小学": Stage.PRIMARY, "初中": Stage.JUNIOR, "普通高中": Stage.SENIOR, "高中": Stage.SENIOR}


@pytest.fixture(scope="module")
def published(shared_dir: Path) -> dict[str, dict[str, Any]]:
    file = shared_dir / "domain" / "standards.json"
    if not file.is_file():
        pytest.skip("the curated standards are not in ../shared")
    return {entry["id"]: entry for entry in json.loads(file.read_text(encoding="utf-8"))["standards"]}


def test_every_entry_is_there_under_its_id(published: dict[str, dict[str, Any]]) -> None:
    assert set(STANDARDS) == {*published, PARENT}
    assert "国办发〔2017〕49号" in STANDARDS[PARENT].policy


def test_comparison_confidence_and_unit_are_the_sources(published: dict[str, dict[str, Any]]) -> None:
    for key, entry in published.items():
        mine = STANDARDS[key]
        word = "meets" if entry["comparison"] == "达到要求" else entry["comparison"]
        assert mine.comparison == NORMALISED.get(key, word), key
        assert mine.confidence == entry["confidence"], key
        assert mine.unit == (entry["unit"] or "").replace("㎡", "平方米"), key


def numbers_of(value: object) -> set[str]:
    """Every number of a source's value, ratios whole."""
    if isinstance(value, dict):
        return {number for inner in value.values() for number in numbers_of(inner)}
    found = re.findall(r"\d+[:/]\d+(?:\.\d+)?|\d+(?:\.\d+)?", str(value))
    return {number.replace("/", ":").removesuffix(".0") for number in found}


def said_of(standard: Standard) -> str:
    """All that an entry says."""
    values = [limit.value for limit in standard.all_limits] + list(standard.also.values())
    words = [standard.name, standard.definition, standard.clause, standard.note, *standard.also, *standard.by_year]
    return " ".join([*values, *words])


def test_no_number_of_the_source_is_lost(published: dict[str, dict[str, Any]]) -> None:
    lost = {}
    for key, entry in published.items():
        said = numbers_of(said_of(STANDARDS[key]))
        missing = numbers_of(entry["value"]) - said
        if entry["comparison"] == "exists":
            missing -= {"0"}  # more than nothing is what the comparison means
        if isinstance(entry["value"], dict):
            years = {number for label in entry["value"] for number in re.findall(r"20\d\d", label)}
            missing |= years - numbers_of(said_of(STANDARDS[key]) + str(STANDARDS[key].all_limits))
        if missing:
            lost[key] = missing
    assert lost == {}


def test_values_by_stage_are_the_sources(published: dict[str, dict[str, Any]]) -> None:
    checked = 0
    for key, entry in published.items():
        if not isinstance(entry["value"], dict):
            continue
        for label, value in entry["value"].items():
            if label in _STAGES:
                by_stage = {limit.stage: limit.value for limit in STANDARDS[key].all_limits if limit.stage}
                assert by_stage[_STAGES[label]] == str(value), (key, label)
                checked += 1
    assert checked >= 35


def test_departments_and_addresses_are_kept(published: dict[str, dict[str, Any]]) -> None:
    for key, entry in published.items():
        mine = STANDARDS[key]
        assert mine.department == (entry["department"] or "").replace("/", "、"), key
        for address in re.findall(r"https?://[^\s(;（]+", entry["source"] or ""):
            assert address in mine.source, key
        assert bool(mine.source) == bool(entry["source"]), key
        assert ("凭记忆" in mine.note) == (entry["basis"] == "memory"), key


def test_every_policy_document_of_the_source_is_named(published: dict[str, dict[str, Any]]) -> None:
    for key, entry in published.items():
        mine = STANDARDS[key]
        for number in re.findall(r"[\u4e00-\u9fff]*发?〔\d{4}〕\d+号", entry["policy"]):
            assert number[-9:] in mine.policy, (key, number)


@pytest.mark.parametrize("key", sorted(STANDARDS))
def test_an_entry_is_well_formed(key: str) -> None:
    one = STANDARDS[key]
    assert one.comparison in COMPARISONS
    assert one.name
    assert one.definition
    assert one.policy
    assert one.clause
    assert not one.verified
    assert "未核对文件原文" in one.note
    texts = (one.name, one.definition, one.applies_to, one.policy, one.clause, one.note, one.department)
    assert not [t for t in texts if re.search(r"[\u4e00-\u9fff][,;:!()]|[,;:!()][\u4e00-\u9fff]", t)]
    assert all(isinstance(parse_amount(limit.value), Ratio) == (one.unit == "比") for limit in one.all_limits)
    assert any((one.all_limits, one.other, one.comparison in {"meets", "report", "exists"}, "yoy" in one.comparison))


def test_a_ratio_says_which_way_it_is_meant() -> None:
    ratios = [one for one in STANDARDS.values() if one.unit == "比" and one.comparison == ">="]
    assert len(ratios) >= 5
    assert [one.id for one in ratios if "不超过" not in one.definition] == []
    assert [one.id for one in STANDARDS.values() if one.unit == "比" and one.comparison == "<="] == []


def test_allocations_are_marked() -> None:
    """基准定额 are never compared with spending."""
    marked = {key for key, one in STANDARDS.items() if one.allocation}
    assert marked == {
        *(key for key in STANDARDS if key.startswith("fin.perstudent_public.")),
        "fin.perstudent_boarding",
        "fin.special_perstudent",
        "fin.highschool_perstudent",
        "fin.preschool_perstudent",
    }


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("comparison: '~'", "比较方式“~”不认识"),
        ("comparison: '>=', value: 八十", "“八十”应为数"),
        ("comparison: '>=', by_year: {25: '90'}", "年份“25”"),
        ("comparison: '>=', limits: [{value: '1', until: 明年}]", "年份“明年”"),
        ("comparison: '>=', limits: [{value: '1', word: x, sinse: '2020'}]", "sinse"),
        ("comparison: '>=', stages: [kindergarten]", "kindergarten"),
    ],
)
def test_a_faulty_entry_is_refused_with_its_line(tmp_path: Path, lines: str, message: str) -> None:
    file = tmp_path / "standards.yaml"
    file.write_text(f"standards:\n  a: {{name: 某标准, unit: '%', {lines}}}\n", encoding="utf-8")
    with pytest.raises(FrameworkError, match=message) as caught:
        read_standards(file)
    assert caught.value.place == "standards.yaml:2"
