"""A cell of departments → their names, the lead first.

Separators are 、 , ; / and new lines, and blanks between names that end as offices do; a mark such as 牵头 or 配合 may
stand before a list, behind a name or in brackets.  和 divides only behind the end of an office: 自然资源和规划局 is one.
"""

import re

import msgspec

from eduduty_desktop.framework.notice.texts import clean, is_none

_LEADING, _HELPING = "lead", "assisting"
_MARKS = {
    "牵头": _LEADING,
    "主责": _LEADING,
    "主办": _LEADING,
    "总牵头": _LEADING,
    "责任": "",
    "负责": "",
    "承办": "",
    "落实": "",
    "主管": "",
    "配合": _HELPING,
    "协办": _HELPING,
    "协助": _HELPING,
    "协同": _HELPING,
    "参与": _HELPING,
    "成员": _HELPING,
}
_WORD = "|".join(sorted(_MARKS, key=len, reverse=True))
_LABEL = re.compile(rf"({_WORD})(?:责任)?(?:单位|部门|科室|股室|主体)?\s*[:：]\s*")
_COUNTED = re.compile(r"(?:[①-⑳]|(?<![0-9])[(（][0-9]{1,2}[)）]|(?<![0-9.])[0-9]{1,2}[.、．])(?=[\u4e00-\u9fff])")
_STARRED = re.compile(r"^[★☆▲△●*＊]+|[★☆▲△●*＊]+$")
_BRACKETED = re.compile(rf"[(（【\[]\s*(?:为)?({_WORD})(?:责任)?(?:单位|部门)?\s*[)）】\]]")
_BEHIND = re.compile(rf"({_WORD})(?:责任)?(?:单位|部门|落实)?$")
_ENDINGS = [
    "局",
    "委",
    "办",
    "室",
    "部",
    "院",
    "会",
    "中心",
    "政府",
    "乡镇",
    "联",
    "行",
    "队",
    "厅",
    "校",
    "学校",
    "街道",
    "公司",
    "站",
    "所",
    "馆",
    "社",
    "处",
    "科",
    "股",
    "组",
    "园",
    "区",
    "乡",
    "镇",
    "县",
    "市",
    "大队",
    "支队",
    "集团",
    "单位",
    "部门",
    "政法委",
    "团委",
    "妇联",
    "残联",
    "工会",
    "编办",
    "园区",
    "电视台",
    "台",
    "协会",
    "党校",
    "教体",
    "办公室",
    "开发区",
    "幼儿园",
    "银行",
    "企业",
    "机构",
    "督导团",
    "州",
    "旗",
    "司",
    "署",
    "村",
]
_OFFICE_END = tuple(_ENDINGS)
_AND = re.compile(r"(?<=[局委办室部院会联])(?:和|与|及|以及|暨)(?=[\u4e00-\u9fff]{2})")
_SEPARATORS = "、,，;；/／|｜。"
_LONGEST = 5000  # characters that are read of a cell
_LOOKED_AT = 40  # characters at the end of a line that tell whether it is whole
_OPEN, _CLOSE = "(（【[〔", ")）】]〕"


_SCORED = re.compile(r"(?:^|[，,；;、\s])((?:分值|满分)?[:：]?[0-9]{1,3}(?:\.[0-9])?分)(?=$|[，,；;、\s])")
_SURE = re.compile(r".(?:局|委|办|部|政府|残联|妇联|督导室|编办|公司|法院|检察院|教研室|乡镇|街道|大队|支队|总工会)$")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]$")
_ENCLOSED = re.compile(
    r"[(（【\[]((?:[^()（）【】\[\]]|[(（][^()（）]{1,20}[)）]){2,120})[)）】\]]"
)  # one bracket inside: 乡镇（街道）
_MARKED = re.compile(r"牵头|责任单位|配合|负责|协办|责任部门|主办")


class Departments(msgspec.Struct, frozen=True):
    """Names in printed order: those marked 牵头, those marked 配合, and the others."""

    lead: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    assisting: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """All names once, the lead first."""
        return tuple(dict.fromkeys((*self.lead, *self.plain, *self.assisting)))


def read_departments(text: str) -> Departments:
    """The departments that a cell names."""
    text = _COUNTED.sub("、", clean(text[:_LONGEST]))
    if is_none(text):
        return Departments()
    found: dict[str, list[str]] = {_LEADING: [], "": [], _HELPING: []}
    for mark, part in _labelled(text):
        for piece in _pieces(part):
            name, own = _unmark(piece)
            if name and not is_none(name):
                found[own if own is not None else mark].append(name)
    return Departments(tuple(found[_LEADING]), tuple(found[""]), tuple(found[_HELPING]))


def looks_like_departments(text: str) -> bool:
    """Whether a cell holds nothing but names of offices."""
    names = read_departments(text).names()
    return bool(names) and all(2 <= len(name) <= 18 and is_office(name) for name in names)


