"""Who and what a report counts by stage: pupils, teachers and classes, in whatever paragraph they stand.

小学29874人 counts pupils where the list that it stands in does (在校学生44526人,其中小学29874人、初中14652人).
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.lexicon import span_of, unit_of
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike, figures_of

HEADING = 16
"""Characters at the beginning of a paragraph that may name the stage it is about."""


class Group(StrEnum):
    """What is counted."""

    PUPILS = "pupils"
    TEACHERS = "teachers"
    CLASSES = "classes"
    STAFF = "staff"


class Entry(msgspec.Struct, frozen=True):
    """One count of a paragraph; `stage` is empty where it is of all.

    `enrolled`: it, or the total that it is listed under, is said to be of who is at school.
    """

    group: Group
    stage: str
    figure: Figure
    enrolled: bool


COMPULSORY = "义务"
_STAGES = (  # with a word that each of its names has
    ("学前", "", re.compile("学前|幼儿园|在园|幼儿")),
    ("小学", "小学", re.compile("(?<!(?<!其)中)小学")),
    ("初中", "初", re.compile("初级中学|初中")),
    ("高中阶段", "高中", re.compile("高中阶段|高中段")),
    ("高中", "高", re.compile("普通高中|普高|高中")),
    ("中职", "职", re.compile("中等职业|中职|职业高中|职高")),
    ("特教", "特", re.compile("特殊教育|特教")),
    (COMPULSORY, "", re.compile("义务教育|(?<!其)中小学")),
)
_ANY_STAGE = re.compile("学前|幼儿|在园|小学|初|高中|普高|中等职业|中职|职|特|义务|中小学")
_FIRST_OF_STAGES = frozenset("学幼在小初高普中职特义")  # with one of these begins what _STAGES match
_REGION = re.compile(
    "^(?:[全本我][市县区州旗镇乡校园]|[现设]?有|现|共有?|的|该|我校|各级各类|各类|学校|其中|目前|当前|阶段|学?段|分别|为|[春秋]季?学?期?"
    "|学[年期]度?|开学|截至?|截止|到|年初|[0-9年月日底末—-]+)+"
)
_ENDS = re.compile("(?:总?人?数|总量|分别|为|达到?|共|有|约|是){1,6}+$")
_LAST = frozenset("数量别为达到共有约是")
_TOGETHER_ENDS = ("一起", "在内", "一并")
_TOGETHER = re.compile("(?:连|含|包括|加上?)[^，0-9]{2,8}(?:一起|在内|一并)$")
_COUNTED = frozenset({Kind.COUNT, Kind.NUMBER})
_PUPILS = frozenset(
    {
        "在校生",
        "在校学生",
        "全日制在校生",
        "全日制在校学生",
        "学生",
        "在园幼儿",
        "幼儿",
        "在园",
        "在读学生",
        "在籍学生",
        "在园儿童",
        "生",
    }
)
_TEACHERS = frozenset({"专任教师", "任课教师", "教师专任", "在职专任教师", "在编专任教师"})
_STAFF = frozenset({"教职工", "教职员工", "在职教职工", "在编教职工", "在岗教职工"})
_CLASSES = frozenset({"教学班", "班级", "班", "开设教学班", "设教学班", "教学班级", "现有教学班", "开设班级"})
_AND = re.compile("[、和与及]")
_IN_SCHOOL = re.compile("在校|在园|在籍")  # not some pupils that a sentence counts: 职高学生61人
_NOTE = re.compile("[（(][^（()）]{0,16}[）)]")  # 在校学生（含在园幼儿）21.37万人
_EVERY_SCHOOL = re.compile("各级各类学校(?:[、和（(]?幼儿园[）)]?)?")
_BRACKETED = re.compile("[）)]")
_MARKS = "，,、；;：: 　"


class Roster:
    """The counts of a report by group and stage, with the paragraph each stands in."""

    def __init__(self, passages: Sequence[Passage], starts: Sequence[int]) -> None:
        self.starts = starts
        told: dict[tuple[Group, str], list[tuple[int, Entry]]] = {}
        for place, passage in enumerate(passages):
            if not passage.quantities:
                continue
            for entry in entries_of(passage):
                told.setdefault((entry.group, entry.stage), []).append((place, entry))
        self.by_key: dict[tuple[Group, str], list[tuple[int, Figure]]] = {}
        for key, entries in told.items():
            enrolled = [pair for pair in entries if pair[1].enrolled] if key[0] is Group.PUPILS else []
            found = [(place, entry.figure) for place, entry in enrolled or entries]
            if key[1] == COMPULSORY:  # 中小学 may count others too
                found = [pair for pair in found if COMPULSORY in pair[1].lead] or found
            self.by_key[key] = found

    def only(self, group: Group, place: int) -> tuple[int, Figure] | None:
        """The count nearest to a paragraph, if the report states one value of the group alone, whatever the stage."""
        found = [pair for (kind, _), pairs in self.by_key.items() if kind is group for pair in pairs]
        if len({figure.quantity.number for _, figure in found}) != 1:
            return None
        return min(found, key=lambda pair: abs(pair[0] - place))

    def of_one_body(self) -> bool:
        """Whether pupils and classes are counted for one stage alone, or for the whole."""
        stages = {stage for group, stage in self.by_key if group is Group.PUPILS or group is Group.CLASSES}
        return len(stages - {"", "义务"}) <= 1

    def find(self, group: Group, stage: str, place: int) -> tuple[int, Figure] | None:
        """The count nearest to a paragraph, if the report states one value of it alone; without a stage the only one."""
        found = self.by_key.get((group, stage), [])
        if not found and not stage:
            return self.only(group, place)
        if len({figure.quantity.number for _, figure in found}) != 1:
            return None
        return min(found, key=lambda pair: abs(pair[0] - place))

    def whole(self, group: Group, stage: str, place: int) -> list[tuple[int, Figure]]:
        """The counts that make up a stage: its own, or of 义务教育 those of 小学 and 初中; none where they are not told."""
        found = self.find(group, stage, place)
        if found is not None:
            return [found]
        if stage != COMPULSORY or (group, COMPULSORY) in self.by_key:
            return []
        both = [self.find(group, one, place) for one in ("小学", "初中")]
        return [pair for pair in both if pair is not None] if None not in both else []

    def placed(self, reading: Reading, figures: list[tuple[int, Figure]]) -> Reading:
        """The reading with its figures at their places in the text; the last one is the stated one."""
        spans = tuple(span_of(figure.mention).moved(self.starts[place]) for place, figure in figures)
        return msgspec.structs.replace(reading, stated=spans[-1], operands=spans)


@lru_cache(maxsize=2)
def roster_of(passages: tuple[Passage, ...], starts: tuple[int, ...]) -> Roster:
    """The roster of a document, for all relations that ask for it."""
    return Roster(passages, starts)


def stage_in(text: str) -> str:
    """The stage that a text names last, or an empty text: 初中 of 、初中; several at once are none."""
    if not _ANY_STAGE.search(text):
        return ""
    found = [stage for stage, word, pattern in _STAGES if word in text and pattern.search(text)]
    if "高中阶段" in found and "高中" in found:
        found.remove("高中")
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=4096)
def entries_of(passage: Passage) -> tuple[Entry, ...]:
    """The counts of a paragraph by stage, in order."""
    return tuple(_entries(passage))


def _entries(passage: Passage) -> Iterator[Entry]:
    if not passage.quantities:
        return
    figures = figures_of(passage)
    level = Role.LEVEL
    group: Group | None = None
    sentence, total = -1, None
    part, told = -1, set[str]()
    begin, beside = -1, ""
    enrolling: Group | None = None  # whom the sentence opened with, if they are all who are at school
    for figure in figures:
        clause = figure.mention.clause
        if clause.start != begin:
            begin, beside = clause.start, ""
            if clause.part != part:
                part, told = clause.part, set()
            if clause.sentence != sentence:
                sentence, group, total = clause.sentence, None, None
                enrolling = None
        if figure.role is not level or figure.year == PREVIOUS:
            continue
        if figure.row > 1:
            if figure.first < 0:
                yield from _of_row(figures[figure.index : figure.index + figure.row])
            continue
        quantity = figure.quantity
        if quantity.kind not in _COUNTED or quantity.approximation or quantity.per:
            continue
        number = quantity.number
        if number is None or number != number.to_integral_value():
            continue
        stage, rest = _parted(_name(figure))
        if stage:
            told.add(stage)
            beside = stage
        found = _group(rest, figure)
        if found is not None:
            group, total = found, figure
            said = stage or _own_stage(rest) or beside
            enrolled = _IN_SCHOOL.search(figure.lead) is not None
            whose = said or (_only(told) if told else _opened(passage, figures))
            yield Entry(found, whose, figure, enrolled or (said != "" and found is enrolling))
            if not said:
                enrolling = found if enrolled else None
        elif not rest and stage and group is not None and total is not None and alike(quantity, total.quantity):
            yield Entry(group, stage, figure, _IN_SCHOOL.search(total.lead) is not None or group is enrolling)


def _of_row(row: Sequence[Figure]) -> Iterator[Entry]:
    """小学、初中在校生分别为27946人、13262人: the counts of a row by the stages that its words name in order."""
    first = row[0]
    names = _AND.split(_NOTE.sub("", first.lead).strip(_MARKS))
    if len(names) != len(row) or any(quantity.approximation for quantity in (f.quantity for f in row)):
        return
    parted = [_parted(_ENDS.sub("", name.strip(_MARKS))) for name in names]
    group = _group(parted[-1][1], first)
    if group is None or not all(stage for stage, _ in parted) or any(rest for _, rest in parted[:-1]):
        return
    for (stage, _), figure in zip(parted, row, strict=True):
        yield Entry(group, stage, figure, _IN_SCHOOL.search(first.lead) is not None)


def _only(told: set[str]) -> str:
    """The stage that the words up to a figure name, if they name one alone: 初中在校生18233人，教学班402个."""
    return next(iter(told)) if len(told) == 1 else ""


def _opened(passage: Passage, figures: tuple[Figure, ...]) -> str:
    """The stage that the words before the first figure of a paragraph name, a few from its beginning."""
    until = min(HEADING, figures[0].mention.start) if figures else HEADING
    opening = _EVERY_SCHOOL.sub("", passage.text[:until])
    stage = stage_in(_TOGETHER.sub("", opening) if opening.endswith(_TOGETHER_ENDS) else opening)
    return "" if stage == COMPULSORY and COMPULSORY not in opening else stage  # 全区现有中小学74所


def _name(figure: Figure) -> str:
    counted = figure.quantity.counted
    behind = counted if counted and figure.mention.tail.startswith(counted) else ""
    lead = figure.lead
    if "）" in lead or ")" in lead:
        lead = _BRACKETED.split(_NOTE.sub("", lead))[-1]
    words = lead + behind
    if words.endswith(_TOGETHER_ENDS):
        words = _TOGETHER.sub("", words)
    words = words.strip(_MARKS)
    return _ENDS.sub("", words).strip(_MARKS) if words[-1:] in _LAST else words


def _parted(name: str) -> tuple[str, str]:
    """The stage in a name, and the name without it: 小学 and 专任教师 of 全县小学专任教师."""
    if region := _REGION.match(name):
        name = name[region.end() :]
    if name[:1] not in _FIRST_OF_STAGES:
        return "", name
    for stage, word, pattern in _STAGES:
        if word not in name or (stage == "学前" and name in _PUPILS):
            continue
        match = pattern.match(name)
        if match and name[match.end() :] != "" and stage == "学前" and match[0] in {"在园", "幼儿"}:
            continue
        if match:
            rest = _REGION.sub("", name[match.end() :].removeprefix("教育").removeprefix("学校").removeprefix("段"))
            return stage, rest
    return "", name


def _own_stage(rest: str) -> str:
    return "学前" if "幼儿" in rest or "在园" in rest else ""


def _group(rest: str, figure: Figure) -> Group | None:
    if rest in _PUPILS:
        return Group.PUPILS if unit_of(figure.quantity) in {"人", "生", "万人"} else None
    if rest in _TEACHERS:
        return Group.TEACHERS if unit_of(figure.quantity) == "人" else None
    if rest in _STAFF:
        return Group.STAFF if unit_of(figure.quantity) == "人" else None
    if rest in _CLASSES:
        return Group.CLASSES if unit_of(figure.quantity) in {"个", "班", ""} else None
    return None
