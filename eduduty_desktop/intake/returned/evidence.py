"""Lists of evidence: a table with a column 材料名称, its point by id, by a column or by the line above."""

import re
from dataclasses import dataclass

from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.records import Evidence
from eduduty_desktop.intake.returned.nodes import Nodes, is_point
from eduduty_desktop.intake.returned.page import Page, address
from eduduty_desktop.intake.returned.result import EvidenceRow
from eduduty_desktop.intake.returned.words import folded, narrow

_COLUMNS: dict[str, tuple[str, ...]] = {
    "title": ("材料名称", "佐证材料", "佐证材料名称", "文件名称", "证明材料", "材料题名", "名称", "文件标题", "材料"),
    "number": ("材料编号", "编号", "序号", "证据编号"),
    "point": ("测评点", "指标", "评价要点", "对应指标", "对应测评点", "指标号", "观测点"),
    "document_number": ("文号", "文件号", "发文字号", "文件文号"),
    "date": ("日期", "时间", "成文日期", "印发日期", "形成日期", "发文日期", "印发时间", "发文时间"),
    "pages": ("页数", "页码", "页"),
    "original": ("原件/复印件", "原件复印件", "原件或复印件", "形式", "原件"),
    "sealed": ("盖章", "是否盖章", "盖章情况", "公章"),
    "issuer": ("形成单位", "发文单位", "发文机关", "制发单位", "出具单位"),
    "provider": ("提供单位", "提供人", "责任单位", "报送单位"),
    "remark": ("备注", "说明"),
}
_HEADINGS = {folded(word): name for name, words in _COLUMNS.items() for word in words}
_SAME = frozenset({"同上", "〃", "”", '"', "同前", "″"})
_TITLED = ("title",)
_MISSING = frozenset({"无", "暂无", "/", "—", "-", ""})
_YES = frozenset({"是", "√", "已盖章", "有", "盖章", "已盖", "对", "y", "yes", "1"})


@dataclass(slots=True)
class _List:
    page: Page
    columns: dict[str, int]
    first: int
    last: int


def read_evidence(draft: Draft, page: Page, nodes: Nodes) -> list[EvidenceRow]:
    """Every document that the lists of a page name."""
    found: list[EvidenceRow] = []
    for one in _lists(page):
        found += _rows(draft, one, nodes)
    return found


def _lists(page: Page) -> list[_List]:
    headers: list[tuple[int, dict[str, int]]] = []
    for row in range(page.height):
        cells = page.cells(row)
        if len(cells) < 2 or row in page.ids:
            continue
        columns: dict[str, int] = {}
        for column, text in cells:
            name = _HEADINGS.get(folded(re.sub(r"\(.*\)$", "", narrow(text))) or folded(text)) or _HEADINGS.get(
                folded(text)
            )
            if name is not None and name not in columns:
                columns[name] = column
        title = columns.get("title")
        is_list = title is not None and (
            {"document_number", "pages", "original", "sealed"} & columns.keys()
            or ("材料" in page.own(row, title) and {"date", "point", "number"} & columns.keys())
        )
        if is_list:
            headers.append((row, columns))
    return [
        _List(page, columns, row + 1, headers[at + 1][0] - 1 if at + 1 < len(headers) else page.height - 1)
        for at, (row, columns) in enumerate(headers)
    ]


def _rows(draft: Draft, one: _List, nodes: Nodes) -> list[EvidenceRow]:
    found: list[EvidenceRow] = []
    point: str | None = None
    named = ""
    for row in range(one.first, one.last + 1):
        cells = one.page.cells(row)
        if not cells:
            continue
        said = {name: one.page.text(row, column) for name, column in one.columns.items()}
        id = one.page.ids.get(row)
        if len(cells) == 1 and id is None and "title" in one.columns and cells[0][0] != one.columns["title"]:
            point, _ = nodes.find(cells[0][1])
            named = cells[0][1]
            continue
        point, named, flags = _point(draft, said, id, (point, named), nodes)
        title = "".join(said.get("title", "").split("\n"))
        if folded(title) in _MISSING or re.match(r"注[:：]|填报人|审核人|合计", narrow(title)):
            continue
        record = _record(title, said)
        remark = said.get("remark", "")
        found.append(
            EvidenceRow(
                one.page.grid.name,
                row + 1,
                address(row, one.columns["title"]),
                named,
                point,
                record,
                (*flags, *([f"备注：{remark}"] if remark else ())),
            )
        )
    return found


def _point(
    draft: Draft, said: dict[str, str], id: tuple[int, str, str] | None, before: tuple[str | None, str], nodes: Nodes
) -> tuple[str | None, str, tuple[str, ...]]:
    """The point of a row: by id, by its number or name; a row that says nothing belongs to the point above."""
    if id is not None and id[1] == "evidence" and is_point(draft, id[2]):
        return id[2], nodes.title(id[2]), ()
    texts = [narrow(said.get("point", "")), re.sub(r"-[0-9]{1,3}$", "", narrow(said.get("number", "")))]
    candidates: tuple[str, ...] = ()
    for text in texts:
        if not text or text in _SAME or text.isdigit():
            continue
        found, likely = nodes.find(text)
        if found is not None:
            return found, text, ()
        candidates = candidates or likely
    label = next((text for text in texts if text and text not in _SAME and not text.isdigit()), "")
    if not label:
        point, named = before
        return point, named, () if point is not None else ("没有写是哪个测评点的材料",)
    names = "、".join(f"“{nodes.title(one)}”" for one in candidates[:3])
    return None, label, (f"“{label}”是哪个测评点，没有读懂{f'，相近的有{names}' if names else ''}",)


def _record(title: str, said: dict[str, str]) -> Evidence:
    original = narrow(said.get("original", ""))
    return Evidence(
        title=title.strip("《》")
        if title.startswith("《") and title.endswith("》") and title.count("《") == 1
        else title,
        document_number=narrow_keep(said.get("document_number", "")),
        date=said.get("date", "").removesuffix(" 00:00:00"),
        issuer=said.get("issuer", ""),
        pages=said.get("pages", ""),
        original="复印" not in original,
        sealed=narrow(said.get("sealed", "")).lower() in _YES,
        provider=said.get("provider", ""),
    )


def narrow_keep(text: str) -> str:
    """A document number without white space; `〔2021〕` keeps its brackets."""
    found = "".join(text.split())
    return "" if found in _MISSING else found
