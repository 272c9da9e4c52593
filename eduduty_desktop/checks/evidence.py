"""佐证材料: one document registered twice, and documents of another year; files on the disk are not looked at."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.draft import Finding, Key, Place
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.draft.dates import read_day, years_in_number
from eduduty_desktop.draft.records import Evidence
from eduduty_desktop.framework import Framework, Severity

_YEAR = Key("cover", "year")
_MARKS = re.compile(r"[\W_]")


def _duplicate_cases(framework: Framework) -> Iterator[Case]:  # noqa: ARG001 - one case for every framework
    yield Case("evidence", tables=frozenset({"evidence"}))


def _year_cases(framework: Framework) -> Iterator[Case]:  # noqa: ARG001 - one case for every framework
    yield Case("evidence", frozenset({_YEAR}), frozenset({"evidence"}))


def _registered(view: View) -> Iterator[tuple[str, Evidence, str]]:
    """Every document with its id and the first point that it proves, in their order."""
    order = {node: at for at, node in enumerate(view.framework.nodes)}
    found = [
        (min(order[point] for point in known), one.order, row, one)
        for (row, _), one in view.rows("evidence").items()
        if (known := [point for point in one.points if point in order])
    ]
    nodes = list(order)
    for at, _, row, one in sorted(found, key=lambda item: item[:3]):
        yield row, one, nodes[at]


def _place(row: str, node: str) -> Place:
    return Place(node=node, table="evidence", row=row)


def _title(one: Evidence) -> str:
    return one.title.strip() or "（未写名称）"


def _folded(text: str) -> str:
    """A text without what two people write differently: width, brackets, blanks."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _duplicate(view: View, _subject: str) -> Iterable[Finding]:
    files: dict[str, Evidence] = {}
    names: dict[tuple[str, str], Evidence] = {}
    for row, one, node in _registered(view):
        name = (_folded(one.title), _folded(one.document_number))
        same_file = files.get(one.sha256) if one.sha256 else None
        same_name = names.get(name) if all(name) else None
        if one.sha256:
            files.setdefault(one.sha256, one)
        names.setdefault(name, one)
        if same_file is not None:
            what = f"佐证材料“{_title(one)}”和“{_title(same_file)}”的文件内容完全相同。"
        elif same_name is not None:
            what = f"佐证材料“{_title(one)}”（{one.document_number.strip()}）登记了两次。"
        else:
            continue
        yield Finding(
            code="evidence.duplicate",
            severity=Severity.WARNING,
            place=_place(row, node),
            message=what,
            advice="一份材料能证明几个测评点的，只登记一次，用“引用已有材料”关联；确是两份的，请核对名称和文号。",
            operands=((Key("evidence", row), f"{one.title}|{one.document_number}|{one.sha256}"),),
        )


def _year(view: View, _subject: str) -> Iterable[Finding]:
    year = year_of(view)
    if year is None:
        return
    for row, one, node in _registered(view):
        source, found = _dated(one)
        if not found or any(year - 1 <= each <= year for each in found):
            continue
        nearest = min(found, key=lambda each: abs(each - year))
        after = nearest == year + 1
        yield Finding(
            code="evidence.year",
            severity=Severity.HINT if after else Severity.WARNING,
            place=_place(row, node),
            message=f"佐证材料“{_title(one)}”的{source}是{nearest}年的，自评年度是{year}年。",
            advice=(
                f"年后形成、反映{year}年情况的（决算、统计报表）可以保留；反映{nearest}年工作的请换成{year}年的。"
                if after
                else f"请换成{year}年的材料；仍在执行的政策文件可以保留意见并写明理由。"
            ),
            operands=((Key("evidence", row), f"{one.document_number}|{one.date}"), (_YEAR, str(year))),
        )


def _renew(view: View, _subject: str) -> Iterable[Finding]:
    for row, one, node in _registered(view):
        if one.renew:
            yield Finding(
                code="evidence.renew",
                severity=Severity.HINT,
                place=_place(row, node),
                message=f"佐证材料“{_title(one)}”是上年的，还没有更新。",
                advice="请换成今年的材料；仍然有效的（长期执行的文件），核对后去掉“待更新”的勾选；不用的移除。",
                operands=((Key("evidence", row), f"{one.title}|{one.document_number}|{one.date}"),),
            )


def _dated(one: Evidence) -> tuple[str, tuple[int, ...]]:
    """What tells a document's year, and the years that it tells: the 文号 before the date."""
    numbered = years_in_number(one.document_number)
    if numbered:
        return "文号", numbered
    day = read_day(one.date)
    return "日期", (day.year,) if day is not None else ()


CHECKS = (
    Check("evidence.duplicate", "佐证材料重复", _duplicate_cases, _duplicate),
    Check("evidence.renew", "佐证材料还没有更新", _duplicate_cases, _renew),
    Check("evidence.year", "佐证材料年份不符", _year_cases, _year),
)
