"""Every shipped framework and its published figures against the cleaned data in ../shared, value by value.

What deliberately differs stands in DEVIATIONS, one row each with its reason.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest

from eduduty_desktop.cli import frameworks as commands
from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft
from eduduty_desktop.draft.assessment import entry_of
from eduduty_desktop.draft.values import figure, growth
from eduduty_desktop.figures import Ratio
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.library import Library
from eduduty_desktop.intake import Status, edits_of, propose
from eduduty_desktop.office import read_grids
from tests.sample.library import fill_file

LIBRARY = Library.shipped()
IDS = LIBRARY.ids()

# (framework, what, field) -> why ours is not the cleaned data's.
LONE = "一处只有一个学段，不成表"
NOT_A_POINT = "印在存在问题里；存在问题不是测评点"
DEVIATIONS: dict[tuple[str, str, str], str] = {
    ("hn-2021-hongjiang", "framework", "region"): "括注“县级市,原文作xx市”是清理说明，不是地名",
    ("hn-2021-hongjiang", "balance.classroom_area_ok_schools", "scope"): "口径会印出来，标准编号bal7.L4是内部的",
    ("hn-2021-hongjiang", "balance.sports_area_ok_schools", "scope"): "口径会印出来，标准编号bal7.L5是内部的",
    ("zj-2020-jinyun", "framework", "total"): "95.8是自评得分；我们的total是满分，原文未印",
    ("cq-2018-banan", "pupil.count.compulsory", "group"): LONE,
    ("cq-2018-banan", "school.count.special", "group"): LONE,
    ("cq-2018-banan", "fund.public_per_pupil_norm.senior", "group"): LONE,
    ("zj-2020-jinyun", "pupil.count.preschool", "group"): LONE,
    ("hb-2021-wuhan", "places.gap.junior", "group"): LONE,
    ("hb-2021-wuhan", "places.gap.senior", "group"): LONE,
    ("hb-2021-wuhan", "fund.public_budget_total", "printed_in"): NOT_A_POINT,
    ("hb-2021-wuhan", "fund.recurrent_per_pupil_not_decrease", "printed_in"): NOT_A_POINT,
    ("hb-2021-wuhan", "health.school_doctors", "printed_in"): NOT_A_POINT,
    ("hb-2021-wuhan", "pupils.annual_increase", "printed_in"): NOT_A_POINT,
    ("hb-2021-wuhan", "places.gap.junior", "printed_in"): NOT_A_POINT,
    ("hb-2021-wuhan", "places.gap.senior", "printed_in"): NOT_A_POINT,
    ("hb-2021-wuhan", "preschool.public_share", "printed_in"): "其一是本点自己，其二是存在问题",
}


def plain(text: object) -> str:
    """A text without the difference between half and full width brackets, commas and colons; None is empty."""
    return "" if text is None else str(text).translate(str.maketrans("（），：；", "(),:;"))


@cache
def _published(folder: Path, name: str) -> dict[str, Any]:
    return json.loads(  # type: ignore[no-any-return]
        (folder / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal
    )


@pytest.fixture
def published(shared_dir: Path) -> Callable[[str], dict[str, Any]]:
    folder = shared_dir / "domain" / "frameworks"
    if not folder.is_dir():
        pytest.skip("the cleaned frameworks are not in ../shared")
    return lambda name: _published(folder, name)


@cache
def ours(name: str) -> Framework:
    return LIBRARY.load(name)


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """The object that a `framework` command prints with --json."""
    capsys.readouterr()
    command = commands.framework
    assert isinstance(command, click.Group)
    command.main([*arguments, "--json"], standalone_mode=False)
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def compare(found: dict[tuple[str, str], Any], expected: dict[tuple[str, str], Any], name: str) -> None:
    """Equal but for the deviations of this framework, each of which must really deviate."""
    assert found.keys() == expected.keys()
    different = {key for key in expected if found[key] != expected[key]}
    declared = {(what, field) for framework, what, field in DEVIATIONS if framework == name}
    assert {key: (found[key], expected[key]) for key in different - declared} == {}
    assert (declared & expected.keys()) - different == set()


def points_of(section: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from section["points"]
    for inner in section["sections"]:
        yield from points_of(inner)


def test_the_shared_data_and_the_library_are_the_same_ten(shared_dir: Path) -> None:
    folder = shared_dir / "domain" / "frameworks"
    if not folder.is_dir():
        pytest.skip("the cleaned frameworks are not in ../shared")
    assert sorted(file.stem for file in folder.glob("*.json")) == IDS
    assert {framework for framework, _, _ in DEVIATIONS} <= set(IDS)


def test_list_names_every_framework_as_published(
    published: Callable[[str], dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    listed = {one["id"]: one for one in shown(capsys, "list")["frameworks"]}
    assert list(listed) == IDS
    for name in IDS:
        keys = ("id", "title", "year", "level", "region")
        compare(
            {("framework", key): plain(listed[name][key]) for key in keys},
            {("framework", key): plain(published(name)[key]) for key in keys},
            name,
        )


def test_list_says_of_each_that_it_is_reconstructed(capsys: pytest.CaptureFixture[str]) -> None:
    commands.framework.main(["list"], standalone_mode=False)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(IDS)
    assert [line for line in lines if "据公开报告还原,非官方原件" not in plain(line)] == []
    assert [line for line in lines if "None" in line] == []


@pytest.mark.parametrize("name", IDS)
def test_show_has_the_published_tree(
    name: str, published: Callable[[str], dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    found, expected = shown(capsys, "show", name), published(name)
    keys = ("id", "title", "year", "level", "region", "score_style", "total")
    compare(
        {("framework", key): plain(found[key]) for key in keys},
        {("framework", key): plain(expected[key]) for key in keys},
        name,
    )
    assert [_section(s) for s in found["sections"]] == [_section(s) for s in expected["sections"]]
    metrics = {metric["id"]: _metric(metric) for metric in expected["metrics"]}
    for mine, theirs in zip(_points(found), _points(expected), strict=True):
        assert [_metric(metric) for metric in mine["metrics"]] == [metrics[m] for m in theirs["metrics"]]
    assert [_metric(metric) for metric in found["profile"]] == [metrics[m] for m in expected["profile"]["metrics"]]


def _points(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for section in tree["sections"]:
        yield from points_of(section)


def _section(section: dict[str, Any]) -> tuple[Any, ...]:
    points = [
        (p["id"], plain(p["number"]), plain(p["title"]), p["full_score"], list(p["departments"] or ()))
        for p in section["points"]
    ]
    inner = [_section(s) for s in section["sections"]]
    return (section["id"], plain(section["number"]), plain(section["title"]), section["full_score"], points, inner)


def _metric(metric: dict[str, Any]) -> tuple[str, ...]:
    return tuple(plain(metric[key] or "") for key in ("id", "label", "unit", "kind", "stage", "standard"))


@pytest.mark.parametrize("name", IDS)
def test_siblings_are_in_printed_order(
    name: str, published: Callable[[str], dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Sections and points of one parent share one order, and it follows the printed numbers (README of the data)."""
    found = shown(capsys, "show", name)
    sections = list(found["sections"])
    assert [s["order"] for s in sections] == list(range(1, len(sections) + 1))
    while sections:
        one = sections.pop()
        children = sorted([*one["sections"], *one["points"]], key=lambda child: child["order"])
        assert [child["order"] for child in children] == list(range(1, len(children) + 1))
        numbers = [number for child in children if (number := _ordinal(child["number"])) is not None]
        assert numbers == sorted(numbers)
        sections += one["sections"]


