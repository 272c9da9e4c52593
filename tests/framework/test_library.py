"""The shipped frameworks: each loads, keeps its own standards, and says where it comes from."""

import itertools
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework, Metric, Point
from eduduty_desktop.framework.expression import Comparison, Operand
from eduduty_desktop.framework.library import Library
from eduduty_desktop.framework.wording import full_width

LIBRARY = Library.shipped()
OWN_STANDARDS = {("hn-2021-hongjiang", "comp.big_class")}
"""Standards that a framework words for itself instead of the library's."""


@pytest.mark.parametrize("name", LIBRARY.ids())
def test_a_shipped_framework_loads_and_is_complete(name: str) -> None:
    framework = LIBRARY.load(name)
    assert framework.id == name
    assert "非官方原件" in framework.basis
    assert set(framework.standards) == {m.standard for m in framework.metrics.values() if m.standard}
    assert set(framework.place_of_metric) == set(framework.metrics)
    for key, standard in framework.standards.items():
        assert standard.id == key
        assert standard == LIBRARY.standards()[key] or (name, key) in OWN_STANDARDS
    for point in framework.points:
        assert framework.path_of(point.id)[-1] is point
        assert framework.number_path(point.id).endswith(point.number)
    assert all(metric.because if (metric := m.bounds) else True for m in framework.metrics.values())


