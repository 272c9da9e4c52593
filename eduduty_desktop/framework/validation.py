"""What a framework must satisfy beyond the shape of its file: references, formulas, places, bounds.

Works on the model alone, so that an edited or imported framework obeys the same rules; the caller turns a
path and a text into an error that names the line.
"""

import difflib
import itertools
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import NoReturn

from eduduty_desktop.figures import parse_amount
from eduduty_desktop.framework.choices import Kind, ScoringMethod
from eduduty_desktop.framework.expression import Comparison, Expression, ExpressionError, Operand
from eduduty_desktop.framework.model import Framework, Node, Point, Section, Target
from eduduty_desktop.framework.scalars import NUMBER
from eduduty_desktop.framework.scoring_rules import Scoring
from eduduty_desktop.framework.standard import Standard

Fail = Callable[[tuple[str, ...], str], NoReturn]
MAX_SECTION_DEPTH = 3
LAYOUTS = ("A", "B", "C", "D", "E")
RESERVED = frozenset({"", "profile", "lead", "organisation", "next_steps", "cover", "problems"})  # parts of a report
_YEAR = re.compile(r"[0-9]{4}")
BY_VALUE = (">=", "<=", "=", ">", "<")
COMPARISONS = (*BY_VALUE, "about", "meets", "exists", "report", "yoy_not_decrease", "yoy_decrease")


def validate(framework: Framework, standards: dict[str, Standard], fail: Fail) -> None:
    """Calls `fail(path, message)` at the first rule that is broken; returns if there is none."""
    paths = _node_paths(framework, fail)
    if framework.layout not in LAYOUTS:
        fail(("layout",), f"“layout”不能是“{framework.layout}”，可用：{'、'.join(LAYOUTS)}")
    _check_places(framework, paths, fail)
    for metric_id in framework.metrics:
        _check_metric(framework, metric_id, paths, standards, fail)
    _check_cycles(framework, fail)
    _check_relations(framework, fail)
    _check_scoring(framework, paths, fail)
    _check_word_limits(framework, paths, fail)
    check_standards(framework.standards, fail)


def _check_word_limits(framework: Framework, paths: dict[str, tuple[str, ...]], fail: Fail) -> None:
    limits: list[tuple[tuple[str, ...], int | None]] = [(("word_limit",), framework.word_limit)]
    limits += [((*paths[point.id], "word_limit"), point.word_limit) for point in framework.points]
    for path, limit in limits:
        if limit is not None and limit < 1:
            fail(path, f"字数上限应是大于 0 的整数，不能是 {limit}")


def check_standards(standards: dict[str, Standard], fail: Fail) -> None:
    """Every standard compares in a known way, its values are numbers or ratios, its years are years."""
    for key, standard in standards.items():
        path = ("standards", key)
        if standard.comparison not in COMPARISONS:
            near = _near(standard.comparison, COMPARISONS)
            fail((*path, "comparison"), f"比较方式“{standard.comparison}”不认识{near}")
        for limit in standard.all_limits:
            try:
                parse_amount(limit.value)
            except ValueError:
                fail(path, f"标准“{standard.name}”的值“{limit.value}”应为数或 1:19 这样的比")
            for year in filter(None, (limit.since, limit.until)):
                if not _YEAR.fullmatch(year):
                    fail(path, f"标准“{standard.name}”的年份“{year}”应写成 2025 的样子")


def _node_paths(framework: Framework, fail: Fail) -> dict[str, tuple[str, ...]]:
    """Path in the file of every node, refusing repeated ids, empty sections and too deep nesting."""
    paths: dict[str, tuple[str, ...]] = {}

    def visit(node: Node, path: tuple[str, ...], depth: int) -> None:
        if node.id in paths or node.id in RESERVED:
            fail((*path, "id"), f"编号“{node.id}”重复或为保留字")
        paths[node.id] = path
        if isinstance(node, Section):
            if depth > MAX_SECTION_DEPTH:
                fail(path, f"“{node.title}”嵌套超过 {MAX_SECTION_DEPTH} 层")
            for i, child in enumerate(node.children):
                visit(child, (*path, "children", str(i)), depth + 1)

    for i, section in enumerate(framework.sections):
        visit(section, ("sections", str(i)), 1)
    if not any(isinstance(node, Point) for node in framework.nodes.values()):
        fail(("sections",), "没有任何测评点")
    return paths


