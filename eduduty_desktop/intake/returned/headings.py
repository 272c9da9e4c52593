"""What the headings of returned tables mean: which year's values, unit, stage, or a column that nobody asked for."""

import re
from enum import StrEnum
from functools import lru_cache

import msgspec

from eduduty_desktop.framework.choices import Stage
from eduduty_desktop.intake.returned.words import BRACKETED, folded, label_of, narrow, stage_of


class Role(StrEnum):
    """What a column holds."""

    ID = "id"
    INDEX = "index"
    LABEL = "label"
    CATEGORY = "category"
    UNIT = "unit"
    PERIOD = "period"
    SCOPE = "scope"
    CURRENT = "current"
    PREVIOUS = "previous"
    GROWTH = "growth"
    REMARK = "remark"
    SOURCE = "source"
    STAGE = "stage"
    OTHER_YEAR = "other_year"
    IGNORED = "ignored"


_ROLES: dict[Role, str] = {
    Role.ID: "编号 指标号 代码 指标代码 指标编号 id",
    Role.INDEX: "序号 行次 号 序 no",
    Role.LABEL: (
        "指标数据 指标名称 指标 名称 项目 项目名称 填报项目 数据项 数据名称 统计项目 统计指标 指标内容 "
        "填报内容 内容 监测指标 测评指标 评价指标 三级指标 数据指标 具体指标 填报指标 数据内容 指标项 "
        "主要指标 填报数据项 经费项目 类目 事项 科目 学段 学校类别 类型 任务 工作任务 重点任务 任务名称 "
        "工作事项 物资 品名 品种 渠道 方式 途径 对象 级别 等级 区域 层次 名目 用途 支出项目 收入项目"
    ),
    Role.CATEGORY: "类别 分类 一级指标 二级指标 指标类别 测评点 板块 大类 所属指标 评价要点",
    Role.UNIT: "单位 计量单位 数据单位 计数单位 量纲",
    Role.PERIOD: "期间 统计期间 统计时间 时间 数据时点 时点 统计时点 本年期间 数据期间 统计时段",
    Role.SCOPE: "口径 统计口径 数据口径 指标解释 口径说明 指标说明 填报口径",
    Role.CURRENT: (
        "决算 决算数 快报数 执行数 实际支出 实绩 实际完成数 "
        "本年 本年度 今年 本期 当年 本年值 本年数 实际 实际数 实际值 完成数 完成值 完成 数值 数据 数 值 "
        "填报 填报数 填报值 填报数据 结果 报告期 现状 现值 数量 金额 统计数 上报数 上报数据 本年实际 "
        "本年完成 本年度实际 年末数 期末数 指标值 本年数据 本年度数据 本年度数 绝对数 绝对值 实际完成 已完成 完成额 完成量 实有 现有 比例 占比 百分比 人数 次数 "
        "所数 个数 件数 台数 人次 总数 总量 合计数 面积 比率 投入额 发放额 投入金额"
    ),
    Role.PREVIOUS: (
        "上年 上年度 去年 上期 上年数 上年值 上年同期 去年同期 上年实际 上年度数据 上年数据 期初数 上年末 "
        "上年度数 上一年 上一年度 基期"
    ),
    Role.REMARK: "备注 说明 备注说明 情况说明 注 注释 填报说明 变化原因 增减原因 原因说明 备",
    Role.SOURCE: (
        "来源 数据来源 责任单位 填报单位 提供单位 责任科室 填报人 审核人 联系人 联系电话 电话 来源部门 "
        "填报科室 责任人 牵头单位 签字 报送单位 时限 完成时限"
    ),
}
_IMPLIED = {
    "比例": "%",
    "占比": "%",
    "百分比": "%",
    "比率": "%",
    "人数": "人",
    "人次": "人次",
    "次数": "次",
    "面积": "平方米",
}
"""Units that a heading implies without saying them."""

