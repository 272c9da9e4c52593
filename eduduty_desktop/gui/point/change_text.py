"""What a change would do, in words: the summary line and the rows of the list under it.  No Qt."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from eduduty_desktop.draft import CURRENT, Draft, Finding, Key, Reader
from eduduty_desktop.draft.impact import Cell, Changed, Derived, Impact, Item, Sentence, Table
from eduduty_desktop.draft.targets import print_deadline
from eduduty_desktop.framework.wording import full_width

_NODES = {"profile": "基本情况", "lead": "导语", "organisation": "自评组织情况", "next_steps": "下一步工作打算"}
_BEFORE, _AFTER = 14, 12
_NUMBER_END = re.compile(r"[0-9.:：]+$")


class Row(msgspec.Struct, frozen=True):
    """One line of the list: where, what stands there, what would stand there (empty while nothing is changed)."""

    where: str
    old: str
    new: str = ""


def summary(items: Sequence[Item], brought: int, ended: int, *, typed: bool) -> str:
    """`改动将影响：正文 3 句、附表 5 格、由公式算出的 2 项、新增核验发现 1 条`."""
    words = [
        counted(items),
        f"新增核验发现 {brought} 条" if brought else "",
        f"消除核验发现 {ended} 条" if ended else "",
    ]
    said = "、".join(word for word in words if word)
    if typed:
        return f"改动将影响：{said}" if said else "照这样改，别处没有变化"
    return f"改这个数会影响：{said}"


def counted(items: Sequence[Item]) -> str:
    """`正文 3 句、附表 5 格、由公式算出的 2 项`."""
    sentences = sum(isinstance(item, Sentence) for item in items)
    cells = sum(isinstance(item, Cell) for item in items)
    derived = sum(isinstance(item, Derived) for item in items)
    words = [
        f"正文 {sentences} 句" if sentences else "",
        f"附表 {cells} 格" if cells else "",
        f"由公式算出的 {derived} 项" if derived else "",
    ]
    return "、".join(word for word in words if word)


def rows(reader: Reader, told: Sequence[Changed]) -> Iterator[Row]:
    """What would change, each with the words around it."""
    for change in told:
        where = place_of(reader, change.item)
        if isinstance(change.item, Sentence):
            yield Row(where, *around(change.old, change.new))
        else:
            yield Row(where, change.old or "（空）", change.new or "（空）")


def standing(reader: Reader, found: Impact) -> tuple[Item, ...]:
    """What hangs on the value and prints something as it stands."""
    return tuple(item for item in found.items if item.text(reader))


def standing_rows(reader: Reader, items: Sequence[Item]) -> Iterator[Row]:
    """What hangs on the value, as it stands."""
    return (Row(place_of(reader, item), item.text(reader)) for item in items)


def finding_rows(brought: Sequence[Finding], ended: Sequence[Finding]) -> Iterator[Row]:
    """Findings that would come, and those that would go."""
    for finding in brought:
        yield Row(f"核验新增（{finding.severity}）", "", finding.message)
    for finding in ended:
        yield Row(f"核验消除（{finding.severity}）", finding.message, "不再出现")


def place_of(reader: Reader, item: Item) -> str:
    """Where a thing stands, as people say it."""
    framework = reader.framework
    if isinstance(item, Sentence):
        node = item.node
        number = framework.number_path(node) if node in framework.nodes else _NODES.get(node, node)
        return full_width(f"正文 {number}")
    if isinstance(item, Cell):
        metric = framework.metrics[item.metric]
        day = f"（{print_deadline(metric.targets[item.at])}）" if item.table is Table.TARGETS else ""
        return f"{item.table} · {metric.printed_label}{day} · {item.column}"
    if isinstance(item, Derived):
        year = "" if item.slot == CURRENT else "（上年）"
        return f"由公式算出 · {framework.metrics[item.metric].printed_label}{year}"
    return full_width(f"自评得分 {framework.number_path(item.point)}")


def around(old: str, new: str) -> tuple[str, str]:
    """Both sentences cut down to where they differ, whole numbers, with a few words around."""
    head = _common(old, new)
    while head and _NUMBER_END.search(old[:head]):
        head -= 1
    least = min(len(old), len(new)) - head
    tail = min(_common(old[::-1], new[::-1]), least)
    while tail and old[len(old) - tail] in "0123456789.:：":
        tail -= 1
    start = max(0, head - _BEFORE)
    return _cut(old, start, len(old) - tail + _AFTER), _cut(new, start, len(new) - tail + _AFTER)


def _cut(text: str, start: int, end: int) -> str:
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _common(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def is_changed(draft: Draft, key: Key, record: msgspec.Struct) -> bool:
    """Whether storing the record under the key would change the draft."""
    return not draft.change(key, record).is_idle
