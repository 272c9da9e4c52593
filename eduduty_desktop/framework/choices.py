"""The closed choices of a framework: each value is a word of the YAML files, or (severity) what people see."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of number a metric is; decides plausibility, rounding and how growth is stated."""

    COUNT = "count"  # whole, exact, not negative
    MONEY = "money"  # not negative, stated to its last digit
    PERCENT = "percent"  # growth in percentage points
    PERCENT_POINTS = "percent_points"  # a distance between two rates
    RATIO = "ratio"  # 1:19
    NUMBER = "number"  # any other measured number
    YESNO = "yesno"  # 是 (1) or 否 (0)
    TEXT = "text"  # what a source words instead of counting: 不足百人


class PeriodKind(StrEnum):
    """期间: what span of time a value is about."""

    FISCAL = "fiscal"
    CALENDAR = "calendar"
    SCHOOL_YEAR = "school_year"
    SEMESTER = "semester"
    AS_OF = "as_of"
    RANGE = "range"
    THREE_YEARS = "three_years"


class ScoreStyle(StrEnum):
    """Where the report prints self-scores (format.md §1.5)."""

    LEAD = "lead"
    HEADING = "heading"
    ITEM_END = "item_end"
    APPENDIX = "appendix"
    NONE = "none"


class Severity(StrEnum):
    """How grave a finding is; the values are the words people see."""

    ERROR = "错误"
    WARNING = "警告"
    HINT = "提示"


class Stage(StrEnum):
    """学段."""

    PRESCHOOL = "preschool"
    PRIMARY = "primary"
    JUNIOR = "junior"
    COMPULSORY = "compulsory"
    SENIOR = "senior"
    VOCATIONAL = "vocational"
    SPECIAL = "special"
    HIGHER = "higher"
    ALL = "all"


STAGE_LABELS: dict[str, str] = {
    Stage.PRESCHOOL: "学前",
    Stage.PRIMARY: "小学",
    Stage.JUNIOR: "初中",
    Stage.COMPULSORY: "义务教育",
    Stage.SENIOR: "普通高中",
    Stage.VOCATIONAL: "中职",
    Stage.SPECIAL: "特殊教育",
    Stage.HIGHER: "高等教育",
    Stage.ALL: "合计",
}


class ScoringMethod(StrEnum):
    """计分法: how a point's score comes about (format.md §1.5)."""

    DEDUCT = "deduct"  # 扣分制: full score less clauses, 扣完为止
    STEPS = "steps"  # 阶梯: the first step that the metric's value reaches
    RAMP = "ramp"  # 递减: full at a value, so much less for every unit short of it
    ELEMENTS = "elements"  # 要素制: so much for each element that is there
    BANDS = "bands"  # 名次、档次: one of several named scores


class VetoEffect(StrEnum):
    """What an event does to the grade."""

    FAIL = "fail"  # 一票否决: the lowest grade
    DOWNGRADE = "downgrade"  # 降一等
    NOT_BEST = "not_best"  # 不得评为最高等次


class NotConcerned(StrEnum):
    """What a point that does not concern the county (不涉及) counts."""

    FULL = "full"  # its full score
    CONVERTED = "converted"  # nothing: the other points' sum is scaled up to the total


PERIOD_WORDS: dict[PeriodKind, str] = {
    PeriodKind.FISCAL: "财政年度",
    PeriodKind.CALENDAR: "自然年",
    PeriodKind.SCHOOL_YEAR: "学年",
    PeriodKind.SEMESTER: "学期",
    PeriodKind.AS_OF: "截至",
    PeriodKind.RANGE: "期间",
    PeriodKind.THREE_YEARS: "近三年",
}
