"""The words of table headers: one data table from what notices print to what it means.

Headers are compared without blanks, brackets and width: `分 值（100分）` is 分值.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from eduduty_desktop.framework.notice.reading import Role

LONGEST_HEADER = 18  # characters; longer cells are content


class Meaning(StrEnum):
    """What a header cell says; the title words become a Role only together with their neighbours."""

    LEVEL1 = "level1"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    LEVEL4 = "level4"
    POINT = "point"  # 测评点: always a leaf
    TEXT = "text"  # 评价要点, 评价内容: a leaf, or the text beside one
    GENERAL = "general"  # 指标, 项目: a level or a leaf
    NUMBER = "number"
    SCORE = "score"
    WEIGHT = "weight"
    RULE = "rule"
    BAND = "band"  # 优秀, 良好: one column of the rule for each
    METHOD = "method"  # 评价方式: how it is inspected
    LEAD = "lead"
    ASSISTING = "assisting"
    DEPARTMENTS = "departments"
    NAMED_OFFICE = "named_office"  # 财政局: a column of ticks
    OFFICE = "office"  # 责任科室, beside the departments
    EVIDENCE = "evidence"
    NOTE = "note"
    SELF_SCORE = "self_score"
    IGNORED = "ignored"
    ALIEN = "alien"  # 姓名, 金额: a table of something else


TITLE_MEANINGS = frozenset(
    {
        Meaning.LEVEL1,
        Meaning.LEVEL2,
        Meaning.LEVEL3,
        Meaning.LEVEL4,
        Meaning.POINT,
        Meaning.TEXT,
        Meaning.GENERAL,
    }
)
STRONG = TITLE_MEANINGS - {Meaning.GENERAL} | {Meaning.SCORE, Meaning.WEIGHT, Meaning.RULE}

PLAIN_ROLES = {
    Meaning.NUMBER: Role.NUMBER,
    Meaning.SCORE: Role.SCORE,
    Meaning.WEIGHT: Role.SCORE,
    Meaning.RULE: Role.RULE,
    Meaning.BAND: Role.RULE,
    Meaning.METHOD: Role.EVIDENCE,
    Meaning.LEAD: Role.LEAD,
    Meaning.ASSISTING: Role.ASSISTING,
    Meaning.DEPARTMENTS: Role.DEPARTMENTS,
    Meaning.NAMED_OFFICE: Role.DEPARTMENTS,
    Meaning.OFFICE: Role.IGNORED,
    Meaning.EVIDENCE: Role.EVIDENCE,
    Meaning.NOTE: Role.NOTE,
    Meaning.SELF_SCORE: Role.SELF_SCORE,
    Meaning.IGNORED: Role.IGNORED,
    Meaning.ALIEN: Role.IGNORED,
}

# First whole headers, then parts of headers in this order: the first that fits holds.
_WHOLE: dict[Meaning, str] = {
    Meaning.SELF_SCORE: "得分 自评 自查 评分 考评 评估分 他评 省评 市评 县评 复评 核查 实得 自评分值 初评 终评 评审得分 扣分 加减分 评定",
    Meaning.SCORE: "分值 赋分 标准分 满分 分数 分 基本分 基准分 计分 配分 应得分 总分 总分值 赋分值 标准分值 指标分值 "
    "指标赋分 分值设定 分数设置 考核分值 评价分值 分项分值 分项分 分值分配 基础分 规定分 单项分值 单项分 分值设置 指标分 最高加分 加分上限 加分分值 最高分 最高分值 分值上限 最高得分",
    Meaning.WEIGHT: "权重 比重 权重系数 指标权重 权值 分值权重 权重分值 权重分 分值比重 占比",
    Meaning.NUMBER: "序号 编号 号 序 项目号 评估号 要点号 指标号 指标编号 指标序号 代码 编码 指标代码 项号 条目 条号 no no. 序列 顺序号 序 项次 点号 "
    "测评点编号 测评点序号 测评点号",
    Meaning.DEPARTMENTS: "部门 责任 分工 单位部门 部门单位 责任分工 职责分工 任务分工 工作分工 负责单位 负责部门 实施单位 实施部门 "
    "实施主体 考核单位 考核部门 评分单位 评分部门 考评单位 相关部门 主管部门 涉及部门 涉及单位 填报单位 填报部门 承担单位 报送单位",
    Meaning.LEAD: "牵头 主办 主责 牵头单位 牵头部门 主办单位 主责单位 主责部门 第一责任单位 主要责任单位 主体责任单位",
    Meaning.ASSISTING: "配合 协办 协同 协助 配合单位 配合部门 协办单位 参与单位 参与部门 协同部门 次要责任单位 成员单位",
    Meaning.RULE: "标准 细则 评标准 标准要求 具体标准 评分 计分说明 得分要点 得分点",
    Meaning.BAND: "优秀 优良 良好 较好 合格 基本合格 不合格 一般 较差 优 良 中 差 好 达标 基本达标 不达标 未达标 完全达标 部分达标 a b c d a等 b等 c等 d等 "
    "一等 二等 三等 四等 一档 二档 三档 四档 a档 b档 c档 d档 优秀等次 良好等次 合格等次 不合格等次",
    Meaning.NOTE: "备注 说明 注 备考 有关说明 其他说明",
    Meaning.POINT: "测评点 观测点 评价点 监测点 考核点 评估点 检测点 考查点 考察点 考评点 督导点 核查点 采分点 主要观测点 "
    "测评指标点 评价观测点 考核观测点 具体指标 末级指标 测点 观察点 评测点",
    Meaning.TEXT: "内容 要点 要求 内涵 指标内涵 指标说明 指标解释 指标描述 主要内容 具体内容 具体要求 工作要求 基本要求 目标要求 工作内容 "
    "指标内容 指标要求 任务要求 内涵要求 内容要求 指标要点 主要指标内涵 评分内容 核查事项 考核事项 评价事项 重点内容 目标任务 "
    "工作目标 重点任务 任务内容 重点工作 具体任务 年度任务 任务清单 任务要求 职责内容 职责任务 职责事项 职责要求 履职内容 履职要求 履职事项 "
    "工作措施 具体措施 主要措施 工作举措 具体举措 主要举措 推进措施 落实措施 任务措施 具体工作 指标解读 指标释义 测评要素 评价要素 考核要素 要素 指标含义 检查内容 督查内容 具体事项",
    Meaning.GENERAL: "学段 教育阶段 指标 项目 类别 类 领域 维度 方面 大类 事项 指标体系 指标名称 指标项 指标项目 名称 项目名称 工作任务 主要任务 任务 考核对象 "
    "主要指标 核心指标 工作项目 板块 模块 分类 职责 评价职责 指标类别 评分项目 评分项 评价领域 评价维度 内容分类 基本指标",
    Meaning.ALIEN: "姓名 性别 民族 学历 出生年月 身份证号 身份证号码 职务 职称 联系电话 电话 手机 手机号 手机号码 联系人 金额 单价 数量 合价 规格 "
    "预算 预算数 决算数 星期 节次 星期一 周一 上午 下午 时间 地点 课程 班级 年级 年龄 籍贯 政治面貌 毕业院校 专业 参加人员 议程 主持人 "
    "语文 数学 英语 物理 化学 成绩 总成绩 名次 科目 收入 支出 预算金额 决算金额 科目编码 学校 学校名称 乡镇 型号 邮箱 家庭住址 入职时间 "
    "任教学科 工作年限 车牌号 座位号 考号 学号",
    Meaning.IGNORED: "责任人 责任领导 分管领导 完成时限 时限 截止日期 完成日期 期限 联络员 目标值 指标值 实际值 完成情况 计量单位 单位 "
    "达标情况 落实情况 整改情况 存在问题 自评说明 自评情况 工作进展 指标属性 指标类型 指标性质 性质 考核周期 周期 是否达标 签字",
}
_PARTS: tuple[tuple[Meaning, str], ...] = (
    (Meaning.IGNORED, "扣分原因 扣分理由 得失分 得分理由 得分说明 得分情况 扣分说明 自评说明 自评情况 责任人 责任领导 时限 截止 "
     "牵头领导 牵头县领导 责任县领导 分管领导 主管领导 包联领导 包抓领导 包保领导 联系领导 县级领导 市级领导 负责人 完成情况 完成时间 落实情况 达标情况 整改 评分人"),
    (Meaning.RULE, "扣分标准 得分标准 扣分细则 扣分办法 加分标准 得分办法"),
    (Meaning.SCORE, "标准分 分值"),
    (Meaning.SELF_SCORE, "自评 自查 得分 复评 省评 市评 县评 区评 校评 他评 实得 复核 初评 评估分 核定 实际分 扣分 评定 考评组 专家组 督导组评"),
    (Meaning.LEAD, "牵头 主责 主办"),
    (Meaning.ASSISTING, "配合 协办 协助 参与单位 参与部门 协同"),
    (Meaning.OFFICE, "科室 股室 处室"),
    (Meaning.DEPARTMENTS, "责任单位 责任部门 责任主体 主管部门 主管单位 承办 落实单位 落实部门 完成单位 负责单位 负责部门 职能部门 "
     "承担部门 分工部门 对口部门 部门分工 涉及部门 涉及单位"),
    (Meaning.EVIDENCE, "佐证 证明材料 支撑材料 印证 备查 档案 材料 数据来源 信息来源 来源 数据采集"),
    (Meaning.WEIGHT, "权重"),
    (Meaning.SCORE, "赋分值 满分 配分"),
    (Meaning.NUMBER, "序号 编号 编码 代码"),
    (Meaning.LEVEL1, "一级 a级 ⅰ级 i级 1级 第一级 l1"),
    (Meaning.LEVEL2, "二级 b级 ⅱ级 ii级 2级 第二级 l2"),
    (Meaning.LEVEL3, "三级 c级 ⅲ级 iii级 3级 第三级 l3"),
    (Meaning.LEVEL4, "四级 d级 ⅳ级 iv级 4级"),
    (Meaning.POINT, "测评点 观测点 评价点 监测点 考核点 评估点 采分点 考查点 考察点 观察点"),
)  # fmt: skip
_JUDGE = "评分|赋分|计分|打分|评价|考核|评估|测评|考评|评定|验收|督导|检查|核查|认定|评判|达标|合格|监测"
_RULE = re.compile(rf"(?:{_JUDGE})[^0-9]{{0,6}}?(?:标准|细则|规则|说明|依据|办法|尺度|等次|档次)")
_METHOD = re.compile(rf"(?:{_JUDGE}|查验|核验)[^0-9]{{0,4}}?(?:方式|方法|途径|形式|手段)")
_TEXT = re.compile(
    rf"(?:{_JUDGE}|测评|主要|重点|工作|考查|考察|目标)[^0-9]{{0,4}}?(?:内容|要点|要求|重点|要素|事项|任务|内涵)"
)
_GENERAL = re.compile(
    rf"(?:{_JUDGE}|测评|工作|责任|目标|主要|履职|考查|建设|创建|加分|附加|奖励|扣分|减分)[^0-9]{{0,4}}?(?:指标|项目|条目|内容|情形|事项|类别|维度|领域|方面|项|职责)"
)
_NAMED_OFFICE = re.compile(
    "(?:[一-鿿]{2,8}(?:局|委|委员会|委办)|(?:县|市|区)?(?:委|政府)?(?:编办|组织部|宣传部|政府办|督导室|残联|妇联|团委))"
)
_BRACKETS = re.compile(r"[(\[【〔][^)\]】〕]{0,20}[)\]】〕]?")
_BESIDE = re.compile(
    "(?<=.)[及和与、/]其?(?:分值|权重|赋分|分数|责任单位|责任部门|牵头单位)$"
)  # 一级指标及分值: the score stands in brackets
_ORDINAL = re.compile(r"(?:指标|项目|内容)?[(]?(一|二|三)[)]")
_WORDS = {word: meaning for meaning, words in reversed(_WHOLE.items()) for word in words.split()}
_PIECES = tuple((word, meaning) for meaning, words in _PARTS for word in words.split())


def bare(text: str) -> str:
    """A header's text without blanks, brackets and marks, in half width and small letters."""
    compact = _compact(text)
    outside = _BRACKETS.sub("", compact).strip(":*.、,-—/()")
    return _BESIDE.sub("", outside or compact.strip("()[]【】〔〕"))


