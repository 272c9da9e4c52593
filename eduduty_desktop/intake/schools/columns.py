"""What a column of a 学校基表 is, read from its heading: whose value, of which stage, in which unit.

A heading is the texts of its header rows from the top down.  What stands a head (生均…), in per cent or against a
threshold is computed here and never read as an amount.
"""

import re
from enum import StrEnum

import msgspec

from eduduty_desktop.draft.resources import QUANTITIES
from eduduty_desktop.figures.units import factor_between, plain_unit
from eduduty_desktop.framework import Stage


class Role(StrEnum):
    """What a column gives; those of a resource are summed where a table has it in parts."""

    IGNORED = ""
    NAME = "name"
    CODE = "code"
    KIND = "kind"
    STAGE = "stage"
    AREA = "area"
    STUDENTS = "students"
    QUALIFIED = "qualified"
    COLLEGE = "college"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTOR = "doctor"
    BACKBONE = "backbone"
    ARTS = "arts"
    ARTS_PART = "arts_part"
    ROOMS = "rooms"
    ROOMS_NET = "rooms_net"
    INDOOR = "indoor"
    SPORTS = "sports"
    SPORTS_PART = "sports_part"
    EQUIPMENT = "equipment"
    CLASSROOMS = "classrooms"

    @property
    def words(self) -> str:
        """What it is called in the window."""
        return ROLES[self]

    @property
    def is_amount(self) -> bool:
        """Whether its cells are numbers."""
        return self in AMOUNTS

    @property
    def unit(self) -> str:
        """The unit in which its amounts are kept."""
        return AMOUNTS.get(self, "")


ROLES: dict[Role, str] = {
    Role.IGNORED: "不导入",
    Role.NAME: "学校名称",
    Role.CODE: "学校标识码",
    Role.KIND: "办学类型",
    Role.STAGE: "学段",
    Role.AREA: "城乡类型",
    Role.STUDENTS: "在校学生数",
    Role.QUALIFIED: "高于规定学历教师数",
    Role.COLLEGE: "大专学历教师数",
    Role.BACHELOR: "本科学历教师数",
    Role.MASTER: "硕士学历教师数",
    Role.DOCTOR: "博士学历教师数",
    Role.BACKBONE: "县级以上骨干教师数",
    Role.ARTS: "体育、艺术专任教师数",
    Role.ARTS_PART: "体育、音乐、美术教师之一",
    Role.ROOMS: "教学及辅助用房面积",
    Role.ROOMS_NET: "教学及辅助用房面积（已减室内体育用房）",
    Role.INDOOR: "其中：室内体育用房面积",
    Role.SPORTS: "体育运动场馆面积",
    Role.SPORTS_PART: "体育馆、运动场面积之一",
    Role.EQUIPMENT: "教学仪器设备值",
    Role.CLASSROOMS: "网络多媒体教室数",
}

_PEOPLE, _AREAS = "人", "平方米"
AMOUNTS: dict[Role, str] = {
    Role.STUDENTS: QUANTITIES["students"][1],
    **dict.fromkeys(
        (
            Role.QUALIFIED,
            Role.COLLEGE,
            Role.BACHELOR,
            Role.MASTER,
            Role.DOCTOR,
            Role.BACKBONE,
            Role.ARTS,
            Role.ARTS_PART,
        ),
        _PEOPLE,
    ),
    **dict.fromkeys((Role.ROOMS, Role.ROOMS_NET, Role.INDOOR, Role.SPORTS, Role.SPORTS_PART), _AREAS),
    Role.EQUIPMENT: QUANTITIES["equipment"][1],
    Role.CLASSROOMS: QUANTITIES["classrooms"][1],
}
PARTS = frozenset({Role.ARTS_PART, Role.SPORTS_PART})
"""Roles that several columns may share: their amounts are added."""

UNITS = ("人", "平方米", "万平方米", "元", "万元", "亿元", "千元", "间")
"""Units that a person may choose for a column."""


