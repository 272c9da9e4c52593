"""What stands around a quantity: whose words it may be the value of, and what it cannot be."""

import re
from functools import cached_property

import msgspec

from eduduty_desktop.figures.quantity import Kind as Sort
from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.framework import Metric, Stage
from eduduty_desktop.intake.last_report.words import alike_pairs, plain_pairs, qualifiers_of, subjects_of

NEAR, TOPIC, PART, OTHERS, SENTENCE, AROUND = 1.0, 0.9, 0.8, 0.7, 0.6, 0.5
"""How much a word says: in the figure's own clause, its part of the sentence, a clause that has a figure of its own, …"""
_BEFORE, _BEHIND, _LEAD = 400, 18, 24
_MOST_ITEMS = 6
_SAYS_SOMETHING = 3

_SENTENCE_END = re.compile("[。！？!?\n]")
_PART_END = re.compile("[；;]")
_CLAUSE_END = re.compile("[，,；;、：:（(）)]")
_SEGMENT_END = re.compile("[，,；;：:。（(）)]")
_BEHIND_END = re.compile("[，,；;。、：:（(）)]")
_LEAD_END = re.compile("[，,；;。：:！!?？]")
_ASIDE = re.compile(r"[（(][^（）()0-9]{0,20}[）)]")
_GROWN = re.compile(
    r"(?:净增|净减|增长|提高|上升|增加|下降|降低|减少|增幅|增速|高出?|低于?|[比较].{1,20}(?:超过?|多|少)|翻|提升)(?:了|到|至|约|近|达|幅度?为?|率为?)*$"
)
_REACHED = re.compile("(?:到|至|为)$")
_OF_CHANGE = re.compile("增加额|增量|高出|低于|差额|差距|提高额|提升|减少")
_NO_VALUE = re.compile("拟|力争|争取|不低于|不高于|不少于|不超过|不得|标准测算|要求|未来|今后|按照|确保")
_PLANNED = re.compile("计划|规划|目标|预计")
_OF_PLANS = re.compile("计划|规划|目标|预计|任务|拟")
_OF_ALL_STAGES = re.compile(r"(?:学校|学生|教职工|教师|在校|在园|幼儿|园|生|总|人|数|\W)+")
_LIMIT = re.compile("以内|以下|之内")
_YEARS = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?:-20\d\d)?(?:学年|年)(?!(?:\d{1,2}月)?(?:以来|至今|起|开始))|(?P<word>上年|去年|上一年|同期)"
)
_TITLES = re.compile("《[^《》]{0,80}》")
_SAYS_NOTHING = re.compile(r"(?:[\d\s年度底为达是到至共约近增占的]|占比|比例|比重|比率|其中|分别|总计|合计|总数)*")
_OF_WHICH = re.compile("(?:其中|占|比|较|高|低|包括|含|净|增|减)")
_TO = re.compile("[^，,；;。！？\n]{0,12}(?:提高|增长|增加|上升|提升|下降|减少|降低|降|调整|压减|压|减)(?:到|至|为)")
_LISTED = "分别"
_LISTED_BEHIND = re.compile("[^，,；;。！？\n]{0,60}分别")
_USED_FOR = re.compile("主要用于|用于|用来")
_USE_END = re.compile("[，,；;。（(）)]")
_USE = 30
_ALL_OF_THEM = re.compile("[^，,；;。]{0,4}(?:均|都|皆|全部)")
_SUM = re.compile("一?共计?|合计|总计")
_AND = re.compile("、|以及|及|和|与")
_STAGES: tuple[tuple[Stage, re.Pattern[str]], ...] = (
    (Stage.PRESCHOOL, re.compile("学前|幼儿园|幼儿")),
    (Stage.PRIMARY, re.compile("(?:(?<=其中)|(?<!中))小学")),
    (Stage.JUNIOR, re.compile("初中|初级中学")),
    (Stage.SENIOR, re.compile("普通高中|普高|(?<!职业)高中")),
    (Stage.VOCATIONAL, re.compile("中等职业|职业高中|中职|职高|职业|职教")),
    (Stage.SPECIAL, re.compile("特殊教育|特教|特校")),
)


