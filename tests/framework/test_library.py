"""The shipped frameworks: each loads, keeps its own standards, and says where it comes from."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.library import Library

LIBRARY = Library.shipped()


@pytest.mark.parametrize("name", LIBRARY.ids())
def test_a_shipped_framework_loads_and_is_complete(name: str) -> None:
    framework = LIBRARY.load(name)
    assert framework.id == name
    assert "非官方原件" in framework.basis
    assert set(framework.standards) == {m.standard for m in framework.metrics.values() if m.standard}
    assert set(framework.place_of_metric) == set(framework.metrics)
    for key, standard in framework.standards.items():
        assert standard.id == key
        assert standard == LIBRARY.standards()[key]
    for point in framework.points:
        assert framework.path_of(point.id)[-1] is point
        assert framework.number_path(point.id).endswith(point.number)
    assert all(metric.because if (metric := m.bounds) else True for m in framework.metrics.values())


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
