"""File names as offices use them, legal on Windows."""

import re
from enum import StrEnum

from eduduty_desktop.document import cover
from eduduty_desktop.draft import Reader

LONGEST = 70
"""Characters of a file name without its ending: within 255 bytes of UTF-8, and room for the folders on Windows."""

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
_CONTROL = re.compile(r"[\x00-\x1f\x7f\s]+")


class Edition(StrEnum):
    """送审稿 with traces for the way back, 报送稿 clean, 公示版 without withheld metrics."""

    REVIEW = "review"
    FINAL = "final"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        return {"review": "送审稿", "final": "报送稿", "public": "公示版"}[self.value]


def legal(name: str) -> str:
    """A name without what Windows forbids: `\\ / : * ? " < > |`, control characters, a dot or blank at the end."""
    plain = _CONTROL.sub(" ", name.translate(_REPLACED)).strip()
    return plain[:LONGEST].rstrip(". ") or "未命名"


def report_name(reader: Reader, edition: Edition) -> str:
    """`××县人民政府关于2021年度履行教育职责情况的自评报告（送审稿）.docx`."""
    return f"{legal(f'{cover.issuer(reader)}{cover.subject(reader)}（{edition.label}）')}.docx"


def appendix_name(reader: Reader) -> str:
    """`××县2021年度履行教育职责数据附表.xlsx`."""
    return f"{legal(cover.appendix_title(reader))}.xlsx"


def review_name() -> str:
    """Name of the workbook that stays in the house."""
    return "内部核验单.xlsx"


def numbered(names: list[str]) -> list[str]:
    """The names of a submission folder in order, `01 …`, `02 …`."""
    return [f"{at:02d} {name}" for at, name in enumerate(names, 1)]
