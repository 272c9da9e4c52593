"""LibreOffice as a person at a desk: opens workbooks, types, sorts, inserts columns, saves in another format.

One Basic macro in a profile of its own does a whole list of jobs in one start.
"""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

SECONDS = 240
_FILTERS = {
    ".xlsx": ("Calc MS Excel 2007 XML", ""),
    ".xls": ("MS Excel 97", ""),
    ".ods": ("calc8", ""),
    ".csv": ("Text - txt - csv (StarCalc)", "44,34,76,1,,0,false,true,false,false,false,{sheet}"),
}
_LIBRARY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">\n'
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false"><library:element library:name="Desk"/></library:library>'
)
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Desk" script:language="StarBasic">{}'
    "</script:module>"
)
_TOOLS = """
Function Opened(path As String) As Object
  Dim args(0) As New com.sun.star.beans.PropertyValue
  args(0).Name = "Hidden" : args(0).Value = True
  Opened = StarDesktop.loadComponentFromURL(path, "_blank", 0, args())
End Function
Sub SaveAs(doc As Object, path As String, filter As String, options As String)
  Dim args(1) As New com.sun.star.beans.PropertyValue
  args(0).Name = "FilterName" : args(0).Value = filter
  args(1).Name = "FilterOptions" : args(1).Value = options
  doc.storeToURL(path, args())
  doc.close(True)
End Sub
Sub TypeInto(doc As Object, cell As Object, value As String)
  If (doc.NumberFormats.getByKey(cell.NumberFormat).Type And 256) <> 0 Then
    cell.setString(value)
  Else
    cell.setFormula(value)
  End If
End Sub
Sub SortRows(sheet As Object, place As String, column As Integer)
  Dim fields(0) As New com.sun.star.table.TableSortField
  Dim args(1) As New com.sun.star.beans.PropertyValue
  fields(0).Field = column : fields(0).IsAscending = False
  args(0).Name = "SortFields" : args(0).Value = fields()
  args(1).Name = "ContainsHeader" : args(1).Value = False
  sheet.getCellRangeByName(place).sort(args())
End Sub
"""


@dataclass
class Job:
    """One workbook on the desk: Basic lines on `sheet` for each step, then where it is saved; CSV holds sheet `csv_sheet`."""

    source: Path
    target: Path
    steps: list[str] = field(default_factory=list)
    csv_sheet: int = 1

    def open(self, name: str) -> "Job":
        """Turn to a sheet and take its protection off, as departments do who want to insert something."""
        self.steps += [f"sheet = doc.Sheets.getByName({_text(name)})", 'sheet.unprotect("")']
        return self

    def type(self, cell: str, value: str) -> "Job":
        """Type into a cell: what looks like a number, a time or a formula becomes one, but in a cell for text."""
        self.steps.append(f"TypeInto doc, sheet.getCellRangeByName({_text(cell)}), {_text(value)}")
        return self

    def insert_column(self, at: int, heading: str, row: int) -> "Job":
        """Insert a column before one (from 0), and head it in a row (from 0)."""
        self.steps.append(f"sheet.Columns.insertByIndex({at}, 1)")
        self.steps.append(f"sheet.getCellByPosition({at}, {row}).setString({_text(heading)})")
        return self

    def sort(self, place: str, column: int) -> "Job":
        """Sort the rows of a range, last first, by a column (from 0 within the range)."""
        self.steps.append(f"SortRows sheet, {_text(place)}, {column}")
        return self

    def delete_column(self, at: int) -> "Job":
        self.steps.append(f"sheet.Columns.removeByIndex({at}, 1)")
        return self


def work_through(jobs: Sequence[Job], folder: Path) -> None:
    """Do the jobs; asserts that every file was saved."""
    log = folder / "trouble.txt"
    lines = [_TOOLS]
    for at, job in enumerate(jobs):
        name, options = _FILTERS[job.target.suffix]
        lines += [f"Sub Job{at}()", "Dim doc As Object, sheet As Object"]
        lines.append(f"doc = Opened({_text(job.source.as_uri())})")
        lines += job.steps
        said = options.format(sheet=job.csv_sheet)
        lines.append(f"SaveAs doc, {_text(job.target.as_uri())}, {_text(name)}, {_text(said)}")
        lines.append("End Sub")
    lines += ["Sub Work()", "On Error GoTo Trouble", *(f"Job{at}()" for at in range(len(jobs)))]
    lines += ["Leave:", "StarDesktop.terminate()", "Exit Sub", "Trouble:", "Dim file As Integer", "file = FreeFile"]
    lines += [f"Open {_text(str(log))} For Output As #file", 'Print #file, Error$ & " " & Erl', "Close #file"]
    lines += ["Resume Leave", "End Sub"]
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    # The first start of a profile writes libraries of its own.
    subprocess.run([*command, "--terminate_after_init"], capture_output=True, timeout=SECONDS, check=False)
    standard = folder / "profile" / "user" / "basic" / "Standard"
    (standard / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (standard / "Desk.xba").write_text(_MODULE.format(escape("\n".join(lines))), encoding="utf-8")
    done = subprocess.run(
        [*command, "macro:///Standard.Desk.Work"], capture_output=True, timeout=SECONDS, check=False, text=True
    )
    for job in jobs:
        for named_after_sheet in job.target.parent.glob(f"{job.target.stem}-*.csv"):
            named_after_sheet.rename(job.target)
    missing = [job.target.name for job in jobs if not job.target.exists()]
    trouble = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    assert not missing, f"{missing} {trouble} {done.stdout} {done.stderr}"


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'