class Passage(msgspec.Struct, frozen=True):
    """A stretch of the report that belongs to a node (empty: to none), with its offsets and its heading's words."""

    start: int
    end: int
    node: str
    title: str


class Context:
    """What stands around a quantity between the end of the one before and the start of the next.

    `items` are the words of each of several things that have this one value: `甲率、乙率均达100%`.
    """

    def __init__(self, text: str, quantity: Quantity, passage: Passage, previous: int, following: int) -> None:
        before = text[max(passage.start, quantity.start - _BEFORE) : quantity.start]
        breaks = [match.end() for match in _SENTENCE_END.finditer(before)]
        self.before = before[breaks[-1] :] if breaks else before
        earlier = before[: breaks[-1]] if breaks else ""
        until = min(following, passage.end)
        behind = _BEHIND_END.split(text[quantity.end : min(quantity.end + _BEHIND, until)])[0]
        if _USED_FOR.match(behind):
            behind = _USE_END.split(text[quantity.end : min(quantity.end + _USE, until)])[0]
        self._behind = behind
        end = _SENTENCE_END.search(text, quantity.end, quantity.end + _BEFORE)
        self.sentence = f"{self.before}{text[quantity.start : end.start() if end else quantity.end + _BEFORE]}".strip()[
            :200
        ]
        parts = _PART_END.split(_ASIDE.sub("", self.before))
        clauses = _CLAUSE_END.split(parts[-1])
        at = len(clauses) - 1
        if len(behind) < _SAYS_SOMETHING:
            at = next((at for at in reversed(range(len(clauses))) if not _SAYS_NOTHING.fullmatch(clauses[at])), at)
        self.clause = clauses[at]
        self._own = clauses[-1]
        self.stage = _stage_in(_ASIDE.sub("", self.before))
        self.near = plain_pairs(self.clause) | plain_pairs(quantity.unit + behind) | plain_pairs(behind)
        if at < len(clauses) - 1:
            self.near |= plain_pairs("".join(clauses[at + 1 :]))
        self._levels = self._weigh(clauses, at, parts, earlier, passage, text, quantity)
        self.items = self._items(quantity, _SEGMENT_END.split(self.before)[-1], text[previous : quantity.start])
        self._is_former = _TO.match(text, quantity.end, passage.end) is not None
        self.qualifiers = qualifiers_of(self._own if len(self._own) > 1 else self.clause) | qualifiers_of(behind)
        self.subjects = subjects_of(self._own)
        self._is_listed = _LISTED in self.before[-60:] or _LISTED_BEHIND.match(text, quantity.end) is not None

    def _weigh(
        self,
        clauses: list[str],
        at: int,
        parts: list[str],
        earlier: str,
        passage: Passage,
        text: str,
        quantity: Quantity,
    ) -> dict[str, float]:
        line = text.rfind("\n", max(passage.start, quantity.start - 2000), quantity.start) + 1
        lead = _LEAD_END.split(text[max(line, passage.start) : quantity.start][: _LEAD + 1])[0]
        levels: dict[str, float] = {}
        around = [passage.title, _SENTENCE_END.split(earlier.rstrip("。\n"))[-1], lead if len(lead) <= _LEAD else ""]
        for words in around:
            levels.update(dict.fromkeys(alike_pairs(words), AROUND))
        for part in parts[:-1]:
            levels.update(dict.fromkeys(alike_pairs(part), SENTENCE))
        head = _CLAUSE_END.split(parts[0])[0]
        if len(parts) > 1 and not any(c.isdigit() for c in head):
            levels.update(dict.fromkeys(alike_pairs(head), PART))
        before = clauses[:at]
        goes_on = _OF_WHICH.match(self.clause) is not None or self.clause is not self._own
        for place, clause in enumerate(before):
            has_own = any(c.isdigit() for c in clause) and not (goes_on and place == len(before) - 1)
            for pair in alike_pairs(clause):
                levels[pair] = max(levels.get(pair, 0.0), OTHERS if has_own else PART)
        levels.update(dict.fromkeys(self.near, NEAR))
        if self._own.rstrip().endswith("等"):  # names of what is counted
            levels.update(dict.fromkeys(alike_pairs(self._own) - alike_pairs(quantity.unit), OTHERS))
        if self.stage is None:
            self._take_stage(around[0], around[2], levels)
        return levels

    def _take_stage(self, title: str, lead: str, levels: dict[str, float]) -> None:
        """The stage that the heading or the first words of the paragraph name, for sentences that name none."""
        for words in (lead, title):
            named = [(stage, match[0]) for stage, pattern in _STAGES if (match := pattern.search(words))]
            if len(named) == 1:
                self.stage = named[0][0]
                for pair in alike_pairs(named[0][1]):
                    levels[pair] = max(levels.get(pair, 0.0), TOPIC)
                return

    def _items(self, quantity: Quantity, clause: str, since: str) -> tuple[frozenset[str], ...]:
        if quantity.kind is not Sort.PERCENT:
            return ()
        segment = clause if _ALL_OF_THEM.match(since) else _SEGMENT_END.split(since)[-1]
        if segment.startswith("、"):
            return ()
        items = [one for one in _AND.split(segment) if len(one) > 1]
        return tuple(plain_pairs(one) for one in items) if 2 <= len(items) <= _MOST_ITEMS else ()

    def presence(self, pair: str, item: int = -1) -> float:
        """How near a pair of characters stands (0–1), for one of the `items` where it is the value of several."""
        if item >= 0:
            if pair in self.items[item]:
                return NEAR
            if any(pair in other for other in self.items):
                return AROUND
        return self._levels.get(pair, 0.0)

    @cached_property
    def is_change(self) -> bool:
        """Whether it is by how much something changed or differs."""
        own = self._own.rstrip()
        return _GROWN.search(own) is not None and not _REACHED.search(own)

    @cached_property
    def is_no_value(self) -> bool:
        """Whether a plan, a limit or one of several that share their words is spoken of."""
        if _LIMIT.match(self._behind):
            return True
        return bool(_NO_VALUE.search(self.clause)) or self._is_listed

    @property
    def is_sum(self) -> bool:
        """Whether it adds up what stands before it."""
        return _SUM.fullmatch(self._own.strip()) is not None and len(_CLAUSE_END.split(self.before)) > 1

    @property
    def is_some_of_them(self) -> bool:
        """Whether words before the number pick some out: `正在开展培训的10所机构`."""
        return self._own.rstrip().endswith(("的", "等"))

    @property
    def year(self) -> int | None:
        """The year that was named last before the quantity: 0 for the year before, None for none."""
        if self._is_former:
            return 0
        named = list(_YEARS.finditer(_TITLES.sub("", self.before)))
        if not named:
            return None
        if named[-1]["year"]:
            return int(named[-1]["year"])
        # 由上年的51.2%下降至49.7%、比上年增加3所: the year before is only what it is measured by
        return None if self.is_change or _REACHED.search(self._own.rstrip()) else 0

    @cached_property
    def is_planned(self) -> bool:
        """Whether it is a number of a plan."""
        return _PLANNED.search(self.clause) is not None

    def fits(self, metric: Metric) -> bool:
        """Whether stage and sort (an amount, a change of one, a plan's) are the metric's, where both say so."""
        if self.is_change != (_OF_CHANGE.search(metric.label) is not None):
            return False
        if self.is_planned and not _OF_PLANS.search(metric.label):
            return False
        own = next((words for stage, words in _STAGES if stage is metric.stage), None)
        if own is None:
            return self.stage is None or not _OF_ALL_STAGES.fullmatch(metric.label)
        if metric.group:
            return self.stage is metric.stage
        return self.stage in (None, metric.stage) or own.search(metric.label) is None


def _stage_in(text: str) -> Stage | None:
    """The stage named last."""
    found = [(match.end(), stage) for stage, words in _STAGES for match in words.finditer(text)]
    return max(found)[1] if found else None