def is_office(name: str) -> bool:
    """Whether a name ends as an office's does."""
    return _ASIDE.sub("", name).endswith(_OFFICE_END)


def _labelled(text: str) -> list[tuple[str, str]]:
    """The text cut at `牵头单位：` and the like, each part with its mark."""
    parts: list[tuple[str, str]] = []
    mark, at = "", 0
    for match in _LABEL.finditer(text):
        parts.append((mark, text[at : match.start()]))
        mark, at = _MARKS[match[1]], match.end()
    parts.append((mark, text[at:]))
    return parts


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for line in _lines(text):
        start = depth = 0
        for i, character in enumerate(line):
            depth += (character in _OPEN) - (character in _CLOSE)
            if character in _SEPARATORS and depth <= 0:
                pieces.append(line[start:i])
                start = i + 1
        pieces.append(line[start:])
    return [name for piece in pieces for name in _names(piece.strip())]


def _lines(text: str) -> list[str]:
    """Lines; one that the cell's width broke inside a name is joined to the next."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and not _complete(lines[-1], line):
            lines[-1] += line
        else:
            lines.append(line)
    return lines


def _complete(line: str, following: str) -> bool:
    line = line[-_LOOKED_AT:].rstrip()
    if line.endswith(tuple(_SEPARATORS)):
        return True
    if len(re.split(f"[{_SEPARATORS}]", line)[-1]) == 1:
        return False
    if following.startswith(("人民政府", "办事处", "办公室", "管委会", "(", "（", *_SEPARATORS)):
        return False
    if len(following.strip(_SEPARATORS)) < 2:
        return False
    return is_office(line) or bool(_BEHIND.search(line)) or bool(_BRACKETED.search(line[-8:]))


def _names(piece: str) -> list[str]:
    words = piece.split()
    if len(words) > 1:
        if all(len(word) == 1 for word in words) or not all(is_office(_unmark(word)[0]) for word in words):
            return _divide("".join(words))
        return [name for word in words for name in _divide(word)]
    return _divide(piece)


def _divide(piece: str) -> list[str]:
    if not piece:
        return []
    names = []
    for part in _AND.split(piece):
        bare = re.sub(r"[(（].*", "", part)
        if bare.count("局") > 1 and len(bare) > 6 and not re.search(r"局(?:党|机关|属|办|下|直)", bare):
            names += [name for name in re.split(r"(?<=局)(?=[^(（])", part) if name]
        else:
            names.append(part)
    return names


def _unmark(piece: str) -> tuple[str, str | None]:
    """A name without its mark, and the mark (None where it bears none)."""
    mark: str | None = None
    piece = piece.strip(" ：:。.;；")
    if starred := _STARRED.search(piece):
        mark = _LEADING
        piece = (piece[: starred.start()] + piece[starred.end() :]).strip()
    if match := _BRACKETED.search(piece):
        mark = _MARKS[match[1]]
        piece = (piece[: match.start()] + piece[match.end() :]).strip()
    elif (match := _BEHIND.search(piece)) and match.start() >= 2:
        mark = _MARKS[match[1]]
        piece = piece[: match.start()]
    elif match := re.match(rf"({_WORD})(?:责任)?(?:单位|部门)\s*(?=.{{2}})", piece):
        mark = _MARKS[match[1]]
        piece = piece[match.end() :]
    if piece.startswith("由") and len(piece) > 3:
        piece = piece[1:]
    if piece.endswith("等"):
        piece = piece[:-1]
    elif "等" in piece and (match := re.search(r"等(?:有关|相关|多|各)?(?:部门|单位)$", piece)):
        piece = piece[: match.start()]
    return piece.strip(), mark


def _lists_offices(text: str, *, set_off: bool) -> bool:
    """Whether unmarked names are offices: all by their ends, and most of them beyond doubt (办公室、教室 are rooms)."""
    names = [_ASIDE.sub("", name) for name in read_departments(text).names()]
    sure = sum(bool(_SURE.search(name)) for name in names)
    if not names or not all(is_office(name) for name in names):
        return False
    return sure >= (0.5 if set_off or len(names) > 2 else 1) * len(names)


def split_departments(text: str) -> tuple[str, str]:
    """`…（县教育局牵头，县财政局配合）` as the names and the text without them, also before or behind the score."""
    for match in reversed(list(_ENCLOSED.finditer(text))):
        inner = match[1]
        if len(text) - match.end() > 14:
            continue
        if _MARKED.search(inner) or _lists_offices(inner, set_off=match[0][0] in "【["):
            score = _SCORED.search(inner)
            rest = inner[: score.start()] + "、" + inner[score.end() :] if score else inner
            names = read_departments(rest.strip("、")).names()
            if names and all(len(name) <= 20 for name in names):
                kept = f"（{score[1]}）" if score else ""
                return rest.strip("、"), f"{text[: match.start()]}{kept}{text[match.end() :]}".strip()
    return "", text
