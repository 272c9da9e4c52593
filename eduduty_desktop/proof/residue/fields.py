"""空着的栏目: a label with nothing behind it, such as 责任编辑： or 附件：."""

import re
from collections.abc import Iterator, Sequence

from eduduty_desktop.proof.residue.finding import holds_any, residue, starts
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_NAMES = (
    r"(?:责任)?编辑|责编|附件\d{0,2}|联系人|联系电话|联系方式|电话|手机|邮箱|电子邮箱|传真|地址|签发人|审核人?|审签|校对|"
    r"填[报表]人|填[报表]单位|填[报表]日期|填报时间|负责人|主要负责人|分管领导|单位负责人|报送单位|抄送|主送|备注|说明|日期|时间|"
    r"(?:自评|评估|评价)?得分|自评等级|自评结论|(?:单位|学校)[（(]盖章[)）]|填表时间|报告日期|[报汇]告人|单位名称|学校名称|校长签[字名]|领导签[字名]|负责人签[字名]|签[字名]|盖章|单位盖章|责任单位|牵头单位|责任人|附表|浏览次数|点击次数|阅读次数|来源|作者|信息来源|索引号|完成时限|整改时限|撰稿|供稿|记录人|发文字号|评价人|评价日期"
)
_LABEL = re.compile(
    rf"[ \t\xa0\u3000]{{0,30}}+(?:{_NAMES})[ \u3000]?[:：][ \t\xa0\u3000]{{0,30}}+(?:1[.．]|[（(](?:盖章|签[字名]|公章)[)）])?"
)
_NAME = re.compile(rf"(?:{_NAMES})[ \u3000]?[:：]")
_GAP = re.compile(r"[:：][ \t\xa0\u3000]{0,30}+(?:[;；，,)）]|$)|[:：][ \t\xa0\u3000]{2}")
_BESIDE = re.compile(  # （联系人：王某，电话：    ）; what ends a line may have its value under it
    rf"(?:^|(?<=[（(;；，,、 \t\xa0\u3000]))((?:{_NAMES})[ \u3000]?[:：])[ \t\xa0\u3000]{{0,30}}+(?:(?=[;；，,)）])|(?=(?:{_NAMES})[:：])|$)"
)


_ANY_LABEL = re.compile(r"[ \t\xa0\u3000]{0,30}+[\u4e00-\u9fff]{2,8}[:：]")
_LONGEST = 60
_MOST_BLANK = 6  # of the gap behind a label is marked with it
_WANTS_DIGITS = frozenset(("联系电话", "联系方式", "电话", "手机", "传真", "邮箱", "电子邮箱", "填报时间", "填表时间"))
_UNSIGNED = frozenset(("附件", "联系人", "联系电话", "联系方式", "电话"))
_SIGNATURE = re.compile(
    "[\u4e00-\u9fff]{2,20}(?:政府|委员会|教育局|教育和?体育局|办公室)|[0-9xX×*〇○零一二三四五六七八九十]{2,4}年.{1,6}月.{1,6}日"
)
_BEHIND_NAME = " \u3000：:0123456789"
_BRACKETS = {"（": "）", "(": ")"}
_VALUE_BELOW = frozenset(("附件", "备注", "说明", "抄送", "主送"))
"""What stands under such a label may look like a label itself."""


def empty_fields(lines: Sequence[str]) -> Iterator[Residue]:
    """Labels behind which, and under which, nothing stands; two labels in one line have no value under them."""
    waiting: list[Residue] = []
    for at, line in starts(lines):
        if len(line) > _LONGEST or (len(line) > 30 and not holds_any(line, "：:")):
            waiting = []
            continue
        names = _empty_names(line)
        if waiting and _ends_the_value(line, bool(names), waiting):
            yield from waiting
            waiting = []
        if names:
            found = [_residue(line, start, end).moved(at) for start, end in names]
            if len(names) > 1 or line.strip()[0] in _BRACKETS:
                yield from waiting
                yield from found
                waiting = []
            else:
                waiting.extend(found)
        elif line and not line.isspace():
            yield from (label for label in waiting if _is_no_value(line, label))
            waiting = []  # what stands under the label is its value
            yield from (_residue(line, start, end).moved(at) for start, end in _empty_beside(line))
    yield from waiting


def _ends_the_value(line: str, is_empty_field: bool, waiting: list[Residue]) -> bool:
    """Whether a line is another field, so that the labels above it have no value."""
    if is_empty_field or _LABEL.match(line):
        return True
    return bool(_ANY_LABEL.match(line)) and all(
        label.text.rstrip(_BEHIND_NAME) not in _VALUE_BELOW for label in waiting
    )


def _is_no_value(line: str, label: Residue) -> bool:
    """Whether a line under a label that wants a number has none, or is but the signature of the report."""
    name = label.text.rstrip(_BEHIND_NAME)
    if name in _UNSIGNED and _SIGNATURE.fullmatch(line.strip()):
        return True
    return (
        name in _WANTS_DIGITS
        and any("\u4e00" <= char <= "\u9fff" for char in line)
        and not any(char.isdigit() or char == "@" for char in line)
    )


def _empty_beside(line: str) -> Iterator[tuple[int, int]]:
    """Where labels without value stand in a line beside others that have one."""
    if _GAP.search(line) is None:
        return
    for match in _BESIDE.finditer(line):
        if match.end() < len(line) or _NAME.search(line, 0, match.start()):
            yield match.start(), min(match.end(), match.end(1) + _MOST_BLANK)


def _empty_names(line: str) -> list[tuple[int, int]]:
    """Where the labels of a line stand if it holds nothing else."""
    bare = line.strip()
    at, end, names = 0, len(line), []
    if bare and _BRACKETS.get(bare[0]) == bare[-1]:
        at, end = line.index(bare) + 1, len(line.rstrip()) - 1
    while at < end:
        match = _LABEL.match(line, at, end)
        if match is None:
            return []
        name = _NAME.search(line, at, end)
        if name is not None:
            gap = line[name.end() : match.end()]
            end_of_name = match.end() if gap.strip() else name.end() + min(len(gap), _MOST_BLANK)
            names.append((name.start(), end_of_name))
        at = match.end()
    return names


def _residue(line: str, start: int, end: int) -> Residue:
    name = re.split("[:：]", line[start:end])[0].strip(" \t\xa0\u3000")
    return residue(line, start, end, Kind.EMPTY_FIELD, f"“{name}：”后面是空的。", "请填上内容，或删去这一栏。")
