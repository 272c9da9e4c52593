"""Where a figure is said: of which year and which part, of the whole or not, as a fact or a plan.

Told by its clause; what that leaves open is taken from the clauses before it in its sentence, then from the headings.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.roles import Figure

BEFORE = 160
"""So many characters of the sentence before a figure are looked at."""

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
_WHOLE = re.compile("[全我][市县区州省镇乡校园盟旗]|现有|共有")
_YEAR = re.compile("(?<![于自从])((?:19|20)[0-9]{2})(?=年|学年|[-—～~至])|(十[二三四五]五)(?!末)")
_RELATIVE = re.compile("去年|上一?年|前年|上学年|同期|期初|年初|明年|来年")
_PLANNED = re.compile(
    "(?<!改善)(?<!行动)(?<!攻坚)(?<!提升)计划|目标(?!的?任?务?[已均])|力争|预计|预期|拟|规划|打算|下一步|安排|任务|到20[0-9]{2}年|思路|建议"
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


class Setting(msgspec.Struct, frozen=True):
    """What a figure's sentence and headings say of it.

    `whole` is whether the words say that it is all there is, `region` 县 of 全县, `own` whether its own clause says so;
    `dated` is whether that names its year, `planned` whether its sentence or a heading speaks of a plan, `meant` its
    sentence alone.
    """

    parts: frozenset[str]
    years: frozenset[str]
    relative: frozenset[str]
    whole: bool
    own: bool
    dated: bool
    region: str
    planned: bool
    meant: bool
    norm: bool


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


def setting_of(figure: Figure, text: str, name: str, under: tuple[str, ...]) -> Setting:
    """The setting of a figure of the paragraph `text` under the headings `under`."""
    mention = figure.mention
    at = max(mention.clause.start, mention.start - BEFORE)
    clause = text[at : mention.start]
    begin = max(0, mention.start - BEFORE)
    begin = max(begin, *(text.rfind(stop, begin, at) + 1 for stop in "。！？"))
    clause, before = _BRACKET.sub("", clause), _BRACKET.sub("", text[begin:at])
    own = _WHOLE.search(clause) is not None
    said = name if figure.row > 1 else f"{clause[-LONGEST_HEADING:]}|{name}"
    parts = frozenset(_PARTS.findall(said))
    if not own and not _SUBJECTS.search(said):
        parts |= _carried(before, name) or frozenset(
            part for heading in under for part in _SUBJECTS.findall(_BOTH.sub("", heading))
        )
    years = frozenset(_years(clause)) or frozenset(_years(before)[-1:])
    years = years or frozenset(year for heading in under for year in _years(heading))
    regions = _REGION.findall(clause) or _REGION.findall(before)
    tail = mention.tail[:12]
    meant = _PLANNED.search(before + clause) is not None
    planned = meant or (not _STATED.search(clause + tail) and any(_PLANNED.search(heading) for heading in under))
    return Setting(
        parts,
        years,
        frozenset(_RELATIVE.findall(clause)),
        own or _WHOLE.search(before) is not None,
        own,
        bool(_years(clause)),
        regions[-1] if regions else "",
        planned,
        meant,
        _NORM.search(clause) is not None,
    )


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