_WORD_ROLES = {folded(word): role for role, words in _ROLES.items() for word in words.split()}
_GROWTH = re.compile(r"增幅|增长|增减|同比|比上年|较上年|变化率|变动|升降|与上年比|环比|差额|^增加|^减少")
_NOT_ASKED = re.compile(
    r"目标|标准|计划|预算数|预算$|预计|全省|省均|全国|省平均|市平均|排名|位次|是否|达标|要求|核定|审核|核实|复核|修正|更正|调整后|市级|省级|得分|分值|自评"
)
_RESULT = re.compile(
    r"(?:本年度?|全年|填报|上报|实际|完成|统计|自查|自报|现有|单位)?(?:填报|实际|完成|累计|合计)?(?:数据|数值|数字|数量|数|值|结果|情况|指标值)|全年|年度合计|全年合计"
)
_NAMED = re.compile(
    r"(?:项目|名称|指标|内容|类别|数据项|事项|学段|任务|类型|种类|方式|渠道|对象|级别|等级|区域|范围|层次|用途|要素)$"
)
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_SCHOOL_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?: ?[-—–~至/] ?(20[0-9]{2}|[0-9]{2}))? ?学年")
_OF_YEAR = re.compile(
    r"(?:(?P<current>本年度?|今年|当年|本期|报告期)|(?P<previous>上年度?|去年|上期|上一年度?|基期|上年同期|去年同期))"
    r"(?:累计|实际|全年)?(?:支出|收入|投入|拨付|到位|安排|发放|完成|执行|决算|发生|下达|使用|落实|招聘|招录|新增)?"
    r"(?:总?[数额量值]|金额|经费|资金|情况|数据|人数|人次|总数|总额)?"
)
_DATE = re.compile(
    r"(?:截至|截止|至) ?20[0-9]{2}[./年-][01]?[0-9](?:[./月-](?:[0-3]?[0-9]日?)?)?[底末]?(?:止|数|数据)?"
    r"|20[0-9]{2}(?:([./-])12\1(?:31)|年[01]?[0-9]月(?:[0-3]?[0-9]日)?[底末]?)(?: 00:00:00)?(?:止|数|数据)?"
)
"""A day that a column is as of; 2021-03-05 alone is what a spreadsheet made of 3-5, only the year's last day is a heading."""
_PART_OF_A_YEAR = re.compile(
    r"[0-9]{1,2} ?[-至到~—] ?[0-9]{1,2} ?月|上半年|下半年|季度|前[一二三]季|[春秋]季|[上下]学期|第[一二]学期|^(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}) ?月份?$|[年至到-]1 ?月$"
)


_WHOLE_YEAR = re.compile(r"(?<![0-9])1 ?月? ?[-至到~—] ?12 ?月")
NOT_WHOLE = "不是全年的数"


def is_part_of_a_year(said: str) -> bool:
    """Whether a heading is about some months only: 1-6月, 上半年, but not 1-12月."""
    return _PART_OF_A_YEAR.search(_WHOLE_YEAR.sub("", said)) is not None


def school_year(text: str) -> int | None:
    """The year in which a school year begins that a text of one width names: 2020 for `2020—2021学年`."""
    match = _SCHOOL_YEAR.search(text)
    if match is None or (match[2] and int(match[2]) % 100 != (int(match[1]) + 1) % 100):
        return None
    return int(match[1])


def not_asked(heading: str, name: str) -> str:
    """The word of a heading that says another number than the actual one (核定, 目标), unless a metric's name has it too."""
    return next((word for word in _NOT_ASKED.findall(heading) if word not in name), "")


class Meaning(msgspec.Struct, frozen=True):
    """What a heading says: role, unit in its brackets, stage, and why its values are doubtful."""

    role: Role | None
    text: str = ""
    unit: str = ""
    stage: Stage | None = None
    doubt: str = ""