def _check_places(framework: Framework, paths: dict[str, tuple[str, ...]], fail: Fail) -> None:
    """Every metric is entered in exactly one place."""
    lists: list[tuple[tuple[str, ...], tuple[str, ...]]] = [(framework.profile.metrics, ("profile", "metrics"))]
    lists += [(point.metrics, (*paths[point.id], "metrics")) for point in framework.points]
    placed = [(metric, (*path, str(i))) for metrics, path in lists for i, metric in enumerate(metrics)]
    for metric, path in placed:
        if metric not in framework.metrics:
            fail(path, f"指标数据“{metric}”没有定义{_near(metric, framework.metrics)}")
    counts = Counter(metric for metric, _ in placed)
    for metric, path in placed:
        if counts[metric] > 1:
            fail(path, f"指标数据“{metric}”出现在 {counts[metric]} 处，只能有一处填报；其他处请用 printed_in")
    for metric in framework.metrics:
        if metric not in counts:
            fail(("metrics", metric), f"指标数据“{metric}”没有放进任何测评点或基本情况")


def _check_metric(
    framework: Framework, key: str, paths: dict[str, tuple[str, ...]], standards: dict[str, Standard], fail: Fail
) -> None:
    metric, path = framework.metrics[key], ("metrics", key)
    try:
        own = Expression.parse(key)
    except ExpressionError:
        own = None
    if own is None or own.root != Operand(key):
        fail(path, f"指标数据编号“{key}”只能用小写字母、数字、下划线和点，且以字母开头")
    if metric.group and metric.group not in framework.groups:
        fail((*path, "group"), f"分组“{metric.group}”没有在 groups 里定义{_near(metric.group, framework.groups)}")
    if metric.standard and metric.standard not in standards:
        fail((*path, "standard"), f"标准“{metric.standard}”不存在{_near(metric.standard, standards)}")
    for i, place in enumerate(metric.printed_in):
        if place not in paths:
            fail((*path, "printed_in", str(i)), f"测评点“{place}”不存在{_near(place, paths)}")
    if not 0 <= metric.decimals <= 6:
        fail((*path, "decimals"), "小数位数应在 0 到 6 之间")
    bounds = metric.bounds
    if bounds and bounds.min is None and bounds.max is None:
        fail((*path, "bounds"), "合理范围要写 min 或 max")
    if bounds and bounds.min is not None and bounds.max is not None and bounds.min > bounds.max:
        fail((*path, "bounds"), f"合理范围的 min（{bounds.min}）大于 max（{bounds.max}）")
    for i, target in enumerate(metric.targets):
        _check_target(target, (*path, "targets", str(i)), fail)
    if metric.kind is Kind.TEXT and (metric.formula or metric.targets):
        fail((*path, "kind"), f"填文字的数据“{key}”不能有公式和目标")
    if metric.formula:
        _check_operands(framework, (*path, "formula"), metric.formula, Expression.parse, fail)


def _check_target(target: Target, path: tuple[str, ...], fail: Fail) -> None:
    if target.comparison not in BY_VALUE:
        fail((*path, "comparison"), f"目标的比较方式“{target.comparison}”不认识，可用：{'、'.join(BY_VALUE)}")
    try:
        is_plain = date.fromisoformat(target.deadline).isoformat() == target.deadline
    except ValueError:
        is_plain = False
    if not is_plain:
        fail((*path, "deadline"), f"期限“{target.deadline}”应写成 2019-12-31 的样子")
    for name, text in (("value", target.value), ("max", target.max)):
        if text and not NUMBER.fullmatch(text):
            fail((*path, name), f"目标值“{text}”应为数")
    if target.max and (not target.value or Decimal(target.max) < Decimal(target.value)):
        fail((*path, "max"), f"目标的 max（{target.max}）要和 value 一起写，且不小于它")


def _check_scoring(framework: Framework, paths: dict[str, tuple[str, ...]], fail: Fail) -> None:
    for point in framework.points:
        if point.scoring is not None:
            _check_rule(framework, point.scoring, (*paths[point.id], "scoring"), fail)
    for i, (better, worse) in enumerate(itertools.pairwise(framework.grades), 1):
        if worse.at_least >= better.at_least:
            fail(("grades", str(i), "at_least"), f"等次应从高到低排，“{worse.name}”的分数线不低于“{better.name}”")


