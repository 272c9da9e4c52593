"""正文与数据表: a number typed beside a metric's name must be that metric's figure, to the printed digit.

It speaks only where nothing else can be meant: the clause from its beginning is the metric's name and words
that add nothing (`我市`, `共有`, `为`), the number follows at once in the metric's unit, and neither another year
nor a plan, a limit or a part is spoken of.  Linked figures cannot contradict; they are passed over.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from eduduty_desktop.checks.placeholders import occurrences
from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.checks.wording import BLOCKS, metric_name, node_name, operands_of
from eduduty_desktop.draft import Finding, Key, Place, Reader
from eduduty_desktop.draft.narrative import pieces
from eduduty_desktop.draft.values import WORDED, figure, figure_keys, growth, growth_keys, is_exact, print_growth
from eduduty_desktop.figures import Interval, Ratio, factor_between, interval_of
from eduduty_desktop.figures.quantity import Kind as Sort
from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.figures.units import plain_unit
from eduduty_desktop.framework import Framework, Kind, Severity
from eduduty_desktop.framework.expression import Operand
from eduduty_desktop.framework.wording import full_width

Labels = tuple[tuple[str, str, str], ...]  # id, label, unit

_LINKED = "\ufffc"
_CLAUSE_END = re.compile(f"[，。；：、！？,;!?\n{_LINKED}]")
_COLON_IS_NO_END = re.compile(r"[：:]\s*$")
_SENTENCE = re.compile("[^。；！？\n]+[。；！？]?")
_LONGEST_CLAUSE = 60
# Words that add nothing to a name: between it and its number, inside it (义务教育学校有专任教师), and before it.
_FILLING = re.compile(
    "其中|总共|共计|合计|累计|总计|一共|已经|现有|实有|设有|拥有|达到|达|为|是|有|共|已|现|约|近|的|了|计|[“”《》（）(): ：\u3000]"
)
_FRAME = re.compile(
    r"(?:截至|截止|到)?(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末|秋季?|春季?)?|"
    "全[市县区州旗]|[我本][市县区州旗]|目前|当前|全年|本年度?|当年|今年|年末|年底|我们|[\u4e00-\u9fff]{2,3}[市县区]|"
    "举办|开展|组织|安排|投入|发放|登记|完成|下达|配备|取缔|建"
)
_END_WORD = re.compile("(?:人数|次数|数量|天数|周数|数|额)$")
_OTHER_YEAR = re.compile("上年|去年|往年|同期|上一年|历年|近.年|.年来|明年|来年|下年|上学期|上半年|季度")
_NO_STATEMENT = re.compile("计划|规划|拟|将|力争|目标|预计|争取|要求|标准|到20|[一二三四五]五")
_GROWN = re.compile(r"(?:比上年|较上年|同比|比去年|较去年)*(?P<verb>增长|提高|上升|增加|下降|降低|减少)了?$")
_FALLING = frozenset({"下降", "降低", "减少"})
_RATES = frozenset({Sort.PERCENT, Sort.POINTS})
_STAGE = re.compile(r"(.+)（(.{2,5})）")
_WITHOUT_NUMBER = frozenset({Kind.RATIO, *WORDED})
_LEAST = 4
"""Characters that a name must have, besides filling words, to be distinctive."""


class Named(NamedTuple):
    """A typed number and the metrics that its clause names; offsets into the paragraph's source."""

    start: int
    end: int
    metrics: tuple[str, ...]
    quantity: Quantity
    verb: str = ""  # 增长, 下降 … where the number is a growth


