"""What may be typed into cells of a workbook, as data validation of the warning kind: it asks and never refuses.

A clerk types `约300` where a number belongs, is told what the cell is for, and may keep it.  The office program's limits
are 32 characters for a title, 255 for a hint, 225 for a reason, 255 for a list of choices (MS-XLSX 2.4.61 and Excel itself).
"""

from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from eduduty_desktop.document.sheets import FIRST_ROW, InputRule, Sheet, Takes
from eduduty_desktop.office.xml_text import allowed

LONGEST_HINT, LONGEST_REASON, LONGEST_LIST = 250, 220, 250
_TYPES = {Takes.WHOLE: "whole", Takes.DECIMAL: "decimal", Takes.CHOICE: "list"}
_FARTHEST = "1000000000000000"


def add_rules(worksheet: Worksheet, sheet: Sheet) -> None:
    """Attach the rules of a sheet's cells; cells with the same rule share one."""
    places: dict[InputRule, list[str]] = {}
    for row, cells in enumerate(sheet.rows, FIRST_ROW):
        for column, cell in enumerate(cells, 1):
            if cell.rule is not None:
                places.setdefault(cell.rule, []).append(f"{get_column_letter(column)}{row}")
    for rule, cells_of_it in places.items():
        validation = _validation(rule)
        if validation.type is None and not validation.prompt:
            continue
        for place in cells_of_it:
            validation.add(place)
        worksheet.add_data_validation(validation)


def _validation(rule: InputRule) -> Any:
    found: Any = DataValidation(allow_blank=True, errorStyle="warning")
    found.type = _TYPES.get(rule.takes)
    if rule.takes is Takes.CHOICE:
        found.formula1 = '"' + ",".join(word.replace('"', "").replace(",", "，") for word in rule.choices) + '"'
        if len(found.formula1) > LONGEST_LIST:
            found.type, found.formula1 = None, None
    elif rule.takes is not Takes.ANY:
        _bound(found, rule)
    if rule.hint:
        found.showInputMessage, found.promptTitle = True, "填报提示"
        found.prompt = allowed(rule.hint)[:LONGEST_HINT]
    if found.type is not None:
        found.showErrorMessage, found.errorTitle = True, "请核对"
        found.error = allowed(rule.reason or "与本格要填的内容不符，确实如此可以保留。")[:LONGEST_REASON]
    return found


def _bound(found: Any, rule: InputRule) -> None:
    if rule.least is not None and rule.most is None:
        found.operator, found.formula1 = "greaterThanOrEqual", f"{rule.least:f}"
    elif rule.most is not None and rule.least is None:
        found.operator, found.formula1 = "lessThanOrEqual", f"{rule.most:f}"
    else:
        found.operator = "between"
        found.formula1 = f"{rule.least:f}" if rule.least is not None else f"-{_FARTHEST}"
        found.formula2 = f"{rule.most:f}" if rule.most is not None else _FARTHEST
