"""The words that may follow a number: units and classifiers with their kind, and words that make it no quantity.

Tables and one look-up by the longest word; knows nothing of numbers.
"""

from decimal import Decimal
from string import ascii_letters

import msgspec

from eduduty_desktop.figures.quantity import ONE, Kind


class Measure(msgspec.Struct, frozen=True, gc=False):
    """A unit behind a number.

    `unit` is how it is reported; `factor` turns a number of `word` into one of `unit` (千元 → 元).  `kind` is
    None for a word that makes the number no quantity (月, 号).  `classifier`: it may follow a Chinese numeral
    or a mask.  `whole`: only whole numbers of it are stated, so that they are exact.
    """

    word: str
    unit: str
    kind: Kind | None
    classifier: bool = False
    whole: bool = False
    factor: Decimal = ONE


# Whole things, said after any number: classifiers, and nouns that stand in for one.
_CLASSIFIERS = """
个 名 位 人 所 项 次 条 家 件 份 场 批 轮 种 类 栋 座 幢 间 套 台 辆 支 册 篇 节 门 届 级 户 组 处 张 幅 枚 颗 棵 株 起 例
宗 笔 瓶 箱 艘 架 针 剂 款 堂 盏 床 本 人次 场次 批次 门次 件次 户次 校次 家次 班次 台套 台次 车次 人份
部门 方面 城区 乡镇 街道 县区 县市 学段 层面 环节 领域 整套
个批次 个部门 个方面 个环节 个领域 个班次 个场次
"""
# Whole things, said after digits only: after a Chinese numeral they are mostly parts of other words.
_NOUNS = """
口 对 队 里 片 面 只 头 层 道 段 根 把 盒 袋 包 卷 杆 步 股 方 县 区 镇 乡 村 校 园 科 市 州 省 生 师 班 部 块 期 顶 站 排 盆 副 字
首 集 席 张次 条次 学校 小学 初中 高中 幼儿园 中学 班级 学生 教师 教职工 幼儿 学位 学科 专业 科目 岗位 床位 单位 校区
"""
# Measured or estimated: a whole number of them was rounded.
_MEASURED = """
吨 斤 公斤 千克 克 米 公里 千米 厘米 毫米 升 毫升 立方米 立方 千瓦 千瓦时 度 兆 兆瓦 瓦 勒克斯 摄氏度 ℃ 分贝
km m cm mm kg g ml L kW M Mbps
"""
_DURATIONS = """
年 个月 天 周 小时 分钟 秒 秒钟 学期 学年 课时 学时 工作日 星期 年半 昼夜
个小时 个学期 个学年 个课时 个学时 个工作日 个星期 个周 个年头 个季度
"""
_AREAS = "平方米 平米 ㎡ m² m2 平方 平方公里 平方千米 公顷 亩 km²"
_FOREIGN = "美元 欧元 英镑 日元 港元 港币"
_MONEY = {
    "元": "1",
    "元钱": "1",
    "块钱": "1",
    "元人民币": "1",
    "百元": "100",
    "千元": "1000",
    "万元": "10000",
    "百万元": "1000000",
    "千万元": "10000000",
    "亿元": "100000000",
}
_NUMBERS = (
    Measure("%", "%", Kind.PERCENT, True),
    Measure("％", "%", Kind.PERCENT, True),
    Measure("﹪", "%", Kind.PERCENT, True),
    Measure("成", "%", Kind.PERCENT, True, factor=Decimal(10)),
    Measure("百分点", "百分点", Kind.POINTS, True),
    Measure("个百分点", "百分点", Kind.POINTS, True),
    Measure("个千分点", "千分点", Kind.POINTS, True),
    Measure("‰", "‰", Kind.PERMILLE, True),
    Measure("倍", "倍", Kind.MULTIPLE, True),
    Measure("分", "分", Kind.SCORE, True, whole=True),
    Measure("岁", "岁", Kind.AGE, True, whole=True),
    Measure("周岁", "周岁", Kind.AGE, True, whole=True),
    Measure("个月龄", "月龄", Kind.AGE, True, whole=True),
)
# Dates, grades, schools' and buildings' numbers, roads, phones, models: the number in front counts nothing.
_NO_UNITS = """
月 日 号 时 点 点钟 号楼 号文 年级 年制 年一贯制 年义务教育 年免费教育 周年 世纪 年代 季度 国道 省道 县道 乡道 高速 路 弄 室 楼
线 版 中 小 完小 附中 实小 工程 高校 院校 热线 平台 报警 电话 急救 火警 专线 号令 型 代 维 强 甲 大会 页 角
"""
# Behind the word these make it the beginning of another one: two 项目 are not two 项.
_FOLLOWED = {
    "项": "目",
    "组": "织",
    "支": "部行撑持援付",
    "本": "科校级土市县区省地身专",
    "家": "长庭校园访具",
    "所": "有属在以",
    "级": "别",
    "里": "程面",
    "班": "主子额",
    "区": "域",
    "周": "边围末密转期",
    "成": "立为果绩功长员都型熟就效本",
    "分": "之别布管校公局行类层为成",
    "部": "分署属队",
    "步": "骤",
    "对": "口于标照应比接",
    "面": "向积对",
    "天": "然津",
    "年": "龄均度",
    "度": "假",
    "场": "地所馆镇",
    "期": "间末中待望",
    "生": "均态物活命产源成师",
    "师": "德生范资",
    "校": "长园际内外",
    "科": "技学研",
    "市": "场",
    "方": "向式面便案法",
    "段": "落",
    "起": "草点到",
    "节": "约日能点",
    "集": "中体团",
    "首": "先批次个",
    "排": "查名除",
    "队": "伍",
    "只": "有是能要",
    "园": "长",
    "处": "于在理",
    "批": "准复评",
    "角": "度色落",
    "次": "序",
    "名": "称为单誉额",
    "门": "口",
    "园区": "",
    "兆": "头",
    "克": "服",
    "元": "旦",
}


