"""What a framework must satisfy beyond the shape of its file: references, formulas, places, bounds.

Works on the model alone, so that an edited or imported framework obeys the same rules; the caller turns a
path and a text into an error that names the line.
"""

import difflib
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import NoReturn

from eduduty_desktop.framework.expression import Comparison, Expression, ExpressionError, Operand
from eduduty_desktop.framework.model import Framework, Node, Point, Section, Standard

Fail = Callable[[tuple[str, ...], str], NoReturn]
MAX_SECTION_DEPTH = 3
LAYOUTS = ("A", "B", "C", "D", "E")
RESERVED = frozenset({"", "profile", "lead", "organisation", "next_steps", "cover", "problems"})  # parts of a report
COMPARISONS = (">=", "<=", "=", ">", "<", "exists", "report", "yoy_not_decrease", "yoy_decrease")


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
    for key, standard in framework.standards.items():
        if standard.comparison not in COMPARISONS:
            fail(
                ("standards", key, "comparison"),
                f"比较方式“{standard.comparison}”不认识{_near(standard.comparison, COMPARISONS)}",
            )


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
    if metric.formula:
        _check_operands(framework, (*path, "formula"), metric.formula, Expression.parse, fail)


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
