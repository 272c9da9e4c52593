"""What a quantity counts: the noun behind its unit (36所幼儿园) or before it (幼儿园36所), as well as can be told.

No dictionary: a run of Han characters is cut at the particles and verbs that reports use around figures.
"""

import re

LONGEST = 12

LONGEST_BEFORE = 16

_RUN_AFTER = re.compile("[\u4e00-\u9fff]{1,12}")
_CUT = re.compile(
    "的|了|在|为|是|有|和|与|及|或|等|并|以上|以下|以内|左右|用于|获|被|占|达|已|共|均|较|比|组织|开展|参加|参与|完成|接受|实现|"
    "进行|其中|持有|分别|全部|纳入|通过|荣|对|由|到|从|未|不|配备|学校配备|正|后|来自|评|晋|受|提高|提升|增加|增长|下降|减少|"
    "高于|低于|拥有|负责|每|签署"
)
_LEADS = tuple(
    re.findall(
        "[^ ]+",
        "其中 共有 现有 我市 我县 我区 我省 全市 全县 全区 全州 全省 全校 辖区 目前 今年 去年 截至 对 将 把 的 在 和 与 及 了",
    )
)
_VERBS = tuple(
    re.findall(
        "[^ ]+",
        "总计 共计 合计 累计 总数 总量 总人数 人数 数量 总额 金额 达到 达 为 是 有 共 计 新增 增加 减少 增长 下降 提高 提升 超过 超 约 "
        "近 逾 仅 只 建成 完成 开展 组织 安排 投入 培训 获 评为 比例 占比 占 到 至 至少 不足 不少于 在 于 各 每 已 了 约为 分别 实现 由 "
        "从 较 比 高 多 少 用 要求",
    )
)
_BY_LAST = {last: tuple(verb for verb in _VERBS if verb[-1] == last) for last in {verb[-1] for verb in _VERBS}}
_LEAD = re.compile("|".join(_LEADS))  # none is part of another, and no two overlap
_UP_TO_OTHER = re.compile(f".{{0,{LONGEST_BEFORE}}}[^\u4e00-\u9fff]", re.DOTALL)
_OF_FIGURES = frozenset("0123456789%％")


def counted_noun(text: str, start: int, end: int) -> str:
    """The noun counted by the quantity at `start` to `end`, or an empty text."""
    at = end + 1 if text[end : end + 1] == "的" else end
    if after := _RUN_AFTER.match(text, at):
        cut = _CUT.search(text, at, after.end())
        last = cut.start() if cut else after.end()
        if last > at:
            return text[at:last]
    if not "\u4e00" <= text[start - 1 : start] <= "\u9fff":
        return ""
    first = start - LONGEST_BEFORE if start > LONGEST_BEFORE else 0
    if other := _UP_TO_OTHER.match(text, first, start):
        first = other.end()
    if text[first - 1 : first] in _OF_FIGURES:  # the unit of another figure
        return ""
    return _without_verbs(text[first:start])


def _without_verbs(run: str) -> str:
    """The noun of 我市现有公办学校共, which is 公办学校."""
    while (verbs := _BY_LAST.get(run[-1:])) and run.endswith(verbs):
        run = run.removesuffix(next(verb for verb in verbs if run.endswith(verb)))
    rest = _LEAD.split(run)[-1]
    return rest.removeprefix("有")[-LONGEST:]