class SchoolColumn(msgspec.Struct, frozen=True):
    """A column from 0: its whole heading, what it is, and what is doubtful about that.

    `unit` is the one that the heading names, or that was chosen; empty where the heading names none.
    """

    index: int
    heading: str
    role: Role = Role.IGNORED
    stage: Stage | None = None
    unit: str = ""
    doubt: str = ""

    @property
    def factor_unit(self) -> str:
        """The unit in which its cells are read."""
        return self.unit or self.role.unit


_SPACE = re.compile(r"[\s:：*＊]+")
_IN_BRACKETS = re.compile(r"[（(]([^（）()]{0,40})[）)]")
_UNIT_WORDS = {
    "㎡": "平方米",
    "m²": "平方米",
    "m2": "平方米",
    "平米": "平方米",
    "万㎡": "万平方米",
    "万m²": "万平方米",
    "个": "间",
    "名": "人",
}
_KNOWN_UNITS = frozenset({*UNITS, *_UNIT_WORDS, "台", "套", "册", "万人"})
_IDENTITY: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.CODE, re.compile(r"标识码|代码|识别码|学校编码")),
    (Role.NAME, re.compile(r"学校(?:[（(]机构[）)])?(?:名称|全称)|单位名称|校名|^学校$|^单位$|^名称$|^学校部?$")),
    (Role.STAGE, re.compile(r"^学段|^学部$|^部别$")),
    (Role.KIND, re.compile(r"办学类[型别]|学校类[型别]|办学层次|^类[型别]$|学校性质类别")),
    (Role.AREA, re.compile(r"城乡")),
)
_DERIVED = re.compile(r"生均|人均|百名|每百|达标|差异|比例|占比|[率比]$|标准|差额|缺口|排名|％|%")
_OTHER_YEAR = re.compile(r"上年|去年|上学年|上一年")
_OF_WHICH = re.compile(r"^其中|^#")
_NOT_STUDENTS = re.compile(r"毕业|招生|寄宿|住宿|留守|随迁|残疾|男|女|班|近视|资助|教师|教职")
_STUDENTS = re.compile(r"在校.{0,4}生|学生(?:总)?(?:人)?数|^学生(?:总计|合计|人数)?$|^在校人数$|在籍.{0,2}生")
_SUMS = frozenset(
    {"", "合计", "小计", "计", "总计", "总数", "人数", "数", "面积", "总面积", "数量", "总值", "值", "金额"}
)
_TEACHERS = re.compile(r"教师|专任")
_ARTS_ONE = re.compile(r"^(?:其中)?(?:体育|音乐|美术|艺术|体|音|美)(?:专任)?(?:教师)?(?:人?数)?$")


def compact(text: str) -> str:
    """A heading without spaces, colons and stars."""
    return _SPACE.sub("", text)


def unit_in(levels: tuple[str, ...]) -> str:
    """The unit that a heading names, the lowest row first: in brackets, or as a row of its own."""
    for level in reversed(levels):
        for inner in reversed(_IN_BRACKETS.findall(level)):
            word = compact(inner).removeprefix("单位")
            if word in _KNOWN_UNITS:
                return plain_unit(_UNIT_WORDS.get(word, word))
        if compact(level) in _KNOWN_UNITS and len(levels) > 1:
            return plain_unit(_UNIT_WORDS.get(compact(level), compact(level)))
    return ""


def stage_in(text: str) -> Stage | None:
    """The stage that a heading or a name speaks of, None where it is none or both."""
    primary, junior, senior = "小学" in text, "初中" in text, "高中" in text
    if primary + junior + senior != 1:
        return None
    return Stage.PRIMARY if primary else Stage.JUNIOR if junior else Stage.SENIOR


def column_of(index: int, levels: tuple[str, ...]) -> SchoolColumn:
    """What a column is by its heading."""
    heading = "／".join(levels)
    bare = [_bare(level) for level in levels]
    bare = [one for one in bare if one and one not in _KNOWN_UNITS]
    if not bare:
        return SchoolColumn(index, heading)
    role, doubt = _role(bare)
    stage = None if not role.is_amount else next((found for one in bare if (found := stage_in(one))), None)
    unit = unit_in(levels) if role.is_amount else ""
    if unit and factor_between(unit, role.unit) is None:
        return SchoolColumn(index, heading, Role.IGNORED, stage, "", f"单位“{unit}”不能换算为{role.unit}，没有导入")
    return SchoolColumn(index, heading, role, stage, unit, doubt)