def _compact(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


@lru_cache(maxsize=4096)
def meaning_of(text: str) -> Meaning | None:
    """What a header cell says, None for what is no header."""
    if not text or len(text) > 60:
        return None
    word = bare(text)
    if ordinal := _ORDINAL.fullmatch(_compact(text)[-5:]):
        return (Meaning.LEVEL1, Meaning.LEVEL2, Meaning.LEVEL3)["一二三".index(ordinal[1])]
    if not word or len(word) > LONGEST_HEADER:
        return None
    if word in _WORDS:
        return _WORDS[word]
    if len(word) > 12:
        return None
    return _by_parts(word)


def _by_parts(word: str) -> Meaning | None:
    for piece, meaning in _PIECES:
        if piece in word:
            return meaning
    for pattern, meaning in (
        (_METHOD, Meaning.METHOD),
        (_RULE, Meaning.RULE),
        (_TEXT, Meaning.TEXT),
        (_GENERAL, Meaning.GENERAL),
    ):
        if pattern.search(word):
            return meaning
    if _NAMED_OFFICE.fullmatch(word):
        return Meaning.NAMED_OFFICE
    if word.endswith(("指标", "要点")) and len(word) <= 8:
        return Meaning.GENERAL
    return None


def is_percent_header(text: str) -> bool:
    """Whether a header speaks of weights, so that `10%` under it is a score of 10."""
    return any(word in text for word in ("权重", "比重", "权值", "占比"))