def _ordinal(number: str) -> int | None:
    """An arabic number within a printed one; Chinese ones up to 九十九."""
    if digits := "".join(c for c in number if c in "0123456789"):
        return int(digits)
    value = 0
    for c in (c for c in number if c in "一二三四五六七八九十"):
        value = (value or 1) * 10 if c == "十" else value + "一二三四五六七八九".index(c) + 1
    return value or None


@pytest.mark.parametrize("name", IDS)
def test_the_model_has_the_published_metrics(name: str, published: Callable[[str], dict[str, Any]]) -> None:
    fields = ("label", "unit", "kind", "decimals", "group", "stage", "scope", "formula", "standard", "department")
    found: dict[tuple[str, str], Any] = {}
    expected: dict[tuple[str, str], Any] = {}
    framework, data = ours(name), published(name)
    assert list(framework.metrics) == [metric["id"] for metric in data["metrics"]]
    references: dict[str, list[str]] = {}
    for point in _points(data):
        for metric in point.get("metric_refs") or ():
            references.setdefault(metric, []).append(point["id"])
    for metric in data["metrics"]:
        mine = framework.metrics[metric["id"]]
        for field in fields:
            found[mine.id, field] = plain(getattr(mine, field) or "")
            expected[mine.id, field] = plain(metric[field] or "")
        found[mine.id, "printed_in"] = list(mine.printed_in)
        expected[mine.id, "printed_in"] = metric.get("printed_in") or references.get(mine.id, [])
        found[mine.id, "targets"] = [(t.comparison, t.deadline, t.value, t.max) for t in mine.targets]
        expected[mine.id, "targets"] = _targets(metric)
        if metric["values"]:
            found[mine.id, "period"] = str(mine.period)
            expected[mine.id, "period"] = metric["values"][0]["period_kind"]
    compare(found, expected, name)


