"""Texts for points: boxes of a workbook, and the paragraphs of a Word document under the headings of points."""

import re
from collections.abc import Sequence

from eduduty_desktop.draft import Draft
from eduduty_desktop.grid import Paragraph
from eduduty_desktop.intake.returned.nodes import Nodes
from eduduty_desktop.intake.returned.page import Page, address
from eduduty_desktop.intake.returned.result import TextRow
from eduduty_desktop.intake.returned.words import folded, narrow

_BOX_WORDS = frozenset(
    {"填写", "填报内容", "文字材料", "内容", "正文", "自评情况", "工作情况", "落实情况", "要求", "评价要点", "情况说明"}
)
_REQUIREMENT = frozenset({"要求", "评价要点", "填写要求", "评价标准"})
_SHORTEST = 12
_LONGEST_HEADING = 60
_MISSING = frozenset({"无", "暂无", "没有", "/", "—", "-", "不涉及"})


def read_texts(draft: Draft, page: Page, nodes: Nodes) -> list[TextRow]:
    """Boxes of a page: by id, else the long text below a line that names a point."""
    if any(kind == "text" for _, kind, _ in page.ids.values()):
        return _by_id(draft, page, nodes)
    return _by_heading(page, nodes)


def _by_id(draft: Draft, page: Page, nodes: Nodes) -> list[TextRow]:
    found: list[TextRow] = []
    starts = sorted(row for row, (_, kind, _) in page.ids.items() if kind == "text")
    for at, row in enumerate(starts):
        column, _, name = page.ids[row]
        end = starts[at + 1] if at + 1 < len(starts) else page.height
        cells = _box(page, row, end, column)
        text = "\n".join(text for _, _, text in cells)
        if not text or folded(text) in _MISSING:
            continue
        place = cells[0]
        known = name in draft.framework.nodes or name == "profile"
        flags = () if known else (f"编号“{name}”不在本指标体系里",)
        label = nodes.title(name) if known and name in {p.id for p in draft.framework.points} else name
        found.append(
            TextRow(
                page.grid.name,
                place[0] + 1,
                address(place[0], place[1]),
                label,
                name if known else None,
                text,
                (),
                flags,
            )
        )
    return found


def _box(page: Page, row: int, end: int, id_column: int) -> list[tuple[int, int, str]]:
    """The texts of a box: its row, and rows below it until the next line that heads something."""
    found: list[tuple[int, int, str]] = []
    for at in range(row, end):
        cells = [(column, text) for column, text in page.cells(at) if column != id_column]
        said = [(column, text) for column, text in cells if folded(text) not in _BOX_WORDS]
        if at > row and (len(cells) != len(said) or not said or _heads(page, at)):
            break
        if at > row and page.grid.cell(at, id_column).strip():
            break
        found += [(at, column, _clean(text)) for column, text in said]
    return [one for one in found if one[2]]


def _heads(page: Page, row: int) -> bool:
    """A band over the columns B and C is the heading of the next point."""
    return any(merge.top == row and merge.left < merge.right for merge in page.grid.merges) or (
        row + 1 < page.height and any(folded(text) in _REQUIREMENT for _, text in page.cells(row + 1))
    )


def _clean(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\r", "\n").split("\n") if line.strip())


def _by_heading(page: Page, nodes: Nodes) -> list[TextRow]:
    found: list[TextRow] = []
    heading: tuple[str, str | None, tuple[str, ...]] | None = None
    for row in range(page.height):
        cells = page.cells(row)
        texts = [(column, text) for column, text in cells if folded(text) not in _BOX_WORDS]
        if any(folded(text) in _REQUIREMENT for _, text in cells) or not texts:
            continue
        for column, text in texts:
            id, candidates = nodes.find(text) if len(text) <= _LONGEST_HEADING else (None, ())
            if id is not None:
                heading = (text, id, ())
            elif len(text) >= _SHORTEST and heading is not None and re.search(r"[。；，]", text):
                label, node, likely = heading
                found.append(
                    TextRow(
                        page.grid.name, row + 1, address(row, column), label, node, _clean(text), likely or candidates
                    )
                )
    return _joined(found)


def _joined(rows: Sequence[TextRow]) -> list[TextRow]:
    """Several boxes of one point are one text."""
    import msgspec

    found: dict[str | None, TextRow] = {}
    for row in rows:
        known = found.get(row.node)
        found[row.node] = row if known is None else msgspec.structs.replace(known, text=f"{known.text}\n{row.text}")
    return list(found.values())


def read_paragraphs(paragraphs: Sequence[Paragraph], file: str, nodes: Nodes) -> list[TextRow]:
    """What a Word document says under the heading of each point; `row` is the number of the heading's paragraph."""
    found: list[TextRow] = []
    heading: tuple[int, str, str | None, tuple[str, ...]] | None = None
    lines: list[str] = []

    def close() -> None:
        if heading is not None and lines:
            at, label, node, candidates = heading
            flags = () if node is not None else (f"“{label}”是哪个测评点，没有读懂",)
            found.append(TextRow(file, at, f"第{at}段", label, node, "\n".join(lines), candidates, flags))

    for at, paragraph in enumerate(paragraphs, 1):
        text = paragraph.text.strip()
        if not text:
            continue
        id, candidates = (
            nodes.find(text) if len(text) <= _LONGEST_HEADING and not text.endswith(("。", "；")) else (None, ())
        )
        if id is not None or (paragraph.level and candidates):
            close()
            heading, lines = (at, narrow(text), id, candidates), []
        elif paragraph.level:
            close()
            heading, lines = None, []
        elif heading is not None:
            lines.append(text)
    close()
    return found
