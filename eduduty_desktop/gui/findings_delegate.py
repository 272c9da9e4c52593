"""Rows of the panel 核验: a finding with mark, message, place and advice."""

from eduduty_desktop.gui.findings_model import GROUP, ROW, WAIVED, FindingRow
from eduduty_desktop.gui.grouped_delegate import GroupedDelegate, Index
from eduduty_desktop.gui.marks import OF_SEVERITY, Mark


class FindingsDelegate(GroupedDelegate):
    """What the rows of `FindingsModel` say."""

    def lines_of(self, index: Index) -> list[str]:
        row = index.data(ROW)
        if not isinstance(row, FindingRow):
            return []
        return [text for text in (row.finding.message, row.where, row.finding.advice) if text]

    def mark_of(self, index: Index) -> Mark:
        row: FindingRow = index.data(ROW)
        return Mark.NOT_APPLICABLE if row.group == WAIVED else OF_SEVERITY[row.finding.severity]

    def tint_of(self, index: Index) -> str:
        return {"错误": self.colours.error, "警告": self.colours.warning}.get(index.data(GROUP), self.colours.muted)