@pytest.mark.parametrize("name", LIBRARY.ids())
def test_a_shipped_file_says_at_its_head_that_it_is_reconstructed(name: str) -> None:
    lines = (Path(LIBRARY._folder) / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    head = list(itertools.takewhile(lambda line: line.startswith("#"), lines))
    assert "还原" in "".join(head)
    assert any("不是官方原件" in line or "非官方原件" in line for line in head)


@pytest.mark.parametrize("name", LIBRARY.ids())
def test_reasons_are_whole_sentences_in_full_width(name: str) -> None:
    """What is shown to the clerk: why a figure is needed, why a bound holds, why a relation must be."""
    framework = LIBRARY.load(name)
    reasons = {f"required {m.id}": m.required for m in framework.metrics.values() if m.required}
    reasons |= {f"bounds {m.id}": m.bounds.because for m in framework.metrics.values() if m.bounds}
    reasons |= {f"relation {r.id}": r.because for r in framework.relations}
    reasons |= {f"optional {p.id}": p.narrative_optional for p in framework.points if p.narrative_optional}
    assert [key for key, text in reasons.items() if not text.endswith("。") or full_width(text) != text] == []


@pytest.mark.parametrize("name", LIBRARY.ids())
def test_a_metric_belongs_to_a_department_that_answers_for_its_point(name: str) -> None:
    framework = LIBRARY.load(name)
    strangers = [
        m.id
        for m in framework.metrics.values()
        if (place := framework.place_of_metric[m.id]) != "profile"
        and m.department not in _departments(framework, place)
    ]
    assert strangers == []
    assert [m.id for m in framework.metrics.values() if not m.department] == []


def _departments(framework: Framework, place: str) -> tuple[str, ...]:
    point = framework.nodes[place]
    assert isinstance(point, Point)
    return point.departments


@pytest.mark.parametrize("name", LIBRARY.ids())
def test_every_relation_can_hold_and_can_be_broken_within_the_bounds(name: str) -> None:
    """A relation that the bounds of its own metrics decide would never be heard of, or always."""
    framework = LIBRARY.load(name)
    for relation in framework.relations:
        comparison = framework.comparisons[relation.id]
        outcomes = {
            _holds(comparison, dict(zip(comparison.operands(), values, strict=True)))
            for values in _choices(framework, comparison)
        }
        assert outcomes - {None} == {True, False}, relation.id


def _choices(framework: Framework, comparison: Comparison) -> Iterator[tuple[Decimal, ...]]:
    """Values of the operands within their bounds, seeded; for an equation also the one that solves it."""
    operands, random = comparison.operands(), Random(comparison.text)
    for _ in range(60):
        values = [
            _within(framework.metrics[o.metric], Decimal(random.choice((0, 1, 3, 20, 90, 5000, 10**6))))
            for o in operands
        ]
        yield tuple(values)
        if comparison.sign == "=" and comparison.left.operands() == operands[:1]:
            known = dict(zip(operands, values, strict=True))
            with suppress(ArithmeticError):
                values[0] = comparison.right.evaluate(known.__getitem__, lambda constant: constant)
                if _within(framework.metrics[operands[0].metric], values[0]) == values[0]:
                    yield tuple(values)


def _within(metric: Metric, value: Decimal) -> Decimal:
    bounds = metric.bounds
    if bounds is not None and bounds.min is not None:
        value = max(value, bounds.min)
    return min(value, bounds.max) if bounds is not None and bounds.max is not None else value


def _holds(comparison: Comparison, known: dict[Operand, Decimal]) -> bool | None:
    try:
        left, right = (side.evaluate(known.__getitem__, lambda c: c) for side in (comparison.left, comparison.right))
    except ArithmeticError:
        return None
    return {"=": left == right, "<=": left <= right, ">=": left >= right}[comparison.sign]


def test_there_are_shipped_frameworks() -> None:
    assert "hn-2021-hongjiang" in LIBRARY.ids()
    assert [framework.id for framework in LIBRARY.all()] == LIBRARY.ids()


def test_no_standard_claims_to_be_verified() -> None:
    assert LIBRARY.standards()
    assert [key for key, standard in LIBRARY.standards().items() if standard.verified] == []


def test_an_unknown_id_names_the_closest() -> None:
    with pytest.raises(UserError, match="没有编号为“hn-2021-hongjian”的指标体系") as caught:
        LIBRARY.load("hn-2021-hongjian")
    assert "hn-2021-hongjiang" in caught.value.what_to_do
    with pytest.raises(UserError) as other:
        LIBRARY.load("完全不同")
    assert "hn-2021-hongjiang" in other.value.what_to_do


def test_a_file_is_loaded_by_its_path(tmp_path: Path) -> None:
    source = Path(LIBRARY._folder) / "hn-2021-hongjiang.yaml"
    file = tmp_path / "own.YAML"
    file.write_bytes(source.read_bytes())
    assert LIBRARY.load(str(file)) == LIBRARY.load("hn-2021-hongjiang")
    with pytest.raises(UserError, match="读不到文件"):
        LIBRARY.load(str(tmp_path / "none.yaml"))


# against the cleaned published data -----------------------------------------------------------------------


def plain(text: str | None) -> str:
    """A text without the difference between half and full width brackets and commas."""
    return (text or "").translate(str.maketrans("（），：", "(),:"))


def nodes(children: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for child in [*children.get("sections", []), *children.get("points", [])]:
        yield child
        yield from nodes(child)


@pytest.fixture(scope="module")
def published(shared_dir: Path) -> dict[str, Any]:
    file = shared_dir / "domain" / "frameworks" / "hn-2021-hongjiang.json"
    if not file.is_file():
        pytest.skip("the cleaned data of hn-2021-hongjiang is not in ../shared")
    return json.loads(file.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def hongjiang() -> Framework:
    return LIBRARY.load("hn-2021-hongjiang")


def test_hongjiang_has_the_published_tree(published: dict[str, Any], hongjiang: Framework) -> None:
    expected = {node["id"]: (node["number"], plain(node["title"])) for node in nodes(published)}
    assert {node.id: (node.number, plain(node.title)) for node in hongjiang.nodes.values()} == expected
    metrics = {node["id"]: tuple(node["metrics"]) for node in nodes(published) if "metrics" in node}
    assert {point.id: point.metrics for point in hongjiang.points} == metrics
    departments = {node["id"]: tuple(node["departments"]) for node in nodes(published) if "departments" in node}
    assert {point.id: point.departments for point in hongjiang.points} == departments
    assert list(hongjiang.profile.metrics) == published["profile"]["metrics"]


@pytest.mark.parametrize("field", ["label", "unit", "kind", "decimals", "group", "stage", "formula", "standard"])
def test_hongjiang_has_the_published_metrics(published: dict[str, Any], hongjiang: Framework, field: str) -> None:
    expected = {metric["id"]: plain(str(metric[field] or "")) for metric in published["metrics"]}
    found = {m.id: plain(str(getattr(m, field) or "")) for m in hongjiang.metrics.values()}
    assert found == expected


def test_hongjiang_has_the_published_relations(published: dict[str, Any], hongjiang: Framework) -> None:
    found = {relation.expr: relation.severity for relation in hongjiang.relations}
    assert {relation["expr"]: relation["severity"] for relation in published["relations"]}.items() <= found.items()


def test_published_sums_come_out_as_noted(published: dict[str, Any]) -> None:
    """The hand arithmetic of the cleaned data, done again with the program's own expressions."""
    from eduduty_desktop.framework.expression import Expression

    done = 0
    for check in published["checks"]:
        if check["computed"] is None or not re.fullmatch(r"[0-9.+\-*/()]+", check["expr"]):
            continue
        value = Expression.parse(check["expr"]).evaluate(lambda _: Decimal(0), lambda constant: constant)
        assert abs(value - Decimal(str(check["computed"]))) < Decimal("0.5")
        done += 1
    assert done