class _Names:
    """The names of a framework's metrics; reads a paragraph once and remembers it."""

    def __init__(self, labels: Labels, year: int) -> None:
        self._year = year
        self._metrics: dict[str, list[str]] = {}
        self._units = {metric: unit for metric, _, unit in labels}
        for metric, label, _ in labels:
            for name in _spellings(label):
                self._metrics.setdefault(name, []).append(metric)
        self._lengths = sorted({len(name) for name in self._metrics}, reverse=True)
        self.named = lru_cache(maxsize=1024)(self._named)
        self._named_in = lru_cache(maxsize=4096)(self._named_in_sentence)

    def _named(self, paragraph: str) -> tuple[Named, ...]:
        """Sentence by sentence, so that a keystroke costs the sentence that it is in."""
        return tuple(
            named._replace(start=match.start() + named.start, end=match.start() + named.end)
            for match in _SENTENCE.finditer(paragraph)
            for named in self._named_in(match[0])
        )

    def _named_in_sentence(self, sentence: str) -> tuple[Named, ...]:
        from eduduty_desktop.figures.lexer import lex  # 29 ms of patterns, not before the first paint

        text, offsets = _literal(sentence)
        found = []
        for quantity in lex(text):
            metrics, verb = self._meant(text, quantity)
            if metrics:
                found.append(Named(offsets[quantity.start], offsets[quantity.end], metrics, quantity, verb))
        return tuple(found)

    def _meant(self, text: str, quantity: Quantity) -> tuple[tuple[str, ...], str]:
        if quantity.interval is None or quantity.is_range or quantity.kind is Sort.RATIO or quantity.per:
            return (), ""
        before = text[max(0, quantity.start - 2 * _LONGEST_CLAUSE) : quantity.start]
        clause = _CLAUSE_END.split(_COLON_IS_NO_END.sub("", before))[-1]
        sentence = before
        verb = ""
        if quantity.kind in _RATES and (grown := _GROWN.search(clause)):
            verb = grown["verb"]
            clause = clause[: grown.start()]
            sentence = sentence[: len(sentence) - len(grown[0])]
        earlier = sentence.removesuffix(clause)
        if len(clause) > _LONGEST_CLAUSE or _NO_STATEMENT.search(earlier) or self._is_other_year(sentence):
            return (), ""
        words = _plain_name(clause)
        for length in self._lengths:
            metrics = self._metrics.get(words[-length:]) if length <= len(words) else None
            if metrics and _adds_nothing(words[:-length]):
                return tuple(m for m in metrics if verb or _same_unit(quantity, self._units[m])), verb
        return (), ""

    def _is_other_year(self, sentence: str) -> bool:
        years = re.findall(r"(20\d\d)年", sentence)
        return bool(_OTHER_YEAR.search(sentence)) or any(int(year) != self._year for year in years)


_names_of = lru_cache(maxsize=8)(_Names)


def _spellings(label: str) -> Iterator[str]:
    """A label as a text may write it, without filling words; a stage in brackets may stand in front."""
    label = full_width(label).removeprefix("其中：")
    forms = [label]
    if match := _STAGE.fullmatch(label):
        forms = [f"{match[2]}{match[1]}", f"{match[1]}{match[2]}"]
    for form in forms:
        name = _plain_name(form)
        if len(name) >= _LEAST:
            yield name


def _plain_name(text: str) -> str:
    return _END_WORD.sub("", _FILLING.sub("", text))


def _adds_nothing(words: str) -> bool:
    return not _FRAME.sub("", words)


def _same_unit(quantity: Quantity, unit: str) -> bool:
    if quantity.kind is Sort.MONEY:
        return factor_between("元", unit) is not None
    return plain_unit(quantity.unit) == plain_unit(unit.removeprefix("万")) and quantity.kind is not Sort.POINTS


def _literal(paragraph: str) -> tuple[str, list[int]]:
    """The paragraph's literal text with a mark for every link, and the source offset of each of its characters."""
    parts: list[str] = []
    offsets: list[int] = []
    for piece in pieces(paragraph):
        text = _LINKED if piece.link else piece.text
        parts.append(text)
        step = 1 if piece.end - piece.start == len(text) else 0
        offsets.extend(piece.start + step * at for at in range(len(text)))
    return "".join(parts), [*offsets, len(paragraph)]


