"""Of which year a whole table is: what its title, the page's first line or the sheet's name say, when no heading does."""

import re
from collections.abc import Callable, Sequence

from eduduty_desktop.intake.returned.header_rows import VALUES
from eduduty_desktop.intake.returned.headings import Role, is_part_of_a_year, school_year
from eduduty_desktop.intake.returned.page import Page
from eduduty_desktop.intake.returned.tables import Table
from eduduty_desktop.intake.returned.words import narrow

_LONGEST = 60
_OF = (
    r"(?:(?:截至|截止|至) ?(?P<as_of>20[0-9]{2})[./年-][01]?[0-9]|"
    r"(?<![0-9〔\[])(?<![0-9年][—~至到-])(?P<year>20[0-9]{2}) ?(?:(?P<school>学年)|年)"
    r"(?! ?[01]?[0-9] ?月| ?[—~至到-]|以来|以前|之前|以后|之后|起|版|修订|印发|颁布|发布|下发|实施)|"
    r"\( ?(?P<inside>20[0-9]{2}) ?\)|年[度份] ?[:：] ?(?P<named>20[0-9]{2})(?![0-9]))"
)
_CHINESE_YEAR = re.compile("二[〇零○][〇零○一二三四五六七八九]{2}(?= ?学?年)")
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_SHORT_YEAR = re.compile("^(2[0-9])年(?!教龄|工龄|以上|以来|以下|来|内|间|前|后|代|制|级)")
_TERMS = re.compile("[春秋]季|学期|日")
_NAMED = re.compile("年[度份] ?[:：] ?20[0-9]{2}")
_YEAR = re.compile(_OF)
_BARE = re.compile(r"(20[0-9]{2}) ?(?:年度?|学年)?")
_HEADS = re.compile(
    r"^[一二三四五六七八九十0-9、.()]{0,4} ?(?:截至|截止|至)? ?(?:20[0-9]{2}|[上去本今当]一?年)|\( ?20[0-9]{2} ?年?度? ?\)$"
)
_ROW = re.compile(r"20[0-9]{2} ?(?:学?年|[-—–~至/] ?20)")
_SAYS_WHICH = re.compile(r"(?P<previous>(?:上一?|去|前一)年度?)|(?P<current>(?:本|今|当)年度?)")
_SHEET = re.compile(r"(?:(?P<previous>上一?年度?|去年)|(?P<current>本年度?|今年|当年))(?:数据|数|情况|表)?")
_RELATIVE = re.compile(r"[本今当上去]一?年|[本上]期|同期|期初|期末|报告期")
_DIGITS = re.compile("20[0-9]{2}")
_LONGEST_RELATIVE = 6
_VALUES = frozenset({None, Role.STAGE, Role.IGNORED, Role.LABEL, Role.CATEGORY, *VALUES})
_OF_SOMETHING = re.compile("反馈|整改|问题|验收|启动|规划|计划|试点|立项")
"""A title with such a word says the year of that, which need not be the year of the figures."""
_OF_ANOTHER = re.compile(r"根据|依据|按照|通知|文件精神|办法|规定|意见|说明[:：]|注[:：]")


def take_year(page: Page, table: Table, year: int | None, top: Sequence[str]) -> str:
    """Put the plain values of a table into the year that it says itself, and return words about it for people.

    `top` are the first lines of the page.  A table of another year than this and the last one becomes `of_another_year`;
    where headings say 本年 and the title another year, or where titles contradict each other, its values are doubtful.
    """
    if year is None or page.ids:
        return ""
    lines = (*reversed(table.title), *page.above, *top, page.grid.name)
    if part := next((line for line in lines if _is_of_months(line)), ""):
        for column in table.columns:
            column.doubt = column.doubt or f"表上写的是“{narrow(part)[:20]}”，可能只是几个月的数，请核对"
    said, doubt = _said(page, table, year, top)
    if said is None or (said == year and not doubt) or _rows_say(page, table, _says_year):
        return ""
    values = [c for c in table.columns if c.role in _VALUES and c.headings]
    dated = [
        c for c in values if any(_DIGITS.search(said) and not _NAMED.search(said) for said in map(narrow, c.headings))
    ]
    names = [narrow(text) for c in values for text in c.headings]
    place = f"工作表“{page.grid.name}”"
    is_relative = any(map(_RELATIVE.search, names)) or _rows_say(page, table, _says_relative)
    if is_relative or dated:
        doubt = doubt or f"表上写的是 {said} 年，请核对是哪一年的数"
    elif said < year - 1 and not doubt:
        table.is_of_another_year = True
        return f"{place}里的表写的是 {said} 年，自评稿是 {year} 年度的，没有读取"
    elif said > year:
        doubt = doubt or f"表上写的是 {said} 年，自评稿是 {year} 年度的，请核对是哪一年的数"
    for column in values if doubt else ():
        column.doubt = column.doubt or ("" if column in dated else doubt)
    if said != year - 1 or is_relative or dated:
        return ""
    table.is_previous = True
    for column in table.columns:
        column.slot = Role.PREVIOUS
        if column.role is Role.CURRENT:
            column.role = Role.PREVIOUS
    return f"{place}里的表写的是 {said} 年，按上年的数读取"


