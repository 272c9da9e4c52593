"""A metric's standard in a few characters, whether it is met where that can be told simply, and its source.  No Qt."""

from collections.abc import Callable
from decimal import Decimal
from operator import eq, ge, gt, le, lt

from eduduty_desktop.draft import CURRENT, PREVIOUS, Key, Reader
from eduduty_desktop.draft.records import StandardOverride
from eduduty_desktop.draft.values import figure, figure_keys, growth, growth_keys
from eduduty_desktop.figures import Amount, Ratio, parse_amount
from eduduty_desktop.framework import Framework, Metric, Standard

_SIGNS = {">=": "≥", "<=": "≤", "=": "=", ">": "＞", "<": "＜"}
_TESTS: dict[str, Callable[[Decimal, Decimal], bool]] = {">=": ge, "<=": le, "=": eq, ">": gt, "<": lt}
_WORDS = {"yoy_not_decrease": "不低于上年", "yoy_decrease": "比上年下降", "exists": "有安排", "report": "如实填报"}


def standard_of(framework: Framework, metric: Metric) -> Standard | None:
    """The standard that a metric names, None if it names none."""
    return framework.standards.get(metric.standard) if metric.standard else None


def standard_keys(framework: Framework, metric: Metric) -> frozenset[Key]:
    """Every key that judging the metric may read."""
    standard = standard_of(framework, metric)
    if standard is None:
        return frozenset()
    keys = growth_keys(framework, metric.id) | {Key("standards", standard.id)}
    return keys | figure_keys(framework, standard.other) if standard.other in framework.metrics else keys


def threshold(reader: Reader, metric: Metric, standard: Standard) -> str:
    """The limit as text: the draft's own, else by stage, by year, or the plain value; empty if there is none."""
    override: StandardOverride | None = reader.get(Key("standards", standard.id))
    if override is not None and override.value:
        return override.value
    if metric.stage is not None and metric.stage in standard.by_stage:
        return standard.by_stage[metric.stage]
    return standard.by_year.get(str(reader.framework.year), standard.value)


def short_text(reader: Reader, metric: Metric) -> str:
    """`≥50%`, `≥公务员`, `不低于上年`; empty without a standard."""
    standard = standard_of(reader.framework, metric)
    if standard is None:
        return ""
    limit = threshold(reader, metric, standard)
    sign = _SIGNS.get(standard.comparison)
    if sign is None:
        word = _WORDS.get(standard.comparison, standard.comparison)
        return f"{word}≥{limit}" if standard.comparison == "yoy_decrease" and limit else word
    if limit:
        return f"{sign}{limit}{'%' if metric.unit == '%' else ''}"
    other = reader.framework.metrics.get(standard.other)
    return f"{sign}{_distinct(other.printed_label, metric.printed_label)}" if other else sign


def _distinct(other: str, own: str) -> str:
    """The other label without the ending that both share: 公务员年平均工资 beside 教师年平均工资 is 公务员."""
    same = 0
    while same < min(len(other), len(own)) and other[-1 - same] == own[-1 - same]:
        same += 1
    return other[: len(other) - same] if len(other) - same >= 2 else other


def judge(reader: Reader, metric: Metric) -> bool | None:
    """Whether the standard is met; None where a value is missing or it takes more than a comparison."""
    standard = standard_of(reader.framework, metric)
    if standard is None:
        return None
    now = figure(reader, metric.id).amount
    if standard.comparison == "yoy_not_decrease":
        return _not_decreased(reader, metric)
    if standard.comparison == "yoy_decrease":
        return _decreased(reader, metric, threshold(reader, metric, standard))
    if standard.comparison == "exists":
        return now > 0 if isinstance(now, Decimal) else None
    test = _TESTS.get(standard.comparison)
    if test is None or now is None:
        return None
    limit = _limit(reader, metric, standard)
    if limit is None or isinstance(now, Ratio) != isinstance(limit, Ratio):
        return None
    return test(_comparable(now), _comparable(limit))


def _limit(reader: Reader, metric: Metric, standard: Standard) -> Amount | None:
    text = threshold(reader, metric, standard)
    if text:
        try:
            return parse_amount(text.removesuffix("%"))
        except ValueError:
            return None
    return figure(reader, standard.other, CURRENT).amount if standard.other in reader.framework.metrics else None


def _comparable(amount: Amount) -> Decimal:
    """A ratio of staff to pupils is the better the fewer stand against one: 1:18 is more than 1:19."""
    return amount.left / amount.right if isinstance(amount, Ratio) else amount


def _not_decreased(reader: Reader, metric: Metric) -> bool | None:
    now, before = figure(reader, metric.id).amount, figure(reader, metric.id, PREVIOUS).amount
    if isinstance(now, Decimal) and isinstance(before, Decimal):
        return now >= before
    stated = growth(reader, metric.id)
    return stated.amount >= 0 if stated else None


def _decreased(reader: Reader, metric: Metric, by: str) -> bool | None:
    found = growth(reader, metric.id)
    if found is None:
        return None
    try:
        least = parse_amount(by) if by else Decimal(0)
    except ValueError:
        return None
    return -found.amount >= least if isinstance(least, Decimal) and by else found.amount < 0


def mark(met: bool | None) -> str:
    """✓ ✕ or — for a judgement."""
    return "—" if met is None else "✓" if met else "✕"


def explain(reader: Reader, metric: Metric) -> str:
    """The standard's name, definition, policy and clause, and 待核实 where its clause was not read."""
    standard = standard_of(reader.framework, metric)
    if standard is None:
        return ""
    verdict = {True: "✓ 达到标准", False: "✕ 未达到标准", None: "— 数据不全或不能简单判定"}[judge(reader, metric)]
    lines = [standard.name, standard.definition, verdict, standard.policy, standard.clause]
    override: StandardOverride | None = reader.get(Key("standards", standard.id))
    if override is not None and override.reason:
        lines.append(f"本稿另定标准：{override.reason}")
    if not standard.verified:
        lines.append("待核实：条文尚未对照原件核对，引用前请查证")
    return "\n".join(line for line in lines if line)