def _targets(metric: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    stated = [metric.get("target"), *(metric.get("later_targets") or ())]
    return [
        (t["comparison"], t["deadline"], plain(t.get("value")), plain(t.get("max")))
        for t in stated
        if t and t.get("comparison")
    ]


@pytest.mark.parametrize("name", IDS)
def test_a_matrix_has_a_name_and_distinct_columns(name: str) -> None:
    framework = ours(name)
    places = framework.place_of_metric
    tables: dict[tuple[str, str], list[str]] = {}
    for metric in framework.metrics.values():
        if metric.group:
            tables.setdefault((places[metric.id], metric.group), []).append(metric.column_label)
    for columns in tables.values():
        assert len(columns) > 1
        assert len(set(columns)) == len(columns)
    assert {group for _, group in tables} == set(framework.groups)
    assert all(group.label.strip() for group in framework.groups.values())


@pytest.mark.parametrize("name", IDS)
def test_every_share_has_bounds(name: str) -> None:
    """A percentage is never without limits, and only a gross rate or a retention rate may exceed 100 %."""
    percents = [m for m in ours(name).metrics.values() if m.kind == "percent"]
    assert [m.id for m in percents if m.bounds is None] == []
    over = {m.label for m in percents if m.bounds and m.bounds.max != 100}
    assert [label for label in over if "毛入" not in label and "巩固" not in label] == []


# the published figures ------------------------------------------------------------------------------------


@cache
def filled(name: str) -> tuple[Draft, tuple[str, ...]]:
    """A draft of the framework with its fill file in, and the metrics whose rows were not taken."""
    draft = Draft(name, ours(name))
    proposals = propose(draft, read_grids(fill_file(name)))
    refused = tuple(p.metric or p.label for p in proposals if p.status in {Status.UNREAD, Status.UNKNOWN})
    return draft.apply(draft.change(k, r, group="f", cause="f") for k, r in edits_of(proposals)), refused


@pytest.mark.parametrize("name", IDS)
def test_every_row_of_a_fill_file_is_taken(name: str) -> None:
    assert filled(name)[1] == ()


@pytest.mark.parametrize("name", IDS)
def test_every_published_figure_arrives(name: str, published: Callable[[str], dict[str, Any]]) -> None:
    draft, _ = filled(name)
    count: Counter[str] = Counter()
    for metric in published(name)["metrics"]:
        key = metric["id"]
        for slot, value in zip((CURRENT, PREVIOUS), metric["values"], strict=False):
            value_found = figure(draft, key, slot)
            assert (value_found.words or _text(value_found.amount)) == _stated(value["value"]), (key, slot)
            entry = entry_of(draft, key, slot)
            assert entry.period is not None, (key, slot)
            assert (entry.period.kind, entry.period.text) == (value["period_kind"], str(value["period"])), (key, slot)
            if slot == CURRENT:
                assert entry.approximation == (metric.get("approx") or ""), key
                if (name, key, "scope") not in DEVIATIONS:
                    scope = entry.scope or draft.framework.metrics[key].scope
                    assert plain(scope) == plain(metric["scope"]), key
            count[slot] += 1
        if stated := metric.get("stated_growth"):
            found = growth(draft, key)
            assert found is not None
            assert (found.amount, found.unit) == (Decimal(str(stated["value"])), stated["unit"]), key
            if not metric["values"]:
                period = entry_of(draft, key, CURRENT).period
                year = str(metric.get("growth_period") or published(name)["year"])
                assert period is not None, key
                assert period.text == year, key
    values = [v for m in published(name)["metrics"] for v in m["values"]]
    assert sum(count.values()) == len(values)


def _text(amount: object) -> str:
    """A value as the cleaned data writes it: a ratio by its two numbers, a number without trailing zeros."""
    if isinstance(amount, Decimal):
        return f"{amount.normalize():f}"
    return str(amount) if isinstance(amount, Ratio) else plain(amount)


def _stated(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | Decimal):
        return f"{Decimal(value).normalize():f}"
    return plain(value)
