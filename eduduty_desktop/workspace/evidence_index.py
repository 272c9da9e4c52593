"""佐证材料目录: the sheets that say what a 佐证材料包 holds, where it lies, and what is missing."""

from collections.abc import Iterator, Sequence

from eduduty_desktop.document import cover
from eduduty_desktop.document.appendix import subtitle_of
from eduduty_desktop.document.places import place_of
from eduduty_desktop.document.sheets import Cell, Column, Row, Sheet, center, ledger, text
from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.workspace.evidence import FileState, home_of, size_in_words
from eduduty_desktop.workspace.evidence_gaps import Stored, gaps_of
from eduduty_desktop.workspace.evidence_plan import Planned

INDEX_COLUMNS = (
    Column("序号", 5),
    Column("指标号", 14),
    Column("材料编号", 15),
    Column("材料名称", 32),
    Column("文号", 18),
    Column("日期", 11),
    Column("形成单位", 14),
    Column("页码", 8),
    Column("原件/复印件", 10),
    Column("盖章", 6),
    Column("密级", 8),
    Column("说明", 26),
)
FILE_COLUMNS = (
    Column("材料编号", 15),
    Column("所在文件", 48),
    Column("大小", 10),
    Column("SHA-256", 66),
)
POINT_COLUMNS = (
    Column("指标号", 14),
    Column("指标", 30),
    Column("材料编号", 15),
    Column("材料名称", 32),
    Column("页码", 8),
    Column("所在文件", 48),
    Column("说明", 16),
)
GAP_COLUMNS = (
    Column("序号", 5),
    Column("材料编号", 15),
    Column("材料名称", 32),
    Column("缺什么", 28),
    Column("说明", 48),
)
_REMARKS = {
    FileState.MISSING: "缺：找不到文件",
    FileState.CHANGED: "缺：文件与登记时不同，未收入",
    FileState.UNREADABLE: "缺：文件读不了",
    FileState.NONE: "无电子文件，备查实物",
    FileState.UNCHECKED: "登记时未核对",
}


def index_sheets(reader: Reader, documents: Sequence[Planned], stored: dict[str, Stored]) -> tuple[Sheet, ...]:
    """佐证材料目录, its files with their hashes, 按指标查, and 缺件 where something is missing."""
    gaps = gaps_of(documents, stored)
    subtitle = subtitle_of(reader) + (f"　　缺 {len(gaps)} 份，见“缺件”" if gaps else "")
    rows = tuple(_index_row(reader, at, one, stored[one.row]) for at, one in enumerate(documents, 1))
    title = f"{cover.field_text(reader, 'county')}佐证材料目录"
    sheets = [ledger("佐证材料目录", title, subtitle, INDEX_COLUMNS, rows, freeze_columns=4)]
    files = tuple(_file_row(one, stored[one.row]) for one in documents if stored[one.row].sha256)
    sheets.append(ledger("文件和校验值", "佐证材料文件和校验值", subtitle, FILE_COLUMNS, files, freeze_columns=1))
    by_point = tuple(_point_rows(reader, documents, stored))
    sheets.append(ledger("按指标查", "佐证材料按指标索引", subtitle, POINT_COLUMNS, by_point, freeze_columns=2))
    if gaps:
        lacking = tuple(
            (center(at), center(gap.number), text(gap.title), text(_REMARKS[gap.state]), text(gap.message))
            for at, gap in enumerate(gaps, 1)
        )
        sheets.append(ledger("缺件", "佐证材料缺件清单", subtitle, GAP_COLUMNS, lacking))
    return tuple(sheets)


def _index_row(reader: Reader, at: int, one: Planned, found: Stored) -> Row:
    evidence = one.evidence
    places = [place_of(reader.framework, node) for node in reader.framework.nodes if node in evidence.points]
    return (
        center(at),
        center("、".join(places)),
        center(one.number),
        Cell(evidence.title or None, trace=Key("evidence", one.row)),
        *(text(word) for word in (evidence.document_number, evidence.date, evidence.issuer, evidence.pages)),
        center("原件" if evidence.original else "复印件"),
        center("是" if evidence.sealed else "否"),
        text(evidence.confidentiality),
        text(_REMARKS.get(found.state, "")),
    )


def _file_row(one: Planned, found: Stored) -> Row:
    return (center(one.number), text(one.path), center(size_in_words(found.size)), text(found.sha256))


def _point_rows(reader: Reader, documents: Sequence[Planned], stored: dict[str, Stored]) -> Iterator[Row]:
    for point in reader.framework.points:
        mine = [one for one in documents if point.id in one.evidence.points]
        for one in mine:
            found = stored[one.row]
            home = home_of(reader, one.evidence)
            remark = _REMARKS.get(found.state, "") or (
                "" if home == point.id else f"引用，存于{place_of(reader.framework, home)}"
            )
            yield (
                center(place_of(reader.framework, point.id)),
                text(full_width(point.title)),
                center(one.number),
                text(one.evidence.title),
                text(one.evidence.pages),
                text(one.path if found.sha256 else ""),
                text(remark),
            )
