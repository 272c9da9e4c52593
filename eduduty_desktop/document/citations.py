"""How the report refers to 佐证材料: by the numbers of the 佐证目录."""

from eduduty_desktop.document.appendix import EVIDENCE_COLUMNS, evidence_sheet
from eduduty_desktop.draft import Reader
from eduduty_desktop.draft.records import Evidence

_HEADINGS = [column.heading for column in EVIDENCE_COLUMNS]
_NUMBER, _NAME = _HEADINGS.index("材料编号"), _HEADINGS.index("材料名称")


def citations(reader: Reader) -> dict[str, str]:
    """`（见佐证材料一（一）-1、一（一）-2）` by the point that the documents prove, in the order of the 佐证目录."""
    found: dict[str, list[str]] = {}
    for row in evidence_sheet(reader, "").rows[1:]:
        trace = row[_NAME].trace
        one: Evidence | None = reader.get(trace) if trace is not None else None
        for point in one.points if one is not None else ():
            found.setdefault(point, []).append(str(row[_NUMBER].value))
    return {point: f"（见佐证材料{'、'.join(numbers)}）" for point, numbers in found.items()}
