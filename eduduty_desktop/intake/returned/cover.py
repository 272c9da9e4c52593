"""Whose file it is, of which round, of which county and year: by the hidden mark, else by what can be read."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.draft.duties import NOBODY, owner_of, tasks_of
from eduduty_desktop.grid import Grid
from eduduty_desktop.intake.returned.page import COVER_ID, Page
from eduduty_desktop.intake.returned.result import Row
from eduduty_desktop.intake.returned.words import folded, narrow

FILLED_BY, REVIEWED_BY = "cover/filled_by", "cover/reviewed_by"
_TITLE_ROWS = 8
_LONGEST_TITLE = 80
_YEAR = re.compile(r"(20[0-9]{2}) ?年度?(?! ?[0-9]{1,2} ?月|[春秋]|至今|以来|起|[—~至-])")
_SCHOOL_YEAR = re.compile(r"20[0-9]{2} ?[-—至~] ?20[0-9]{2}")
_REGION = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:自治县|[县市区旗])(?!级)")
_OFFICE_BEHIND = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:人民政府|政府|局|委|办|院|中心|室|会|联|履行|自评|教育)|[\u4e00-\u9fff]{0,6}20[0-9]{2}"
)
_NO_REGION = re.compile(
    r"(?:^|[各全我本该校园城社片辖地郊老新山库灾牧景特两])(?:县|市|区|旗)$|各县|县区|市区|社区|校区|地区|园区|责任区|超市|城市|教育局|区县|县市"
)
_SENDER = re.compile(
    r"(?:填报|报送|填表|上报|提供)(?:单位|部门|科室)(?:名称)?(?: ?[(（]?(?:盖章|公章|签章)[)）]?)? ?[:：] ?([^\s　:：,，;；()（）]{2,30})"
)
_OFFICE = re.compile(
    r"([\u4e00-\u9fff]{2,7}?(?:局|委员会|委|办公室|办|室|中心))(?:$|(?=20|关于|年|数据|报|填|自评|[(_ -]))"
)
_NAME = r"[\u3400-\u9fff\U00020000-\U0003ffff·]{2,6}"
_FIELD = re.compile(rf"(填报人|填表人|审核人|负责人)(?: ?\([^)]{{0,6}}\))? ?:? ?({_NAME})?")


class Cover(msgspec.Struct, frozen=True):
    """What a file says about itself; empty where it does not."""

    draft_id: str = ""
    department: str = ""
    round: int = 0
    year: str = ""
    filled_by: str = ""
    reviewed_by: str = ""


def read_cover(pages: Iterable[Page]) -> Cover:
    """The hidden mark and the names on a cover; of several marks the first counts."""
    found = Cover()
    for page in pages:
        mark = parse_mark(page.cover_id)
        if mark is not None and not found.draft_id:
            found = msgspec.structs.replace(mark, filled_by=found.filled_by, reviewed_by=found.reviewed_by)
        names = _names(page)
        found = msgspec.structs.replace(
            found,
            filled_by=found.filled_by or names.get("filled", ""),
            reviewed_by=found.reviewed_by or names.get("reviewed", ""),
        )
    return found


def parse_mark(text: str) -> Cover | None:
    """`eduduty/1/DRAFT_ID/DEPARTMENT/ROUND/YEAR`; None for anything else."""
    if not text.startswith(COVER_ID):
        return None
    draft_id, _, rest = text.removeprefix(COVER_ID).partition("/")
    parts = rest.rsplit("/", 2)
    if len(parts) != 3 or not draft_id or not re.fullmatch(r"[0-9]{1,4}", parts[1]):
        return None
    return Cover(draft_id, parts[0].strip(), int(parts[1]), parts[2].strip())


def _names(page: Page) -> dict[str, str]:
    """填报人 and 审核人: in the cell right of the word, or behind it in the same cell."""
    found: dict[str, str] = {}
    for row in range(page.height):
        cells = page.cells(row)
        for at, (_, text) in enumerate(cells):
            match = _FIELD.match(narrow(text)) if len(text) <= 30 else None
            if match is None:
                continue
            name = match[2] or ""
            if not name and at + 1 < len(cells):
                after = narrow(cells[at + 1][1])
                name = after if re.fullmatch(_NAME, after) and not _FIELD.match(after) else ""
                name = "" if name in {"联系电话", "填报日期", "电话", "日期"} else name
            if name:
                found.setdefault("reviewed" if match[1] in {"审核人", "负责人"} else "filled", name)
    return found


def lines_of(parts: Sequence[Grid | str], file: str) -> list[str]:
    """The lines that may tell whose file it is: its name, the first lines of each sheet or of the text."""
    lines = [re.sub(r"\.[A-Za-z]{2,4}$", "", file)]
    for part in parts:
        if isinstance(part, Grid):
            lines.append(part.name)
            rows = [row for row in part.rows if any(text.strip() for text in row)][:_TITLE_ROWS]
            lines += ["　".join(dict.fromkeys(text.strip() for text in row if text.strip())) for row in rows]
    texts = [part for part in parts if isinstance(part, str)][:_TITLE_ROWS]
    return [line for line in [*lines, *texts] if line]


def sender(draft: Draft, lines: Sequence[str], rows: Sequence[Row]) -> tuple[str, str]:
    """The department of a file without a mark, and how it was found (empty: it is written there)."""
    known = [task.department for task in tasks_of(draft) if task.department != NOBODY]
    for line in lines:
        match = _SENDER.search(narrow(line).replace("　", " "))
        if match:
            said = match[1].strip("。.")
            return _known(known, said) or said, ""
    for line in lines:
        named = {name for name in known if name in line and len(line) <= _LONGEST_TITLE}
        longest = {name for name in named if not any(name != other and name in other for other in named)}
        if len(longest) == 1:
            return longest.pop(), ""
    county = draft.text("cover", "county").strip()
    for line in lines:
        match = _OFFICE.match(narrow(line).removeprefix(county).removeprefix("人民政府"))
        if match and len(line) <= _LONGEST_TITLE:
            return match[1], ""
    owners = Counter(
        owner_of(draft, draft.framework.metrics[row.metric]) for row in rows if row.metric is not None and row.current
    )
    owners.pop(NOBODY, None)
    if owners:
        (name, count), *others = owners.most_common(2)
        if count >= 2 and (not others or others[0][1] * 4 <= count):
            return name, f"文件里没有写是哪个单位，按所填的数据推断是“{name}”，请核对"
    return "", "没有认出是哪个单位报的，请指定"


def _known(known: Sequence[str], said: str) -> str:
    """洪江市财政局 is the 财政局 of the list."""
    plain = folded(said)
    found = {name for name in known if plain.endswith(folded(name)) or folded(name).endswith(plain)}
    longest = {name for name in found if not any(name != other and name in other for other in found)}
    return longest.pop() if len(longest) == 1 else ""


def doubts_about(draft: Draft, cover: Cover, lines: Sequence[str], *, is_ours: bool = False) -> list[str]:
    """Why a file may not be meant for this draft: other draft, other year, other county.

    With `is_ours` the county stands among others: then the title may name the city that they belong to.
    """
    found: list[str] = []
    year = year_of(draft)
    county = draft.text("cover", "county").strip()
    same_draft = cover.draft_id == draft.id
    if cover.year and year is not None and cover.year != str(year):
        found.append(f"这是 {cover.year} 年度的填报表，自评稿是 {year} 年度的；请确认是否发错了")
    elif cover.draft_id and not same_draft:
        found.append("这份填报表不是从这份自评稿下发的；请确认是否属于本县本年度")
    if not cover.draft_id and year is not None:
        years = _years(lines)
        if years and year not in years:
            said = "、".join(str(one) for one in sorted(years))
            found.append(f"表上写的是 {said} 年，自评稿是 {year} 年度的；请确认是否发错了")
    if county and not same_draft and not is_ours:
        others = _counties(lines, county)
        if others:
            found.append(f"表上写的是“{others[0]}”，自评稿是“{county}”的；请确认是否发错了")
    return found


def _years(lines: Iterable[str]) -> set[int]:
    """Years in titles; a column's heading or a period is no title."""
    found: set[int] = set()
    for line in lines:
        said = _SCHOOL_YEAR.sub("", narrow(line))
        if len(said) <= _LONGEST_TITLE and (
            "表" in said or "报" in said or "数据" in said or "情况" in said or "年度" in said
        ):
            found |= {int(year) for year in _YEAR.findall(said)}
    return found


def _counties(lines: Iterable[str], county: str) -> list[str]:
    found = []
    for line in lines:
        said = narrow(line).replace(" ", "")
        if len(said) > _LONGEST_TITLE or county in said:
            continue
        for match in _REGION.finditer(said):
            name = match[0]
            if not _OFFICE_BEHIND.match(said, match.end()):
                continue
            short = re.sub(r"^.{0,8}?(?:省|自治区|自治州|州|市)(?=.{2,}(?:县|市|区|旗)$)", "", name)
            if not _NO_REGION.search(short) and len(short) >= 2 and short[:-1] not in county:
                found.append(short)
    return found
