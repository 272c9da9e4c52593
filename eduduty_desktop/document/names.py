"""File names as offices use them, legal on Windows.

What Windows forbids is told in learn.microsoft.com, "Naming Files, Paths, and Namespaces"; names are told apart there
without regard to case, and on a Mac without regard to how a character is composed.
"""

import re
import unicodedata
from enum import StrEnum

from eduduty_desktop.document import cover
from eduduty_desktop.draft import Reader

LONGEST = 70
"""Characters of a file name without its ending: room for the folders on Windows."""

MOST_BYTES = 200
"""Bytes of UTF-8 of a whole file name: file systems take 255, and who copies it may want to add `（2）`."""

_LONGEST_DEPARTMENT = 24
UNNAMED = "未命名"
_ILLEGAL = {
    "<": "〈",
    ">": "〉",
    ":": "：",
    '"': "”",
    "/": "／",
    "\\": "＼",
    "|": "｜",
    "?": "？",
    "*": "＊",
}
_REPLACED = str.maketrans(_ILLEGAL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")
# Invisible, and some of them turn what follows around; half a character; what Unicode keeps free.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]+")
_DEVICE = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=$|[ .])")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}")


class Edition(StrEnum):
    """送审稿 with traces for the way back, 报送稿 clean, 公示版 without withheld metrics."""

    REVIEW = "review"
    FINAL = "final"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        return {"review": "送审稿", "final": "报送稿", "public": "公示版"}[self.value]


def legal(name: str, *, tail: str = "", longest: int = LONGEST, most_bytes: int = MOST_BYTES) -> str:
    """A name without what Windows forbids: `\\ / : * ? " < > |`, control characters, a dot or blank at the end, CON.

    A name that is too long loses its end, not its `tail`: the ending, or the edition before it.  `longest` counts the
    characters before the tail, `most_bytes` all of it in UTF-8.
    """
    plain = _CONTROL.sub(" ", _INVISIBLE.sub("", name).translate(_REPLACED)).strip()
    room = most_bytes - len(tail.encode())
    short = plain[:longest].encode()[:room].decode(errors="ignore").rstrip(". ") or UNNAMED
    return f"{'_' if _DEVICE.match(short) else ''}{short}{tail}"


def unique(name: str, taken: set[str]) -> str:
    """The name, or the first of its kind with a number, `报告（2）.docx`, that is not taken; it is taken afterwards."""
    stem, ending = split(name)
    found, number = name, 2
    while (folded := _folded(found)) in taken:
        found = legal(stem, tail=f"（{number}）{ending}")
        number += 1
    taken.add(folded)
    return found


def split(name: str) -> tuple[str, str]:
    """A file name and its ending with the dot, which is empty where what follows a dot is no ending: `1.总结`."""
    dot = name.rfind(".")
    ending = name[dot:] if dot > 0 else ""
    return (name[:dot], ending) if _ENDING.fullmatch(ending) else (name, "")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def report_name(reader: Reader, edition: Edition) -> str:
    """`××县人民政府关于2021年度履行教育职责情况的自评报告（送审稿）.docx`."""
    return legal(f"{cover.issuer(reader)}{cover.subject(reader)}", tail=f"（{edition.label}）.docx")


def appendix_name(reader: Reader) -> str:
    """`××县2021年度履行教育职责数据附表.xlsx`."""
    return legal(cover.appendix_title(reader), tail=".xlsx")


def evidence_list_name(reader: Reader) -> str:
    """`××县2021年度履行教育职责佐证材料目录.xlsx`."""
    return legal(f"{_county_and_year(reader)}佐证材料目录", tail=".xlsx")


def evidence_folder_name(reader: Reader) -> str:
    """`××县2021年度履行教育职责佐证材料`."""
    return legal(f"{_county_and_year(reader)}佐证材料")


def task_name(reader: Reader, department: str, round: int) -> str:
    """`××县2021年度履行教育职责自评填报表（财政局）.xlsx`, from the second round on `（财政局，第2次）`."""
    return legal(f"{_county_and_year(reader)}自评填报表", tail=f"（{_whose(department, round)}）.xlsx")


def task_plan_name(reader: Reader) -> str:
    """`××县2021年度履行教育职责自评任务分工.xlsx`."""
    return legal(f"{_county_and_year(reader)}自评任务分工", tail=".xlsx")


def _whose(department: str, round: int) -> str:
    whose = legal(department, longest=_LONGEST_DEPARTMENT, most_bytes=3 * _LONGEST_DEPARTMENT)
    return f"{whose}，第{round}次" if round > 1 else whose


def submission_name(reader: Reader, edition: Edition) -> str:
    """`××县2021年度履行教育职责自评材料（报送稿）`, the name of the folder, the archive and the letter."""
    return legal(f"{_county_and_year(reader)}自评材料", tail=f"（{edition.label}）")


def _county_and_year(reader: Reader) -> str:
    return f"{cover.field_text(reader, 'county')}{cover.field_text(reader, 'year')}年度履行教育职责"


def review_name() -> str:
    """Name of the workbook that stays in the house."""
    return "内部核验单.xlsx"


def numbered(names: list[str]) -> list[str]:
    """The names of a submission folder in order, `01 …`, `02 …`."""
    return [f"{at:02d} {name}" for at, name in enumerate(names, 1)]