_NEEDS: dict[ScoringMethod, str] = {
    ScoringMethod.DEDUCT: "clauses",
    ScoringMethod.STEPS: "steps",
    ScoringMethod.RAMP: "ramp",
    ScoringMethod.ELEMENTS: "elements",
    ScoringMethod.BANDS: "bands",
}


def _check_rule(framework: Framework, rule: Scoring, path: tuple[str, ...], fail: Fail) -> None:
    needed = _NEEDS.get(rule.method) if rule.method else None
    for name in _NEEDS.values():
        if getattr(rule, name) and name != needed:
            fail((*path, name), f"“{name}”与计分法“{rule.method or '（未写）'}”不符")
    if needed and not getattr(rule, needed):
        fail(path, f"计分法“{rule.method}”缺少“{needed}”")
    by_value = rule.method in (ScoringMethod.STEPS, ScoringMethod.RAMP)
    if by_value != bool(rule.metric) or (rule.metric and rule.metric not in framework.metrics):
        fail((*path, "metric"), f"计分用的指标数据“{rule.metric}”没有定义{_near(rule.metric, framework.metrics)}")
    for name, ids in (
        ("clauses", [clause.id for clause in rule.clauses]),
        ("elements", [element.id for element in rule.elements]),
        ("bands", [band.id for band in rule.bands]),
    ):
        for i, one in enumerate(ids):
            if not one or one in ids[:i]:
                fail((*path, name, str(i), "id"), f"“{name}”的编号“{one}”为空或重复")
    for i, clause in enumerate(rule.clauses):
        if clause.each is not None and clause.each <= 0:
            fail((*path, "clauses", str(i), "each"), "每次扣分应大于 0")
    for i, step in enumerate(rule.steps):
        if step.comparison not in BY_VALUE:
            fail(
                (*path, "steps", str(i), "comparison"),
                f"比较方式“{step.comparison}”不认识，可用：{'、'.join(BY_VALUE)}",
            )
    if rule.ramp and (rule.ramp.every <= 0 or rule.ramp.lose <= 0):
        fail((*path, "ramp"), "递减的步长和每步扣分应大于 0")


def _check_operands(
    framework: Framework,
    path: tuple[str, ...],
    text: str,
    parse: Callable[[str], Expression | Comparison],
    fail: Fail,
) -> None:
    try:
        operands = parse(text).operands()
    except ExpressionError as error:
        fail(path, f"“{text}”写错了：{error}")
    if not operands:
        fail(path, f"“{text}”没有用到任何指标数据")
    for operand in operands:
        if operand.metric not in framework.metrics:
            fail(path, f"“{text}”里的“{operand.metric}”没有定义{_near(operand.metric, framework.metrics)}")


def _check_cycles(framework: Framework, fail: Fail) -> None:
    done: set[str] = set()

    def visit(metric: str, trail: tuple[str, ...]) -> None:
        if metric in trail:
            ring = " → ".join((*trail[trail.index(metric) :], metric))
            fail(("metrics", metric, "formula"), f"公式互相引用成环：{ring}")
        if metric in done or metric not in framework.expressions:
            return
        for operand in framework.expressions[metric].operands():
            visit(operand.metric, (*trail, metric))
        done.add(metric)

    for metric in framework.expressions:
        visit(metric, ())


def _check_relations(framework: Framework, fail: Fail) -> None:
    for i, veto in enumerate(framework.vetoes):
        if veto.id in {earlier.id for earlier in framework.vetoes[:i]}:
            fail(("vetoes", str(i), "id"), f"一票否决编号“{veto.id}”重复")
    seen: set[str] = set()
    for i, relation in enumerate(framework.relations):
        path = ("relations", str(i))
        if relation.id in seen:
            fail((*path, "id"), f"关系编号“{relation.id}”重复")
        seen.add(relation.id)
        _check_operands(framework, (*path, "expr"), relation.expr, Comparison.parse, fail)


def _near(name: str, choices: Iterable[str]) -> str:
    known: Collection[str] = list(choices)
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"，是不是“{close[0]}”？" if close else ""