_STILL_COUNTED = ("项目标", "项目录", "名称职")  # 四项目标 are four 项


def _table() -> dict[str, Measure]:
    found: dict[str, Measure] = {}
    for words, kind, classifier, whole in (
        (_NOUNS, Kind.COUNT, False, True),
        (_CLASSIFIERS, Kind.COUNT, True, True),
        (_MEASURED, Kind.COUNT, True, False),
        (_DURATIONS, Kind.DURATION, True, True),
        (_AREAS, Kind.AREA, True, False),
        (_FOREIGN, Kind.MONEY, True, False),
        (_NO_UNITS, None, False, False),
    ):
        for word in words.split():
            proper = word.removeprefix("个") or word
            found[word] = Measure(word, proper.removesuffix("半"), kind, classifier, whole)
    for word, factor in _MONEY.items():
        found[word] = Measure(word, "元", Kind.MONEY, True, False, Decimal(factor))
    return found | {measure.word: measure for measure in _NUMBERS}


TABLE = _table()
PERCENT, PERMILLE = TABLE["%"], TABLE["‰"]
FIRST_CHARACTERS = frozenset(word[0] for word in TABLE)
# Longer words by their first two characters, the longest first.
_LONGER: dict[str, tuple[Measure, ...]] = {
    first: tuple(sorted((m for m in TABLE.values() if m.word[:2] == first), key=lambda m: -len(m.word)))
    for first in {word[:2] for word in TABLE if len(word) > 1}
}


def match_measure(text: str, at: int) -> Measure | None:
    """The longest unit (or word that makes a number no quantity) that stands at this place of the text."""
    for measure in _LONGER.get(text[at : at + 2], ()):
        if text.startswith(measure.word, at) and _is_whole_word(text, at, measure.word):
            return measure
    single = TABLE.get(text[at : at + 1])
    return single if single is not None and _is_whole_word(text, at, single.word) else None


def _is_whole_word(text: str, at: int, word: str) -> bool:
    end = at + len(word)
    after = text[end : end + 1]
    if not after:
        return True
    if word in _FOLLOWED and after in _FOLLOWED[word]:
        return text.startswith(_STILL_COUNTED, at)
    return after > "\x7f" or not (after.isalnum() and word[-1] in ascii_letters)