@lru_cache(maxsize=4096)
def meaning_of(text: str, year: int | None) -> Meaning:
    """The meaning of one heading in a table of the given year; role None for what is no known heading."""
    said = narrow(text)
    if not said or len(said) > 40:
        return Meaning(None, said)
    label = label_of(said)
    unit = label.unit
    plain = label.plain
    if not plain and unit:
        return Meaning(None, said, unit)
    stage = stage_of(said)
    years = [int(found) for found in _YEAR.findall(said)]
    if (begun := school_year(said)) is not None and _SCHOOL_YEAR.fullmatch(said):
        return _of_school_year(said, unit, begun, year)
    bare = folded(BRACKETED.sub("", said)) or plain
    if _GROWTH.search(bare):
        return Meaning(Role.GROWTH, said, unit)
    role = _WORD_ROLES.get(plain) or _WORD_ROLES.get(bare)
    if role is None and bare.endswith(("数据", "数", "值", "情况", "列")):
        role = _WORD_ROLES.get(re.sub(r"(?:数据|数|值|情况|列)$", "", bare))
    if role is None and (of_year := _OF_YEAR.fullmatch(bare)):
        role = Role.CURRENT if of_year["current"] else Role.PREVIOUS
    if role is None and _RESULT.fullmatch(bare):
        role = Role.CURRENT
    if role is None and _NAMED.search(bare) and len(bare) <= 10:
        role = Role.LABEL
    if role is None and not years and is_part_of_a_year(said):
        return Meaning(Role.IGNORED, said, unit)
    if role in {Role.CURRENT, Role.PREVIOUS} or (role is None and years):
        return _of_a_year(said, bare, unit, role, years, year)
    if role is None and stage is not None:
        return Meaning(Role.STAGE, said, unit, stage)
    if role is None and _NOT_ASKED.search(bare) and len(bare) <= 12:
        return Meaning(Role.IGNORED, said, unit)
    return Meaning(role, said, unit, stage)


def _of_school_year(said: str, unit: str, begun: int, year: int | None) -> Meaning:
    """2020—2021学年 is what the yearbook of 2020 counts; whether it is meant so, a person says."""
    own = {0: Role.CURRENT, 1: Role.PREVIOUS}.get((year or 0) - begun, Role.OTHER_YEAR)
    return Meaning(own, said, unit, doubt=f"“{said}”按起始的年份读取，请核对")


def _of_a_year(said: str, bare: str, unit: str, role: Role | None, years: list[int], year: int | None) -> Meaning:
    rest = "" if _DATE.fullmatch(said) else _YEAR.sub("", bare)
    if role is None and not re.fullmatch(
        r"(?:截至|截止|至)?年?(?:度|末|底|[0-9]{1,2}月底?|[0-9]{1,2}月[0-9]{1,2}日)?(?:实际|完成|数据|数|值|情况|决算|决算数|快报|填报|执行数|实际数|发生数|执行)*|"
        r"(?:年|年度|年末)?(?:本年|上年|当年)?(?:数|值|数据)?|(?:年|度|年度)?(?:1|一)?(?:12|十二)?月?.{0,4}",
        rest,
    ):
        return Meaning(Role.IGNORED if _NOT_ASKED.search(bare) else None, said, unit)
    if _NOT_ASKED.search(bare):
        return Meaning(Role.IGNORED, said, unit)
    unit = unit or _IMPLIED.get(bare, "")
    doubt = f"栏目“{said}”{NOT_WHOLE}" if is_part_of_a_year(said) else ""
    if not years or year is None:
        if role is None:
            return Meaning(Role.OTHER_YEAR, said, unit)
        return Meaning(role, said, unit, doubt=doubt)
    if len(set(years)) > 1 and role is None:
        return Meaning(Role.OTHER_YEAR, said, unit)
    own = Role.CURRENT if years[0] == year else Role.PREVIOUS if years[0] == year - 1 else Role.OTHER_YEAR
    if role is not None and own is not role:
        return Meaning(role, said, unit, doubt=f"栏目“{said}”写的年份与自评稿的年度 {year} 不符")
    return Meaning(own, said, unit, doubt=doubt)
