"""What a notice was understood as, and what a person may correct: the types of this package."""

from enum import StrEnum

import msgspec

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework.model import Framework


class NoticeError(UserError):
    """The file holds no indicator framework; the message says what was found instead."""


class Role(StrEnum):
    """What a column of an indicator table holds; `label` is the word for a combo box."""

    NUMBER = "number"
    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    POINT = "point"
    REQUIREMENT = "requirement"  # 评价内容, 评价要点 beside a point's title
    SCORE = "score"
    RULE = "rule"  # 评分标准
    LEAD = "lead"
    ASSISTING = "assisting"
    DEPARTMENTS = "departments"
    EVIDENCE = "evidence"
    NOTE = "note"
    SELF_SCORE = "self_score"  # filled in later by the county: not read
    IGNORED = "ignored"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Role.NUMBER: "编号",
    Role.LEVEL1: "一级指标",
    Role.LEVEL2: "二级指标",
    Role.LEVEL3: "三级指标",
    Role.POINT: "测评点",
    Role.REQUIREMENT: "评价要点",
    Role.SCORE: "分值",
    Role.RULE: "评分标准",
    Role.LEAD: "牵头单位",
    Role.ASSISTING: "配合单位",
    Role.DEPARTMENTS: "责任单位",
    Role.EVIDENCE: "佐证材料",
    Role.NOTE: "备注",
    Role.SELF_SCORE: "自评得分",
    Role.IGNORED: "不读取",
}

LEVELS = (Role.LEVEL1, Role.LEVEL2, Role.LEVEL3)
TITLES = (*LEVELS, Role.POINT)


class TableReading(msgspec.Struct, frozen=True):
    """How one table is read: `part` is its place among the parts, `rows` are its body rows, all counted from 0.

    `header_rows` may be empty: the table continues the one before it, or has no header.
    """

    part: int
    header_rows: tuple[int, ...]
    columns: dict[int, Role]
    rows: range


class Choices(msgspec.Struct, frozen=True):
    """A person's corrections; whatever is None is found again."""

    tables: tuple[TableReading, ...] | None = None
    title: str | None = None
    year: int | None = None
    region: str | None = None
    level: str | None = None


class Source(msgspec.Struct, frozen=True):
    """Where a node stands in the notice; a paragraph has row and column 0."""

    part: int
    row: int
    column: int


class Doubt(msgspec.Struct, frozen=True):
    """A place that a person should look at; `node` is a node's id, empty where there is none."""

    message: str
    part: int = 0
    row: int = 0
    column: int = 0
    node: str = ""


class Understood(msgspec.Struct, frozen=True):
    """A notice's framework with the place of every node, the doubts, and the tables taken and left (`others`)."""

    framework: Framework
    sources: dict[str, Source]
    doubts: tuple[Doubt, ...]
    tables: tuple[TableReading, ...]
    others: tuple[TableReading, ...] = ()
