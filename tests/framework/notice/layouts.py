"""Generates frameworks and lays them out as tables in the styles of real notices; the expected reading goes along."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

from eduduty_desktop.grid import Grid, Merge

CHINESE = "一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
NUMBERS = {
    "一、": lambda i, _above: f"{CHINESE[i]}、",
    "（一）": lambda i, _above: f"（{CHINESE[i]}）",
    "1.": lambda i, _above: f"{i + 1}.",
    "1、": lambda i, _above: f"{i + 1}、",
    "（1）": lambda i, _above: f"（{i + 1}）",
    "①": lambda i, _above: CIRCLED[i],
    "A1": lambda i, _above: f"A{i + 1} ",
    "B1": lambda i, _above: f"B{i + 1}.",
    "C1": lambda i, _above: f"C{i + 1}",
    "1.1": lambda i, above: f"{above}.{i + 1} " if above else f"{i + 1}. ",
    "1-1": lambda i, above: f"{above}-{i + 1} " if above else f"{i + 1}、",
    "": lambda _i, _above: "",
}
KEPT = {"一、": CHINESE, "（一）": [f"({c})" for c in CHINESE]}
WORDS = [
    "加强党的领导",
    "落实立德树人",
    "保障教育投入",
    "教师队伍建设",
    "义务教育优质均衡",
    "学前教育普及普惠",
    "校园安全管理",
    "教育督导改革",
    "规范办学行为",
    "职业教育发展",
    "特殊教育保障",
    "编制管理",
    "工资待遇落实",
    "双减工作推进",
    "控辍保学",
    "生均公用经费",
    "学生体质健康",
    "食品安全监管",
    "领导联系学校",
    "述职必述教育",
    "语言文字工作",
    "民办教育规范",
    "心理健康教育",
    "教育评价改革",
    "家校社协同育人",
    "依法治校",
    "2个只增不减",
    "3岁以下托育服务",
    "学位供给",
    "师德师风建设",
]
TAILS = ("", "情况", "机制健全", "，每年研究不少于2次", "达到省定标准", "（含民办学校）", "；建立台账并销号")
OFFICES = [
    "教育局",
    "财政局",
    "人社局",
    "县委编办",
    "发展和改革局",
    "自然资源和规划局",
    "卫生健康局",
    "公安局",
    "县政府教育督导室",
    "各乡镇",
    "市场监管局",
    "县委组织部",
    "团县委",
    "残联",
    "住建局",
    "民政局",
]
SCORES = (None, "1", "2", "3", "4", "5", "0.5", "1.5", "2.5", "10")


@dataclass
class Leaf:
    number: str
    title: str
    score: str | None
    departments: list[str]
    rule: str = ""
    requirement: str = ""


@dataclass
class Branch:
    number: str
    title: str
    score: str | None
    children: list = field(default_factory=list)


@dataclass
class Case:
    """A laid-out table and what is to be read from it: (number, title, score) in printed order, leaves with offices."""

    grid: Grid
    nodes: list[tuple]
    style: dict


def kept_number(style: str, i: int, above: str) -> str:
    printed = NUMBERS[style](i, above).strip()
    if style in KEPT:
        return KEPT[style][i]
    if style == "（1）":
        return f"({i + 1})"
    if style == "B1":
        return printed.rstrip(".")
    return printed


@st.composite
def titles(draw, count: int) -> list[str]:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=count, max_size=count, unique=True))
    return [word + draw(st.sampled_from(TAILS)) for word in words]


@st.composite
def cases(draw) -> Case:
    depth = draw(st.integers(1, 3))
    numbering = draw(
        st.sampled_from(
            [
                ("一、", "（一）", "1.", "（1）"),
                ("一、", "（一）", "1、", "①"),
                ("A1", "B1", "C1", "①"),
                ("1.1", "1.1", "1.1", "1.1"),
                ("1-1", "1-1", "1-1", "1-1"),
                ("", "", "", ""),
            ]
        )
    )
    style = {
        "depth": depth,
        "numbering": numbering,
        "merged": draw(st.sampled_from(["merged", "blank", "repeated"])),
        "number_column": draw(st.booleans()),
        "section_scores": draw(
            st.sampled_from(["", "（{}分）", "({} 分)", "【{}分】", "（分值：{}分）", "\n（{}分）"])
        ),
        "score_form": draw(st.sampled_from(["{}", "{}分", "{} 分", "（{}分）"])),
        "bracket": draw(st.booleans()),
        "none": draw(st.sampled_from(["", "—", "/", "不计分"])),
        "point_word": draw(
            st.sampled_from(
                [
                    "测评点",
                    "观测点",
                    "评价要点",
                    "测 评 点",
                    "考核内容",
                    "主要观测点",
                    "三级指标" if depth == 2 else "评价内容",
                ]
            )
        ),
        "level_words": draw(
            st.sampled_from(
                [
                    ["一级指标", "二级指标", "三级指标"],
                    ["一级 指标", "二级\n指标", "三级指标"],
                    ["A级指标", "B级指标", "C级指标"],
                ]
            )
        ),
        "score_word": draw(st.sampled_from(["分值", "分 值", "赋分", "标准分", "满分（100分）", "分值\n（分）"])),
        "title_row": draw(st.booleans()),
        "two_rows": draw(st.booleans()),
        "offices": draw(st.sampled_from(["none", "one", "two", "marks"])),
        "joint": draw(st.sampled_from(["、", "，", "；", "\n", ",", " "])),
        "rule": draw(st.booleans()),
        "requirement": draw(st.booleans()),
        "total": draw(st.booleans()),
        "self": draw(st.booleans()),
        "note": draw(st.booleans()),
        "repeat_header": draw(st.booleans()),
    }
    if style["point_word"] == "三级指标":
        style["level_words"] = style["level_words"][:2]
    roots = draw(branches(style, 0, ""))
    return lay_out(roots, style)


@st.composite
def branches(draw, style: dict, level: int, above: str) -> list:
    numbering, depth = style["numbering"], style["depth"]
    count = draw(st.integers(2, 4))
    names = draw(titles(count))
    made: list = []
    for i in range(count):
        own = f"{above}.{i + 1}".strip(".") if numbering[0] == "1.1" else f"{above}-{i + 1}".strip("-")
        number = kept_number(numbering[level], i, above)
        if level == depth:
            leaf = Leaf(
                number,
                names[i],
                draw(st.sampled_from(SCORES if i == 0 else SCORES[1:])),
                draw(st.lists(st.sampled_from(OFFICES), min_size=int(i > 0), max_size=3, unique=True)),
            )
            leaf.rule = draw(st.sampled_from(["", "每少1次扣0.2分，扣完为止", "达到要求得满分，否则酌情扣分"]))
            leaf.requirement = draw(st.sampled_from(["查阅文件和会议纪要的全部内容", "制度健全、落实到位、有据可查"]))
            made.append((leaf, NUMBERS[numbering[level]](i, above)))
        else:
            score = draw(st.sampled_from(("12", "20", "7.5"))) if style["section_scores"] else None
            branch = Branch(number, names[i], score)
            branch.children = draw(branches(style, level + 1, own))
            made.append((branch, NUMBERS[numbering[level]](i, above)))
    return made


def lay_out(roots: list, style: dict) -> Case:
    depth = style["depth"]
    leaves = list(_leaves(roots))
    bracket = style["bracket"] and all(leaf.score for leaf, _, _ in leaves)
    columns = [(word, "title") for word in style["level_words"][:depth]]
    if style["number_column"] and style["numbering"][0] == "":
        columns.append(("序号", "number"))
    columns.append((style["point_word"], "point"))
    if style["requirement"]:
        columns.append(("评价说明要求" if style["point_word"] != "评价内容" else "具体要求", "requirement"))
    if not bracket:
        columns.append((style["score_word"], "score"))
    if style["rule"]:
        columns.append(("评分标准", "rule"))
    if style["offices"] == "two":
        columns += [("牵头单位", "lead"), ("配合单位", "assisting")]
    elif style["offices"] != "none":
        columns.append(("责任单位", "offices"))
    if style["self"]:
        columns.append(("自评得分", "self"))
    rows: list[list[str]] = []
    merges: list[Merge] = []
    width = len(columns)
    if style["title_row"]:
        rows.append(["某某县人民政府履行教育职责评价指标体系（2024年）"] + [""] * (width - 1))
        merges.append(Merge(0, 0, 0, width - 1))
    header = [word for word, _ in columns]
    if style["two_rows"]:
        top = len(rows)
        rows.append(["评价指标"] + [""] * depth + header[depth + 1 :])
        rows.append([*header[: depth + 1]] + [""] * (width - depth - 1))
        merges.append(Merge(top, 0, top, depth))
        merges += [Merge(top, c, top + 1, c) for c in range(depth + 1, width)]
        if columns[depth][1] == "number":
            return lay_out(roots, style | {"two_rows": False})
    else:
        rows.append(header)
    nodes: list[tuple] = []
    seen: set[int] = set()
    spans: dict[int, list[int]] = {}
    for n, (leaf, printed, path) in enumerate(leaves):
        if (
            style["repeat_header"]
            and n
            and n == len(leaves) // 2
            and not style["two_rows"]
            and style["merged"] != "merged"
        ):
            rows.append(header)
        row: list[str] = []
        at = len(rows)
        for branch, branch_printed in path:
            text = f"{branch_printed}{branch.title}"
            if branch.score:
                text += style["section_scores"].format(branch.score)
            fresh = id(branch) not in seen
            if fresh:
                seen.add(id(branch))
                nodes.append((branch.number, branch.title, branch.score))
            spans.setdefault(id(branch), [len(row), at, at])[2] = at
            row.append(text if fresh or style["merged"] == "repeated" else "")
        number = leaf.number
        for _, kind in columns[depth:]:
            row.append(_cell(kind, leaf, printed, style, bracket, n))
            if kind == "number":
                number = str(n + 1)
        rows.append(row)
        nodes.append((number, leaf.title, leaf.score, _expected_offices(leaf, style)))
    if style["merged"] == "merged":
        merges += [Merge(top, column, bottom, column) for column, top, bottom in spans.values() if bottom > top]
    if style["total"] and not bracket:
        total = ["合计"] + [""] * (width - 1)
        total[[kind for _, kind in columns].index("score")] = "100"
        rows.append(total)
    if style["note"]:
        rows.append(["注：本表由各单位如实填写，附佐证材料。"] + [""] * (width - 1))
        merges.append(Merge(len(rows) - 1, 0, len(rows) - 1, width - 1))
    return Case(Grid("Sheet1", tuple(map(tuple, rows)), tuple(merges)), nodes, style)


def _leaves(made: list, path: tuple = ()) -> list:
    found = []
    for node, printed in made:
        if isinstance(node, Leaf):
            found.append((node, printed, path))
        else:
            found += _leaves(node.children, (*path, (node, printed)))
    return found


def _expected_offices(leaf: Leaf, style: dict) -> list[str]:
    return [] if style["offices"] == "none" else leaf.departments


def _cell(kind: str, leaf: Leaf, printed: str, style: dict, bracket: bool, n: int) -> str:
    names, joint = leaf.departments, style["joint"]
    match kind:
        case "number":
            return str(n + 1)
        case "point":
            return f"{printed}{leaf.title}" + (f"（{leaf.score}分）" if bracket else "")
        case "requirement":
            return leaf.requirement
        case "score":
            return style["score_form"].format(leaf.score) if leaf.score else style["none"]
        case "rule":
            return leaf.rule
        case "lead":
            return names[0] if names else ""
        case "assisting":
            return joint.join(names[1:])
        case "offices" if style["offices"] == "marks" and len(names) > 1:
            return f"牵头：{names[0]}；配合：{'、'.join(names[1:])}"
        case "offices":
            return joint.join(names)
    return ""
