"""Where a figure is said: of which year and which part, of the whole or not, as a fact or a plan.

Told by its clause; what that leaves open is taken from the clauses before it in its sentence, then from the headings.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from eduduty_desktop.proof.lazy import lazy
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.roles import Figure

BEFORE = 160
"""So many characters of the sentence before a figure are looked at."""

_BEHIND = 12

_WHO = (
    "学前|幼儿|小学|初中|高中|普高|中职|职高|职业|特殊教育|特教|九年一贯|高校|高等|义务教育|中学|公办|民办|普惠|男|女|城[区镇市]|农村|乡村|"
    "乡镇|县城|本级|[市县省校]级|国家级|中央|"
    "(?<![全我本各乡城])(?![全我本各该城乡])[\u4e00-\u9fff](?:[镇乡村县旗]|街道)(?![级镇村内域直办属区教])"
)
_SUBJECTS = re.compile(_WHO)
_PARTS = re.compile(
    f"{_WHO}|新增|新建|改建|扩建|本科|专科|硕士|研究生|高级|一级|二级|中级|在编|编外|聘用|骨干|一般债|专项|[上下]半年|[春秋]季|季度|上学期|下学期|"
    "(?<![0-9一二三四五六七八九十])[0-9一二三四五六七八九十]{1,3}月|留守|随迁|残疾|困难|寄宿|走读|毕业|招生|报名|录取|上线|退休|培训|资助|奖励|表彰|拨付|下达|争取|招聘|"
    "引进|交流|整改|非税|税收|基金|国有资本|社会?保险?|债券"
)
_BOTH = re.compile("全[市县区州省](?:和|及|、)[市县区州省]?本级|[市县区州省]?本级(?:和|及|、)全[市县区州省]")
_REGION = re.compile("[全我]([市县区州省镇乡校园盟旗])(?!第)")
_WHOLE = re.compile("全[市县区州省镇乡校园盟旗]|我[市县区州省镇乡校园盟旗]|现有|共有")
_YEAR = re.compile("(?<![于自从])((?:19|20)[0-9]{2})(?=年|学年|[-—～~至])|(十[二三四五]五)(?!末)")
_RELATIVE = re.compile("去年|上一?年|前年|上学年|同期|期初|年初|明年|来年")
_PLANNED = re.compile(
    "计划(?<!改善计划)(?<!行动计划)(?<!攻坚计划)(?<!提升计划)|目标(?!的?任?务?[已均])|力争|预计|预期|拟|规划|打算|下一步|安排|任务|到20[0-9]{2}年|思路|建议"
)
_STATED = re.compile("已经?|实现了|现有")
_NORM = re.compile("标准|要求|不低于|以内|规定|定额|上限|下限")
_CUT = re.compile("[，,；;：:]")
_BRACKET = re.compile("（[^（）]{0,80}）|\\([^()]{0,80}\\)")
_HEADING = re.compile(
    "[ \u3000]{0,8}(?:(第?[一二三四五六七八九十]{1,3}[、章部])|([（(][一二三四五六七八九十]{1,3}[）)])|([0-9]{1,2}[.．、])|([（(][0-9]{1,2}[）)]))"
)
LONGEST_HEADING = 60

OF_ALL = 4
"""Parts that a clause may name and leave what follows to one of them; one that names more lists the whole."""


class Setting:
    """What a figure's sentence and headings say of it; each is looked for when it is asked for.

    `whole` is whether the words say that it is all there is, `region` 县 of 全县, `own` whether its own clause says so;
    `dated` is whether that names its year, `planned` whether its sentence or a heading speaks of a plan, `meant` its
    sentence alone.
    """

    def __init__(self, figure: Figure, text: str, name: str, under: tuple[str, ...]) -> None:
        mention = figure.mention
        begin = max(0, mention.start - BEFORE)
        at = max(mention.clause.start, begin)
        begin = max(begin, *(text.rfind(stop, begin, at) + 1 for stop in "。！？"))
        self._clause, self._before = _unbracketed(text[at : mention.start]), _unbracketed(text[begin:at])
        self._figure, self._name, self._under = figure, name, under

    @lazy
    def parts(self) -> frozenset[str]:
        said = self._name if self._figure.row > 1 else f"{self._clause[-LONGEST_HEADING:]}|{self._name}"
        parts = frozenset(_PARTS.findall(said))
        if self.own or (parts and _SUBJECTS.search(said)):
            return parts
        return parts | (_carried(self._before, self._name) or _parts_over(self._under))

    @lazy
    def years(self) -> frozenset[str]:
        years = self._own_years or frozenset(_years(self._before)[-1:])
        return years or frozenset(year for heading in self._under for year in _years(heading))

    @lazy
    def _own_years(self) -> frozenset[str]:
        return frozenset(_years(self._clause))

    @lazy
    def relative(self) -> frozenset[str]:
        return frozenset(_RELATIVE.findall(self._clause))

    @lazy
    def whole(self) -> bool:
        return self.own or says_all(self._before)

    @lazy
    def own(self) -> bool:
        return says_all(self._clause)

    @property
    def dated(self) -> bool:
        return bool(self._own_years)

    @lazy
    def region(self) -> str:
        regions = _REGION.findall(self._clause) or _REGION.findall(self._before)
        return regions[-1] if regions else ""

    @lazy
    def planned(self) -> bool:
        if self.meant:
            return True
        stated = _STATED.search(self._clause + self._figure.mention.tail[:_BEHIND]) is not None
        return not stated and any(_PLANNED.search(heading) for heading in self._under)

    @lazy
    def meant(self) -> bool:
        return _PLANNED.search(self._before + self._clause) is not None

    @lazy
    def norm(self) -> bool:
        return _NORM.search(self._clause) is not None


def headings(lines: Iterable[str]) -> list[tuple[str, ...]]:
    """The headings that each paragraph stands under (its own beginning, where it is numbered itself), outermost first."""
    found: list[tuple[str, ...]] = []
    levels = ["", "", "", ""]
    under: tuple[str, ...] = ()
    for line in lines:
        if heading := _heading(line):
            level, title = heading
            levels[level:] = [title, *[""] * (3 - level)]
            under = tuple(filter(None, levels))
        found.append(under)
    return found


@lru_cache(maxsize=2)
def headings_over(passages: tuple[Passage, ...]) -> tuple[tuple[str, ...], ...]:
    """The headings over each paragraph of a document; several relations ask for those of the same."""
    return tuple(headings(passage.text for passage in passages))


@lru_cache(maxsize=4096)
def _heading(line: str) -> tuple[int, str] | None:
    """The level of a line that is numbered, and its beginning."""
    match = _HEADING.match(line)
    if match is None:
        return None
    return (match.lastindex or 1) - 1, re.split("[。；，]", line[:LONGEST_HEADING])[0]


def _unbracketed(text: str) -> str:
    return _BRACKET.sub("", text) if "（" in text or "(" in text else text


@lru_cache(maxsize=1024)
def _parts_over(headings: tuple[str, ...]) -> frozenset[str]:
    """The parts that headings name."""
    return frozenset(part for heading in headings for part in _SUBJECTS.findall(_BOTH.sub("", heading)))


def says_all(text: str) -> bool:
    """Whether words speak of the whole county or school, or of all there is."""
    return _WHOLE.search(text) is not None


def _carried(before: str, name: str) -> frozenset[str]:
    """The parts that the clauses before speak of (小学在校生9876人，专任教师812人) if they count nothing alike."""
    for clause in reversed(_CUT.split(before[before.rfind("；") + 1 :])):
        if name[-2:] and name[-2:] in clause:
            continue
        if parts := frozenset(_SUBJECTS.findall(clause)):
            return parts if len(parts) < OF_ALL else frozenset()
    return frozenset()


def _years(text: str) -> list[str]:
    """The years that a text names, its five-year plans where it names none."""
    found = _YEAR.findall(text)
    return [year for year, _ in found if year] or [plan for _, plan in found]


def may_be_one(one: Setting, other: Setting) -> bool:
    """Whether nothing says that two figures are of different years or regions."""
    years = not one.years or not other.years or bool(one.years & other.years)
    regions = not one.region or not other.region or one.region == other.region or "我" in one.region
    return years and regions and one.relative == other.relative
