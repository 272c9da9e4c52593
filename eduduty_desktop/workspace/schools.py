"""学校基表: read it from a file, look at what it comes to, put it into the draft as one step, write it out.

An import replaces the whole table that the draft had: last term's schools are nobody's.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from eduduty_desktop.document import cover
from eduduty_desktop.document.appendix import subtitle_of
from eduduty_desktop.document.names import legal
from eduduty_desktop.document.school_sheet import school_list_sheets, school_sheet
from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import School, Text
from eduduty_desktop.draft.resource_values import MetricValue, metric_edits, metric_values
from eduduty_desktop.draft.resources import METHOD_KEY, Method, Resources, assess, method_of, resources_of, rules_of
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.errors import UserError
from eduduty_desktop.grid import Grid
from eduduty_desktop.intake.schools import Reading, Remark, SchoolTable, Sharing, find_tables, read_schools
from eduduty_desktop.workspace.session import Applied, Edit, Session

MOST_SCHOOLS = 20_000
_HEADINGS = "表头要有“学校名称”一列、“在校学生数”和各项资源的列；请核对是不是这个文件，或在表头写明后重试。"


class SchoolFile(msgspec.Struct, frozen=True):
    """A file that holds a 学校基表: its sheets, and the table of each sheet that has one."""

    path: Path
    grids: tuple[Grid, ...]
    tables: tuple[SchoolTable, ...]

    def with_table(self, table: SchoolTable) -> "SchoolFile":
        """The same file with a table that a person corrected."""
        tables = tuple(table if one.sheet == table.sheet else one for one in self.tables)
        return msgspec.structs.replace(self, tables=tables)


class Computed(msgspec.Struct, frozen=True):
    """What a file comes to in a draft, before anything is put into it."""

    reading: Reading
    resources: Resources
    metrics: tuple[MetricValue, ...]


def open_school_file(path: Path) -> SchoolFile:
    """Read a file and find its tables.  Raises UserError for one that cannot be read or holds no 学校基表."""
    from eduduty_desktop.office import read_grids

    grids = tuple(grid for grid in read_grids(path) if grid.rows)
    tables = find_tables(grids)
    if not tables:
        raise UserError(f"“{path.name}”里没有找到学校基表", what_to_do=_HEADINGS, place=path.name)
    return SchoolFile(path, grids, tables)


def read_school_file(
    file: SchoolFile,
    *,
    with_hidden: bool = False,
    sharing: Sharing = Sharing.FOLDED,
    sheets: Sequence[str] | None = None,
) -> Reading:
    """The schools of every visible table (of the `sheets` that are named), one after another.

    Raises UserError for a table without names or students, and for one with more rows than any county has schools.
    """
    grids = {grid.name: grid for grid in file.grids}
    wanted = [one for one in file.tables if (one.sheet in sheets if sheets is not None else not one.hidden)]
    if not wanted:
        raise UserError("学校基表所在的工作表都是隐藏的", what_to_do="请取消隐藏后再导入。", place=file.path.name)
    found: dict[str, School] = {}
    remarks: list[Remark] = []
    rows = passed = hidden = 0
    for table in wanted:
        if not table.is_complete:
            words = "、".join(table.doubts[:2]) or "没有认出“学校名称”或“在校学生数”"
            raise UserError(f"工作表“{table.sheet}”：{words}", what_to_do=_HEADINGS, place=file.path.name)
        reading = read_schools(
            grids[table.sheet], table, file=file.path.name, with_hidden=with_hidden, sharing=sharing, order=len(found)
        )
        for id, school in reading.schools:
            if id in found:
                message = f"工作表“{table.sheet}”里与前面的工作表重复，只导入前一处"
                remarks.append(Remark(0, school.name, "", message))
            else:
                found[id] = school
        remarks += reading.remarks
        rows, passed, hidden = rows + reading.rows, passed + reading.passed, hidden + reading.hidden
    if len(found) > MOST_SCHOOLS:
        raise UserError(
            f"表里有 {len(found)} 行学校，不像一个县的学校基表",
            what_to_do="请只留本县的学校，再导入一次。",
            place=file.path.name,
        )
    return Reading(tuple(found.items()), tuple(remarks), rows, passed, hidden)


def compute(reader: Reader, reading: Reading, method: Method | None = None) -> Computed:
    """Judge what was read as the draft would, by its method unless another is named."""
    resources = assess(reading.schools, rules_of(reader), method or method_of(reader))
    return Computed(reading, resources, metric_values(reader, resources))


def take_over(
    session: Session, reading: Reading, file: str, *, method: Method | None = None, with_metrics: bool = True
) -> Applied:
    """Put the schools, the method and (with `with_metrics`) the values of metrics into the draft as one undoable step.

    Raises UserError if there is no school to take.
    """
    if not reading.schools:
        raise UserError("没有读到任何学校", what_to_do="请核对每一列是什么，再导入一次。", place=file)
    draft = session.draft
    edits: dict[Key, msgspec.Struct | None] = {Key("schools", row, slot): None for row, slot in draft.rows("schools")}
    edits |= {Key("schools", id): school for id, school in reading.schools}
    causes = {Key("schools", id): school.source for id, school in reading.schools}
    used = method or method_of(draft)
    if used is not method_of(draft):
        edits[METHOD_KEY] = Text(str(used))
    if with_metrics:
        resources = compute(draft, reading, used).resources
        edits |= _changed(draft, metric_edits(draft, resources, file))
    return session.edit(edits.items(), label=f"导入{file}", cause=f"{file}·学校基表", causes=causes)


def _changed(reader: Reader, edits: Mapping[Key, msgspec.Struct]) -> dict[Key, msgspec.Struct | None]:
    """What says something new: a value that the draft has already keeps its own source."""
    changed: dict[Key, msgspec.Struct | None] = {}
    for key, record in edits.items():
        before = reader.get(key)
        if before is None or before.amount != getattr(record, "amount", None):
            changed[key] = record
    return changed


def set_method(session: Session, method: Method) -> Applied:
    """Choose how 差异系数 is computed; one undoable step with the metrics that come of it."""
    edits: list[Edit] = [(METHOD_KEY, Text(str(method)))]
    found = resources_of(session.draft)
    if found is not None:
        computed = assess(_schools(session.draft), found.rules, method)
        source = next(iter(_schools(session.draft)))[1].source.partition("·")[0]
        stated = {
            key: one for key, one in metric_edits(session.draft, computed, source).items() if _is_ours(session, key)
        }
        edits += _changed(session.draft, stated).items()
    return session.edit(edits, label="差异系数的算法", cause="学校基表")


def _is_ours(session: Session, key: Key) -> bool:
    """Whether a value came from the table: what a person typed since is not touched."""
    before = session.draft.get(key)
    return before is not None and before.source.startswith("学校基表")


def _schools(reader: Reader) -> list[tuple[str, School]]:
    return sorted(((row, one) for (row, _), one in reader.rows("schools").items()), key=lambda one: one[1].order)


def remove_schools(session: Session) -> Applied:
    """Take the whole table out of the draft, as one undoable step; values of metrics stay."""
    keys = [Key("schools", row, slot) for row, slot in session.draft.rows("schools")]
    return session.edit(((key, None) for key in keys), label="删除学校基表", cause="学校基表")


def export_name(reader: Reader) -> str:
    """`××县学校资源配置七项指标.xlsx`."""
    county, year = (cover.field_text(reader, field) for field in ("county", "year"))
    return legal(f"{county}{year}年度学校资源配置七项指标", tail=".xlsx")


def export_schools(reader: Reader, path: Path) -> None:
    """Write the one-page table and the list of every school with what it misses as a workbook.

    Raises UserError if the draft has no schools or the file cannot be put there.
    """
    from eduduty_desktop.office import write_workbook

    found = resources_of(reader)
    subtitle = subtitle_of(reader)
    sheet = school_sheet(reader, subtitle)
    if found is None or sheet is None:
        raise UserError("这份自评稿里还没有学校基表", what_to_do="请先导入学校基表。")
    write_workbook((sheet, *school_list_sheets(found, subtitle)), path)