def _cases(framework: Framework) -> Iterator[Case]:
    for node in (*framework.nodes, *BLOCKS):
        yield Case(node, frozenset({Key("narratives", node)}))


def _typed(reader: Reader, node: str) -> Iterator[Named]:
    record = reader.get(Key("narratives", node))
    if record is None:
        return
    framework = reader.framework
    labels = tuple((m.id, m.label, m.unit) for m in framework.metrics.values() if m.kind not in _WITHOUT_NUMBER)
    names = _names_of(labels, framework.year)
    at = 0
    for paragraph in record.text.split("\n"):
        for named in names.named(paragraph):
            yield named._replace(start=at + named.start, end=at + named.end)
        at += len(paragraph) + 1


def _reads(reader: Reader, case: Case) -> Case:
    keys = {Key("narratives", case.subject)}
    for named in _typed(reader, case.subject):
        for metric in named.metrics:
            keys |= (growth_keys if named.verb else figure_keys)(reader.framework, metric)
    return Case(case.subject, frozenset(keys))


def _contradicts(view: View, subject: str) -> Iterable[Finding]:
    wrong = []
    for named in _typed(view, subject):
        typed = named.quantity.interval
        assert typed is not None
        if named.verb in _FALLING:
            typed = Interval(typed.high.copy_negate(), typed.low.copy_negate())
        stated = [(m, _growth(view, m, named) if named.verb else _interval(view, m)) for m in named.metrics]
        known = [(metric, interval) for metric, interval in stated if interval is not None]
        if known and not any(interval.meets(typed) for _, interval in known):
            wrong.append((named, known[0][0]))
    counts = occurrences(f"{metric}/{named.quantity.text}" for named, metric in wrong)
    for (named, metric), count in zip(wrong, counts, strict=True):
        rate = print_growth(growth(view, metric)) if named.verb else ""
        operands = ((Key("growths", metric), rate),) if named.verb else operands_of(view, Operand(metric))
        yield Finding(
            code="text.figure_contradicts",
            severity=Severity.ERROR,
            place=Place(subject, metric, table="narratives", row=subject, start=named.start, end=named.end),
            message=f"{node_name(view.framework, subject)}的正文写{metric_name(view.framework, metric)}"
            f"{named.verb or '是'}{_shown(named.quantity)}，数据表里是{operands[0][1]}。",
            advice="请核对哪个对：改正文，或改数据表。改好后把正文里的数关联到数据（Ctrl+.），以后就不会再不一致。",
            operands=operands,
            subject=f"{metric}/{named.verb}{named.quantity.text}#{count}",
        )


def _growth(view: View, metric: str, named: Named) -> Interval | None:
    """What the metric's growth may be; None where it is not known or counted in another unit (% for 百分点)."""
    found = growth(view, metric)
    unit = "百分点" if named.quantity.kind is Sort.POINTS else "%"
    return None if found is None or found.unit != unit else interval_of(found.amount)


def _interval(view: View, metric: str) -> Interval | None:
    """What the metric's figure may be, in the unit that quantities of a text have (money in 元)."""
    found, definition = figure(view, metric), view.framework.metrics[metric]
    if found.amount is None or isinstance(found.amount, Ratio):
        return None
    interval = interval_of(found.amount, exact=is_exact(definition), approximation=found.approximation)
    factor = factor_between(definition.unit, "元") if definition.kind is Kind.MONEY else None
    if factor is None and definition.unit.startswith("万"):
        factor = factor_between(definition.unit, definition.unit.removeprefix("万"))
    return interval if factor is None else interval * Interval.exact(factor)


def _shown(quantity: Quantity) -> str:
    before = quantity.approximation if quantity.approximation in {"约", "近"} else ""
    return f"“{before}{quantity.text}”"


CHECKS = (Check("text.figure_contradicts", "正文的数与数据表不一致", _cases, _contradicts, _reads),)