def year_of_line(text: str, year: int) -> int | None:
    """The year that a line says it is about (`2020年`, `二、2020年情况`, `情况（2020年）`); None if none, or several."""
    if not _HEADS.search(narrow(text)) or _OF_SOMETHING.search(text):
        return None
    found = _years(text, year)
    return next(iter(found)) if len(found) == 1 else None


def _said(page: Page, table: Table, year: int, top: Sequence[str]) -> tuple[int | None, str]:
    """The year, and why it is doubtful: the nearest line that says one counts."""
    headed = [text for column in table.columns for text in column.headings if _NAMED.search(narrow(text))]
    own = next(
        (found for line in (*headed, *reversed(table.title), *page.above) if (found := _years(line, year))), set()
    )
    inherited = next((found for line in top if (found := _years(line, year))), set()) if not own else set()
    of_sheet = _of_sheet(page.grid.name, year)
    lines = own or inherited
    if len(lines) > 1:
        several = "、".join(map(str, sorted(lines)))
        return (year, "") if year in lines else (max(lines), f"表上写的是 {several} 年，请核对是哪一年的数")
    if not lines:
        return of_sheet, ""
    said = next(iter(lines))
    if of_sheet is not None and of_sheet != said and not said == year < of_sheet:  # reports are sent a year later
        return said, f"表名写的是 {said} 年，工作表名是“{page.grid.name}”，请核对是哪一年的数"
    if inherited and said != year:
        return said, f"最上面写的是 {said} 年，请核对这张表是不是那一年的"
    if said != year and any(
        _OF_SOMETHING.search(line) and _years(line, year) for line in (*table.title, *page.above, *top)
    ):
        return said, f"表上写的是 {said} 年，请核对是不是这些数的年份"
    if said != year and any(school_year(line) for line in (*table.title, *page.above, *top)):
        return said, "表上写的是学年，按起始的年份读取，请核对"
    return said, ""


def _of_sheet(name: str, year: int) -> int | None:
    """The year that a sheet is named after: 2017, 2017年, 上年, 2017年教师."""
    said = _in_digits(name)
    if bare := _BARE.fullmatch(said):
        return int(bare[1])
    if (words := _SHEET.fullmatch(said)) is not None:
        return year - 1 if words["previous"] else year
    found = _years(said, year)
    return next(iter(found)) if len(found) == 1 else None


def _is_of_months(line: str) -> bool:
    """Whether a title is of a half year or some months; terms are what some figures are asked for."""
    said = narrow(line)
    return len(said) <= _LONGEST and is_part_of_a_year(said) and _TERMS.search(said) is None


def _in_digits(text: str) -> str:
    """Years in the usual digits: 二〇二〇年 and, where a line begins so, 20年."""
    said = _CHINESE_YEAR.sub(lambda match: match[0].translate(_CHINESE_DIGITS), narrow(text))
    return _SHORT_YEAR.sub(r"20\1年", said)


def _years(line: str, year: int) -> set[int]:
    said = _in_digits(line)
    if len(said) > _LONGEST or _OF_ANOTHER.search(said):
        return set()
    if (span := school_year(said)) is not None:
        return {span}
    if bare := _BARE.fullmatch(said):
        return {int(bare[1])}
    found = {
        int(match["as_of"] or match["year"] or match["inside"] or match["named"]) for match in _YEAR.finditer(said)
    }
    if not found and (words := _SAYS_WHICH.match(said)) is not None:
        return {year - 1} if words["previous"] else {year}
    return found


def _rows_say(page: Page, table: Table, says: Callable[[str, bool], bool]) -> bool:
    """Whether a row, or a band between them, is named after a year: then the title's year is not theirs."""
    first = next((c.at for c in table.columns if c.headings), 0)
    last = max((at for at in range(table.first, table.last + 1) if len(page.cells(at)) > 1), default=0)
    return any(  # what stands below is the title of the next table
        says(narrow(text), column <= first)
        for at in range(table.first, last + 1)
        for column, text in page.cells(at)[:2]
    )


def _says_year(said: str, is_first: bool) -> bool:
    return _ROW.match(said) is not None or (is_first and _BARE.fullmatch(said) is not None)


def _says_relative(said: str, is_first: bool) -> bool:
    return is_first and len(said) <= _LONGEST_RELATIVE and _RELATIVE.match(said) is not None