def _bare(level: str) -> str:
    """A header row's text without the unit in brackets; other brackets tell (不含室内体育用房)."""
    text = compact(level)
    for inner in _IN_BRACKETS.findall(text):
        if inner.removeprefix("单位") in _KNOWN_UNITS:
            text = text.replace(f"（{inner}）", "").replace(f"({inner})", "")
    return text


def _role(levels: list[str]) -> tuple[Role, str]:
    whole, last = "".join(levels), levels[-1]
    for role, pattern in _IDENTITY:
        if pattern.search(last) or (len(levels) > 1 and pattern.search(levels[0]) and role is Role.NAME):
            return role, ""
    if _OTHER_YEAR.search(whole):
        return Role.IGNORED, ""
    if _DERIVED.search(last) or (last in _SUMS and _DERIVED.search(whole)):
        return Role.IGNORED, ""
    own = _amount(last, last)
    if own is not None:
        return own, ""
    if _OF_WHICH.search(last):
        found = _amount(last, _without_of_which(levels))
        return (found, "") if found in {Role.INDOOR, *PARTS} else (Role.IGNORED, "")
    if len(levels) == 1:
        return Role.IGNORED, ""
    if last in _SUMS or stage_in(last) is not None:
        found = _amount(last, "".join(levels))
        return (found, "") if found is not None and not _DERIVED.search(whole) else (Role.IGNORED, "")
    if _ARTS_ONE.match(last) and _TEACHERS.search(whole):
        return Role.ARTS_PART, ""
    found = _amount(last, whole)
    return (found, "") if found in {Role.INDOOR, Role.SPORTS_PART, *_DEGREES} else (Role.IGNORED, "")


_DEGREES = (Role.COLLEGE, Role.BACHELOR, Role.MASTER, Role.DOCTOR)


def _without_of_which(levels: list[str]) -> str:
    return "".join(_OF_WHICH.sub("", level) for level in levels)


def _amount(last: str, text: str) -> Role | None:
    """The resource that a text names, None for none; `last` is the lowest header row."""
    if _STUDENTS.search(text) and not _NOT_STUDENTS.search(text):
        return Role.STUDENTS
    if "骨干" in text:
        return Role.BACKBONE
    if re.search(r"高于规定学历|规定学历以上|超规定学历|高一层次学历", text):
        return Role.QUALIFIED
    for word, role in (
        ("博士", Role.DOCTOR),
        ("硕士", Role.MASTER),
        ("本科", Role.BACHELOR),
        ("大专", Role.COLLEGE),
        ("专科", Role.COLLEGE),
    ):
        if word in last:
            return role
    if _TEACHERS.search(text):
        return _arts(last, text)
    return _thing(text)


def _arts(last: str, text: str) -> Role | None:
    if _ARTS_ONE.match(last):
        return Role.ARTS_PART
    if "体" in text and re.search(r"艺|音|美", text):
        return Role.ARTS
    return None


def _thing(text: str) -> Role | None:
    if re.search(r"室内体育|体育用房", text) and not re.search(r"不含|不包括|扣除|减", text):
        return Role.INDOOR
    if re.search(r"教学(?:及|和|与)?辅助用房|教辅用房|教学(?:及|和)教辅用房", text):
        return Role.ROOMS_NET if re.search(r"不含|不包括|扣除|减", text) else Role.ROOMS
    if re.search(r"运动场馆|体育场馆|体育运动场\(?馆", text):
        return Role.SPORTS
    if re.search(r"体育馆|运动场|体育场|田径场|活动场地", text):
        return Role.SPORTS_PART
    if re.search(r"仪器设备|教学仪器", text):
        return Role.EQUIPMENT
    if re.search(r"多媒体教室|班班通", text):
        return Role.CLASSROOMS
    return None
